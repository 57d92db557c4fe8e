"""Printing a list from the command line: as a table to read, as CSV for a spreadsheet, or as JSON for a program."""

import csv
import json
import unicodedata
from collections.abc import Mapping, Sequence
from enum import StrEnum
from io import StringIO
from typing import Any

import typer

from services.exchange.neutral import neutral

LONGEST_CELL = 60  # characters of a table; CSV and JSON keep the whole text
GAP = "  "
Row = Mapping[str, Any]


class Form(StrEnum):
    """How a command prints a list."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"


def print_table(titles: Sequence[str], rows: Sequence[Sequence[str]], right: frozenset[str] = frozenset()) -> None:
    """Print texts in aligned columns below their titles; the columns in ``right`` stand to the right."""
    lines = [[_cell(text) for text in row] for row in (titles, *rows)]
    widths = [max(map(_width, column)) for column in zip(*lines, strict=True)]
    for line in lines:
        cells = zip(titles, line, widths, strict=True)
        _out(GAP.join(_padded(text, width, title in right) for title, text, width in cells).rstrip() + "\n")


def print_csv(rows: Sequence[Row], columns: Sequence[str]) -> None:
    """Print rows as CSV; a text that a spreadsheet would run as a formula is made harmless, as in an export."""
    text = StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(columns)
    for row in rows:
        writer.writerow([_plain(row[column]) for column in columns])
    _out(text.getvalue())


def print_json(content: Row) -> None:
    """Print JSON that people can read as well."""
    _out(json.dumps(content, ensure_ascii=False, indent=2, default=str, allow_nan=False) + "\n")


def _out(text: str) -> None:
    typer.echo(text.encode(), nl=False)  # UTF-8 whatever the terminal's own encoding is


def _plain(value: Any) -> Any:
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        return neutral("; ".join(map(str, value)))
    return neutral(value) if isinstance(value, str) else value


def _cell(text: str) -> str:
    """One line, with nothing in it that would steer a terminal."""
    shown = "".join(letter if letter.isprintable() else " " for letter in " ".join(text.split()))
    return shown if len(shown) <= LONGEST_CELL else f"{shown[: LONGEST_CELL - 1].rstrip()}…"


def _width(text: str) -> int:
    wide = sum(unicodedata.east_asian_width(letter) in "WF" for letter in text)
    return len(text) + wide - sum(unicodedata.combining(letter) > 0 for letter in text)


def _padded(text: str, width: int, to_the_right: bool) -> str:
    blanks = " " * (width - _width(text))
    return blanks + text if to_the_right else text + blanks
