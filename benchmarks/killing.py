"""Killing the server while people record check-ins: what they were told is stored must be stored, once."""

import asyncio
import os
import random
import re
import signal
import sqlite3
from collections.abc import Sequence
from contextlib import AsyncExitStack, closing, suppress
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import Engine, make_url
from sqlmodel import text
from websockets.exceptions import WebSocketException

from benchmarks import serving, stores
from benchmarks.driver import PageFailed, Tab
from benchmarks.writes import OWNED, Task
from models.database import make_engine, reading, writing
from models.inputs import CheckInInput
from services import check_ins, integrity
from services.permissions import Actor

PEOPLE = 4  # who record check-ins at once, each of a key result of their own
MOST = 12  # acknowledged check-ins before the kill, and up to so many seconds more:
JITTER = 0.15
BUTTON = re.compile(r"record-(?P<key_result>\d+)-(?P<request>.+)")


@dataclass(slots=True)
class Person:
    """Somebody with the page of a key result open: what was acknowledged, and what was sent last without an answer."""

    task: Task
    acknowledged: list[str] = field(default_factory=list)
    under_way: tuple[str, str] | None = None  # note and request key


def killed(size: stores.Size, rounds: int, seed: int = 7) -> dict[str, Any]:
    """Return what was acknowledged, lost and stored twice after so many rounds of kill -9 and a new start.

    After each round the file, and every rule that `outboard check` knows, are examined as well.
    """
    chance, total = random.Random(seed), dict.fromkeys(("acknowledged", "cut_off", "lost", "twice", "unsound"), 0)
    with stores.copied(stores.generated(size)) as url:
        engine = make_engine(url)
        tasks = _tasks(engine)
        for number in range(rounds):
            people = [Person(task) for task in chance.sample(tasks, PEOPLE)]
            with serving.application(url) as server:
                asyncio.run(_until_killed(server, people, number, chance))
            for name, found in _examined(engine, url, people).items():
                total[name] += found
        engine.dispose()
    return {"rounds": rounds, **total}


def _tasks(engine: Engine) -> list[Task]:
    with reading(engine) as session:
        return [Task(key, Actor(who, name)) for key, who, name in session.connection().execute(text(OWNED))]


async def _until_killed(server: serving.Server, people: Sequence[Person], number: int, chance: random.Random) -> None:
    """Let everybody record check-ins one after the other until the server is gone."""
    async with AsyncExitStack() as stack:
        tabs = [await stack.enter_async_context(Tab(f"{server.address}{_page(person)}")) for person in people]
        for tab in tabs:
            await tab.run()
        working = [_work(tab, person, f"Round {number}") for tab, person in zip(tabs, people, strict=True)]
        under_way = asyncio.gather(*working)
        wanted = chance.randint(1, MOST)
        while sum(len(person.acknowledged) for person in people) < wanted and not under_way.done():
            await asyncio.sleep(0.005)
        await asyncio.sleep(chance.uniform(0, JITTER))
        os.kill(server.process, signal.SIGKILL)
        await under_way


def _page(person: Person) -> str:
    return f"/key_result?id={person.task.key_result}&as={person.task.actor.name.replace(' ', '+')}"


async def _work(tab: Tab, person: Person, round_: str) -> None:
    with suppress(WebSocketException, OSError):
        while True:
            button = next(found for found in tab.all("button") if found.label == "Record check-in")
            note = f"{round_}, {button.key}"
            found = BUTTON.fullmatch(button.key)
            person.under_way = (note, found["request"] if found else "")
            _fill(tab, person, note)
            await tab.click(button.key)
            if not any("Recorded" in toast.body.body for toast in tab.all("toast")):
                raise PageFailed(f"The check-in was not recorded: {tab.text()[:500]}")
            person.acknowledged.append(note)


def _fill(tab: Tab, person: Person, note: str) -> None:
    form = f"check-in-{person.task.key_result}"
    tab.fill(f"{form}:note", note)
    if any(found.key == f"{form}:value" for found in tab.elements.values()):
        tab.fill(f"{form}:value", 20.0 + len(person.acknowledged) % 10)


def _examined(engine: Engine, url: str, people: Sequence[Person]) -> dict[str, int]:
    """Count what is missing or there twice, once everybody has sent again what was cut off, and what is unsound."""
    cut_off = [person for person in people if person.under_way and person.under_way[0] not in person.acknowledged]
    acknowledged = [note for person in people for note in person.acknowledged]
    unsound = not _file_is_sound(url)
    before = _stored(engine)
    for person in cut_off:
        _send_again(engine, person)
    after = _stored(engine)
    with reading(engine) as session:
        unsound = unsound or bool(integrity.check(session))
    sent_again = [person.under_way[0] for person in cut_off if person.under_way]
    return {
        "acknowledged": len(acknowledged),
        "cut_off": len(cut_off),
        "lost": sum(note not in before for note in acknowledged) + sum(note not in after for note in sent_again),
        "twice": sum(after.get(note, 0) > 1 for note in (*acknowledged, *sent_again)),
        "unsound": int(unsound),
    }


def _stored(engine: Engine) -> dict[str, int]:
    query = text("SELECT note, count(*) AS times FROM check_in WHERE note LIKE 'Round %' GROUP BY note")
    with reading(engine) as session:
        return {row.note: row.times for row in session.connection().execute(query)}


def _file_is_sound(url: str) -> bool:
    with closing(sqlite3.connect(make_url(url).database or "")) as connection:
        return connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def _send_again(engine: Engine, person: Person) -> None:
    """Send the request that got no answer once more, under its own key."""
    note, request = person.under_way or ("", "")
    today, key_result = date.today(), person.task.key_result
    entry = CheckInInput(key_result_id=key_result, value=20.0, confidence=5, note=note, as_of=today)
    with writing(engine) as session:
        check_ins.record(session, person.task.actor, entry, today, request_key=request)
