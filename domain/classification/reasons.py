"""Why: every weight that moved the label, told in at most six reasons."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from domain.classification.features import PATTERN, features
from domain.classification.numbers import Hit
from domain.classification.reading import Reading
from domain.classification.rules import RULES
from domain.classification.suggestion import Reason

_MOST = 6
_LEAST_WEIGHT = 0.05  # log odds; a word below it is told together with the rest


def reasons(
    text: str, reading: Reading, hits: list[Hit], context: list[Hit], weights: Mapping[str, float]
) -> tuple[Reason, ...]:
    """The weights of rules and words, the heaviest first; whatever is beyond six is summed up in the last reason.

    Signals of the words weigh what was trained, signals of measure and unit what their rule says.
    """
    told = [_by_rule(text, fired, weight(fired, weights)) for fired in _strongest(hits, weights)]
    told += [_by_rule(text, fired, weight(fired, {})) for fired in _strongest(context, {})]
    pattern, words = _learned(reading, hits, weights)
    rest = pattern
    for index, learned in words.items():
        rest += _add_word(told, text, reading, index, learned)
    return _shortened([reason for reason in told if round(reason.weight, 3)], rest)


def weight(fired: Hit, weights: Mapping[str, float]) -> float:
    """What a fired rule weighs."""
    return weights.get(f"r:{fired.rule}", RULES[fired.rule].weight) * fired.factor


def _strongest(hits: Iterable[Hit], weights: Mapping[str, float]) -> Iterable[Hit]:
    """One hit a rule: the one with the largest factor."""
    found: dict[str, Hit] = {}
    for fired in hits:
        if weight(fired, weights) and (fired.rule not in found or fired.factor > found[fired.rule].factor):
            found[fired.rule] = fired
    return found.values()


def _by_rule(text: str, fired: Hit, value: float) -> Reason:
    words = RULES[fired.rule].words.replace("{}", " ".join(text[fired.start : fired.end].split()))
    return Reason(fired.start, fired.end, words, value)


def _learned(reading: Reading, hits: list[Hit], weights: Mapping[str, float]) -> tuple[float, dict[int, float]]:
    """What was learned about how the statement is put, and about each of its words."""
    words: dict[int, float] = {}
    for name, value, index in features(reading, hits):
        if (found := weights.get(name)) is not None:
            words[index] = words.get(index, 0.0) + found * value
    return words.pop(PATTERN, 0.0), words


def _add_word(told: list[Reason], text: str, reading: Reading, index: int, learned: float) -> float:
    """Add what was learned about a word to the rule that quotes it, or tell it by itself; return what is left over."""
    word = reading.words[index]
    for place, reason in enumerate(told):
        same_side = reason.weight * (reason.weight + learned) > 0
        if reason.start <= word.start and word.end <= reason.end and same_side:
            told[place] = replace(reason, weight=reason.weight + learned)
            return 0.0
    if abs(learned) < _LEAST_WEIGHT:
        return learned
    side = "outcomes" if learned > 0 else "outputs"
    quoted = " ".join(text[word.start : word.end].split())
    told.append(Reason(word.start, word.end, f"“{quoted}”, used like this, is more common in {side}", learned))
    return 0.0


def _shortened(told: list[Reason], rest: float) -> tuple[Reason, ...]:
    told.sort(key=lambda reason: (-abs(reason.weight), reason.start))
    kept = [replace(reason, weight=round(reason.weight, 3)) for reason in told[: _MOST - 1]]
    rest = round(rest + sum(reason.weight for reason in told[_MOST - 1 :]), 3)
    if rest:
        side = "outcomes" if rest > 0 else "outputs"
        kept.append(Reason(0, 0, f"The other words and how it is put are more common in {side}", rest))
    return tuple(sorted(kept, key=lambda reason: (-abs(reason.weight), reason.start)))
