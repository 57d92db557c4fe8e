"""Numbers as people write them in spreadsheets: separators, signs, units, magnitudes."""

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass

from domain.validation import LARGEST_NUMBER
from services.exchange.cells import Cell, Quantity, line_of, says_nothing
from services.exchange.dates import plain
from services.exchange.errors import UnreadableCell

_CURRENCY = r"[€$£¥₹₽₺₩]|R\$|US\$|(?:EUR|USD|GBP|CHF|JPY|BRL|MXN|PLN|SEK|NOK|DKK|CAD|AUD|INR|CNY|Fr\.)(?![^\W\d])"
_SIGN = r"[+\-−–]"
_BODY = r"\d[\d.,'’ ]*\d|\d|[.,]\d+"
_SHAPE = re.compile(
    rf"(?P<open>\()?(?P<comparator>>=|<=|=>|=<|≥|≤|>|<|~|≈|ca\.|c\.)?\s*(?P<sign>{_SIGN})?\s*(?P<before>{_CURRENCY})?\s*(?P<inner>{_SIGN})?\s*"
    rf"(?P<body>{_BODY})(?P<power>[eE][+-]?\d{{1,3}})?(?P<behind>[-−](?!\S))?\s*(?P<rest>[^\d()]{{0,60}}?)\s*(?P<close>\))?",
)
_RANGE = re.compile(
    rf"(?:{_CURRENCY})?\s*(?:{_BODY})\s*\S{{0,3}}\s*(?:-|–|—|\.\.+|…|to|bis|a|à|até|hasta|and|und|y|e|et)\s*(?:{_CURRENCY})?\s*(?:{_BODY})\s*\D{{0,40}}"
)
_GROUPED_BY_SPACE = re.compile(r"\d{1,3}(?:[ '’]\d{3})+(?:[.,]\d+)?")
_GROUPS = r"\d{{1,3}}(?:{0}\d{{3}})+|\d{{1,2}}(?:{0}\d{{2}})+{0}\d{{3}}"
_GROUPED_BY = {mark: re.compile(_GROUPS.format(re.escape(mark))) for mark in ".,"}
_MAGNITUDES = {
    1e3: "k tsd thousand tausend mil mille milliers",
    1e6: "mn mm mio mill million millions millionen millon millones milhao milhoes",
    1e9: "b bn mrd mia billion billions milliarde milliarden milliard milliards bilhao bilhoes",
}
_MAGNITUDE_OF = {word: factor for factor, words in _MAGNITUDES.items() for word in words.split()}
_PERCENT_WORDS = frozenset({"percent", "per cent", "prozent", "pct", "por ciento", "por cento", "pour cent"})
_UNIT_SIGNS = "%‰°€$£¥₹₽₺₩/\"'"
_COMPARATORS = {"≥": ">=", "≤": "<=", "=>": ">=", "=<": "<=", "≈": "~", "ca.": "~", "c.": "~"}
_REST = re.compile(r"(?P<word>[^\W\d_]+)?\.?\s*(?P<after>.*)")


@dataclass(frozen=True, slots=True)
class ParsedNumber:
    """A value, the unit and the comparison sign written with it, and whether it can be read in two ways."""

    value: float
    unit_hint: str = ""
    comparator: str = ""
    ambiguous: bool = False


def parse_number(raw: Cell, *, decimal_comma: bool | None) -> ParsedNumber | None:
    """The number in a cell, None for a blank one; raises `UnreadableCell` for ranges, dates, text and infinity.

    `decimal_comma` decides "1.234" and "1,234"; None reads the comma as thousands and the point as decimal.
    """
    if isinstance(raw, bool):
        raise UnreadableCell("yes or no is not a number.")
    if isinstance(raw, int | float):
        return ParsedNumber(_finite(float(raw), str(raw)))
    if isinstance(raw, Quantity):
        return ParsedNumber(_finite(raw.value, str(raw)), raw.unit)
    text = _spaced(line_of(raw))
    if says_nothing(text):
        return None
    return _parse_text(text, decimal_comma)


def _spaced(text: str) -> str:
    """Every kind of blank as one plain blank."""
    return " ".join(text.split())


def _parse_text(text: str, decimal_comma: bool | None) -> ParsedNumber:
    match = _SHAPE.fullmatch(text)
    if not match or bool(match["open"]) != bool(match["close"]) or (match["sign"] and match["inner"]):
        raise UnreadableCell(_reason(text))
    value, ambiguous = _magnitude_free(match["body"].strip(), decimal_comma, text)
    factor, unit = _unit(match["rest"], match["before"] or "")
    value = value * factor * (float(f"1{match['power']}") if match["power"] else 1.0)
    negative = bool(match["open"] or match["behind"]) or (match["sign"] or match["inner"] or "+") != "+"
    comparator = match["comparator"] or ""
    return ParsedNumber(
        _finite(-value if negative else value, text), unit, _COMPARATORS.get(comparator, comparator), ambiguous
    )


