"""Which column of a table means what: guessed from its name, and from its values where a name has two meanings."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache

from services.exchange.cells import Cell, is_blank, line_of
from services.exchange.dates import parse_date, plain
from services.exchange.errors import UnreadableCell
from services.exchange.fields import NAMES, Field
from services.exchange.numbers import parse_number

_SAMPLE_ROWS = 200
_LONGEST_NAME = 60
_SURE, _PART_OF_NAME, _SIMILAR = 1.0, 0.6, 0.5
_OTHER_THINGS = frozenset({"id", "nr", "no", "#", "status", "progress", "fortschritt", "email", "mail", "key", "code"})

# What a column of plain numbers means when its name alone says something else ("Ziel", "Start", "Stand").
_IF_NUMERIC = {
    Field.OBJECTIVE: Field.TARGET,
    Field.CYCLE_START: Field.BASELINE,
    Field.CYCLE_END: Field.TARGET,
    Field.CURRENT_DATE: Field.CURRENT_VALUE,
}


@dataclass(frozen=True, slots=True)
class Guess:
    """Which column holds a field, counted from 0, and how sure the guess is from 0 to 1."""

    column: int
    confidence: float


def _normal(name: str) -> str:
    bare = re.sub(r"\([^)]*\)|\[[^\]]*\]", " ", plain(name))
    return " ".join(re.sub(r"[_\-–:*.’'/]+", " ", bare).split())


@cache
def _names() -> dict[str, Field]:
    """Every known name with its field; where two fields share a name, the first field keeps it."""
    known: dict[str, Field] = {}
    for field, names in NAMES.items():
        for name in names.split(","):
            known.setdefault(_normal(name), field)
    return known


def known_field(name: str) -> Field | None:
    """The field that a column name means word for word, whatever its case, accents and punctuation."""
    return _names().get(_normal(name)) if len(name) <= _LONGEST_NAME else None


def _likely_field(name: str) -> tuple[Field, float] | None:
    if field := known_field(name):
        return field, _SURE
    words = _normal(name).split() if len(name) <= _LONGEST_NAME else []
    if not words or words[-1] in _OTHER_THINGS:
        return None
    for length in range(len(words) - 1, 0, -1):
        for part in (words[:length], words[-length:]):
            if field := _names().get(" ".join(part)):
                return field, _PART_OF_NAME
    close = get_close_matches(" ".join(words), _names(), n=1, cutoff=0.86) if len(words[0]) > 3 else []
    return (_names()[close[0]], _SIMILAR) if close else None


def guess_mapping(columns: Sequence[str], sample: Sequence[Sequence[Cell]]) -> dict[Field, Guess]:
    """The best column for each field; a field that no column fits is absent."""
    guesses: dict[Field, Guess] = {}
    for index, name in enumerate(columns):
        likely = _likely_field(name)
        if likely is None:
            continue
        field, confidence = likely
        if field in _IF_NUMERIC and _holds_numbers(sample, index):
            field = _IF_NUMERIC[field]
        if field not in guesses or guesses[field].confidence < confidence:
            guesses[field] = Guess(index, confidence)
    return guesses


def columns_of(guesses: Mapping[Field, Guess]) -> dict[Field, int]:
    """The mapping in a guess, ready to be shown, changed and applied."""
    return {field: guess.column for field, guess in guesses.items()}


def _holds_numbers(sample: Sequence[Sequence[Cell]], index: int) -> bool:
    cells = [row[index] for row in sample[:_SAMPLE_ROWS] if index < len(row) and not is_blank(row[index])]
    return bool(cells) and sum(_is_number(cell) for cell in cells) * 2 > len(cells)


def _is_number(cell: Cell) -> bool:
    try:
        parse_date(cell, day_first=None)
    except UnreadableCell:
        try:
            return parse_number(line_of(cell) if isinstance(cell, str) else cell, decimal_comma=None) is not None
        except UnreadableCell:
            return False
    return False
