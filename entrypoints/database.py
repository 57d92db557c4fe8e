"""Opening the configured database for a command: what cannot be one is refused before anything is written."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import sleep

from sqlalchemy import Engine, make_url
from sqlalchemy.exc import ArgumentError

from models.database import DatabaseNotReady, file_of, make_engine, migrate
from models.settings import settings

SQLITE_HEADER = b"SQLite format 3\0"
PATIENCE = 20  # tries of 50 ms: another process may be creating the file at this moment


@contextmanager
def configured_database(opened_by: Callable[[str], Engine] | None = None) -> Iterator[Engine]:
    """Yield an engine for the database that DATABASE_URL names, made by ``open_database`` unless told otherwise."""
    engine = (opened_by or open_database)(settings().database_url)
    try:
        yield engine
    finally:
        engine.dispose()


def open_database(url: str) -> Engine:
    """Return an engine for a database that has this program's schema, making a new file where there is none.

    Raises DatabaseNotReady when the address names no database that Outboard can use.
    """
    path = sqlite_file(url)
    if path is not None and path.exists():
        _refuse_other_files(path)
    engine = make_engine(url)
    migrate(engine)
    return engine


def existing_database(url: str) -> Engine:
    """Return an engine for a database as it stands, whatever its schema.

    Raises DatabaseNotReady when there is none.
    """
    path = sqlite_file(url)
    if path is not None and not path.exists():
        raise DatabaseNotReady(f"There is no database at {path}. `outboard serve` makes one.")
    if path is not None:
        _refuse_other_files(path)
    return make_engine(url)


def current_database(url: str) -> Engine:
    """Return an engine for a database that is there, brought up to date; raises DatabaseNotReady when there is none."""
    engine = existing_database(url)
    migrate(engine)
    return engine


def absolute(url: str) -> str:
    """Return an address that still names the same SQLite file after the working directory has changed."""
    path = sqlite_file(url)
    return url if path is None else make_url(url).set(database=str(path.absolute())).render_as_string()


def sqlite_file(url: str) -> Path | None:
    """Return the file that an SQLite address names, or None for an address of another kind.

    Raises DatabaseNotReady for an SQLite address without a file, which would be forgotten at once, or of no file.
    """
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError):
        return None
    if parsed.get_backend_name() != "sqlite":
        return None
    if not parsed.database or parsed.database == ":memory:":
        raise DatabaseNotReady("DATABASE_URL names no file. Example: sqlite:////srv/outboard.db")
    return file_of(parsed)


def _refuse_other_files(path: Path) -> None:
    if not path.is_file():
        raise DatabaseNotReady(f"{path} is not a file. DATABASE_URL must name an SQLite file.")
    for _ in range(PATIENCE):
        with path.open("rb") as file:
            start = file.read(len(SQLITE_HEADER))
        if start == SQLITE_HEADER:
            return
        if start:
            raise DatabaseNotReady(f"{path} is not an SQLite database. Choose another file with DATABASE_URL.")
        sleep(0.05)
    raise DatabaseNotReady(f"{path} is empty, not a database. Delete it to start anew, or restore a backup.")
