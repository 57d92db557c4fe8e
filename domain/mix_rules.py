"""How strong each kind of hint on a mix is, and from where on it is given, in words."""

from enum import IntEnum
from functools import lru_cache

from domain.formatting import percent
from domain.outcome_mix import MixThresholds
from domain.vocabulary import Concern

DEFAULTS = MixThresholds()


class Severity(IntEnum):
    """How strongly a hint asks for attention; higher is stronger."""

    LIGHT = 1
    MEDIUM = 2
    STRONG = 3


SEVERITIES: dict[Concern, Severity] = {
    Concern.NO_OUTCOME: Severity.STRONG,
    Concern.OUTPUT_HEAVY: Severity.MEDIUM,
    Concern.ALL_MILESTONES: Severity.MEDIUM,
    Concern.LAG_ONLY: Severity.LIGHT,
    Concern.NO_BASELINE: Severity.LIGHT,
    Concern.NO_GUARDRAIL: Severity.LIGHT,
    Concern.EXEMPTIONS_OVERUSED: Severity.LIGHT,
    Concern.UNCONFIRMED_LABELS: Severity.LIGHT,
}


@lru_cache(maxsize=128)
def rule_of(kind: Concern, thresholds: MixThresholds = DEFAULTS) -> str:
    """Say from where on a hint is given, with the threshold that applies here; empty for what is no hint."""
    heavy, exempt, guessed = (
        percent(share)
        for share in (thresholds.output_heavy_above, thresholds.exempt_above, thresholds.unconfirmed_above)
    )
    milestones, unmeasured = key_results(thresholds.all_milestones_from), key_results(thresholds.no_baseline_from)
    goals = "1 outcome" if thresholds.no_guardrail_from == 1 else f"{thresholds.no_guardrail_from} outcomes"
    return {
        Concern.NO_OUTCOME: "Shown when something counts and none of it is an outcome.",
        Concern.OUTPUT_HEAVY: f"Shown when more than {heavy} of the weight that counts is output.",
        Concern.ALL_MILESTONES: f"Shown from {milestones} on, when all that count are milestones.",
        Concern.LAG_ONLY: "Shown when every outcome is a lagging business result.",
        Concern.NO_BASELINE: f"Shown from {unmeasured} on that should rise or fall and has no baseline.",
        Concern.NO_GUARDRAIL: f"Shown from {goals} on about growth or speed, without a guardrail or a limit beside it.",
        Concern.EXEMPTIONS_OVERUSED: "Shown when more than 1 key result is exempt to find a baseline, more than 1 to "
        f"learn, or more than {exempt} of the weight is exempt.",
        Concern.UNCONFIRMED_LABELS: f"Shown when more than {guessed} of the labels that count are unconfirmed.",
    }.get(kind, "")


def key_results(n: int) -> str:
    """A number of key results in words."""
    return "1 key result" if n == 1 else f"{n} key results"
