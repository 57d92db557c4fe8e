"""What a key result starts from when it goes on in another cycle, and how its dates move with it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from domain.measurement import STAY_MEASURES, Measurement, Schedule
from domain.vocabulary import Measure

NO_STEPS_LEFT = "Every step is done, so nothing is left to carry."
NEEDS_A_TARGET = "needs a target"


@dataclass(frozen=True, slots=True)
class Span:
    """The first and the last day of a cycle."""

    starts_on: date
    ends_on: date

    def holds(self, day: date) -> bool:
        """Tell whether a day lies in the span."""
        return self.starts_on <= day <= self.ends_on


def carried(measured: Measurement, last: float | None) -> Measurement:
    """The numbers with which a key result goes on from its last value, None where nobody recorded one.

    The last value becomes the baseline. The target is kept where it still lies ahead of it, the stretch where it lies
    beyond a target that is kept; limits of a `stay_` measure are kept as they are. Milestones have no numbers.
    """
    if measured.measure == Measure.MILESTONE:
        return replace(measured, baseline=None, target=None, stretch=None)
    baseline = measured.baseline if last is None else last
    if measured.measure in STAY_MEASURES:
        return replace(measured, baseline=baseline)
    target = measured.target if lies_ahead(measured.measure, baseline, measured.target) else None
    return replace(measured, baseline=baseline, target=target, stretch=None if target is None else measured.stretch)


def lies_ahead(measure: Measure | None, baseline: float | None, target: float | None) -> bool:
    """Tell whether a target is still to be reached from a baseline; without a baseline nobody can say that it is not.

    Only rising and falling targets can be behind; other measures have no way to go.
    """
    if target is None or baseline is None:
        return target is not None
    if measure == Measure.INCREASE:
        return target > baseline
    if measure == Measure.DECREASE:
        return target < baseline
    return True


def needs_a_target(measured: Measurement) -> bool:
    """Tell whether a person has to set a target before progress can be computed."""
    return measured.measure in (Measure.INCREASE, Measure.DECREASE) and measured.target is None


def moved_day(day: date, before: Span, after: Span) -> date:
    """The day as far into the new span as it was into the old one, held inside the new span.

    The first day stays the first and the last the last, however long the two spans are.
    """
    if day >= before.ends_on:
        return after.ends_on
    moved = after.starts_on + timedelta(days=(day - before.starts_on).days)
    return min(max(moved, after.starts_on), after.ends_on)


def moved_schedule(schedule: Schedule, before: Span, after: Span) -> Schedule:
    """The calendar of a key result that moves from one cycle to another; plan points that fall together become one."""
    points = {moved_day(day, before, after): value for day, value in schedule.plan_points}
    return Schedule(
        moved_day(schedule.starts_on, before, after),
        moved_day(schedule.due_on, before, after),
        schedule.cadence_days,
        tuple(sorted(points.items())),
    )


def in_new_order(before: Sequence[int], moved: int, step: int) -> tuple[int, ...]:
    """The order after one of its members was moved by so many places, as far as there is room."""
    rest = [key for key in before if key != moved]
    place = min(max(before.index(moved) + step, 0), len(rest))
    return (*rest[:place], moved, *rest[place:])


def positions(ordered: Sequence[int]) -> dict[int, int]:
    """The position of each member of an order, -n to -1: what is written later starts at 0, and so stands behind."""
    return {key: number - len(ordered) for number, key in enumerate(ordered)}
