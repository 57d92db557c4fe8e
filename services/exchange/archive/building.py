"""How the columns of an archive are written down, and those that several kinds of records share."""

from enum import StrEnum

from services.exchange.archive.schema import Column, Kind


def link(name: str, to: str, required: bool = True, field: str = "") -> Column:
    """Return a column that names a record of another kind, or of the same."""
    return Column(name, Kind.LINK, field or f"{name.removesuffix('_key')}_id", required, to)


def word(name: str, vocabulary: type[StrEnum], required: bool = True, field: str = "") -> Column:
    """Return a column that holds one of a closed set of words."""
    return Column(name, Kind.WORD, field, required, vocabulary=vocabulary)


def number(name: str, required: bool = False, field: str = "") -> Column:
    """Return a column of numbers."""
    return Column(name, Kind.NUMBER, field, required)


def day(name: str, required: bool = False) -> Column:
    """Return a column of days."""
    return Column(name, Kind.DAY, required=required)


def moment(name: str, required: bool = True) -> Column:
    """Return a column of moments."""
    return Column(name, Kind.MOMENT, required=required)


KEY = Column("key", Kind.KEY, required=True)
CYCLE, TEAM, OBJECTIVE, KEY_RESULT = (Column(name, Kind.SHOWN) for name in ("cycle", "team", "objective", "key_result"))
