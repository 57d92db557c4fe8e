"""The file, the schema and the guards: what the database itself must hold together."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import (
    JSON,
    Column,
    Date,
    DateTime,
    Engine,
    Enum,
    ForeignKey,
    Integer,
    Select,
    Table,
    func,
    select,
    text,
)
from sqlalchemy.exc import DatabaseError, OperationalError
from sqlalchemy.types import TypeEngine
from sqlmodel import Session

from models import Base, DataVersion
from models.database import schema_is_current
from services.integrity.finding import Finding, counted

APPEND_ONLY = ("check_in", "classification_event", "audit_event", "flag_event", "metric_point", "publication")
SQLITE_GUARDS = (("update", "delete"), "SELECT name FROM sqlite_master WHERE type = 'trigger'")
POSTGRESQL_GUARDS = (("changes",), "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'")
BROKEN_RULES = ("CHECK constraint failed", "NULL value")  # faults of rows, which the file check reports as well
WHOLE = "database"
READABLE: Mapping[type[TypeEngine[Any]], str] = {  # what SQLite answers about a value that this column can hold
    Date: "date({0}) IS {0}",
    DateTime: "{0} IS NULL OR datetime({0}) IS NOT NULL",
    JSON: "coalesce(json_valid({0}), 1)",
    Integer: "typeof({0}) IN ('integer', 'null')",
}
Guards = tuple[tuple[str, ...], str]


def is_sqlite(session: Session) -> bool:
    """Tell whether the database is an SQLite file."""
    return session.get_bind().dialect.name == "sqlite"


def file_findings(session: Session) -> Iterator[Finding]:
    """Find damage to the file itself; PostgreSQL looks after its own."""
    if not is_sqlite(session):
        return
    try:
        said = session.connection().execute(text("PRAGMA quick_check")).scalars().all()
    except OperationalError:
        raise  # locked or out of reach, which says nothing about the file
    except DatabaseError as error:
        said = [str(error.orig)]
    for line, count in Counter(said).items():
        rule, _, place = line.partition(" in ")
        if rule in BROKEN_RULES:
            yield Finding(place.partition(".")[0], f"{rule} ({place}).", count)
        elif line != "ok":
            yield Finding(WHOLE, f"The file is damaged: {line}. Restore a backup.", count)


def schema_findings(session: Session) -> Iterator[Finding]:
    """Find a schema other than the one that this program expects."""
    bind = session.get_bind()
    engine = bind if isinstance(bind, Engine) else bind.engine
    if not schema_is_current(engine):
        yield Finding(WHOLE, "The schema is not the one that this program expects. Start Outboard to migrate it.")


def trigger_findings(session: Session) -> Iterator[Finding]:
    """Find append-only tables that have lost their guard."""
    guards: Guards = SQLITE_GUARDS if is_sqlite(session) else POSTGRESQL_GUARDS
    acts, query = guards
    found = set(session.connection().execute(text(query)).scalars())
    for table in APPEND_ONLY:
        missing = [act for act in acts if f"{table}_refuses_{act}" not in found]
        if missing:
            message = f"Nothing stops {' and '.join(missing)}: a trigger of this append-only table is missing."
            yield Finding(table, message, len(missing))


def orphan_findings(session: Session) -> Iterator[Finding]:
    """Find rows that refer to rows that do not exist."""
    if is_sqlite(session):
        yield from _sqlite_orphans(session)
        return
    for table in Base.metadata.sorted_tables:
        for key in table.foreign_keys:
            yield from counted(session, table.name, _orphaned(key.column.table.name), _orphans(table, key))


def _orphaned(parent: str) -> str:
    return f"Refers to a {parent.replace('_', ' ')} that does not exist."


def _sqlite_orphans(session: Session) -> Iterator[Finding]:
    found: dict[tuple[str, str], int] = {}
    for table, _row, parent, _number in session.connection().execute(text("PRAGMA foreign_key_check")):
        found[table, parent] = found.get((table, parent), 0) + 1
    for (table, parent), count in found.items():
        yield Finding(table, _orphaned(parent), count)


def _orphans(table: Table, key: ForeignKey) -> Select[int]:
    parent = key.column.table.alias("parent")
    joined = table.outerjoin(parent, key.parent == parent.c[key.column.name])
    missing = parent.c[key.column.name].is_(None)
    return select(func.count()).select_from(joined).where(key.parent.is_not(None), missing)


def word_findings(session: Session) -> Iterator[Finding]:
    """Find words that no vocabulary knows, which the program could not read back."""
    for table in Base.metadata.sorted_tables:
        for column in table.columns:
            if isinstance(column.type, Enum):
                yield from _unknown_words(session, table, column, column.type.enums)


def _unknown_words(session: Session, table: Table, column: Column[Any], known: list[str]) -> Iterator[Finding]:
    names = ", ".join(f"'{word}'" for word in known)
    query = text(f'SELECT count(*) FROM "{table.name}" WHERE "{column.name}" NOT IN ({names})')
    count = session.connection().execute(query).scalar_one()
    if count:
        yield Finding(table.name, f"Has a word in {column.name} that is none of {', '.join(known)}.", count)


def value_findings(session: Session) -> Iterator[Finding]:
    """Find values of another type than their column's, which SQLite stores without a word and nobody can read back."""
    if not is_sqlite(session):
        return
    for table in Base.metadata.sorted_tables:
        for column in table.columns:
            test = next((test for type_, test in READABLE.items() if isinstance(column.type, type_)), None)
            if test is not None:
                name = f'"{column.name}"'
                query = f'SELECT count(*) FROM "{table.name}" WHERE NOT ({test.format(name)})'
                count = session.connection().execute(text(query)).scalar_one()
                if count:
                    yield Finding(table.name, f"{column.name} holds a value that cannot be read.", count)


def version_findings(session: Session) -> Iterator[Finding]:
    """Find a data version that is missing or there twice."""
    rows = session.execute(select(func.count()).select_from(DataVersion)).scalar_one()
    if rows != 1:
        yield Finding("data_version", "There must be exactly one row, which counts the writes.", rows or 1)
