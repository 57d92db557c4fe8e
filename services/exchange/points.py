"""Rows of days and values, pasted or from a file, to what a metric stores; each refused row says why."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from domain.formatting import day
from services.exchange.dates import detect_day_first, parse_date
from services.exchange.errors import UnreadableCell
from services.exchange.numbers import detect_decimal_style, parse_number

SEPARATORS = ("\t", ";", "|")
_DAY_THEN_COMMA = re.compile(r"\s*([\d./-]{6,10})\s*,\s*(.*?)\s*")
HEADINGS = frozenset({"date", "day", "datum", "fecha", "data", "as_of"})


@dataclass(frozen=True, slots=True)
class WrittenPoint:
    """A row as it was written: its line, the day, the value, and the metric where the row names one."""

    line: int
    day: str
    value: str
    metric: str = ""


@dataclass(frozen=True, slots=True)
class PointRow:
    """A row that can be stored."""

    line: int
    as_of: date
    value: float
    metric: str = ""


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """A row that cannot be stored, and why."""

    line: int
    message: str

    def __str__(self) -> str:
        """Return the refusal with its line."""
        return f"Line {self.line}: {self.message}"


@dataclass(frozen=True, slots=True)
class ReadPoints:
    """What can be stored and what cannot, in the order of the lines."""

    rows: tuple[PointRow, ...]
    refused: tuple[RefusedRow, ...]


def pasted_points(text: str) -> tuple[WrittenPoint, ...]:
    """Return the rows of two columns as they come from a spreadsheet or are typed: a day, then a value.

    Tabs, semicolons, bars, commas with a blank or plain blanks separate the two; a row of headings is left out.
    """
    rows = (_parted(number, line) for number, line in enumerate(text.splitlines(), start=1) if line.strip())
    return tuple(row for row in rows if row.day.casefold() not in HEADINGS)


def read_points(written: Sequence[WrittenPoint], today: date, suggested_comma: bool | None = None) -> ReadPoints:
    """Return the rows with their days and values read; a day to come and a second value for a day are refused.

    `suggested_comma` tells how decimals are likely written where no value proves it.
    """
    proven = detect_decimal_style(row.value for row in written)
    decimal_comma = suggested_comma if proven is None else proven
    day_first = detect_day_first(row.day for row in written)
    read: list[PointRow] = []
    refused: list[RefusedRow] = []
    for row in written:
        try:
            read.append(_read(row, decimal_comma, day_first, today))
        except UnreadableCell as reason:
            refused.append(RefusedRow(row.line, str(reason)))
    once = dict(_once(read, refused))
    return ReadPoints(tuple(once.values()), tuple(sorted(refused, key=lambda row: row.line)))


def _parted(number: int, line: str) -> WrittenPoint:
    separator = next((sign for sign in SEPARATORS if sign in line), None)
    if separator is None and (match := _DAY_THEN_COMMA.fullmatch(line)):
        return WrittenPoint(number, *match.groups())
    parts = line.split(separator, 1) if separator else line.rsplit(None, 1)
    first, second = (part.strip() for part in (*parts, "", "")[:2])
    return WrittenPoint(number, first, second)


def _read(row: WrittenPoint, decimal_comma: bool | None, day_first: bool | None, today: date) -> PointRow:
    as_of = parse_date(row.day, day_first=day_first)
    if as_of is None:
        raise UnreadableCell("The day is missing. Write it as 2026-03-31.")
    found = parse_number(row.value, decimal_comma=decimal_comma)
    if found is None:
        raise UnreadableCell(f"The value for {day(as_of, today)} is missing.")
    if as_of > today:
        raise UnreadableCell(f"{day(as_of, today)} is still to come. A value is true already.")
    return PointRow(row.line, as_of, found.value, row.metric)


def _once(rows: Iterable[PointRow], refused: list[RefusedRow]) -> Iterator[tuple[tuple[str, date], PointRow]]:
    seen: dict[tuple[str, date], PointRow] = {}
    for row in rows:
        first = seen.setdefault((row.metric, row.as_of), row)
        if first.value != row.value:
            message = f"Line {first.line} has another value for {row.as_of.isoformat()} already. Keep one of the two."
            refused.append(RefusedRow(row.line, message))
        else:
            yield (row.metric, row.as_of), first
