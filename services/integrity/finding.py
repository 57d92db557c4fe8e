"""What is wrong in a database, and how counts become findings."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Select, func, select
from sqlalchemy.sql.elements import ColumnElement
from sqlmodel import Session


@dataclass(frozen=True, slots=True)
class Finding:
    """One kind of fault in one table, and how many rows have it."""

    table: str
    message: str
    count: int = 1


def counted(session: Session, table: str, message: str, query: Select[int]) -> Iterator[Finding]:
    """Return a finding when a query counts anything."""
    count = session.execute(query).scalar_one()
    if count:
        yield Finding(table, message, count)


def rows_where(*condition: ColumnElement[bool]) -> Select[int]:
    """Return a query that counts the rows that meet the conditions."""
    return select(func.count()).where(*condition)
