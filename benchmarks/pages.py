"""How long each page takes beyond a bare page: first run of a session, after a change, after a check-in.

Each repetition runs the bare page and then the page, so that whatever else the machine does falls on both.
"""

import asyncio
import time
from collections.abc import Sequence
from contextlib import AsyncExitStack
from typing import Any

from benchmarks import scenarios, serving, stores
from benchmarks.driver import Tab
from benchmarks.figures import Figures, figures
from benchmarks.scenarios import SAVE, Scenario
from benchmarks.subjects import most_alike, subjects_of
from models.database import make_engine, writing
from services import audit

MOST_ABOVE_BARE, MOST_TO_SAVE = 50.0, 60.0  # ms, median
MOST_P95 = 150.0  # ms
WARM_UP = 5


def measure(size: stores.Size, repetitions: int) -> dict[str, list[dict[str, Any]]]:
    """Return a row for each act on a page, and for the first run of a session on each page."""
    with stores.copied(stores.generated(size)) as url, serving.application(url) as app, serving.bare_page() as bare:
        found, engine = subjects_of(url), make_engine(url)

        def save() -> None:
            with writing(engine) as session:
                audit.commit(session)

        wanted = [*scenarios.scenarios(found, save), scenarios.navigation(), scenarios.check_in(found)]
        servers = (bare.address, app.address)
        return {
            "pages": [asyncio.run(_reruns(*servers, scenario, repetitions)) for scenario in wanted],
            "sessions": [asyncio.run(_sessions(*servers, first, repetitions)) for first in _one_a_page(wanted)],
        }


def compare(small: stores.Size, large: stores.Size, repetitions: int) -> list[dict[str, Any]]:
    """Return, for one team's pages, the medians on a small and a large database, measured in turns."""
    with (
        stores.copied(stores.generated(small)) as one,
        stores.copied(stores.generated(large)) as other,
        serving.application(one) as first,
        serving.application(other) as second,
    ):
        ours, theirs = subjects_of(one), subjects_of(other)
        kinds = ("teams", "people", "objectives", "key_results")
        pairs = [most_alike(getattr(ours, kind), getattr(theirs, kind)) for kind in kinds]
        left = scenarios.team_scenarios(*(pair[0] for pair in pairs))
        right = scenarios.team_scenarios(*(pair[1] for pair in pairs))
        return [
            asyncio.run(_side_by_side((first.address, a), (second.address, b), repetitions))
            for a, b in zip(left, right, strict=True)
        ]


def _one_a_page(wanted: Sequence[Scenario]) -> list[Scenario]:
    first: dict[str, Scenario] = {}
    for scenario in wanted:
        first.setdefault(scenario.page, scenario)
    return list(first.values())


async def _reruns(bare: str, app: str, scenario: Scenario, repetitions: int) -> dict[str, Any]:
    plain: list[float] = []
    timed: list[float] = []
    async with Tab(bare) as bare_tab, Tab(app + scenario.address) as tab:
        await bare_tab.run()
        await tab.run()
        for count in range(-WARM_UP, repetitions):
            plain.append((await bare_tab.choose("tick", count % 2 == 0)).seconds)
            timed.append((await scenario.act(tab, count + WARM_UP)).seconds)
    return _row(scenario.page, scenario.what, figures(plain[WARM_UP:]), figures(timed[WARM_UP:]))


async def _sessions(bare: str, app: str, scenario: Scenario, repetitions: int) -> dict[str, Any]:
    plain: list[float] = []
    timed: list[float] = []
    for _ in range(-WARM_UP, repetitions):
        plain.append(await _opened(bare))
        timed.append(await _opened(app + scenario.address))
    return _row(scenario.page, "first run of a session", figures(plain[WARM_UP:]), figures(timed[WARM_UP:]))


async def _opened(address: str) -> float:
    began = time.perf_counter()
    async with Tab(address) as tab:
        await tab.run()
        return time.perf_counter() - began


async def _side_by_side(one: tuple[str, Scenario], other: tuple[str, Scenario], repetitions: int) -> dict[str, Any]:
    taken: tuple[list[float], list[float]] = ([], [])
    async with AsyncExitStack() as stack:
        sides = [
            (await stack.enter_async_context(Tab(server + scenario.address)), scenario, seconds)
            for (server, scenario), seconds in zip((one, other), taken, strict=True)
        ]
        for tab, _, _ in sides:
            await tab.run()
        for count in range(-WARM_UP, repetitions):
            for tab, scenario, seconds in sides:
                seconds.append((await scenario.act(tab, count + WARM_UP)).seconds)
    small, large = (figures(seconds[WARM_UP:]) for seconds in taken)
    return {"page": one[1].page, "small": small.as_dict(), "large": large.as_dict()}


def _row(page: str, what: str, bare: Figures, page_figures: Figures) -> dict[str, Any]:
    above = round(page_figures.median - bare.median, 2)
    meets = above <= (MOST_TO_SAVE if what == SAVE else MOST_ABOVE_BARE) and page_figures.p95 <= MOST_P95
    measured = {"bare": bare.as_dict(), "timed": page_figures.as_dict()}
    return {"page": page, "what": what, **measured, "above_bare": above, "meets_goal": meets}
