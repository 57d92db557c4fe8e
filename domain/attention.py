"""Exceptions: what about a key result needs a look, most urgent first, each with its reason in one sentence."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from domain.attention_rules import (
    BACK_IN_A_ROW,
    Case,
    Said,
    Work,
    blindsided,
    divergent,
    losing_confidence,
    moving_back,
    never_updated,
    stale,
    unmoved_by,
    worse_than_baseline,
)
from domain.confidence import DEEP_DROP, DROPS_IN_A_ROW, WITHIN_DAYS, WOBBLE
from domain.formatting import percent
from domain.initiatives import rule_in_words as movement_in_words
from domain.measurement import Measurement, Reading, Schedule, known_by
from domain.policy import Policy
from domain.status import CONFIDENT, DOUBTFUL, STALE_AFTER_CADENCES, is_finished, standing
from domain.vocabulary import Status


class ExceptionKind(StrEnum):
    """Why a key result needs a look, most urgent first."""

    BLINDSIDED = "blindsided"
    DIVERGENCE = "divergence"
    REGRESSION = "regression"
    CONFIDENCE_FALLING = "confidence_falling"
    UNMOVED = "unmoved"
    NEVER_UPDATED = "never_updated"
    STALE = "stale"


_RANKS = {kind: rank for rank, kind in enumerate(ExceptionKind, start=1)}
_RULES: tuple[tuple[ExceptionKind, Callable[[Case], Said | None]], ...] = (
    (ExceptionKind.BLINDSIDED, blindsided),
    (ExceptionKind.DIVERGENCE, divergent),
    (ExceptionKind.REGRESSION, lambda case: worse_than_baseline(case) or moving_back(case)),
    (ExceptionKind.CONFIDENCE_FALLING, losing_confidence),
    (ExceptionKind.STALE, stale),
)


@dataclass(frozen=True, slots=True)
class Finding:
    """One exception: its kind, the reason in a sentence with numbers, and the day since when it is so."""

    kind: ExceptionKind
    sentence: str
    since: date

    @property
    def rank(self) -> int:
        """Return how urgent it is; 1 is the most urgent."""
        return _RANKS[self.kind]


def exceptions_of(
    m: Measurement,
    readings: Sequence[Reading],
    schedule: Schedule,
    today: date,
    policy: Policy,
    done: Sequence[Work] = (),
) -> tuple[Finding, ...]:
    """What needs a look on `today`, most urgent first; expects the live readings sorted by `as_of`, and the work done.

    A finished key result needs none. Before the first reading only the silence itself can be one.
    """
    known = known_by(readings, today)
    if is_finished(m, known, today):
        return ()
    case = Case(m, known, schedule, today, policy, standing(m, known, schedule, today, policy.status_preset))
    return tuple(sorted(_found(case, done), key=lambda finding: (finding.rank, finding.since)))


def urgency(status: Status, findings: Sequence[Finding]) -> tuple[bool, int, date]:
    """The place of a key result among others that need a look: at risk first, then by its most urgent finding."""
    return status != Status.AT_RISK, findings[0].rank, findings[0].since


def rule_in_words(kind: ExceptionKind, policy: Policy) -> str:
    """The rule that leads to an exception of this kind, with its thresholds."""
    moves_by = percent(policy.movement.moves_by)
    return {
        ExceptionKind.BLINDSIDED: "On track at one check-in and at risk at the next, without a warning between them.",
        ExceptionKind.DIVERGENCE: (
            f"Confidence of {CONFIDENT} or more while the numbers say at risk, or of {DOUBTFUL} or less while they say "
            "on track."
        ),
        ExceptionKind.REGRESSION: (
            f"Worse than the baseline by {moves_by} of the way to the target or more, or {BACK_IN_A_ROW} steps back in "
            f"a row that together lose {moves_by} of the way or more."
        ),
        ExceptionKind.CONFIDENCE_FALLING: (
            f"{DROPS_IN_A_ROW} drops in a row or more, or {DEEP_DROP} or more below the check-in before or the highest "
            f"of the {WITHIN_DAYS} days up to the last one, without having risen by more than {WOBBLE} since."
        ),
        ExceptionKind.UNMOVED: movement_in_words(policy.movement),
        ExceptionKind.NEVER_UPDATED: "Half of the time from start to due date is gone without a check-in.",
        ExceptionKind.STALE: (
            f"No check-in for more than {STALE_AFTER_CADENCES} times the days between two check-ins; days after the "
            "due date do not count."
        ),
    }[kind]


def _found(case: Case, done: Sequence[Work]) -> Iterator[Finding]:
    if not case.known:
        silence = never_updated(case)
        yield from [Finding(ExceptionKind.NEVER_UPDATED, *silence)] if silence else ()
        return
    for kind, rule in _RULES:
        if said := rule(case):
            yield Finding(kind, *said)
    for work in done:
        if said := unmoved_by(work, case):
            yield Finding(ExceptionKind.UNMOVED, *said)
