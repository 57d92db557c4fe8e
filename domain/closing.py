"""How a key result ends: met or not, a score from 0.0 to 1.0, or done with what was learnt."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from domain.formatting import rounded
from domain.progress import Progress, clamped
from domain.validation import FieldProblem
from domain.vocabulary import Commitment, Exemption, Measure

LARGEST_ADJUSTMENT = 0.2
INTENDED = (0.6, 0.7)  # where the score of an aspirational key result is meant to land

_NOISE = 1e-9


class ClosingRule(StrEnum):
    """Which of the three ways to end applies to a key result."""

    MET_OR_NOT = "met_or_not"
    SCORE = "score"
    LEARNT = "learnt"


@dataclass(frozen=True, slots=True)
class Ending:
    """How somebody wants a key result to end; what does not apply to its rule stays empty."""

    met: bool | None = None
    adjustment: float = 0.0
    reason: str = ""
    post_mortem: str = ""
    learnt: str = ""


def closing_rule(commitment: Commitment, exemption: Exemption, measure: Measure | None) -> ClosingRule:
    """Which rule applies: finding out is judged by what was learnt, a commitment is met or not, the rest is scored."""
    if measure == Measure.BASELINE or exemption in (Exemption.LEARNING, Exemption.BASELINE):
        return ClosingRule.LEARNT
    return ClosingRule.MET_OR_NOT if commitment == Commitment.COMMITTED else ClosingRule.SCORE


def computed_score(rule: ClosingRule, found: Progress) -> float:
    """What the numbers alone give: 1.0 or 0.0 for met or not and for learnt, else progress to one decimal.

    Without a check-in it is 0.0, as in every roll-up.
    """
    share = clamped(found.value)
    if rule == ClosingRule.SCORE:
        return float(Decimal(repr(share)).quantize(Decimal("0.1"), ROUND_HALF_UP))
    return 1.0 if share >= 1 - _NOISE else 0.0


def final_score(rule: ClosingRule, computed: float, ending: Ending) -> float:
    """The score that is kept: the verdict of a person where it is met or not, else computed + adjustment in 0.0…1.0."""
    if rule == ClosingRule.SCORE:
        return min(1.0, max(0.0, round(computed + ending.adjustment, 2)))
    return 1.0 if ending.met else 0.0


def adjustments(computed: float, given: float = 0.0) -> tuple[float, ...]:
    """The adjustments to choose from, in tenths: those that keep the score within 0.0…1.0, and the one given before."""
    tenths = [tenth / 10 for tenth in range(-round(LARGEST_ADJUSTMENT * 10), round(LARGEST_ADJUSTMENT * 10) + 1)]
    within = {by for by in tenths if -_NOISE <= computed + by <= 1 + _NOISE}
    return tuple(sorted({*within, 0.0, given}))


def ending_as_computed(rule: ClosingRule, found: Progress) -> Ending | None:
    """The ending that the numbers give by themselves; None where nothing was measured or a person has to say why."""
    if found.value is None or rule == ClosingRule.LEARNT:
        return None
    if rule == ClosingRule.SCORE:
        return Ending()
    return Ending(met=True) if computed_score(rule, found) >= 1 else None


def check_ending(rule: ClosingRule, computed: float, ending: Ending) -> Iterator[FieldProblem]:
    """Name what is missing or not allowed in an ending."""
    if rule == ClosingRule.SCORE:
        yield from _check_adjustment(ending)
        return
    if ending.met is None:
        question = "Say whether it is done." if rule == ClosingRule.LEARNT else "Say whether it was met."
        yield FieldProblem("met", question)
    elif rule == ClosingRule.LEARNT:
        if ending.met and not ending.learnt.strip():
            yield FieldProblem("learnt", "Say what was learnt: that is what this key result was for.")
    else:
        yield from _check_commitment(computed, ending)


def zone_in_words(score: float) -> str:
    """Where the score of an aspirational key result lies against the intended zone."""
    low, high = INTENDED
    zone = f"{rounded(low, 1)} to {rounded(high, 1)}"
    if score > high + _NOISE:
        return f"above the intended {zone}: was it ambitious enough?"
    if score < low - _NOISE:
        return f"below the intended {zone}: what stood in the way?"
    return f"in the intended zone, {zone}"


def rule_in_words(rule: ClosingRule) -> str:
    """The rule as it stands beside the score."""
    if rule == ClosingRule.MET_OR_NOT:
        return "Committed: met or not met. A miss asks for a post-mortem."
    if rule == ClosingRule.LEARNT:
        return "Learning or baseline: done or not, and what was learnt."
    by = rounded(LARGEST_ADJUSTMENT, 1)
    return f"Aspirational: progress as 0.0 to 1.0, adjustable by up to {by} either way with a reason."


def _check_adjustment(ending: Ending) -> Iterator[FieldProblem]:
    if not abs(ending.adjustment) <= LARGEST_ADJUSTMENT + _NOISE:
        by = rounded(LARGEST_ADJUSTMENT, 1)
        yield FieldProblem("adjustment", f"A score moves by at most {by} either way. Choose a smaller adjustment.")
    elif abs(ending.adjustment) > _NOISE and not ending.reason.strip():
        yield FieldProblem("reason", "Say why the score differs from what the numbers give.")


def _check_commitment(computed: float, ending: Ending) -> Iterator[FieldProblem]:
    if not ending.met and not ending.post_mortem.strip():
        yield FieldProblem("post_mortem", "A commitment was missed: say why, and what will be done differently.")
    if ending.met != (computed >= 1 - _NOISE) and not ending.reason.strip():
        said = "reached its target" if computed >= 1 - _NOISE else "did not reach its target"
        yield FieldProblem("reason", f"By its numbers it {said}. Say why you judge it otherwise.")
