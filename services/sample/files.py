"""Reading the company's files: a row knows its place, so that a mistake in it can be found."""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from domain.validation import FieldProblem
from models import Record
from services.errors import InvalidInput, NotFound

Stored = TypeVar("Stored", bound=Record)


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a file; an empty cell means "not set"."""

    file: str
    number: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        """Return a cell's text, empty where the cell or the column is missing."""
        return self.cells.get(column) or ""

    def filled(self, *columns: str) -> dict[str, str]:
        """Return those of the columns that have a text."""
        return {column: self[column] for column in columns if self[column]}

    def whole(self, column: str, empty: int = 0) -> int:
        """Return a cell as a whole number."""
        try:
            return int(self[column] or empty)
        except ValueError:
            raise self.problem(column, f"“{self[column]}” is not a whole number.") from None

    def problem(self, column: str, message: str) -> InvalidInput:
        """Return the error that names the file, the row and the column."""
        return InvalidInput([FieldProblem(column, f"{self.file}, row {self.number}, {column}: {message}")])

    def build(self, model: type[Stored], **values: Any) -> Stored:
        """Return a record made of texts and values; raises InvalidInput where they do not fit."""
        try:
            return model.model_validate(values)
        except ValidationError as error:
            first = error.errors()[0]
            raise self.problem(str(first["loc"][0]), f"{first['msg']}.") from error


@dataclass(frozen=True, slots=True)
class Keys:
    """The ids of one file's records by the short names that other files use."""

    noun: str
    ids: Mapping[str, int]

    def of(self, row: Row, column: str) -> int:
        """Return the id that a cell refers to; raises InvalidInput when there is none."""
        found = self.ids.get(row[column])
        if found is None:
            raise row.problem(column, f"There is no {self.noun} with the key “{row[column]}”.")
        return found


def read_rows(folder: Path, name: str) -> tuple[Row, ...]:
    """Return the rows of a file; raises NotFound when it is not there."""
    path = folder / f"{name}.csv"
    if not path.is_file():
        raise NotFound(f"The sample company is not complete: there is no file {path}.")
    return tuple(_rows(path))


def _rows(path: Path) -> Iterator[Row]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        for number, cells in enumerate(csv.DictReader(file), start=2):
            yield Row(path.name, number, cells)


def keys_of(noun: str, rows: tuple[Row, ...]) -> Keys:
    """Return the ids that rows get in the order of their file, by key."""
    return Keys(noun, {row["key"]: number for number, row in enumerate(rows, start=1)})
