"""A CSV file as people have it, read row by row, with its encoding and its separator found out."""

import csv
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from services.exchange.delimited import DELIMITERS
from services.exchange.encoding import decode
from services.exchange.errors import UnreadableFile

LARGEST = 50 * 1024 * 1024  # bytes: half a million rows, and a memory that any machine has


@dataclass(frozen=True, slots=True)
class CsvFile:
    """The text of a file, what separates its cells, and the names in its first row without blanks around them."""

    text: str
    delimiter: str
    columns: tuple[str, ...]

    def place_of(self, name: str) -> int | None:
        """Return where a column stands, whatever the case of its name; None where there is none."""
        return next((place for place, column in enumerate(self.columns) if column.casefold() == name), None)

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """Yield the rows below the names, each with the line that it ends on; lines without a cell are left out.

        Raises `UnreadableFile` where quotation marks are broken.
        """
        records = _records(self.text, self.delimiter)
        next(records, None)
        yield from records


def read_csv(source: Path, needs: str) -> CsvFile:
    """Read a file; `needs` tells which column names an empty one lacks.

    Raises `UnreadableFile` for one that is empty, not text or larger than 50 MB, and OSError.
    """
    with source.open("rb") as file:
        data = file.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise UnreadableFile("The file is larger than 50 MB", remedy="Split it.")
    text, _ = decode(data)
    delimiter = max(DELIMITERS, key=text.partition("\n")[0].count)
    _, header = next(_records(text, delimiter), (1, []))
    if not header:
        raise UnreadableFile("The file is empty", remedy=f"It needs a row of column names, {needs}.")
    return CsvFile(text, delimiter, tuple(name.strip() for name in header))


def _records(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        with _cells_of_any_length():
            yield from ((reader.line_num, row) for row in reader if row)
    except csv.Error as error:
        what = "The quotation marks or the line breaks of the file are broken"
        raise UnreadableFile(what, where=f"line {reader.line_num}") from error


@contextmanager
def _cells_of_any_length() -> Iterator[None]:
    """A cell may fill the whole file: what reads it decides how much of it counts."""
    before = csv.field_size_limit(LARGEST)
    try:
        yield
    finally:
        csv.field_size_limit(before)
