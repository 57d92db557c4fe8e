"""Text with separators (CSV) to numbered rows of text."""

import csv
from collections.abc import Callable, Iterator
from io import StringIO
from itertools import islice

from services.exchange.errors import UnreadableFile
from services.exchange.limits import (
    MAX_CELL_CHARACTERS,
    check_cells,
    check_column,
    check_row,
    check_text,
)

DELIMITERS = (",", ";", "\t", "|")
_SAMPLE_CHARACTERS = 65_536
_SAMPLE_ROWS = 60
_MEMO_SIZE = 50_000
_LONGEST_LINE = 1_000_000

RowScore = Callable[[list[list[str]]], int]


def detect_delimiter(text: str, score: RowScore) -> str:
    """The separator under which the first rows look most like a table; `score` counts the column names found."""
    declared = text[:6].casefold()
    if declared.startswith("sep=") and declared[4:5] in DELIMITERS:
        return declared[4]
    sample = text[:_SAMPLE_CHARACTERS]
    return max(DELIMITERS, key=lambda delimiter: _fitness(sample, delimiter, score))


def _fitness(sample: str, delimiter: str, score: RowScore) -> tuple[int, float]:
    rows = _sample_rows(sample, delimiter)
    widths = [len(row) for row in rows if row]
    if not widths or max(widths) == 1:
        return (0, 0.0)
    usual = max(set(widths), key=lambda width: (widths.count(width), width))
    evenness = widths.count(usual) / len(widths) if usual > 1 else 0.0
    return (score(rows), evenness)


def _sample_rows(sample: str, delimiter: str) -> list[list[str]]:
    rows: list[list[str]] = []
    try:
        rows.extend(islice(csv.reader(StringIO(sample, newline=""), delimiter=delimiter), _SAMPLE_ROWS))
    except csv.Error:
        return rows
    return rows


def read_delimited(text: str, delimiter: str) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Rows that show something, each with its number in the spreadsheet and without its blank end."""
    memo: dict[str, str] = {}
    total = 0
    for number, record in _records(text, delimiter):
        cells = _trimmed(record)
        if not cells:
            continue
        check_row(number)
        _check_cells(number, cells)
        total += len(cells)
        check_cells(total, number)
        yield number, tuple(_remembered(memo, cell) for cell in cells)


def _records(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(_lines(text), delimiter=delimiter, strict=True)
    number = 0
    while True:
        first_line = reader.line_num + 1
        try:
            record = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise _broken(error, first_line, reader.line_num) from error
        number += 1
        yield number, record


def _lines(text: str) -> Iterator[str]:
    """The lines of a text; an endless one would be split into a million cells before it could be refused."""
    for number, line in enumerate(StringIO(text, newline=""), start=1):
        if len(line) > _LONGEST_LINE:
            raise UnreadableFile(
                f"A line is longer than {_LONGEST_LINE:,} characters",
                where=f"line {number}",
                remedy="Check that each row of the table is a line of its own.",
            )
        yield line


def _broken(error: csv.Error, first_line: int, line: int) -> UnreadableFile:
    if "limit" in str(error):
        what = f"A cell is longer than {MAX_CELL_CHARACTERS:,} characters, or a quotation mark is never closed"
    elif "end of data" in str(error):
        what = "A quotation mark is opened and never closed"
    else:
        what = "The quotation marks are broken"
    where = f"line {first_line}" if line <= first_line else f"lines {first_line} to {line}"
    return UnreadableFile(
        what, where=where, remedy='Write a quotation mark inside a quoted cell twice (""), or save the file as XLSX.'
    )


def _trimmed(record: list[str]) -> list[str]:
    end = len(record)
    while end and not record[end - 1].strip():
        end -= 1
    return record[:end]


def _check_cells(number: int, cells: list[str]) -> None:
    check_column(number, len(cells) - 1)
    longest = max(cells, key=len)
    check_text(number, cells.index(longest), len(longest))


def _remembered(memo: dict[str, str], cell: str) -> str:
    """The same text as one object: most cells of a sheet repeat, and a file may have a million of them."""
    if len(memo) < _MEMO_SIZE:
        return memo.setdefault(cell, cell)
    return memo.get(cell, cell)
