"""Databases to measure on: generated once for each size, program and day, and copied for every use."""

import hashlib
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import Engine
from sqlmodel import Session, text

from models.database import make_engine, migrate, writing
from services.generate import generate

ROOT = Path(__file__).resolve().parents[1]
KEPT = ROOT / "build" / "benchmarks"
SOURCES = ("services/generate/*.py", "services/bulk.py", "services/quarters.py", "models/**/*.py")


@dataclass(frozen=True, slots=True)
class Size:
    """How big a generated organisation is; objectives and key results are those of one cycle."""

    teams: int = 200
    objectives: int = 2000
    key_results: int = 10000
    cycles: int = 4
    check_ins: int = 500000


REFERENCE = Size()
SMALL = Size(20, 200, 1000, 4, 50000)  # as much of everything to a team as at reference size
QUICK = Size(20, 200, 1000, 2, 25000)
TINY = Size(5, 50, 250, 2, 6250)


def generated(size: Size) -> Path:
    """Return an SQLite file of this size, made now unless this program made it today; it must not be written to."""
    KEPT.mkdir(parents=True, exist_ok=True)
    name = "-".join(map(str, asdict(size).values()))
    path = KEPT / f"{name}-{date.today():%Y%m%d}-{_program()}.db"
    if not path.exists():
        for older in KEPT.glob(f"{name}-2*.db"):
            older.unlink()
        draft = path.with_suffix(".draft")
        draft.unlink(missing_ok=True)
        fill(f"sqlite:///{draft}", size)
        draft.rename(path)
    return path


def fill(url: str, size: Size) -> None:
    """Fill an empty database with an organisation of this size and leave it in one file."""
    engine = make_engine(url)
    migrate(engine)
    with writing(engine) as session:
        generate(session, today=date.today(), **asdict(size))
    settle(engine)


def settle(engine: Engine) -> None:
    """Bring an SQLite database's write-ahead log into its file and let go of it."""
    if engine.dialect.name == "sqlite":
        with engine.connect() as connection:
            connection.exec_driver_sql("COMMIT")  # a checkpoint stands outside a transaction
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    engine.dispose()


@contextmanager
def copied(path: Path) -> Iterator[str]:
    """Yield the address of a copy that may be written to and is thrown away."""
    with TemporaryDirectory(prefix="outboard-benchmark-") as folder:
        yield f"sqlite:///{shutil.copy(path, Path(folder) / 'outboard.db')}"


def active_cycle(session: Session) -> int:
    """Return the id of the cycle that is under way."""
    found: int = session.connection().execute(text("SELECT id FROM cycle WHERE state = 'active'")).scalar_one()
    return found


def _program() -> str:
    digest = hashlib.sha256()
    for pattern in SOURCES:
        for path in sorted(ROOT.glob(pattern)):
            digest.update(path.read_bytes())
    return digest.hexdigest()[:12]
