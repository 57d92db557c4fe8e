"""The kinds of column that migrations put together."""

import sqlalchemy as sa


def number(name: str) -> sa.Column[int]:
    """Return a whole number that every row has."""
    return sa.Column(name, sa.Integer(), nullable=False)


def text(name: str, length: int | None = None) -> sa.Column[str]:
    """Return a text that every row has, of any length unless one is given."""
    return sa.Column(name, sa.String(length), nullable=False)


def moment(name: str, *, nullable: bool = False) -> sa.Column[object]:
    """Return a moment in UTC."""
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def link(name: str, table: str, *, nullable: bool = False) -> tuple[sa.Column[int], sa.ForeignKeyConstraint]:
    """Return a column that names a row of another table, and the rule that the row must exist."""
    return sa.Column(name, sa.Integer(), nullable=nullable), sa.ForeignKeyConstraint([name], [f"{table}.id"])


def json(name: str, *, nullable: bool = False) -> sa.Column[object]:
    """Return a column for lists and dictionaries."""
    return sa.Column(name, sa.JSON(), nullable=nullable)
