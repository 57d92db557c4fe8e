"""Starting the server, the memory that it needs, and filling and importing in bulk."""

import asyncio
import csv
import json
import subprocess
import sys
import time
from contextlib import AsyncExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlmodel import text

from benchmarks import browser, serving, stores, writes
from benchmarks.driver import Tab
from benchmarks.serving import ROOT
from benchmarks.subjects import subjects_of
from models.database import make_engine, reading

OUTBOARD = Path(sys.executable).with_name("outboard")
FIRST_HEADING = "My week"
VISITED = ("my_week", "objectives", "outcome_mix")


def starts(size: stores.Size) -> list[dict[str, Any]]:
    """Return seconds until the server answers and until a browser has drawn the first page."""
    reference = stores.generated(size)
    with browser.opened() as opened, TemporaryDirectory(prefix="outboard-benchmark-") as folder:
        new = f"sqlite:///{folder}/new.db"
        rows = [_start(opened, f"{name}", new) for name in ("new database with the sample company", "second start")]
        with stores.copied(reference) as url:
            return [*rows, _start(opened, "reference size", url)]


def _start(opened: Any, what: str, url: str) -> dict[str, Any]:
    began = time.perf_counter()
    with serving.application(url, "--sample") as server:
        answered = time.perf_counter() - began
        first = browser.seconds_to_draw(opened, server.address, FIRST_HEADING)
        again = browser.seconds_to_draw(opened, server.address, FIRST_HEADING)
    row = {"answers": answered, "first_page": answered + first, "next_visitor": again}
    return {"what": what, **{name: round(seconds, 2) for name, seconds in row.items()}}


def memory(size: stores.Size, sessions: int) -> list[dict[str, Any]]:
    """Return the server's memory in MB before any session and with many sessions open."""
    with stores.copied(stores.generated(size)) as url, serving.application(url) as server:
        people = [person.name for person in subjects_of(url).people]
        rows = [{"what": "started, no session yet", "mb": round(server.memory(), 1)}]
        return [*rows, *asyncio.run(_sessions(server, people, sessions))]


async def _sessions(server: serving.Server, people: list[str], most: int) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    async with AsyncExitStack() as stack:
        for number in range(1, most + 1):
            tab = await stack.enter_async_context(Tab(f"{server.address}/my_week"))
            await tab.run()
            for page in VISITED:
                await tab.visit(page, **{"as": people[number % len(people)]})
            if number in (1, most):
                rows.append(
                    {"what": f"{number} open sessions of {len(VISITED)} pages", "mb": round(server.memory(), 1)}
                )
    return rows


def filling(size: stores.Size) -> list[dict[str, Any]]:
    """Return seconds to generate an organisation on either kind of database, and its size on disk in MB."""
    with TemporaryDirectory(prefix="outboard-benchmark-") as folder:
        path = Path(folder) / "outboard.db"
        began = time.perf_counter()
        stores.fill(f"sqlite:///{path}", size)
        seconds = time.perf_counter() - began
        megabytes = path.stat().st_size / 2**20
    rows = [{"database": "SQLite", "seconds": round(seconds, 1), "mb": round(megabytes)}]
    with writes.postgres(size) as (url, seconds):
        return [*rows, {"database": "PostgreSQL", "seconds": round(seconds, 1), "mb": _postgres_megabytes(url)}]


def _postgres_megabytes(url: str) -> int:
    engine = make_engine(url)
    with reading(engine) as session:
        size: int = session.connection().execute(text("SELECT pg_database_size(current_database())")).scalar_one()
    engine.dispose()
    return round(size / 2**20)


def importing(rows: int) -> list[dict[str, Any]]:
    """Return seconds and the peak of memory in MB to import a spreadsheet with this many key results, twice."""
    with TemporaryDirectory(prefix="outboard-benchmark-") as folder:
        source = Path(folder) / "objectives.csv"
        _write_spreadsheet(source, rows)
        url = f"sqlite:///{folder}/outboard.db"
        megabytes = source.stat().st_size / 2**20
        steps = {"preview": ["--dry-run"], "import": [], "import again": []}
        taken = [{"what": what, **_import(source, url, options)} for what, options in steps.items()]
    return [{**row, "rows": rows, "file_mb": round(megabytes, 1)} for row in taken]


def _import(source: Path, url: str, options: list[str]) -> dict[str, Any]:
    command = [sys.executable, "-m", "benchmarks.peak", str(OUTBOARD), "import", str(source), "--json", *options]
    environment = {**serving.environment(), "DATABASE_URL": url}
    began = time.perf_counter()
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    seconds = time.perf_counter() - began
    if done.returncode:
        raise RuntimeError(f"outboard import failed: {done.stderr[-2000:]}")
    report, _, peak = done.stdout.strip().rpartition("\n")
    created = json.loads(report)["created"].get("key_results", 0)
    return {"created": created, "seconds": round(seconds, 2), "peak_mb": round(float(peak), 1)}


def _write_spreadsheet(path: Path, rows: int) -> None:
    columns = ("Team", "Cycle", "Objective", "Owner", "Key result", "Baseline", "Target", "Current", "Unit")
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(columns)
        for row in range(rows):
            place = (f"Team {row // 500}", "2026 Q1", f"Customers of line {row // 5} come back", f"Owner {row // 50}")
            text_ = f"Raise the share of orders that are repeated in region {row} from 20 % to 40 %"
            writer.writerow([*place, text_, 20, 40, 20 + row % 20, "%"])
