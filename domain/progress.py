"""How far a key result has come: one formula for rising and falling targets, raw and explained."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from domain.formatting import operand, percent
from domain.measurement import (
    STAY_MEASURES,
    Measurement,
    Reading,
    Schedule,
    is_held,
    known_by,
    path_ends,
    why_not_measurable,
)
from domain.vocabulary import Measure

TOO_FAR_APART = "The numbers are too far apart to compare"

_PATH_FORMULA = "(current − baseline) ÷ (target − baseline)"
_HELD_FORMULA = "check-ins that held ÷ check-ins due so far"
_FORMULAS: dict[Measure, str] = {
    Measure.INCREASE: _PATH_FORMULA,
    Measure.DECREASE: _PATH_FORMULA,
    Measure.STAY_AT_LEAST: _HELD_FORMULA,
    Measure.STAY_AT_MOST: _HELD_FORMULA,
    Measure.STAY_BETWEEN: _HELD_FORMULA,
    Measure.MILESTONE: "done weight ÷ all weight",
    Measure.BASELINE: "done with the first check-in",
}


@dataclass(frozen=True, slots=True)
class Progress:
    """Progress with the way it was computed.

    `value` is a raw fraction (1.25 is 125 %, negative is worse than the baseline) or None, and then `note` says why.
    """

    value: float | None
    formula: str
    substituted: str
    regression: bool
    note: str


def progress(m: Measurement, readings: Sequence[Reading], schedule: Schedule, today: date) -> Progress:
    """How far the key result has come by `today`, from its live check-ins sorted by `as_of`."""
    problem = why_not_measurable(m)
    known = known_by(readings, today)
    if problem or not known:
        return _unknown(m, problem or "No check-in yet")
    if m.measure == Measure.BASELINE:
        return Progress(1.0, formula_of(m), f"number found: {operand(known[-1].value)} = {percent(1)}", False, "")
    if m.measure in STAY_MEASURES:
        return _share_held(m, known, schedule, today)
    return _share_of_path(m, known[-1].value)


def formula_of(m: Measurement) -> str:
    """The formula in words that applies to a measure; empty while the measure is undecided."""
    return "" if m.measure is None else _FORMULAS[Measure(m.measure)]


def path_share(m: Measurement, current: float) -> float | None:
    """The raw fraction of the way from start to end that a value stands for; None where there is no such way."""
    ends = path_ends(m)
    if ends is None or ends[0] == ends[1]:
        return None
    share = (current - ends[0]) / (ends[1] - ends[0]) + 0.0  # + 0.0 turns −0.0 into 0.0
    return share if math.isfinite(share) else None


def clamped(value: float | None) -> float:
    """A progress as it enters a roll-up: between 0 and 1, no data as 0."""
    return 0.0 if value is None or math.isnan(value) else min(1.0, max(0.0, value))


def _unknown(m: Measurement, note: str) -> Progress:
    return Progress(None, formula_of(m), "", False, note)


def _share_of_path(m: Measurement, current: float) -> Progress:
    value = path_share(m, current)
    if value is None:
        return _unknown(m, TOO_FAR_APART)
    return Progress(value, formula_of(m), _substituted(m, current, value), _is_worse(m, value), "")


def _substituted(m: Measurement, current: float, value: float) -> str:
    now, first, last = (operand(number) for number in (current, *(path_ends(m) or ())))
    if m.measure == Measure.MILESTONE:
        return f"{now} ÷ {last} = {percent(value)}"
    return f"({now} − {first}) ÷ ({last} − {first}) = {percent(value)}"


def _is_worse(m: Measurement, value: float) -> bool:
    return m.measure != Measure.MILESTONE and value < 0


def held_of_due(m: Measurement, readings: Sequence[Reading], schedule: Schedule, today: date) -> tuple[int, int] | None:
    """How many check-ins held, of how many due by `today`; None for what does not stay, and before the first one."""
    known = known_by(readings, today)
    if m.measure not in STAY_MEASURES or why_not_measurable(m) or not known:
        return None
    return sum(is_held(m, reading.value) for reading in known), max(schedule.check_ins_due(today), len(known))


def _share_held(m: Measurement, readings: Sequence[Reading], schedule: Schedule, today: date) -> Progress:
    held, due = held_of_due(m, readings, schedule, today) or (0, 1)
    return Progress(held / due, formula_of(m), f"{held} ÷ {due} = {percent(held / due)}", False, "")
