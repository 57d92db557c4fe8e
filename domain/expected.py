"""Where a key result should be today."""

from datetime import date
from itertools import pairwise
from math import isfinite

from domain.measurement import Measurement, Schedule, path_ends


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
