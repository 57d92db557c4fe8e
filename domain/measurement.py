"""What a key result measures, its dated readings and its calendar: the inputs of every calculation."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from operator import attrgetter

from domain.vocabulary import Measure

PATH_MEASURES = frozenset({Measure.INCREASE, Measure.DECREASE, Measure.MILESTONE})
STAY_MEASURES = frozenset({Measure.STAY_AT_LEAST, Measure.STAY_AT_MOST, Measure.STAY_BETWEEN})

_NUMBERS_NEEDED: dict[Measure, tuple[str, ...]] = {
    Measure.INCREASE: ("baseline", "target"),
    Measure.DECREASE: ("baseline", "target"),
    Measure.STAY_AT_LEAST: ("target",),
    Measure.STAY_AT_MOST: ("target",),
    Measure.STAY_BETWEEN: ("low", "high"),
    Measure.MILESTONE: (),
    Measure.BASELINE: (),
}
_NUMBER_WORDS = {
    "measure": "a measure",
    "baseline": "a baseline",
    "target": "a target",
    "low": "a lower limit",
    "high": "an upper limit",
}
_LIMIT_WORDS = {"target": "a limit"}


@dataclass(frozen=True, slots=True)
class Measurement:
    """How a key result is measured.

    All numbers are in `unit`. `measure` is None until someone decides. `target` is the limit of stay_at_least and
    stay_at_most and the weight of all milestones of a milestone (1 when empty); stay_between uses `low` and `high`.
    """

    measure: Measure | None
    unit: str
    baseline: float | None
    target: float | None
    low: float | None = None
    high: float | None = None
    stretch: float | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """A value that was true on a day, with the owner's confidence (0 to 10) where given.

    `from_metric` tells that nobody recorded it: a linked metric says so.
    """

    as_of: date
    value: float
    confidence: int | None = None
    from_metric: bool = False


@dataclass(frozen=True, slots=True)
class Schedule:
    """When a key result starts and is due, how often it is checked, and the values planned on the way, if any."""

    starts_on: date
    due_on: date
    cadence_days: int = 7
    plan_points: tuple[tuple[date, float], ...] = ()

    @property
    def span_days(self) -> int:
        """Days from the start to the due date, never negative."""
        return max(0, (self.due_on - self.starts_on).days)

    def elapsed_days(self, today: date) -> int:
        """Days gone since the start, at least 0 and at most the span."""
        return min(max(0, (today - self.starts_on).days), self.span_days)

    def check_ins_due(self, today: date) -> int:
        """How many check-ins should exist by `today`: one at the end of each full cadence."""
        return self.elapsed_days(today) // max(1, self.cadence_days)


def known_by(readings: Sequence[Reading], today: date) -> Sequence[Reading]:
    """The readings true on or before `today`; expects them sorted by `as_of`."""
    return readings[: bisect_right(readings, today, key=attrgetter("as_of"))]


def missing_numbers(m: Measurement) -> tuple[str, ...]:
    """The names of the fields that must be filled before progress can be computed."""
    if m.measure is None:
        missing = tuple(name for name in ("baseline", "target") if getattr(m, name) is None)
        return missing or ("measure",)
    return tuple(name for name in _NUMBERS_NEEDED[Measure(m.measure)] if getattr(m, name) is None)


def path_ends(m: Measurement) -> tuple[float, float] | None:
    """Where a rising, falling or milestone measure starts and ends; None for other measures or missing numbers."""
    if m.measure == Measure.MILESTONE:
        return 0.0, 1.0 if m.target is None else m.target
    if m.measure not in PATH_MEASURES or m.baseline is None or m.target is None:
        return None
    return m.baseline, m.target


def why_not_measurable(m: Measurement) -> str:
    """What is missing before progress can be computed, as a sentence; empty when nothing is."""
    missing = missing_numbers(m)
    if missing:
        words = _NUMBER_WORDS if m.measure not in STAY_MEASURES else _NUMBER_WORDS | _LIMIT_WORDS
        return "Needs " + " and ".join(words[name] for name in missing)
    ends = path_ends(m)
    if ends and ends[0] == ends[1]:
        return "Baseline and target are the same number: choose a measure that stays"
    return ""


def is_measurable(m: Measurement) -> bool:
    """Whether a check-in would give this key result a progress."""
    return not why_not_measurable(m)


def limits(m: Measurement) -> tuple[float | None, float | None]:
    """The lowest and highest value that a stay_ measure allows; None where it has no such limit."""
    if m.measure == Measure.STAY_AT_LEAST:
        return m.target, None
    if m.measure == Measure.STAY_AT_MOST:
        return None, m.target
    if m.measure == Measure.STAY_BETWEEN:
        return m.low, m.high
    return None, None


def is_held(m: Measurement, value: float) -> bool:
    """Whether a value keeps within the limits of a stay_ measure; the limits themselves are allowed."""
    low, high = limits(m)
    return (low is None or value >= low) and (high is None or value <= high)
