"""How soon a check-in stands on every screen that shows it, without a click, and what that costs the server."""

import asyncio
import random
import re
import time
from collections.abc import Sequence
from contextlib import AsyncExitStack, suppress
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import quote, urlencode

from sqlmodel import text

from benchmarks import serving, stores
from benchmarks.counted import statements
from benchmarks.driver import PageFailed, Tab
from benchmarks.figures import figures
from benchmarks.subjects import subjects_of
from models.database import make_engine, reading

PAUSE = (2.0, 4.0)  # seconds between two check-ins
PATIENCE = 10.0  # seconds until a check-in that a screen does not show counts as lost
MOST_SILENT = 0.5  # seconds after which a screen asks itself whether the measurement is over
TYPED = "Half a sentence"
PLACE = """
    SELECT k.id, o.id, t.name, p.name, count(i.id) FROM key_result k JOIN objective o ON o.id = k.objective_id
    JOIN cycle c ON c.id = o.cycle_id AND c.state = 'active' JOIN team t ON t.id = o.team_id
    JOIN person p ON p.id = k.owner_id JOIN check_in i ON i.key_result_id = k.id
    WHERE p.id = :person AND k.measure = 'increase' AND NOT k.dropped AND o.state <> 'closed'
    GROUP BY k.id, o.id, t.name, p.name ORDER BY count(i.id) DESC, k.id LIMIT 1
"""


@dataclass(slots=True)
class Screen:
    """An open page, what it has been seen to show, and after how long."""

    page: str
    tab: Tab
    seen: dict[str, float] = field(default_factory=dict)
    typed_in: str = ""


@dataclass(slots=True)
class Watch:
    """What everybody waits for: the values that were saved, and when."""

    saved: dict[str, float] = field(default_factory=dict)
    over: bool = False


def measure(size: stores.Size, screens: int, check_ins: int) -> dict[str, list[dict[str, Any]]]:
    """Return how soon check-ins appeared, page by page, and the server's cost while nobody saves and while one does."""
    with stores.copied(stores.generated(size)) as url, TemporaryDirectory(prefix="outboard-benchmark-") as folder:
        addresses, writer = _addresses(url)
        count = Path(folder) / "statements"
        with serving.counted(url, count) as server:
            return asyncio.run(_watched(server, count, addresses, writer, screens, check_ins))


def _addresses(url: str) -> tuple[dict[str, str], str]:
    """Return the pages that show a busy person's key result, and the page where a colleague records a check-in."""
    person = subjects_of(url).people[0].key
    engine = make_engine(url)
    with reading(engine) as session:
        key, objective, team, owner, _ = session.connection().execute(text(PLACE), {"person": person}).one()
    engine.dispose()
    queries = {
        "my_week": {"as": owner},
        "key_result": {"id": key, "as": owner},
        "objective": {"id": objective},
        "objectives": {"team": team},
    }
    pages = {page: f"/{page}?{urlencode(query, quote_via=quote)}" for page, query in queries.items()}
    return pages, f"/key_result?id={key}"


async def _watched(
    server: serving.Server, count: Path, addresses: dict[str, str], writer: str, screens: int, check_ins: int
) -> dict[str, list[dict[str, Any]]]:
    async with AsyncExitStack() as stack:
        pages = [list(addresses)[number % len(addresses)] for number in range(screens)]
        opened = [Screen(page, await _open(stack, server.address + addresses[page])) for page in pages]
        author = await _open(stack, server.address + writer)
        for screen in opened:
            _type(screen)
        watch = Watch()
        watching = [asyncio.create_task(_look(screen, watch)) for screen in opened]
        quiet = await cost(server, count, screens, "nobody saves", asyncio.sleep(check_ins))
        busy = await cost(server, count, screens, "a check-in every 3 s", _record(author, opened, watch, check_ins))
        await asyncio.sleep(PATIENCE)
        watch.over = True
        await asyncio.gather(*watching)
    return {"live": _appeared(opened, watch), "live_cost": [quiet, busy]}


