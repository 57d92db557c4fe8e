"""Where a key result should be today, and how fast it moves against how fast it must."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from math import fsum, isfinite

from domain.formatting import rounded
from domain.measurement import Measurement, Reading, Schedule, known_by, path_ends

_DAYS_A_WEEK = 7
_RECENT_READINGS = 4
_RATIO_AT_LEAST, _RATIO_AT_MOST = 0.1, 99


@dataclass(frozen=True, slots=True)
class Pace:
    """Needed and observed change in units a week (None when unknown), and the two compared in words."""

    needed: float | None
    observed: float | None
    text: str


def expected_progress(schedule: Schedule, today: date, m: Measurement | None = None) -> float:
    """The fraction of the way that should lie behind the key result today.

    Linear from 0 on the first day to 1 on the due date. Where the schedule has plan points and `m` says what their
    values mean, the plan decides, and it may lie outside 0 to 1.
    """
    ends = path_ends(m) if m and schedule.plan_points else None
    if ends and ends[0] != ends[1]:
        planned = (_on_plan(ends, schedule, today) - ends[0]) / (ends[1] - ends[0])
        if isfinite(planned):
            return planned
    return _share_of_time(schedule, today)


def expected_value(m: Measurement, schedule: Schedule, day: date) -> float | None:
    """The value, in the measure's unit, expected on a day; None where the measure has no path to a target."""
    ends = path_ends(m)
    if ends is None:
        return None
    if schedule.plan_points:
        return _on_plan(ends, schedule, day)
    return _between(ends[0], ends[1], _share_of_time(schedule, day))


def needed_pace(m: Measurement, readings: Sequence[Reading], schedule: Schedule, today: date) -> float | None:
    """What is left ÷ weeks left, in units a week: 0 once the target is reached, None when nothing can be said."""
    ends = path_ends(m)
    known = known_by(readings, today)
    if ends is None or ends[0] == ends[1] or not known:
        return None
    left = ends[1] - known[-1].value
    if (left <= 0) if ends[1] > ends[0] else (left >= 0):
        return 0.0
    days_left = (schedule.due_on - today).days
    return left * _DAYS_A_WEEK / days_left if days_left > 0 else None


def observed_pace(readings: Sequence[Reading], today: date) -> float | None:
    """The least-squares slope of the last four readings, in units a week; None below two different days."""
    recent = known_by(readings, today)[-_RECENT_READINGS:]
    if not recent:
        return None
    days = [(reading.as_of - recent[0].as_of).days for reading in recent]
    mean_day = fsum(days) / len(days)
    spread = fsum((day - mean_day) ** 2 for day in days)
    if spread == 0:
        return None
    joint = fsum((day - mean_day) * reading.value for day, reading in zip(days, recent, strict=True))
    return joint / spread * _DAYS_A_WEEK


def pace_ratio(needed: float | None, observed: float | None) -> str:
    """Needed pace against observed pace in words: "needs 2.3×", or why there is no such number."""
    if needed == 0:
        return "target reached"
    if needed is None or observed is None:
        return "pace not known yet"
    if observed == 0:
        return "not moving"
    ratio = needed / observed
    if not ratio > 0:
        return "moving away from the target"
    return f"needs {_times(ratio)}"


def pace(m: Measurement, readings: Sequence[Reading], schedule: Schedule, today: date) -> Pace:
    """Needed pace, observed pace and their comparison by `today`; no words where the measure has no path."""
    if path_ends(m) is None:
        return Pace(None, None, "")
    needed, observed = needed_pace(m, readings, schedule, today), observed_pace(readings, today)
    if needed is None and today >= schedule.due_on:
        return Pace(None, observed, "no time left")
    return Pace(needed, observed, pace_ratio(needed, observed))


def _times(ratio: float) -> str:
    if ratio > _RATIO_AT_MOST:
        return f"over {_RATIO_AT_MOST}×"
    if ratio < _RATIO_AT_LEAST:
        return f"under {_RATIO_AT_LEAST}×"
    return f"{rounded(ratio, 1)}×"


def _share_of_time(schedule: Schedule, day: date) -> float:
    if day >= schedule.due_on:
        return 1.0
    return schedule.elapsed_days(day) / schedule.span_days if schedule.span_days else 0.0


def _on_plan(ends: tuple[float, float], schedule: Schedule, day: date) -> float:
    path = _plan_with_ends(ends, schedule)
    if day <= path[0][0]:
        return path[0][1]
    for (day_a, value_a), (day_b, value_b) in pairwise(path):
        if day <= day_b:
            return _between(value_a, value_b, (day - day_a).days / (day_b - day_a).days)
    return path[-1][1]


def _plan_with_ends(ends: tuple[float, float], schedule: Schedule) -> list[tuple[date, float]]:
    """The plan from the first to the last day: baseline and target stand in where it says nothing else."""
    known = {schedule.starts_on: ends[0], schedule.due_on: ends[1]} | dict(schedule.plan_points)
    return sorted(known.items())


def _between(start: float, end: float, share: float) -> float:
    return start + (end - start) * share
