"""How soon the screens of a planning session follow each other with many participants, and what that costs."""

import asyncio
import random
import re
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlmodel import text

from benchmarks import room, serving, stores
from benchmarks.driver import PageFailed, Tab
from benchmarks.figures import figures
from benchmarks.live import cost
from benchmarks.room import Room, Screen
from domain.formatting import NBSP
from domain.planning import DEFAULT_STAGES
from domain.vocabulary import StageKind
from models.database import make_engine, reading

GOAL = 2000  # ms until everything stands where it belongs
PAUSE = (1.0, 2.0)  # seconds between two acts
BALLOTS = "SELECT count(*) FROM ballot WHERE round_id = (SELECT max(id) FROM vote_round)"
PLACES = {stage.kind: place for place, stage in enumerate(DEFAULT_STAGES)}


@dataclass(slots=True)
class Seen:
    """After how many seconds something stood on the screens where it was expected, None where it was lost."""

    taken: dict[str, list[float | None]] = field(default_factory=dict)

    def add(self, what: str, began: float, moments: Sequence[float | None]) -> None:
        """Note the moments at which one act was seen."""
        known = self.taken.setdefault(what, [])
        known.extend(None if at is None else at - began for at in moments)


def measure(size: stores.Size, participants: int, acts: int) -> dict[str, list[dict[str, Any]]]:
    """Return how soon changes and votes stood on the screens, and the server's cost meanwhile."""
    with stores.copied(stores.generated(size)) as url, TemporaryDirectory(prefix="outboard-benchmark-") as folder:
        prepared, count = room.prepare(url, participants), Path(folder) / "statements"
        with serving.counted(url, count) as server:
            return asyncio.run(_held(server, count, prepared, url, acts))


