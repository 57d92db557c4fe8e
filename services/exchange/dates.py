"""Dates as people write them in spreadsheets, to dates."""

import re
import unicodedata
from collections.abc import Iterable
from datetime import date, datetime
from functools import lru_cache
from itertools import chain

from services.exchange.cells import Cell, line_of, says_nothing
from services.exchange.errors import UnreadableCell

_TIME = r"(?:[T ]\s*\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d+)?\s*(?:[ap]\.?m\.?|Z|[+-]\d{2}:?\d{2})?)?"
_YEAR_FIRST = re.compile(rf"(\d{{4}})([-/.])(\d{{1,2}})\2(\d{{1,2}})\.?{_TIME}", re.IGNORECASE)
_COMPACT = re.compile(r"((?:19|20)\d{2})(\d{2})(\d{2})")
_NUMERIC = re.compile(rf"(\d{{1,2}})\s?([./-])\s?(\d{{1,2}})\s?\2\s?(\d{{4}}|\d{{2}}){_TIME}", re.IGNORECASE)
_DAY_NAMED = re.compile(
    r"(?:\w+\.?,\s*)?(\d{1,2})(?:st|nd|rd|th|\.|º|er)?[\s\-]*(?:de\s+)?([^\W\d]{3,})\.?[\s\-,]*(?:de\s+)?('?\d{2}|\d{4})"
)
_NAMED_DAY = re.compile(r"(?:\w+\.?,\s*)?([^\W\d]{3,})\.?[\s\-]+(\d{1,2})(?:st|nd|rd|th)?,?[\s\-]+(\d{4}|'?\d{2})")
_FIRST_YEAR, _LAST_YEAR = 1970, 2199

# The shortest beginnings that tell the months apart in English, German, French, Spanish and Portuguese.
_MONTHS = (
    ("jan", "ene"), ("feb", "fev"), ("mar", "mae", "mrz"), ("apr", "avr", "abr"), ("may", "mai"), ("jun", "juin"),
    ("jul", "juil"), ("aug", "aou", "ago"), ("sep", "set"), ("oct", "okt", "out"), ("nov",), ("dec", "dez", "dic"),
)  # fmt: skip


def plain(text: str) -> str:
    """Text without accents and case, for comparing words."""
    folded = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in folded if not unicodedata.combining(letter))


def month_of(word: str) -> int | None:
    """The number of a month by its name or abbreviation in five languages."""
    name = plain(word)
    for number, beginnings in enumerate(_MONTHS, start=1):
        if name.startswith(beginnings):
            return number
    return None


def iso_date(text: str) -> date | None:
    """A date written year first, with or without a time, else None."""
    match = _YEAR_FIRST.fullmatch(text.strip())
    return _date(int(match[1]), int(match[3]), int(match[4])) if match else None


def parse_date(raw: Cell, *, day_first: bool | None) -> date | None:
    """The date in a cell, None for a blank one; raises `UnreadableCell` for anything else.

    Dotted dates are always day first. `day_first` decides dates with slashes or dashes that can be read both ways;
    None reads them month first.
    """
    if isinstance(raw, datetime):
        return raw.date()
    if isinstance(raw, date):
        return raw
    text = line_of(raw)
    return None if says_nothing(text) else _parse_text(text, day_first)


@lru_cache(maxsize=4096)
def _parse_text(text: str, day_first: bool | None) -> date:
    found = iso_date(text) or _compact(text) or _numeric(text, day_first) or _named(text)
    if found is None or not _FIRST_YEAR <= found.year <= _LAST_YEAR:
        raise UnreadableCell(f"“{_short(text)}” is not a date. Write it as 2026-03-31.")
    return found


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:59]}…"


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def full_year(text: str) -> int:
    """The year that two or four digits mean; two digits are 1970 to 2069."""
    year = int(text.lstrip("'’"))
    if len(text.lstrip("'’")) == 4:
        return year
    return year + (1900 if year >= 70 else 2000)


def _compact(text: str) -> date | None:
    match = _COMPACT.fullmatch(text)
    return _date(*map(int, match.groups())) if match else None


def _numeric(text: str, day_first: bool | None) -> date | None:
    match = _NUMERIC.fullmatch(text)
    if not match:
        return None
    first, second, year = int(match[1]), int(match[3]), full_year(match[4])
    if match[2] == "." or first > 12 or (day_first and second <= 12):
        return _date(year, second, first)
    return _date(year, first, second)


def _named(text: str) -> date | None:
    if match := _DAY_NAMED.fullmatch(text):
        day, name, year = match.groups()
    elif match := _NAMED_DAY.fullmatch(text):
        name, day, year = match.groups()
    else:
        return None
    month = month_of(name)
    return _date(full_year(year), month, int(day)) if month else None


def _undotted(raw: Cell) -> tuple[int, int] | None:
    match = _NUMERIC.fullmatch(line_of(raw)) if isinstance(raw, str) else None
    return (int(match[1]), int(match[3])) if match and match[2] != "." else None


def is_ambiguous_date(raw: Cell) -> bool:
    """Whether a date can be read both day first and month first, with different results."""
    numbers = _undotted(raw)
    return bool(numbers) and max(numbers or (0,)) <= 12 and len(set(numbers or ())) == 2


def detect_day_first(values: Iterable[Cell], pairs: Iterable[tuple[Cell, Cell]] = ()) -> bool | None:
    """Whether dates with slashes or dashes put the day first; None when nothing in the file tells.

    A number above 12 decides. Else the pairs of (start, end) do: a cycle begins and ends with a month.
    """
    pairs = list(pairs)
    numbers = [found for value in chain(values, *pairs) if (found := _undotted(value))]
    votes = sum((first > 12) - (second > 12) for first, second in numbers)
    if votes == 0:
        votes = sum(_pair_vote(start, end) for start, end in pairs)
    return None if votes == 0 else votes > 0


def _pair_vote(start: Cell, end: Cell) -> int:
    return _whole_months(start, end, True) - _whole_months(start, end, False)


def _whole_months(start: Cell, end: Cell, day_first: bool) -> int:
    try:
        begins, ends = parse_date(start, day_first=day_first), parse_date(end, day_first=day_first)
    except UnreadableCell:
        return 0
    if not begins or not ends or not begins < ends:
        return 0
    return 1 + (begins.day == 1)
