"""What a database holds already, looked up by what makes two records the same."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Enum, String, Table, func, select, type_coerce
from sqlmodel import Session

from models import Editable
from services.exchange.archive.schema import Kind, RecordType
from services.exchange.archive.values import line_of_json

Row = Mapping[str, Any]
Identity = tuple[Any, ...]
_DATA = frozenset({"plan_points", "reasons", "answers", "missing", "snapshot"})


def table_of(kind: RecordType) -> Table:
    """Return the table that holds a kind of record."""
    model: Any = kind.table
    table: Table = model.__table__
    return table


def rows_of(session: Session, kind: RecordType, field: str, values: Iterable[Any]) -> list[Row]:
    """Return the rows with one of these values in a field, in the order of their ids; words come as plain text."""
    table = table_of(kind)
    names = ("id", *(("version",) if issubclass(kind.table, Editable) else ()), *kind.fields)
    query = select(*(_plain(table, name) for name in names)).where(table.columns[field].in_(list(values)))
    return [dict(row) for row in session.execute(query.order_by(table.columns["id"])).mappings()]


def _plain(table: Table, name: str) -> Any:
    column = table.columns[name]
    return type_coerce(column, String).label(name) if isinstance(column.type, Enum) else column


def identity_of(kind: RecordType, values: Row) -> Identity:
    """Return what makes a record the one it is, as something that can be compared and counted."""
    return tuple(line_of_json(values[field]) if field in _DATA else values[field] for field in kind.identity)


def names_of(session: Session, kind: RecordType) -> dict[str, int]:
    """Return the ids of all teams, people or cycles by name."""
    columns = table_of(kind).columns
    found = session.execute(select(columns["id"], columns["name"]))
    return {row[1]: row[0] for row in found}


def parents_of(session: Session, kind: RecordType) -> dict[int, int | None]:
    """Return what stands above each record of a tree."""
    columns = table_of(kind).columns
    found = session.execute(select(columns["id"], columns["parent_id"]))
    return {row[0]: row[1] for row in found}


def next_id(session: Session, kind: RecordType) -> int:
    """Return the first id that no record of this kind has had."""
    highest = session.execute(select(func.max(table_of(kind).columns["id"]))).scalar_one()
    return int(highest or 0) + 1


def own_links(kind: RecordType) -> list[str]:
    """Return the fields by which records of a kind refer to others of the same kind."""
    return [column.stores for column in kind.columns if column.kind == Kind.LINK and column.to == kind.name]


def late_links(kind: RecordType, order: Sequence[RecordType]) -> list[str]:
    """Return the fields by which records of a kind refer to records that are written after them."""
    later = {each.name for each in order[order.index(kind) + 1 :]}
    return [column.stores for column in kind.columns if column.kind == Kind.LINK and column.to in later]
