"""What is worth saying about the mix of one objective: a sentence with its numbers, and the rule behind it.

Hints never block.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import fsum

from domain.coaching.directions import promises_growth, promises_speed
from domain.formatting import percent
from domain.mix_rules import DEFAULTS, SEVERITIES, Severity, key_results, rule_of
from domain.outcome_mix import (
    EXEMPT_AT_MOST,
    NOISE,
    MixItem,
    MixThresholds,
    OutcomeMix,
    counted_items,
    is_output_heavy,
)
from domain.vocabulary import Concern, Exemption, Indicator, Label, Measure

_MOVES = frozenset({Measure.INCREASE, Measure.DECREASE})
_GUARDS = frozenset({Measure.STAY_AT_LEAST, Measure.STAY_AT_MOST, Measure.STAY_BETWEEN})
_REMEMBERED_TITLES = 65_536


@dataclass(frozen=True, slots=True)
class Hint:
    """One thing worth talking about, in a sentence with its numbers.

    `rule` says from where on the hint is given, `weight` is the weight of the key results that it is about.
    """

    kind: Concern
    sentence: str
    severity: Severity
    rule: str = ""
    weight: float = 0.0


@dataclass(frozen=True, slots=True)
class _Facts:
    mix: OutcomeMix
    items: Sequence[MixItem]
    counted: Sequence[MixItem]
    thresholds: MixThresholds


def hints(mix: OutcomeMix, items: Sequence[MixItem], thresholds: MixThresholds = DEFAULTS) -> tuple[Hint, ...]:
    """What is worth saying about the mix of one objective, strongest first."""
    facts = _Facts(mix, items, counted_items(items), thresholds)
    found = ((kind, ask(facts)) for kind, ask in _QUESTIONS)
    return tuple(
        Hint(kind, answer[0], SEVERITIES[kind], rule_of(kind, thresholds), answer[1])
        for kind, answer in found
        if answer is not None
    )


def strength(found: Sequence[Hint]) -> tuple[float, float, int]:
    """How much an objective with these hints asks for attention: severity, then weight, then number of hints.

    The hints stand strongest first; without any it is less than with any.
    """
    return (found[0].severity, found[0].weight, len(found)) if found else (0, 0.0, 0)


def _no_outcome(facts: _Facts) -> tuple[str, float] | None:
    if not facts.mix.counted or facts.mix.outcome_count:
        return None
    return f"{_shipped(facts.mix)}; none says who will do something differently.", facts.mix.counted_weight


def _output_heavy(facts: _Facts) -> tuple[str, float] | None:
    mix = facts.mix
    if not is_output_heavy(mix, facts.thresholds):
        return None
    limit = percent(facts.thresholds.output_heavy_above)
    sentence = f"{_shipped(mix)}: {percent(mix.output_share)} of the weight, where more than {limit} is output-heavy."
    return sentence, mix.output_weight


def _all_milestones(facts: _Facts) -> tuple[str, float] | None:
    counted = facts.counted
    if len(counted) < max(1, facts.thresholds.all_milestones_from):
        return None
    if any(item.measure != Measure.MILESTONE for item in counted):
        return None
    subject = "The only key result that counts is a milestone: it tells"
    if len(counted) > 1:
        subject = f"All {len(counted)} key results that count are milestones: they tell"
    return f"{subject} what will be done, and no number tells what it changes.", _weight(counted)


def _lag_only(facts: _Facts) -> tuple[str, float] | None:
    outcomes = [item for item in facts.counted if item.label == Label.OUTCOME]
    if not outcomes or any(item.indicator != Indicator.LAGGING for item in outcomes):
        return None
    subject = "The only outcome is a business result that shows"
    if len(outcomes) > 1:
        subject = f"All {len(outcomes)} outcomes are business results that show"
    return f"{subject} late; none moves early enough to steer by.", _weight(outcomes)


def _no_baseline(facts: _Facts) -> tuple[str, float] | None:
    found = [item for item in facts.counted if item.measure in _MOVES and not item.has_baseline]
    if len(found) < max(1, facts.thresholds.no_baseline_from):
        return None
    have = "has" if len(found) == 1 else "have"
    subject = f"{len(found)} of {key_results(len(facts.counted))} {have} a number to move and no baseline"
    return f"{subject}; without one nobody can see how far it has moved.", _weight(found)


def _no_guardrail(facts: _Facts) -> tuple[str, float] | None:
    if any(item.exemption == Exemption.GUARDRAIL or item.measure in _GUARDS for item in facts.items):
        return None
    goals = [item for item in facts.counted if item.label == Label.OUTCOME and _races(item)]
    if len(goals) < max(1, facts.thresholds.no_guardrail_from):
        return None
    subject = f"{len(goals)} of {key_results(len(facts.counted))} {_aims(len(goals))} for more growth or speed"
    return f"{subject}; 0 of {len(facts.items)} say what must not get worse meanwhile.", _weight(goals)


def _exemptions_overused(facts: _Facts) -> tuple[str, float] | None:
    too_often = [item for item in facts.counted if item.exemption != Exemption.NONE]
    if too_often:
        used = Counter(item.exemption for item in facts.items)
        said = " and ".join(_too_often(kind, used[kind]) for kind in EXEMPT_AT_MOST if used[kind] > 1)
        return f"{said}; {_the_rest_counts(len(too_often))}.", _weight(too_often)
    whole = _weight(facts.items)
    share = facts.mix.exempt_weight / whole if whole > 0 else 0.0
    if share <= facts.thresholds.exempt_above + NOISE:
        return None
    many = f"{facts.mix.exempt_count} of {key_results(len(facts.items))} {_be(facts.mix.exempt_count)} exempt"
    limit = percent(facts.thresholds.exempt_above)
    sentence = f"{many}: {percent(share)} of the weight is in no share, where more than {limit} leaves little to see."
    return sentence, facts.mix.exempt_weight


def _unconfirmed_labels(facts: _Facts) -> tuple[str, float] | None:
    open_ones = [item for item in facts.counted if not item.confirmed]
    share = len(open_ones) / len(facts.counted) if facts.counted else 0.0
    if share <= facts.thresholds.unconfirmed_above + NOISE:
        return None
    labels = "1 label" if len(facts.counted) == 1 else f"{len(facts.counted)} labels"
    suggested = "is a suggestion" if len(open_ones) == 1 else "are suggestions"
    subject = f"{len(open_ones)} of {labels} {suggested} that nobody has confirmed"
    limit = percent(facts.thresholds.unconfirmed_above)
    return f"{subject}: {percent(share)}, where above {limit} the mix is still a guess.", _weight(open_ones)


# In the order in which hints of one objective stand: never a lighter one before a stronger one.
_QUESTIONS: tuple[tuple[Concern, Callable[[_Facts], tuple[str, float] | None]], ...] = (
    (Concern.NO_OUTCOME, _no_outcome),
    (Concern.OUTPUT_HEAVY, _output_heavy),
    (Concern.ALL_MILESTONES, _all_milestones),
    (Concern.LAG_ONLY, _lag_only),
    (Concern.NO_BASELINE, _no_baseline),
    (Concern.NO_GUARDRAIL, _no_guardrail),
    (Concern.EXEMPTIONS_OVERUSED, _exemptions_overused),
    (Concern.UNCONFIRMED_LABELS, _unconfirmed_labels),
)


def _races(item: MixItem) -> bool:
    return _promises(item.title, item.unit, item.measure)


@lru_cache(maxsize=_REMEMBERED_TITLES)
def _promises(title: str, unit: str, measure: Measure | None) -> bool:
    # Reading the words of ten thousand titles takes longer than everything else here.
    return promises_growth(title, unit, measure) or promises_speed(title, unit, measure)


def _weight(items: Iterable[MixItem]) -> float:
    return fsum(item.weight for item in items)


def _shipped(mix: OutcomeMix) -> str:
    unclear = f" and {mix.unclear_count} {_be(mix.unclear_count)} unclear" if mix.unclear_count else ""
    if not mix.output_count:
        return f"{mix.unclear_count} of {key_results(mix.counted)} {_be(mix.unclear_count)} unclear"
    things = "a thing" if mix.output_count == 1 else "things"
    return f"{mix.output_count} of {key_results(mix.counted)} {_be(mix.output_count)} {things} you ship{unclear}"


def _too_often(kind: Exemption, used: int) -> str:
    what = "to find a baseline" if kind == Exemption.BASELINE else "to learn"
    return f"{used} key results are exempt {what}, where {EXEMPT_AT_MOST[kind]} may be"


def _the_rest_counts(number: int) -> str:
    return "the later one counts in the mix" if number == 1 else f"the {number} later ones count in the mix"


def _be(n: int) -> str:
    return "is" if n == 1 else "are"


def _aims(n: int) -> str:
    return "aims" if n == 1 else "aim"