def _reason(text: str) -> str:
    shown = text if len(text) <= 60 else f"{text[:59]}…"
    if _RANGE.fullmatch(text):
        return f"“{shown}” is a range. Write one number, or use the columns low and high."
    return f"“{shown}” is not a number."


def _finite(value: float, text: str) -> float:
    if not math.isfinite(value):
        raise UnreadableCell(f"“{text[:60]}” is not a finite number.")
    if abs(value) > LARGEST_NUMBER:
        raise UnreadableCell(f"“{text[:60]}” is too large to reckon with. Write it in a larger unit.")
    return value


def _magnitude_free(body: str, decimal_comma: bool | None, text: str) -> tuple[float, bool]:
    if re.search(r"[ '’]", body):
        if not _GROUPED_BY_SPACE.fullmatch(body):
            raise UnreadableCell(_reason(text))
        return float(re.sub(r"[ '’]", "", body).replace(",", ".")), False
    marks = [mark for mark in body if mark in ".,"]
    if len(set(marks)) == 2:
        return _two_marks(body, marks, text), False
    if len(marks) == 1:
        return _one_mark(body, marks[0], decimal_comma)
    if marks and not _GROUPED_BY[marks[0]].fullmatch(body):
        raise UnreadableCell(_reason(text))
    return float(body.replace(".", "").replace(",", "")), False


def _two_marks(body: str, marks: list[str], text: str) -> float:
    """Two kinds of marks: the last one is decimal and stands once, the others make groups."""
    group, decimal = marks[0], marks[-1]
    whole, _, fraction = body.rpartition(decimal)
    if decimal in whole or not _GROUPED_BY[group].fullmatch(whole):
        raise UnreadableCell(_reason(text))
    return float(f"{whole.replace(group, '')}.{fraction}")


def _one_mark(body: str, mark: str, decimal_comma: bool | None) -> tuple[float, bool]:
    decimal = float(body.replace(",", "."))
    if not _could_be_group(body, mark):
        return decimal, False
    is_decimal = (mark == ",") == bool(decimal_comma)
    return (decimal if is_decimal else float(body.replace(mark, ""))), True


def _could_be_group(body: str, mark: str) -> bool:
    whole, _, fraction = body.partition(mark)
    return len(fraction) == 3 and 1 <= len(whole) <= 3 and not whole.startswith("0")


def _unit(rest: str, currency: str) -> tuple[float, str]:
    """The factor and the unit in what follows the digits: "M €", "%", "k users", "days"."""
    text = rest.strip().rstrip(".")
    if text and not (text[0].isalpha() or text[0] in _UNIT_SIGNS):
        raise UnreadableCell(f"“{text}” after the number is not a unit.")
    if text.startswith("%") or plain(text) in _PERCENT_WORDS:
        return 1.0, "%" + text[1:] if text.startswith("%") else "%"
    match = _REST.fullmatch(text)
    word, after = (match["word"] or "", match["after"].strip()) if match else ("", text)
    if word == "M" or (word == "m" and currency):
        return 1e6, currency or after
    if plain(word) in _MAGNITUDE_OF:
        return _MAGNITUDE_OF[plain(word)], currency or after
    return 1.0, currency or text


def _evidence(raw: Cell) -> int:
    """+1 where a text proves a decimal comma, -1 where it proves a decimal point, 0 where it proves nothing."""
    if not isinstance(raw, str) or not ("." in raw or "," in raw):
        return 0
    match = _SHAPE.fullmatch(_spaced(line_of(raw)))
    if not match:
        return 0
    body = re.sub(r"[ '’]", "", match["body"])
    marks = [mark for mark in body if mark in ".,"]
    if not marks:
        return 0
    if len(marks) == 1:
        decimal = "" if _could_be_group(body, marks[0]) else marks[0]
    else:
        decimal = marks[-1] if len(set(marks)) == 2 else ".,".replace(marks[0], "")
    return {",": 1, ".": -1}.get(decimal, 0)


def detect_decimal_style(values: Iterable[Cell]) -> bool | None:
    """Whether numbers use a decimal comma (True) or point (False); None when the values prove neither."""
    votes = sum(_evidence(value) for value in values)
    return None if votes == 0 else votes > 0
