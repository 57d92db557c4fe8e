"""What an archive is made of: kinds of values, columns, and kinds of records."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from models import Record


class Kind(StrEnum):
    """What the values of a column are; a `shown` column repeats in words what a key says, and is not read back.

    A `snapshot` is data in which key results are named by their keys.
    """

    TEXT = "text"
    WORD = "word"
    NUMBER = "number"
    WHOLE = "whole"
    FLAG = "flag"
    DAY = "day"
    MOMENT = "moment"
    DATA = "data"
    SNAPSHOT = "snapshot"
    KEY = "key"
    LINK = "link"
    SHOWN = "shown"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name in the file, the field that it stores, and the record type that a link leads to."""

    name: str
    kind: Kind = Kind.TEXT
    field: str = ""
    required: bool = False
    to: str = ""
    vocabulary: type[StrEnum] | None = None

    @property
    def stores(self) -> str:
        """The model's field, empty for a key and for words that are only shown."""
        return "" if self.kind in (Kind.KEY, Kind.SHOWN) else self.field or self.name


@dataclass(frozen=True)
class RecordType:
    """One kind of record; two records are the same when they agree in `identity`, searched for by `searched_by`."""

    name: str
    noun: str
    table: type[Record]
    columns: tuple[Column, ...]
    identity: tuple[str, ...]
    searched_by: str
    unique: bool = False

    @cached_property
    def stored(self) -> tuple[Column, ...]:
        """The columns that hold something to store."""
        return tuple(column for column in self.columns if column.stores)

    @cached_property
    def fields(self) -> tuple[str, ...]:
        """The model's fields that an archive holds, in the order of the columns."""
        return tuple(column.stores for column in self.stored)

    @cached_property
    def called_by(self) -> str:
        """The column by whose text other records refer to this kind, empty where none do."""
        return next((name for name in ("key", "name") if name in self.by_name), "")

    @cached_property
    def by_name(self) -> Mapping[str, Column]:
        """The columns by their names."""
        return {column.name: column for column in self.columns}