async def _open(stack: AsyncExitStack, address: str) -> Tab:
    tab = await stack.enter_async_context(Tab(address))
    await tab.run()
    return tab


def _type(screen: Screen) -> None:
    """Leave half a sentence in the first field of a check-in form, where there is one."""
    fields = (found.key for found in screen.tab.elements.values() if found.kind == "text_input")
    screen.typed_in = next((key for key in fields if re.fullmatch(r"check-in-\d+:note", key)), "")
    if screen.typed_in:
        screen.tab.fill(screen.typed_in, TYPED)


async def _look(screen: Screen, watch: Watch) -> None:
    """Do what the page's script does: have the page look when news come, and note what has appeared."""
    async with screen.tab.news() as news:
        while not watch.over:
            with suppress(TimeoutError):
                await asyncio.wait_for(news.recv(), MOST_SILENT)
                await screen.tab.run(part=screen.tab.listening)
                _note(screen, watch, time.perf_counter())


def _note(screen: Screen, watch: Watch, now: float) -> None:
    if len(screen.seen) == len(watch.saved):
        return
    shown = screen.tab.text()
    if _shows(shown, list(watch.saved)[-1]):  # the latest one stands for those before it
        screen.seen |= {value: now - at for value, at in watch.saved.items() if value not in screen.seen}


def _shows(shown: str, value: str) -> bool:
    return re.search(rf"(?<![\d.,]){re.escape(value)}(?![\d.,])", shown) is not None


async def _record(author: Tab, opened: Sequence[Screen], watch: Watch, check_ins: int) -> None:
    """Record check-ins as a colleague does, each with a value that stood nowhere before."""
    values = (f"{number / 10}" for number in range(311, 9999) if number % 10)
    chance = random.Random(7)
    for _ in range(check_ins):
        value = next(v for v in values if not any(_shows(screen.tab.text(), v) for screen in opened))
        button = next(found for found in author.all("button") if found.label == "Record check-in")
        author.fill(f"check-in-{button.key.split('-')[1]}:value", float(value))
        watch.saved[value] = time.perf_counter()
        await author.click(button.key)
        if not any("Recorded" in found.body.body for found in author.all("toast")):
            raise PageFailed(f"The check-in was not recorded: {author.text()[:500]}")
        await asyncio.sleep(chance.uniform(*PAUSE))


async def cost(server: serving.Server, count: Path, screens: int, what: str, meanwhile: Any) -> dict[str, Any]:
    """Return SQL statements a second and screen, and the share of a core in percent, while something is awaited."""
    began, ran, used = time.perf_counter(), statements(count), server.busy()
    await meanwhile
    passed = time.perf_counter() - began
    each = (statements(count) - ran) / passed / screens
    cpu = 100 * (server.busy() - used) / passed
    return {"what": what, "screens": screens, "seconds": round(passed), "statements": round(each, 2), "cpu": round(cpu)}


def _appeared(opened: Sequence[Screen], watch: Watch) -> list[dict[str, Any]]:
    pages = dict.fromkeys(screen.page for screen in opened)
    rows = [_row(f"/{page}", [screen for screen in opened if screen.page == page], watch) for page in pages]
    return [*rows, _row("all", opened, watch)]


def _row(page: str, screens: Sequence[Screen], watch: Watch) -> dict[str, Any]:
    taken = [seconds for screen in screens for seconds in screen.seen.values()]
    expected = len(screens) * len(watch.saved)
    typing = [screen for screen in screens if screen.typed_in]
    return {
        "page": page,
        "screens": len(screens),
        "expected": expected,
        "lost": expected - len(taken),
        "input_lost": sum(not screen.tab.holds(screen.typed_in) for screen in typing) if typing else "–",
        "one": figures(taken).as_dict() if taken else {},
        "most": round(1000 * max(taken, default=0.0)),
    }
