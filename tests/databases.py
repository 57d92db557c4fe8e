"""Databases of both kinds for the tests: each holds what one that was prepared once holds."""

import shutil
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any, NamedTuple

import psycopg
from sqlalchemy import Engine, create_engine, make_url, text
from sqlalchemy.util import LRUCache

from models.database import make_engine

NUMBERS = count(1)
STATEMENTS = 4000  # that stay translated into SQL
CATALOGUES = ("class", "attribute", "constraint", "trigger", "proc", "type", "index", "sequence", "namespace", "depend")
SCHEMA = " UNION ALL ".join(f"SELECT '{c}', count(*), max(xmin::text::bigint) FROM pg_{c}" for c in CATALOGUES)
ALONE = """SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()"""
RELATIONS = "SELECT format('%I', relname) FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = '{}'"


class SqliteServer:
    """Databases as files; each copies one that was prepared once."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def new(self, template: str | None = None) -> str:
        path = self.folder / f"{next(NUMBERS)}.db"
        if template is not None:
            shutil.copy(make_url(template).database or "", path)
        return f"sqlite:///{path}"

    def drop(self, url: str) -> None:
        Path(make_url(url).database or "").unlink()

    def lend(self, template: str) -> str:
        return self.new(template)

    def take_back(self, url: str, template: str) -> None:
        self.drop(url)


class Contents(NamedTuple):
    """What a database of PostgreSQL holds: its schema as a mark, its rows by table, and where its sequences stand."""

    schema: list[Any]
    rows: dict[str, bytes]
    sequences: dict[str, tuple[int, bool]]

    @classmethod
    def of(cls, connection: psycopg.Connection[Any]) -> "Contents":
        tables = [name for (name,) in connection.execute(RELATIONS.format("r"))]
        sequences = [name for (name,) in connection.execute(RELATIONS.format("S"))]
        stand = {name: connection.execute(f"SELECT last_value, is_called FROM {name}").fetchone() for name in sequences}
        return cls(_schema_of(connection), {name: _rows_of(connection, name) for name in tables}, stand)

    def restore(self, connection: psycopg.Connection[Any]) -> bool:
        """Put the rows back, or return False when the schema is not what it was."""
        if _schema_of(connection) != self.schema:
            return False
        with connection.transaction(), connection.cursor() as cursor:
            stand = [f"setval('{name}', {last}, {called})" for name, (last, called) in self.sequences.items()]
            cursor.execute("SET LOCAL session_replication_role = replica")  # neither foreign keys nor append-only
            cursor.execute(";".join([*(f"DELETE FROM {name}" for name in self.rows), f"SELECT {', '.join(stand)}"]))
            for name, rows in self.rows.items():
                if rows:
                    with cursor.copy(f"COPY {name} FROM STDIN") as copy:
                        copy.write(rows)
        return True


class PostgresServer:
    """Databases of a server that lives as long as the tests; one that was lent is put right and lent again."""

    def __init__(self, uri: str) -> None:
        self.uri = make_url(uri).set(drivername="postgresql+psycopg")
        self.engine = create_engine(self.uri, isolation_level="AUTOCOMMIT")
        self.contents: dict[str, Contents] = {}
        self.free: defaultdict[str, list[str]] = defaultdict(list)
        self.keys: dict[str, psycopg.Connection[Any]] = {}
        self._do("ALTER SYSTEM SET fsync = off")  # nothing here has to survive a power cut
        self._do("ALTER SYSTEM SET max_wal_size = '64MB'")
        self._do("SELECT pg_reload_conf()")

    def new(self, template: str | None = None) -> str:
        name = f"outboard_{next(NUMBERS)}"
        source = make_url(template).database if template else "template1"
        self._do(f"CREATE DATABASE {name} TEMPLATE {source}")
        return self.uri.set(database=name).render_as_string(hide_password=False)

    def drop(self, url: str) -> None:
        self._do(f"DROP DATABASE {make_url(url).database} WITH (FORCE)")

    def lend(self, template: str) -> str:
        """Return a database that holds what the template holds; making one takes a hundred times as long as this."""
        if template not in self.contents:
            with self._connected(template) as connection:
                self.contents[template] = Contents.of(connection)
        return self.free[template].pop() if self.free[template] else self.new(template)

    def take_back(self, url: str, template: str) -> None:
        if url not in self.keys:
            self.keys[url] = self._connected(url)
        self.keys[url].execute(ALONE)
        if self.contents[template].restore(self.keys[url]):
            self.free[template].append(url)
        else:
            self.keys.pop(url).close()
            self.drop(url)

    def close(self) -> None:
        for connection in self.keys.values():
            connection.close()
        self.engine.dispose()

    def _connected(self, url: str) -> psycopg.Connection[Any]:
        plain = make_url(url).set(drivername="postgresql")
        return psycopg.connect(plain.render_as_string(hide_password=False), autocommit=True)

    def _do(self, statement: str) -> None:
        with self.engine.connect() as connection:
            connection.execute(text(statement))


Server = SqliteServer | PostgresServer


class Translated:
    """Statements in the SQL of each kind of database: an engine of its own would translate every one anew."""

    def __init__(self) -> None:
        self.known: dict[str, tuple[Any, LRUCache[Any, Any]]] = {}

    def engine(self, url: str) -> Engine:
        """Return an engine that knows the statements of those before it."""
        made = make_engine(url)
        if made.dialect.name not in self.known:
            made.connect().close()  # asks the database what it can do
            self.known[made.dialect.name] = made.dialect, LRUCache(STATEMENTS)
        made.dialect, statements = self.known[made.dialect.name]
        return made.execution_options(compiled_cache=statements)


TRANSLATED = Translated()


@contextmanager
def lent(server: Server, template: str) -> Iterator[Engine]:
    """Yield an engine for a database that holds what the template holds, and is nobody else's meanwhile."""
    url = server.lend(template)
    engine = TRANSLATED.engine(url)
    yield engine
    let_go(engine)
    server.take_back(url, template)


def let_go(engine: Engine) -> None:
    """Close every connection; an SQLite database is one file again."""
    if engine.dialect.name == "sqlite":
        with engine.connect() as connection:
            connection.exec_driver_sql("COMMIT")  # a checkpoint needs to stand outside a transaction
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    engine.dispose()


def _schema_of(connection: psycopg.Connection[Any]) -> list[Any]:
    """Return a mark that every change of the schema changes."""
    return connection.execute(SCHEMA).fetchall()


def _rows_of(connection: psycopg.Connection[Any], table: str) -> bytes:
    with connection.cursor() as cursor, cursor.copy(f"COPY {table} TO STDOUT") as copy:
        return b"".join(map(bytes, copy))
