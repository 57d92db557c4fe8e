"""Signals from figures: from–to, limits, shares, money, lengths of time."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from domain.classification.reading import Reading, Word
from domain.classification.text import word_set

_FROM = frozenset({"from", "von", "de", "desde"})
_TO = frozenset({"to", "auf", "a", "para", "->", "=>", "→", "zu", "bis"})
_ARROWS = frozenset({"->", "=>", "→", ">"})
_MONEY = word_set("€ $ £ ¥ usd eur gbp chf brl k€ keur tchf teur arr mrr euro euros dollar dollars pounds reais")
_TIME = word_set(
    "second seconds s sec secs ms minute minutes min mins m hour hours h hrs day days d week weeks month months "
    "tage tagen tag stunden minuten sekunden wochen dias horas minutos segundos semanas jours heures minutes "
    "secondes semaines"
)
_LIMITS = word_set(
    "< > <= >= ≤ ≥ under below within over above zero no fewer less more exceed most least unter uber hochstens "
    "weniger mindestens mehr null menos mas mais cero ningun moins plus zero aucun sous sans ohne "
    "keine kein sin sem"
)
_WHOLE = word_set("all every each alle jede jeder jedes todos todas cada tous toutes chaque")


@dataclass(frozen=True)
class Hit:
    """A rule that fired on a span; `factor` scales the rule's weight."""

    rule: str
    start: int
    end: int
    factor: float = 1.0


def hit(rule: str, first: Word, last: Word | None = None, factor: float = 1.0) -> Hit:
    """A rule fired on the words from first to last."""
    return Hit(rule, first.start, (last or first).end, factor)


def has_figure(words: tuple[Word, ...]) -> bool:
    """Whether there is a figure other than a quarter, a year or a version."""
    return any(word.is_number and not _is_year(word) for word in words)


def _is_year(word: Word) -> bool:
    digits = word.text.rstrip(".,")
    return len(digits) == 4 and digits.isdigit() and 2000 <= int(digits) <= 2099


def number_hits(reading: Reading) -> Iterator[Hit]:
    """The signals from figures; they count half where the leading verb names work."""
    factor = 0.3 if reading.is_work else 1.0
    for found in (_from_to(reading.words), _money(reading.words), _percent(reading.words), _limit(reading.words)):
        if found is not None:
            yield Hit(found.rule, found.start, found.end, factor)
    duration = _duration(reading.words)
    if duration is not None and not reading.is_work:
        yield duration
    yield from _whole(reading)


def _from_to(words: tuple[Word, ...]) -> Hit | None:
    figures = [index for index, word in enumerate(words) if word.is_number]
    for left, right in pairwise(figures):
        between = {word.text for word in words[left + 1 : right]}
        introduced = any(word.text in _FROM for word in words[max(0, left - 2) : left])
        if right - left <= 8 and (between & _ARROWS or (introduced and between & _TO)):
            return hit("from_to", words[left], words[right])
    return None


def _money(words: tuple[Word, ...]) -> Hit | None:
    found = next((word for word in words if word.text in _MONEY), None)
    return hit("money", found) if found else None


def _percent(words: tuple[Word, ...]) -> Hit | None:
    for left, word in pairwise(words):
        if word.text == "%" and left.is_number and left.text != "100":
            return hit("percent", left, word)
    return None


def _limit(words: tuple[Word, ...]) -> Hit | None:
    for index, word in enumerate(words[:-1]):
        near = words[index + 1 : index + 4]
        if word.text in _LIMITS and (any(n.is_number or n.is_a("trouble") for n in near)):
            return hit("limit", word)
    return None


def _duration(words: tuple[Word, ...]) -> Hit | None:
    for left, word in pairwise(words):
        if word.text in _TIME and left.is_number:
            return hit("duration", left, word)
    return None


def _whole(reading: Reading) -> Iterator[Hit]:
    words = reading.words
    if reading.kind in ("change", "win") or any(word.is_a("others", "sentiment") for word in words[:6]):
        return
    for index, word in enumerate(words[:6]):
        hundred = word.text == "100" and [w.text for w in words[index + 1 : index + 3]] == ["%", "of"]
        if hundred or word.text in _WHOLE:
            yield hit("whole", word)
            return
