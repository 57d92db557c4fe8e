"""The one place where numbers and dates become text on screen; never dependent on the locale."""

import math
from collections.abc import Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Context, Decimal

NBSP = "\u00a0"
MINUS = "\u2212"
NO_VALUE = "–"

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_CURRENCIES = {"EUR": "€", "€": "€", "USD": "$", "US$": "$", "$": "$", "GBP": "£", "£": "£"}
_PERCENT_UNITS = frozenset({"%", "percent", "per cent", "pct"})
_SCALES = ((1e12, "T"), (1e9, "B"), (1e6, "M"), (1e3, "k"))
_COMPACT_FROM = 9_999.5
_CARRY = 0.9995  # 999,500 reads "1 M", not "1000 k"
_TOO_LARGE, _TOO_SMALL = 1e15, 1e-6
_SCREEN_DIGITS, _FULL_DIGITS = 4, 6
_ALL_DECIMALS = 12
_EXACT = Context(prec=60, rounding=ROUND_HALF_UP)
_DAYS_IN_WORDS = {-1: "yesterday", 0: "today", 1: "tomorrow"}
_DAYS_A_MONTH = 30.44


def number(value: float | None, unit: str = "", *, compact: bool = True) -> str:
    """A number as people write it, with its unit: "1.2 M", "€3.40", "62 %", "12 interviews".

    `compact` abbreviates from 10,000 and keeps four significant digits; without it whole digits and six are kept.
    None and what is not finite become a dash.
    """
    if value is None or not math.isfinite(value):
        return NO_VALUE
    unit = unit.strip()
    if unit.upper() in _CURRENCIES:
        return _money(value, _CURRENCIES[unit.upper()], compact)
    return _followed(_digits(value, compact), unit)


def value_with_unit(value: float | None, unit: str) -> str:
    """A key result's value in its own unit, short enough for a table."""
    return number(value, unit)


def apart(first: float | None, second: float | None, unit: str) -> tuple[str, str]:
    """Two values in words, in full where the short ones would read the same and are not: "9.5" and "10 days"."""
    compact = first == second or number(first, unit) != number(second, unit)
    # A unit that follows its number stands once, after the last one; one that leads, such as €, stands with both.
    leading = unit if not value_with_unit(0, unit).startswith("0") else ""
    return number(first, leading, compact=compact), number(second, unit, compact=compact)


def told_apart(value: float, others: Sequence[float], unit: str, *, compact: bool = True) -> tuple[str, ...]:
    """A value and others in words: with more digits, or all, where the value would read like one that it is not."""
    unlike = [other for other in others if other != value]
    for short in (True, False) if compact else (False,):
        text = number(value, unit, compact=short)
        if text not in [number(other, unit, compact=short) for other in unlike]:
            return text, *(number(other, unit, compact=short) for other in others)
    return _exact(value, unit.strip()), *(number(other, unit, compact=False) for other in others)


def operand(value: float) -> str:
    """A number inside a printed calculation: in full, and in brackets when negative."""
    text = number(value, compact=False)
    return f"({text})" if text.startswith(MINUS) else text


def rounded(value: float, decimals: int) -> str:
    """A finite number with at most so many decimals, rounded half away from zero: 0.25 to one decimal is "0.3"."""
    if abs(value) < _TOO_LARGE and value == int(value):
        return f"{int(value):,}".replace("-", MINUS)
    text = _fixed(value, decimals)
    return text.rstrip("0").rstrip(".") if "." in text else text


def percent(fraction: float | None, decimals: int = 0) -> str:
    """A fraction as a percentage, rounded half away from zero: 0.625 is "63 %"; a dash for no data."""
    if fraction is None or not math.isfinite(fraction * 100):
        return NO_VALUE
    return f"{rounded(_hundredfold(fraction), decimals)}{NBSP}%"


def points(fraction: float) -> str:
    """A difference of two fractions in percentage points: 0.154 is "15.4 points"."""
    text = rounded(_hundredfold(fraction), 1)
    return f"{text}{NBSP}{'point' if text == '1' else 'points'}"


def count(n: int, noun: str, plural: str = "") -> str:
    """A number of things: "1 key result", "3 key results"; give `plural` where it does not end in s."""
    return f"{number(n, compact=False)}{NBSP}{noun if n == 1 else plural or noun + 's'}"


def day(when: date, today: date | None = None) -> str:
    """A date as "3 Mar", with the year unless it is that of `today` (the current date when not given)."""
    text = f"{when.day}{NBSP}{_MONTHS[when.month - 1]}"
    return text if when.year == (today or date.today()).year else f"{text}{NBSP}{when.year}"


def relative_day(when: date, today: date) -> str:
    """How far away a day is: "6 days ago", "today", "in 3 days"; in months beyond 60 days."""
    distance = (when - today).days
    if distance in _DAYS_IN_WORDS:
        return _DAYS_IN_WORDS[distance]
    size = abs(distance)
    text = count(size, "day") if size <= 60 else count(round(size / _DAYS_A_MONTH), "month")
    return f"in {text}" if distance > 0 else f"{text} ago"


def _hundredfold(fraction: float) -> float:
    return round(fraction * 100, 9)  # 0.285 × 100 is 28.499999999999996, which would round the wrong way


def _money(value: float, sign: str, compact: bool) -> str:
    has_cents = round(value, 2) != round(value)
    shows_cents = has_cents and (not compact or abs(value) < 1_000)
    text = _fixed(value, 2) if shows_cents and abs(value) < _TOO_LARGE else _digits(value, compact)
    return _led(text, sign)


def _exact(value: float, unit: str) -> str:
    text = rounded(value, _ALL_DECIMALS)
    sign = _CURRENCIES.get(unit.upper())
    return _led(text, sign) if sign else _followed(text, unit)


def _led(text: str, sign: str) -> str:
    return f"{MINUS}{sign}{text[1:]}" if text.startswith(MINUS) else f"{sign}{text}"


def _followed(text: str, unit: str) -> str:
    if unit.lower() in _PERCENT_UNITS:
        return f"{text}{NBSP}%"
    if not unit:
        return text
    return f"{text}{unit}" if unit.startswith("/") else f"{text}{NBSP}{unit}"


def _digits(value: float, compact: bool) -> str:
    size = abs(value)
    if size >= _TOO_LARGE or 0 < size < _TOO_SMALL:
        return _scientific(value)
    if not compact:
        return _significant(value, _FULL_DIGITS)
    if size < _COMPACT_FROM:
        return _significant(value, _SCREEN_DIGITS)
    scale, suffix = next(pair for pair in _SCALES if size >= pair[0] * _CARRY)
    return f"{rounded(value / scale, 0 if size >= 100 * scale else 1)}{NBSP}{suffix}"


def _significant(value: float, digits: int) -> str:
    """At least `digits` significant digits, without trailing zeros; whole digits are never rounded away."""
    if value == 0:
        return "0"
    return rounded(value, max(0, digits - 1 - math.floor(math.log10(abs(value)))))


def _fixed(value: float, decimals: int) -> str:
    if abs(value) >= _TOO_LARGE:
        return _scientific(value)
    exact = Decimal(repr(float(value))).quantize(Decimal(1).scaleb(-decimals), context=_EXACT)
    text = f"{abs(exact):,f}"
    return f"{MINUS}{text}" if exact < 0 else text


def _scientific(value: float) -> str:
    return f"{value:.3g}".replace("-", MINUS).replace("e+", "e")
