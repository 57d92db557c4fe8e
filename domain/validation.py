"""What a person may enter: every problem names its field and says what to do, in the reader's words."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import isfinite

from domain.formatting import number
from domain.measurement import Measurement, Schedule, missing_numbers
from domain.vocabulary import Measure

_FIELDS = {
    "baseline": "The baseline",
    "target": "The target",
    "low": "The lower limit",
    "high": "The upper limit",
    "stretch": "The stretch",
}
LARGEST_NUMBER, LARGEST_WEIGHT, LONGEST_CADENCE = 1e15, 1e6, 366  # far beyond use, and their sums stay exact enough
_RISING = frozenset({Measure.INCREASE, Measure.STAY_AT_LEAST, Measure.MILESTONE})
_FALLING = frozenset({Measure.DECREASE, Measure.STAY_AT_MOST})
_TOO_LARGE = "too large to reckon with. Choose a larger unit, for example millions."
_WORDS = {
    Measure.INCREASE: "increase",
    Measure.DECREASE: "decrease",
    Measure.STAY_BETWEEN: "stay between",
    Measure.BASELINE: "find out the number",
}


@dataclass(frozen=True, slots=True)
class FieldProblem:
    """What is wrong with one field, and what to do about it."""

    field: str
    message: str


def check_measurement(m: Measurement, *, require_numbers: bool = False) -> tuple[FieldProblem, ...]:
    """The problems of a measurement; missing numbers are one only where `require_numbers` asks for them."""
    unusable = tuple(_unusable(m))
    if unusable:
        return unusable
    missing = tuple(_missing(m)) if require_numbers else ()
    return (*missing, *_direction(m), *_range(m), *_all_milestones(m), *_stretch(m))


def check_weight(weight: float) -> tuple[FieldProblem, ...]:
    """The problem of a weight that is not a number above 0, or too large to reckon with."""
    if not (isfinite(weight) and weight > 0):
        message = "The weight must be a number above 0. Use 1 for a key result like the others."
        return (FieldProblem("weight", message),)
    if weight > LARGEST_WEIGHT:
        return (FieldProblem("weight", f"The weight is above {LARGEST_WEIGHT:,.0f}. Use a smaller number."),)
    return ()


def check_value(value: float | None) -> tuple[FieldProblem, ...]:
    """The problem of a check-in's value that is not there, not a number, or too large to reckon with."""
    if value is None or not isfinite(value):
        return (FieldProblem("value", "Enter the value as a number, for example 62 or 3.4."),)
    if abs(value) > LARGEST_NUMBER:
        return (FieldProblem("value", f"The value is {_TOO_LARGE}"),)
    return ()


def check_confidence(confidence: int | None) -> tuple[FieldProblem, ...]:
    """The problem of a confidence that is not a whole number from 0 to 10; none given is fine."""
    if confidence is None or (type(confidence) is int and 0 <= confidence <= 10):
        return ()
    return (FieldProblem("confidence", "The confidence must be a whole number from 0 (no chance) to 10 (certain)."),)


def check_schedule(schedule: Schedule) -> tuple[FieldProblem, ...]:
    """The problems of a calendar: dates in order, a cadence of a day or more, a plan inside the dates."""
    return tuple(_schedule_problems(schedule))


def _unusable(m: Measurement) -> Iterator[FieldProblem]:
    for field, name in _FIELDS.items():
        value = getattr(m, field)
        if value is not None and not isfinite(value):
            yield FieldProblem(field, f"{name} is not a number. Enter digits, for example 42 or 3.5.")
        elif value is not None and abs(value) > LARGEST_NUMBER:
            yield FieldProblem(field, f"{name} is {_TOO_LARGE}")


def _missing(m: Measurement) -> Iterator[FieldProblem]:
    if m.measure is None:
        yield FieldProblem("measure", "Choose how the key result is measured.")
    for field in missing_numbers(m):
        if field in _FIELDS:
            yield FieldProblem(field, f"{_FIELDS[field]} is missing. Enter a number, or find it out first.")


def _direction(m: Measurement) -> Iterator[FieldProblem]:
    if m.measure not in (Measure.INCREASE, Measure.DECREASE) or m.baseline is None or m.target is None:
        return
    if m.target == m.baseline:
        yield FieldProblem(
            "target",
            f"The target equals the baseline ({number(m.target, compact=False)}), so there is no way to go. "
            "To keep a number where it is, choose “stay at least”, “stay at most” or “stay between”.",
        )
        return
    fitting = Measure.INCREASE if m.target > m.baseline else Measure.DECREASE
    if m.measure != fitting:
        side = "above" if m.target > m.baseline else "below"
        yield FieldProblem(
            "measure",
            f"The target {number(m.target, compact=False)} is {side} the baseline {number(m.baseline, compact=False)}. "
            f"Choose “{_WORDS[fitting]}”, or swap the two numbers.",
        )


def _range(m: Measurement) -> Iterator[FieldProblem]:
    if m.measure == Measure.STAY_BETWEEN and m.low is not None and m.high is not None and m.low >= m.high:
        yield FieldProblem(
            "high",
            f"The upper limit {number(m.high, compact=False)} must be above the lower limit "
            f"{number(m.low, compact=False)}. Swap or change them.",
        )


def _all_milestones(m: Measurement) -> Iterator[FieldProblem]:
    if m.measure == Measure.MILESTONE and m.target is not None and m.target <= 0:
        yield FieldProblem("target", "The weight of all milestones must be above 0. Use 1 when there is only one.")


def _stretch(m: Measurement) -> Iterator[FieldProblem]:
    if m.stretch is None or m.measure is None:
        return
    if m.measure in (Measure.STAY_BETWEEN, Measure.BASELINE):
        yield FieldProblem("stretch", f"A key result of the kind “{_WORDS[m.measure]}” has no stretch. Leave it empty.")
    elif m.target is not None and not _lies_beyond(m, m.stretch, m.target):
        side = "above" if m.measure in _RISING else "below"
        yield FieldProblem(
            "stretch",
            f"The stretch {number(m.stretch, compact=False)} must be {side} the target "
            f"{number(m.target, compact=False)}. Move it further, or leave it empty.",
        )


def _lies_beyond(m: Measurement, stretch: float, target: float) -> bool:
    return stretch < target if m.measure in _FALLING else stretch > target


def _schedule_problems(schedule: Schedule) -> Iterator[FieldProblem]:
    if schedule.due_on < schedule.starts_on:
        yield FieldProblem("due_on", "The due date is before the start. Choose a later due date or an earlier start.")
    if schedule.cadence_days < 1:
        yield FieldProblem("cadence_days", "The cadence must be 1 day or more. Use 7 for a weekly check-in.")
    elif schedule.cadence_days > LONGEST_CADENCE:
        yield FieldProblem("cadence_days", "The cadence is longer than a year. Use 30 for a check-in every month.")
    days = [day for day, _ in schedule.plan_points]
    if any(not schedule.starts_on <= day <= schedule.due_on for day in days):
        yield FieldProblem("plan_points", "A plan point lies outside the dates of the key result. Move or remove it.")
    if len(set(days)) < len(days):
        yield FieldProblem("plan_points", "Two plan points share a day. Keep one of them.")
    if any(not isfinite(value) for _, value in schedule.plan_points):
        yield FieldProblem("plan_points", "A plan point is not a number. Enter digits, for example 42 or 3.5.")
    elif any(abs(value) > LARGEST_NUMBER for _, value in schedule.plan_points):
        yield FieldProblem("plan_points", f"A plan point is {_TOO_LARGE}")
