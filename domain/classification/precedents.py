"""What people decided before: how much two statements resemble each other, and what a decision adds to a suggestion."""

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from domain.classification import FourAnswers, Reason, Suggestion, classify, label_from_answers
from domain.classification.text import fold, word_set
from domain.vocabulary import Control, Indicator, Label

RESEMBLES_FROM, SAME_FROM = 0.7, 0.9  # of 1; below the first, two statements share their subject at most
OWN_TEAM, OTHER_TEAM = 6.0, 3.0  # log odds of a decision about the same words; FURTHEST is the most that may remain
FURTHEST, UNCLEAR_WITHIN = 5.0, 0.6  # log odds
MOST_CHARACTERS, MOST_WORDS = 400, 30  # what is compared
SAME_WORD_FROM = 0.55  # of 1; endings and a typo keep a word the same
LONGEST_QUOTE, LONGEST_REASON = 80, 240  # characters

_WORD = re.compile(r"[^\W\d_]+")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
# Words that stand in every other key result, and which way its number moves, say nothing about what it is about.
_EVERYWHERE = word_set(
    "a an and at by for from in into of on or our per than that the this to up with within "
    "als an auf aus bei bis das dem den der des die ein eine fur im in mit pro um und unsere von vom zu zum zur "
    "a al con de del desde el en entre hasta la las los nuestra nuestro para por un una y "
    "au aux avec chez dans de des du et la le les notre nos par pour sur un une "
    "ao aos as com da das de do dos e em na no nas nos os para por um uma "
    "increase raise grow lift boost improve decrease reduce cut lower keep hold erhohen steigern senken reduzieren "
    "verringern halten aumentar subir reducir bajar reduzir diminuir manter mantener augmenter reduire baisser passer"
)


@dataclass(frozen=True, slots=True)
class Precedent:
    """A person's decision about a key result: its text then, the label, the day, and the sentence that says why."""

    text: str
    label: Label
    on: date
    reason: str
    team: str
    own_team: bool
    answers: FourAnswers
    indicator: Indicator | None = None
    control: Control | None = None


def similarity(one: str, other: str) -> float:
    """Return how much two statements resemble each other, 0 to 1, whatever their numbers, case and word order.

    It is the mean over the words of both of how well each one's best match in the other statement fits.
    """
    mine, theirs = _words(one), _words(other)
    if not mine or not theirs:
        return 0.0
    if mine == theirs:
        return 1.0
    return (_matched(mine, theirs) + _matched(theirs, mine)) / (len(mine) + len(theirs))


def closest(text: str, precedents: Iterable[Precedent]) -> tuple[Precedent, float] | None:
    """Return the decision about the most similar statement and how similar it is, or None when none resembles it.

    The earlier one of two that are equally similar wins. Where the two statements read as different things, nearly all
    words must be the same: "launch the loyalty card" is no precedent for "holders of the loyalty card".
    """
    rated = ((precedent, similarity(text, precedent.text)) for precedent in precedents)
    near = sorted((pair for pair in rated if pair[1] >= RESEMBLES_FROM), key=lambda pair: -pair[1])
    return next((pair for pair in near if pair[1] >= SAME_FROM or _reads_alike(text, pair[0].text)), None)


def follow(suggestion: Suggestion, precedent: Precedent, alike: float, today: date) -> Suggestion:
    """Return the suggestion as it is in the light of what people decided, with the decision as its first reason.

    The reason's weight is added to the log odds of the suggestion. Where that moves the label, answers, indicator and
    control are those that people gave then.
    """
    weight = _weight(precedent, alike)
    log_odds = max(-FURTHEST, min(FURTHEST, _log_odds(suggestion) + weight))
    label = _label(log_odds)
    reason = Reason(0, 0, in_words(precedent, today), round(weight, 3))
    followed = replace(
        suggestion,
        label=label,
        probability=1 / (1 + math.exp(-abs(log_odds))),
        reasons=(reason, *suggestion.reasons),
    )
    if label in (suggestion.label, Label.UNCLEAR):
        return followed
    given = precedent.answers if label_from_answers(precedent.answers) == label else FourAnswers()
    indicator, control = precedent.indicator or suggestion.indicator, precedent.control or suggestion.control
    return replace(followed, answers=given, indicator=indicator, control=control)


def in_words(precedent: Precedent, today: date) -> str:
    """Say who decided what and why: "Your team called “Ship 5 guides” an output on 3 March: We write them."."""
    who = "Your team" if precedent.own_team else f"The team {precedent.team}"
    year = f" {precedent.on.year}" if precedent.on.year != today.year else ""
    when = f"{precedent.on.day} {_MONTHS[precedent.on.month - 1]}{year}"
    said = f"{who} called “{_short(precedent.text, LONGEST_QUOTE)}” an {precedent.label.value} on {when}"
    why = _short(precedent.reason, LONGEST_REASON)
    return f"{said}: {why}" if why else f"{said}."


def _weight(precedent: Precedent, alike: float) -> float:
    size = (OWN_TEAM if precedent.own_team else OTHER_TEAM) * alike
    return size if precedent.label == Label.OUTCOME else -size


def _log_odds(suggestion: Suggestion) -> float:
    odds = math.log(suggestion.probability / (1 - suggestion.probability)) if suggestion.probability < 1 else FURTHEST
    leaning = sum(reason.weight for reason in suggestion.reasons) if suggestion.label == Label.UNCLEAR else 0.0
    return -odds if suggestion.label == Label.OUTPUT or leaning < 0 else odds


def _label(log_odds: float) -> Label:
    if abs(log_odds) < UNCLEAR_WITHIN:
        return Label.UNCLEAR
    return Label.OUTCOME if log_odds > 0 else Label.OUTPUT


def _reads_alike(one: str, other: str) -> bool:
    return classify(one).label == classify(other).label


def _short(text: str, most: int) -> str:
    tidy = " ".join(text.split())
    return tidy if len(tidy) <= most else f"{tidy[: most - 1].rstrip()}…"


@lru_cache(maxsize=4096)
def _words(text: str) -> frozenset[str]:
    found = dict.fromkeys(_WORD.findall(fold(text[:MOST_CHARACTERS])))
    return frozenset([word for word in found if word not in _EVERYWHERE][:MOST_WORDS])


@lru_cache(maxsize=8192)
def _pieces(word: str) -> frozenset[str]:
    """Cut a word, with its two ends, into overlapping pieces of three characters."""
    padded = f"^{word}$"
    return frozenset(padded[start : start + 3] for start in range(max(1, len(padded) - 2)))


def _matched(words: frozenset[str], others: frozenset[str]) -> float:
    same = words & others
    rest = others - same
    # fsum: a set of words has no fixed order, and a similarity must not depend on it.
    return len(same) + math.fsum(max(map(_alike, [word] * len(rest), rest), default=0.0) for word in words - same)


def _alike(one: str, other: str) -> float:
    mine, theirs = _pieces(one), _pieces(other)
    share = 2 * len(mine & theirs) / (len(mine) + len(theirs))
    return share if share >= SAME_WORD_FROM else 0.0
