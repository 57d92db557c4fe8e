"""Whether every check-in that was acknowledged is stored: with many writers at once, and when the server is killed."""

import time
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from itertools import cycle, islice
from typing import Any

from sqlalchemy import Engine
from sqlmodel import text

from benchmarks import stores
from benchmarks.figures import percentile
from benchmarks.writes import OWNED, Task, postgres
from models.database import make_engine, reading, writing
from models.inputs import CheckInInput
from services import check_ins
from services.permissions import Actor

GOALS = {"SQLite": 1500, "PostgreSQL": 300}  # ms that 99 of 100 check-ins may take at most
STORED = "SELECT note, count(*) FROM check_in WHERE note LIKE 'Writer %' GROUP BY note"


def writers(size: stores.Size, at_once: int, each: int) -> list[dict[str, Any]]:
    """Return for either database what so many writers stored who each record so many check-ins as fast as they can."""
    with stores.copied(stores.generated(size)) as url:
        rows = [_crowd("SQLite", url, at_once, each)]
    with postgres(size) as (url, _):
        return [*rows, _crowd("PostgreSQL", url, at_once, each)]


def _crowd(kind: str, url: str, at_once: int, each: int) -> dict[str, Any]:
    engine = make_engine(url)
    with reading(engine) as session:
        tasks = [Task(key, Actor(who, name)) for key, who, name in session.connection().execute(text(OWNED))]
    began = time.perf_counter()
    with ThreadPoolExecutor(at_once) as pool:
        own = [list(islice(cycle(tasks[place::at_once]), each)) for place in range(at_once)]
        taken = [one for share in pool.map(_record, [engine] * at_once, range(at_once), own) for one in share]
    passed = time.perf_counter() - began
    with reading(engine) as session:
        stored: Counter[str] = Counter(dict(session.connection().execute(text(STORED)).tuples().all()))
    engine.dispose()
    return {"database": kind, "writers": at_once, **_counted(taken, stored), **_times(kind, taken, passed)}


def _record(engine: Engine, writer: int, tasks: Sequence[Task]) -> list[tuple[str, float]]:
    """Record one check-in for each task and return its note and the seconds until it was acknowledged."""
    taken: list[tuple[str, float]] = []
    today = date.today()
    for number, task in enumerate(tasks):
        note = f"Writer {writer}, check-in {number}"
        entry = CheckInInput(key_result_id=task.key_result, value=float(number), confidence=6, note=note, as_of=today)
        began = time.perf_counter()
        with writing(engine) as session:
            check_ins.record(session, task.actor, entry, today, request_key=note)
        taken.append((note, time.perf_counter() - began))
    return taken


def _counted(taken: Sequence[tuple[str, float]], stored: Counter[str]) -> dict[str, int]:
    acknowledged = {note for note, _ in taken}
    return {
        "acknowledged": len(taken),
        "stored": stored.total(),
        "lost": sum(stored[note] == 0 for note in acknowledged),
        "twice": sum(number > 1 for number in stored.values()),
    }


def _times(kind: str, taken: Sequence[tuple[str, float]], passed: float) -> dict[str, Any]:
    seconds = [one for _, one in taken]
    p99 = percentile(seconds, 99)
    return {
        "a_second": round(len(seconds) / passed),
        "median": percentile(seconds, 50),
        "p99": p99,
        "most": percentile(seconds, 100),
        "meets_goal": p99 <= GOALS[kind],
    }
