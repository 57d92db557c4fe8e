"""What a spreadsheet's number format says about the number in a cell."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from services.exchange.cells import Cell, Quantity

_BUILT_IN_DATES = frozenset({*range(14, 18), 22, *range(27, 37), *range(50, 59)})
_BUILT_IN_PERCENTS = frozenset({9, 10})
_BRACKET_CURRENCY = re.compile(r"\[\$([^\-\]]{1,5})")
_QUOTED = re.compile(r'"[^"]*"|\\.|_.|\*.')
_BRACKETED = re.compile(r"\[[^\]]*\]")
_PLAIN_CURRENCY = re.compile(r"[€$£¥₹]")
_LAST_SERIAL = 2_958_465


class Shown(StrEnum):
    """As what a format shows a number."""

    NUMBER = "number"
    DATE = "date"
    PERCENT = "percent"
    CURRENCY = "currency"


@dataclass(frozen=True, slots=True)
class NumberFormat:
    """How a number is shown, and the currency sign if one is shown."""

    shown: Shown = Shown.NUMBER
    sign: str = ""


PLAIN = NumberFormat()


def number_format(number: int, code: str) -> NumberFormat:
    """The meaning of a format by its number in the workbook and its code, which built-in formats lack."""
    if number in _BUILT_IN_DATES:
        return NumberFormat(Shown.DATE)
    if number in _BUILT_IN_PERCENTS:
        return NumberFormat(Shown.PERCENT)
    section = code.split(";")[0]
    bare = _BRACKETED.sub("", _QUOTED.sub("", section))
    if "%" in bare:
        return NumberFormat(Shown.PERCENT)
    if any(letter in bare.casefold() for letter in "dy") and "general" not in bare.casefold():
        return NumberFormat(Shown.DATE)
    sign = _BRACKET_CURRENCY.search(section) or _PLAIN_CURRENCY.search(section)
    return NumberFormat(Shown.CURRENCY, sign.group(sign.lastindex or 0)) if sign else PLAIN


def as_shown(value: float, format_: NumberFormat, from_1904: bool) -> Cell:
    """The number as the reader of the sheet sees it: a date, 90 % for 0.9, an amount, or the plain number."""
    if format_.shown == Shown.DATE and 61 <= value <= _LAST_SERIAL:
        epoch = date(1904, 1, 1) if from_1904 else date(1899, 12, 30)
        return epoch + timedelta(days=int(value)) if value < _LAST_SERIAL - 1462 else value
    if format_.shown == Shown.PERCENT:
        return Quantity(round(value * 100, 10), "%")
    if format_.shown == Shown.CURRENCY:
        return Quantity(value, format_.sign)
    return int(value) if value.is_integer() and abs(value) < 1e15 else value