async def _held(
    server: serving.Server, count: Path, prepared: room.Prepared, url: str, acts: int
) -> dict[str, list[dict[str, Any]]]:
    seen = Seen()
    async with room.entered(server.address, prepared) as entered:
        await entered.facilitator.press("session-start")
        parts = {
            "nobody does anything": asyncio.sleep(2 * acts),
            "the facilitator goes from stage to stage": _stages(entered, seen, acts),
            "participants write": _writing(entered, seen, acts),
            "votes": _votes(entered, seen, url, max(1, acts // 3)),
        }
        screens = len(entered.screens)
        costs = [await cost(server, count, screens, what, part) for what, part in parts.items()]
    return {"planning": [_row(what, taken) for what, taken in seen.taken.items()], "planning_cost": costs}


async def _stages(entered: Room, seen: Seen, acts: int) -> None:
    """Go to the next stage and, from the last one, back to the first."""
    for number in range(acts):
        place = (number + 1) % len(DEFAULT_STAGES)
        title = f"<h1>{escape(DEFAULT_STAGES[place].title)}</h1>"
        key = "session-next" if place else "session-to-0"
        async with _all_see(entered, seen, "next stage", _says(title)):
            await entered.facilitator.press(key)


async def _writing(entered: Room, seen: Seen, acts: int) -> None:
    """Let one participant after the other write a lesson, which all see, and a draft, which is counted."""
    await _go_to(entered, StageKind.LESSONS)
    for number in range(acts):
        author, words = entered.participants[number % len(entered.participants)], f"Lesson number {number + 1}."
        async with _all_see(entered, seen, "a lesson", _says(words)):
            await author.press("write-plus-", **{"write-plus:text": words})
    await _go_to(entered, StageKind.DRAFTING)
    for number in range(acts):
        author, words = entered.participants[number % len(entered.participants)], f"Draft number {number + 1}."
        counted = re.compile(rf"(?<!\d){number + 1} drafts?\b")
        began = time.perf_counter()
        moment = asyncio.create_task(entered.shared.until(_matches(counted)))
        await author.press("write-draft-", **{"write-draft:text": words})
        seen.add("a draft is counted on the shared screen", began, [await moment])
        await asyncio.sleep(random.uniform(*PAUSE))


async def _votes(entered: Room, seen: Seen, url: str, rounds: int) -> None:
    """Vote on one objective, again and again: everybody within one second, and everybody at the same moment."""
    await _go_to(entered, StageKind.CONFIDENCE)
    await entered.facilitator.press("focus-objective-")
    for what, within in (("pressed within a second", 1.0), ("pressed at the same moment", 0.0)):
        for _ in range(rounds):
            await _vote(entered, seen, url, what, within)


async def _vote(entered: Room, seen: Seen, url: str, what: str, within: float) -> None:
    everybody = entered.participants
    at_hand = asyncio.gather(*(screen.until(_has_ballot) for screen in everybody))
    began = time.perf_counter()
    await entered.facilitator.press("open-fist")
    seen.add("a vote opens, on the participants' screens", began, await at_hand)
    all_in = f"{len(everybody)} of {len(everybody)} participants voted"
    moment = asyncio.create_task(entered.shared.until(_says(all_in)))
    began = time.perf_counter()
    pressed = await asyncio.gather(*(_give(screen, random.uniform(0, within)) for screen in everybody))
    for start, end in pressed:
        seen.add(f"a vote, {what}: stored and answered", start, [end])
    last = max(start for start, _ in pressed)
    seen.add(f"all {len(everybody)} votes, {what}: on the shared screen after the last press", last, [await moment])
    _require_all(url, len(everybody))
    await entered.facilitator.press("reveal")
    await asyncio.sleep(random.uniform(*PAUSE))


async def _give(screen: Screen, after: float) -> tuple[float, float | None]:
    """Press "Vote" and return the moments of the press and of the answer, None where the vote was not taken."""
    await asyncio.sleep(after)
    value = next(found.key for found in screen.tab.elements.values() if _is_ballot(found.key))
    began = time.perf_counter()
    await screen.press("Vote", **{value: str(random.randint(1, 5))})
    return began, time.perf_counter() if "Your vote: " in screen.tab.text() else None


async def _go_to(entered: Room, kind: StageKind) -> None:
    title = _says(f"<h1>{escape(DEFAULT_STAGES[PLACES[kind]].title)}</h1>")
    follow = asyncio.gather(*(screen.until(title) for screen in (entered.shared, *entered.participants)))
    await entered.facilitator.press(f"session-to-{PLACES[kind]}")
    if None in await follow:
        raise PageFailed(f"A screen did not follow to the stage {kind}.")


@asynccontextmanager
async def _all_see(entered: Room, seen: Seen, what: str, wanted: room.Wanted) -> AsyncIterator[None]:
    """Clock, from the start of what is done in here, until every screen shows it; then pause."""
    waiting = asyncio.gather(*(screen.until(wanted) for screen in (entered.shared, *entered.participants)))
    await asyncio.sleep(0)
    began = time.perf_counter()
    yield
    shared, *others = await waiting
    seen.add(f"{what}, on the shared screen", began, [shared])
    seen.add(f"{what}, on the participants' screens", began, others)
    await asyncio.sleep(random.uniform(*PAUSE))


def _says(words: str) -> room.Wanted:
    return lambda tab: words in _text(tab)


def _matches(pattern: re.Pattern[str]) -> room.Wanted:
    return lambda tab: pattern.search(_text(tab)) is not None


def _text(tab: Tab) -> str:
    return tab.text().replace(NBSP, " ")


def _is_ballot(key: str) -> bool:
    return re.fullmatch(r"ballot-\d+:value", key) is not None


def _has_ballot(tab: Tab) -> bool:
    return any(_is_ballot(found.key) for found in tab.elements.values()) and "Your vote: " not in tab.text()


def _require_all(url: str, expected: int) -> None:
    engine = make_engine(url)
    with reading(engine) as session:
        stored = session.connection().execute(text(BALLOTS)).scalar_one()
    engine.dispose()
    if stored != expected:
        raise PageFailed(f"{stored} of {expected} votes are stored.")


def _row(what: str, taken: Sequence[float | None]) -> dict[str, Any]:
    found = [seconds for seconds in taken if seconds is not None]
    most = round(1000 * max(found, default=0.0))
    return {
        "what": what,
        "expected": len(taken),
        "lost": len(taken) - len(found),
        "one": figures(found).as_dict() if found else {},
        "most": most,
        "meets_goal": len(found) == len(taken) and most <= GOAL,
    }
