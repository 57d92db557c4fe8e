"""What people type or paste into one cell of a form: a number in a known unit, a whole number, a day."""

import re
from collections.abc import Iterable
from datetime import date

from domain.formatting import number as shown
from services.exchange.cells import line_of
from services.exchange.dates import is_ambiguous_date, parse_date, plain
from services.exchange.errors import UnreadableCell
from services.exchange.numbers import ParsedNumber, parse_number

_SAME_UNITS = {"eur": "€", "usd": "$", "us$": "$", "gbp": "£", "percent": "%", "per cent": "%", "pct": "%"}
_FAR = 10.0  # how far beyond the numbers that are known already a reading may lie and still be meant
_LETTERS = re.compile(r"[^\W\d_]")


def number_in(text: str, unit: str, decimal_comma: bool | None = None, known: Iterable[float] = ()) -> float | None:
    """The number that somebody typed for a key result in this unit, None for a blank cell.

    "1.234" is read by `decimal_comma` where the column tells, else by which reading lies near the `known` numbers of
    the key result. Raises `UnreadableCell` where neither tells, for another unit, and for what is not one number.
    """
    bare = _without_unit(line_of(text), unit)
    found = parse_number(bare, decimal_comma=decimal_comma)
    if found is None:
        return None
    if found.comparator:
        raise UnreadableCell(f"“{text.strip()}” is a comparison. Write one number.")
    _check_unit(text.strip(), bare, found, unit)
    if not found.ambiguous or decimal_comma is not None:
        return found.value
    return _meant(bare, found.value, tuple(known))


def whole_number_in(text: str) -> int | None:
    """The whole number in a cell such as "7" or "7/10", None for a blank one; raises `UnreadableCell`."""
    found = parse_number(line_of(text).removesuffix("/10"), decimal_comma=None)
    if found is None:
        return None
    if found.comparator or found.unit_hint or found.value != int(found.value):
        raise UnreadableCell("Choose a confidence from 0 to 10 as a whole number.")
    return int(found.value)


def day_in(text: str, day_first: bool | None = None) -> date | None:
    """The day in a cell, None for a blank one; raises `UnreadableCell` for one that can be read in two ways."""
    if day_first is None and is_ambiguous_date(text):
        raise UnreadableCell(f"“{text.strip()}” can be two days. Write it as 2026-03-31.")
    return parse_date(text, day_first=day_first)


def _without_unit(text: str, unit: str) -> str:
    """A text without the unit of its key result, which stands before or behind the number."""
    if not unit.strip():
        return text
    pattern = re.escape(" ".join(unit.split()))
    behind = re.fullmatch(rf"(.*?[\d.,]\s*){pattern}", text, re.IGNORECASE)
    before = re.fullmatch(rf"{pattern}(\s*[\d.,+\-−].*)", text, re.IGNORECASE)
    return behind[1] if behind else before[1] if before else text


def _check_unit(text: str, bare: str, found: ParsedNumber, unit: str) -> None:
    if _has_magnitude(unit) and _LETTERS.search(bare):
        raise UnreadableCell(f"This key result is measured in {unit}: write the number alone, without k or M.")
    hint, own = _comparable(found.unit_hint), _comparable(unit)
    if hint and own and not (own.startswith(hint) or hint.startswith(own)):
        raise UnreadableCell(f"“{text}” is in {found.unit_hint}, but this key result is measured in {unit}.")


def _has_magnitude(unit: str) -> bool:
    try:
        found = parse_number(f"1 {unit}", decimal_comma=None)
    except UnreadableCell:
        return False
    return found is not None and found.value != 1


def _comparable(unit: str) -> str:
    name = plain(unit).strip().rstrip(".s")
    return _SAME_UNITS.get(name, name)


def _meant(text: str, grouped_or_not: float, known: tuple[float, ...]) -> float:
    """The reading that lies near the known numbers; the point is decimal in one reading and a group in the other."""
    readings = (grouped_or_not, _other_reading(text))
    sizes = [abs(number) for number in known if number]
    near = [value for value in readings if sizes and min(sizes) / _FAR <= abs(value) <= max(sizes) * _FAR]
    if len(near) == 1:
        return near[0]
    small, large = sorted(readings, key=abs)
    raise UnreadableCell(
        f"“{text.strip()}” can be {shown(small, compact=False)} or {shown(large, compact=False)}. "
        f"Write {large:.15g} or {small:.15g}0."
    )


def _other_reading(text: str) -> float:
    found = parse_number(text, decimal_comma=True)
    return found.value if found is not None else 0.0
