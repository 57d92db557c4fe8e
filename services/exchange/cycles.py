"""Cycles by name: "2018-Q2", "Q2 2018", "2026 H1", "FY26 Q1", "T1 2026", "März 2026", "2026"."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from services.exchange.dates import full_year, month_of, plain

_YEAR = r"(?P<year>(?:19|20)\d{2}|'?\d{2})"
_FULL_YEAR = r"(?P<year>(?:19|20)\d{2})"
_MARK = r"[\s\-_/.,']*"
_PART_WORDS = "q|h|quartal|halbjahr|trimestre|semestre|semester|quarter|half"
_PART = (
    r"(?:(?P<letter>q|h|s|t|quartal|quarter|halbjahr|half|trimestre|semestre)\s?(?P<part>[1-4])"
    rf"|(?P<first>[1-4])[.oº]?\s?(?P<word>{_PART_WORDS}|s|t))"
)
_PART_THEN_YEAR = re.compile(rf"{_PART}{_MARK}(?:de\s)?(?P<fiscal>fy|gj)?\s?{_YEAR}")
_YEAR_THEN_PART = re.compile(rf"(?P<fiscal>fy|gj)?\s?{_YEAR}{_MARK}{_PART}")
_YEAR_ALONE = re.compile(
    rf"(?P<fiscal>fy|gj|year|jahr|ano|annee)?\s?{_FULL_YEAR}|(?P<short>fy|gj)\s?'?(?P<two>\d{{2}})"
)
_YEAR_THEN_MONTH = re.compile(rf"{_FULL_YEAR}[\-/](?P<month>0[1-9]|1[0-2])")
_MONTH_THEN_YEAR = re.compile(rf"(?P<name>[a-z]{{3,}})\.?{_MARK}(?:de\s)?{_YEAR}")
_HALF_WORDS = ("h", "s", "half", "halbjahr", "semestre", "semester")


@dataclass(frozen=True, slots=True)
class CycleSpan:
    """A cycle's name with its first and last day."""

    name: str
    start: date
    end: date


def parse_cycle(
    name: str, start: date | None = None, end: date | None = None, *, fiscal_start_month: int = 1
) -> CycleSpan | None:
    """The span of a cycle, from its dates where both are given, else from its name; None when neither tells.

    `FY26` is the year that ends in 2026 and starts in `fiscal_start_month`; with January it is the calendar year.
    """
    if start and end:
        return CycleSpan(name or name_of_span(start, end), start, end)
    months = _months(plain(name).strip(), fiscal_start_month)
    if months is None:
        return None
    year, month, length = months
    first = start or _first_day(year, month)
    return CycleSpan(name, first, end or _last_day(year, month + length - 1))


def name_of_span(start: date, end: date) -> str:
    """A name for a span without one: "2026-Q2" for a quarter, else both days."""
    quarter = (start.month + 2) // 3
    if start == date(start.year, quarter * 3 - 2, 1) and end == _last_day(start.year, quarter * 3):
        return f"{start.year}-Q{quarter}"
    return f"{start.isoformat()} to {end.isoformat()}"


def _months(text: str, fiscal_start_month: int) -> tuple[int, int, int] | None:
    """Year, first month (1-12, or above for a later year) and number of months."""
    if match := _YEAR_THEN_MONTH.fullmatch(text):
        return int(match["year"]), int(match["month"]), 1
    if match := _PART_THEN_YEAR.fullmatch(text) or _YEAR_THEN_PART.fullmatch(text):
        return _part_of_year(match, fiscal_start_month)
    if match := _YEAR_ALONE.fullmatch(text):
        fiscal = match["short"] or match["fiscal"] in ("fy", "gj")
        return *_year_start(full_year(match["year"] or match["two"]), fiscal_start_month if fiscal else 1), 12
    if (match := _MONTH_THEN_YEAR.fullmatch(text)) and (month := month_of(match["name"])):
        return full_year(match["year"]), month, 1
    return None


def _part_of_year(match: re.Match[str], fiscal_start_month: int) -> tuple[int, int, int] | None:
    part = int(match["part"] or match["first"])
    half = (match["letter"] or match["word"]) in _HALF_WORDS
    if half and part > 2:
        return None
    length = 6 if half else 3
    year, month = _year_start(full_year(match["year"]), fiscal_start_month if match["fiscal"] else 1)
    return year, month + (part - 1) * length, length


def _year_start(year: int, first_month: int) -> tuple[int, int]:
    return (year, 1) if first_month == 1 else (year - 1, first_month)


def _first_day(year: int, month: int) -> date:
    return date(year + (month - 1) // 12, (month - 1) % 12 + 1, 1)


def _last_day(year: int, month: int) -> date:
    first = _first_day(year, month)
    return first.replace(day=monthrange(first.year, first.month)[1])
