"""Engines and sessions: how a transaction begins and how the database is brought up to date."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import URL, Connection, Engine, event, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError
from sqlmodel import Session, create_engine

from models.news import spread
from models.queueing import Queue

MIGRATIONS = Path(__file__).parent / "migrations"
BUSY_TIMEOUT_MS = 10_000  # longer than the slowest single write, so that a waiting writer is served
CONNECTIONS = 20  # to PostgreSQL that are kept open, and 10 more at need
WRITERS = {"sqlite": 1, "postgresql": 4}  # transactions of one process that write at the same time
MIGRATION_LOCK = 7_306_021  # any fixed number: the advisory lock that lets one process migrate


class DatabaseNotReady(Exception):
    """The database cannot be used as it stands; the text says why and what to do."""


def make_engine(url: str) -> Engine:
    """Return an engine for an SQLite or PostgreSQL address; ``postgresql://`` picks the psycopg driver.

    Raises DatabaseNotReady when the address cannot be read or names another kind of database.
    """
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError) as error:
        raise DatabaseNotReady("DATABASE_URL is not an address. Example: sqlite:////srv/outboard.db") from error
    backend = parsed.get_backend_name()
    if backend == "sqlite":
        return _sqlite_engine(parsed.set(drivername="sqlite"))
    if backend not in ("postgresql", "postgres"):
        raise DatabaseNotReady(f"Outboard stores data in SQLite or PostgreSQL, not in {backend}.")
    return create_engine(parsed.set(drivername="postgresql+psycopg"), pool_pre_ping=True, pool_size=CONNECTIONS)


def file_of(url: URL) -> Path:
    """Return the file that an SQLite address names; raises DatabaseNotReady when there can be no such file."""
    name = url.database or ""
    if url.query:
        raise DatabaseNotReady("An SQLite address takes no options. Leave out the question mark and what follows it.")
    if "\0" in name:
        raise DatabaseNotReady("DATABASE_URL holds a NUL character, which no file name has.")
    try:
        return Path(name).expanduser()
    except RuntimeError as error:
        raise DatabaseNotReady(f"{name} is in the home folder of somebody whom this machine does not know.") from error


def _sqlite_engine(url: URL) -> Engine:
    if url.database and url.database != ":memory:":
        path = file_of(url)
        path.parent.mkdir(parents=True, exist_ok=True)
        url = url.set(database=str(path))
    engine = create_engine(url, connect_args={"timeout": BUSY_TIMEOUT_MS / 1000})
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # transactions are begun by _begin_sqlite alone
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", f"busy_timeout={BUSY_TIMEOUT_MS}"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    # A writer takes the lock first: reading before writing would otherwise lose a concurrent update.
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


@contextmanager
def reading(engine: Engine) -> Iterator[Session]:
    """Yield a session for queries only; nothing is committed."""
    with Session(engine) as session:
        yield session


@contextmanager
def writing(engine: Engine) -> Iterator[Session]:
    """Yield a session whose transaction holds SQLite's write lock from the start; writers take turns as they came."""
    with _queue_of(engine), Session(engine.execution_options(writes=True), expire_on_commit=False) as session:
        yield session
    spread()


def _queue_of(engine: Engine) -> AbstractContextManager[None]:
    places = WRITERS[engine.dialect.name]
    return _queues.setdefault(engine.url, Queue(places)).turn(BUSY_TIMEOUT_MS / 1000)


# SQLite lets whoever asks at the right moment go first, so that a writer among many may wait for seconds. PostgreSQL's
# writers go side by side, but more of them than there is work for only take the interpreter from each other.
_queues: dict[URL, Queue] = {}


def migrate(engine: Engine) -> None:
    """Bring the database to this program's schema; processes that start together take turns.

    Raises DatabaseNotReady when the database was written by a newer program.
    """
    with engine.execution_options(writes=True).begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": MIGRATION_LOCK})
        _refuse_newer(connection)
        config = _alembic_config()
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def take_turns(session: Session, what: str) -> None:
    """Wait until no other transaction that names the same thing runs; SQLite's writers take turns by themselves."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("SELECT pg_advisory_xact_lock(hashtext(:what))"), {"what": what})


def schema_is_current(engine: Engine) -> bool:
    """Tell whether the database has exactly the schema that this program expects."""
    with engine.connect() as connection:
        found = MigrationContext.configure(connection).get_current_revision()
    return found == ScriptDirectory.from_config(_alembic_config()).get_current_head()


def _alembic_config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    return config


def _refuse_newer(connection: Connection) -> None:
    found = MigrationContext.configure(connection).get_current_revision()
    known = {script.revision for script in ScriptDirectory.from_config(_alembic_config()).walk_revisions()}
    if found is not None and found not in known:
        raise DatabaseNotReady(
            f"The database has schema {found}, which is newer than this program. Update Outboard and start again."
        )
