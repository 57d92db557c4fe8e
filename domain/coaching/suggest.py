"""Which metrics of the library fit a statement, best first, and why."""

import math
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from domain.classification.text import fold
from domain.coaching.library import Metric, library
from domain.coaching.words import stem, stems, words

_NAME, _TRIGGER, _WHO, _DEFINITION = 3.0, 2.4, 0.8, 0.7  # what a shared word is worth by where the metric has it
_DAMPING = 2.0  # keeps one rare word from outweighing two that are nearly as rare
_PART = 0.6  # a word inside a compound ("Kundenzufriedenheit") says less than the word itself
_SHORTEST_PART, _LONGEST_WORD = 5, 40
_SAME_UNIT, _SAME_DOMAIN = 1.15, 1.5
_HALF_WAY = 12.0  # raw score at which the score is 0.5
_FAINT = 0.25  # below this only a passing word of a definition is shared
_USUAL_IN_FIELD = 0.05  # score of a metric that only its field speaks for
_MOST_QUOTED = 3
_SEEN_FOR_A_FIELD, _ENOUGH_FOR_A_FIELD = 10, 0.6  # metrics; sum of their scores
_UNITS = {
    **dict.fromkeys(("%", "percent", "per cent", "pct", "prozent"), "%"),
    **dict.fromkeys(("eur", "usd", "gbp", "chf", "brl", "€", "$", "£", "euro", "dollar", "currency"), "currency"),
    **dict.fromkeys(
        ("seconds", "minutes", "hours", "days", "weeks", "months", "milliseconds", "ms", "s", "min", "h", "d"), "time"
    ),
}


@dataclass(frozen=True, slots=True)
class MetricSuggestion:
    """A metric that may fit, how well (0 to 1), and the reason as one sentence."""

    metric: Metric
    score: float
    because: str


@dataclass(frozen=True, slots=True)
class _Index:
    """The library turned around.

    `postings` gives for each stem the metrics that have it, with their weight; `parts` the stems that may be part of a
    longer word; `places` the place of each key in the library.
    """

    postings: dict[str, dict[int, float]]
    parts: dict[str, str]
    places: dict[str, int]


def suggest_metrics(text: str, *, unit: str = "", domain: str = "", limit: int = 5) -> tuple[MetricSuggestion, ...]:
    """Give the metrics that fit a statement in English, German, Spanish, French or Portuguese, best first.

    Shared words count by their rarity in the library (tf-idf); the same unit or field lifts a metric.
    Where no word is known it gives the metrics of the field, and none without a field.
    """
    evidence = _evidence(words(text))
    field, wanted = _field(domain), _unit(unit)
    found = [_suggestion(library()[index], shares, wanted, field) for index, shares in evidence.items()]
    found = [suggestion for suggestion in found if suggestion.score >= _FAINT]
    found.extend(_usual(field, {suggestion.metric.key for suggestion in found}))
    found.sort(key=lambda suggestion: (-suggestion.score, _place(suggestion.metric.key)))
    return tuple(found[: max(limit, 0)])


def likely_field(text: str) -> str:
    """Name the field whose metrics share most with a text, such as an objective's; "" where hardly anything is shared.

    A field's share is the sum of the scores of its metrics among the ten best.
    """
    shares: dict[str, float] = defaultdict(float)
    for suggestion in suggest_metrics(text, limit=_SEEN_FOR_A_FIELD):
        shares[suggestion.metric.domain] += suggestion.score
    best = max(shares, key=lambda field: shares[field], default="")
    return best if shares.get(best, 0.0) >= _ENOUGH_FOR_A_FIELD else ""


def _place(key: str) -> int:
    """Where the metric stands in the library; the more common fields come first."""
    return _index().places[key]


def _evidence(said: dict[str, str]) -> dict[int, dict[str, float]]:
    """For each metric the words of the text that speak for it, as written, with their weight."""
    evidence: dict[int, dict[str, float]] = defaultdict(dict)
    counted: set[str] = set()
    for folded, written in said.items():
        for known, factor in _known_stems(folded):
            if known in counted:
                continue
            counted.add(known)
            for index, weight in _index().postings[known].items():
                shares = evidence[index]
                shares[written] = max(shares.get(written, 0.0), weight * factor)
    return evidence


def _known_stems(folded: str) -> Iterator[tuple[str, float]]:
    index, own = _index(), stem(folded)
    if own in index.postings:
        yield own, 1.0
        return
    for part in _parts(folded):
        if part in index.parts:
            yield index.parts[part], _PART


def _parts(word: str) -> Iterator[str]:
    """The beginnings and ends of a word that are long enough to mean something, longest first."""
    for length in range(min(len(word), _LONGEST_WORD) - 1, _SHORTEST_PART - 1, -1):
        yield word[:length]
        yield word[-length:]


def _suggestion(metric: Metric, shares: dict[str, float], unit: str, field: str) -> MetricSuggestion:
    raw = sum(shares.values())
    raw *= _SAME_UNIT if unit and _unit(metric.unit) == unit else 1.0
    raw *= _SAME_DOMAIN if metric.domain == field else 1.0
    quoted = sorted(shares, key=lambda word: -shares[word])[:_MOST_QUOTED]
    said = ", ".join(f"“{word}”" for word in quoted)
    return MetricSuggestion(metric, raw / (raw + _HALF_WAY), f"Your text says {said}.")


def _usual(field: str, known: set[str]) -> Iterator[MetricSuggestion]:
    because = f"A usual measure in {field.replace('_', ' ')}."
    for metric in library():
        if metric.domain == field and metric.key not in known:
            yield MetricSuggestion(metric, _USUAL_IN_FIELD, because)


def _unit(unit: str) -> str:
    plain = fold(unit.strip())
    return _UNITS.get(plain, plain)


def _field(domain: str) -> str:
    return "_".join(fold(domain).replace("-", " ").replace("_", " ").split())


@cache
def _index() -> _Index:
    weights: dict[str, dict[int, float]] = defaultdict(dict)
    for index, metric in enumerate(library()):
        for text, weight in _fields(metric):
            for each in stems(text):
                weights[each][index] = max(weights[each].get(index, 0.0), weight)
    postings = {each: _by_rarity(found) for each, found in weights.items()}
    triggers = [word for metric in library() for word in words(" ".join((metric.name, *metric.words)))]
    parts = {part: stem(word) for word in triggers for part in (word, stem(word)) if len(part) >= _SHORTEST_PART}
    places = {metric.key: place for place, metric in enumerate(library())}
    return _Index(postings, parts, places)


def _fields(metric: Metric) -> tuple[tuple[str, float], ...]:
    return (
        (metric.name, _NAME),
        (" ".join(metric.words), _TRIGGER),
        (metric.who, _WHO),
        (metric.definition, _DEFINITION),
    )


def _by_rarity(found: dict[int, float]) -> dict[int, float]:
    strong = sum(1 for weight in found.values() if weight >= _TRIGGER) or len(found)
    rarity = math.log(1 + len(library()) / (strong + _DAMPING))
    return {index: weight * rarity for index, weight in found.items()}
