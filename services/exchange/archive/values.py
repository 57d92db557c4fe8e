"""One value of an archive, as JSON or a cell's text on the way out, and as a typed value on the way in."""

import json
import re
from datetime import UTC, date, datetime
from math import isfinite
from typing import Any

from models.inputs import LONGEST_TEXT
from services.exchange.archive.schema import Column, Kind
from services.exchange.archive.shapes import SHAPES
from services.exchange.errors import UnreadableCell
from services.exchange.neutral import neutral

WORDY = frozenset({Kind.TEXT, Kind.LINK, Kind.SHOWN, Kind.KEY})
LONGEST_CELL = 32_767  # characters that a spreadsheet keeps in a cell
_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?")
_FLAGS = {"yes": True, "true": True, "1": True, "no": False, "false": False, "0": False}
_LARGEST_WHOLE = 2**31 - 1


def in_words(value: date) -> str:
    """Return a day as 2026-03-31, or a moment as 2026-03-31T09:30:00Z."""
    text = value.isoformat()
    return f"{text[:-6]}Z" if text.endswith("+00:00") else text


_encode = json.JSONEncoder(ensure_ascii=False, allow_nan=False, default=in_words).encode


def as_text(kind: Kind, value: Any) -> str:
    """Return a value as the text of a cell; texts that start like a formula are made harmless."""
    if value is None:
        return ""
    if kind in WORDY:
        return neutral(str(value))
    if kind == Kind.FLAG:
        return "yes" if value else "no"
    if kind in (Kind.DATA, Kind.SNAPSHOT):
        return line_of_json(value)
    return in_words(value) if isinstance(value, date) else str(value)


def line_of_json(value: Any) -> str:
    """Return a value as one line of JSON, with days and moments as texts."""
    return _encode(value)


def typed(column: Column, raw: Any) -> Any:
    """Return what a cell or a JSON value holds for a column, None where it is blank.

    Raises UnreadableCell with the reason to show.
    """
    blank = raw is None or raw == ""
    if blank or (column.required and isinstance(raw, str) and not raw.strip()):
        if column.required:
            raise UnreadableCell("This must not be empty.")
        return None
    return _READERS[column.kind](column, raw)


def _text(_column: Column, raw: Any) -> str:
    if isinstance(raw, float) and raw.is_integer():
        raw = f"{raw:.0f}"
    if isinstance(raw, bool) or not isinstance(raw, str | float):
        raise UnreadableCell("This must be a text.")
    text = str(raw)
    if len(text) > LONGEST_TEXT:
        raise UnreadableCell(f"The text is longer than {LONGEST_TEXT:,} characters.")
    _refuse_unstorable(text)
    return text


def _refuse_unstorable(text: str) -> None:
    if "\0" in text or (not text.isascii() and any("\ud800" <= letter <= "\udfff" for letter in text)):
        raise UnreadableCell("The text holds a character that cannot be stored.")


def _word(column: Column, raw: Any) -> str:
    words = [] if column.vocabulary is None else [word.value for word in column.vocabulary]
    if raw not in words:
        raise UnreadableCell(f"“{str(raw)[:60]}” is not one of {', '.join(words)}.")
    return str(raw)


def _number(_column: Column, raw: Any) -> float:
    if isinstance(raw, str) and _NUMBER.fullmatch(raw):
        raw = float(raw)
    if isinstance(raw, bool) or not isinstance(raw, int | float):
        raise UnreadableCell(f"“{str(raw)[:60]}” is not a number such as 3.5.")
    try:
        value = float(raw) + 0.0  # no minus before a zero: the two kinds of database disagree about it
    except OverflowError:
        value = float("inf")
    if not isfinite(value):
        raise UnreadableCell("The number is too large to be stored.")
    return value


def _whole(column: Column, raw: Any) -> int:
    value = _number(column, raw)
    if not value.is_integer() or abs(value) > _LARGEST_WHOLE:
        raise UnreadableCell(f"“{str(raw)[:60]}” is not a whole number that can be stored.")
    return int(value)


def _flag(_column: Column, raw: Any) -> bool:
    known = raw if isinstance(raw, bool) else _FLAGS.get(str(raw).removesuffix(".0").casefold())
    if known is None:
        raise UnreadableCell(f"“{str(raw)[:60]}” is neither yes nor no.")
    return known


def _day(_column: Column, raw: Any) -> date:
    if isinstance(raw, date):
        return raw
    try:
        return date.fromisoformat(raw)
    except (TypeError, ValueError):
        raise UnreadableCell(f"“{str(raw)[:60]}” is not a date such as 2026-03-31.") from None


def _moment(_column: Column, raw: Any) -> datetime:
    try:
        moment = datetime.fromisoformat(raw)
        if moment.utcoffset() is not None:
            return moment.astimezone(UTC)
    except (TypeError, ValueError, OverflowError):
        pass
    raise UnreadableCell(f"“{str(raw)[:60]}” is not a moment such as 2026-03-31T09:30:00Z.")


def _data(column: Column, raw: Any) -> Any:
    value = _loaded(raw) if isinstance(raw, str) else raw
    _refuse_unstorable(line_of_json(value) if isinstance(value, list | dict) else "\0")
    if not SHAPES[column.name](value):
        raise UnreadableCell("This is not what an export writes here.")
    return value


def _loaded(raw: str) -> Any:
    try:
        return json.loads(raw, parse_constant=_no_constant)
    except (ValueError, RecursionError):
        raise UnreadableCell("This is not JSON.") from None


def _no_constant(name: str) -> Any:
    raise ValueError(name)


_READERS = {
    **dict.fromkeys(WORDY, _text),
    **{Kind.WORD: _word, Kind.NUMBER: _number, Kind.WHOLE: _whole, Kind.FLAG: _flag},
    **{Kind.DAY: _day, Kind.MOMENT: _moment, Kind.DATA: _data, Kind.SNAPSHOT: _data},
}
