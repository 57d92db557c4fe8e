"""A key result that looks at a metric: whose value counts on which day, and where a person and the metric differ."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import isclose
from operator import attrgetter

from domain.formatting import day, number, value_with_unit
from domain.measurement import Reading, Schedule

_SAME = 1e-9  # relative: 0.1 + 0.2 recorded and 0.3 measured are one value


@dataclass(frozen=True, slots=True)
class Difference:
    """A day for which a person recorded one value and the metric says another."""

    as_of: date
    recorded: float
    measured: float


def counts_between(schedule: Schedule) -> tuple[date, date]:
    """The first and the last day on which a metric's value counts for a key result."""
    return schedule.starts_on, schedule.due_on


def merged(check_ins: Sequence[Reading], points: Sequence[Reading], first: date, last: date) -> tuple[Reading, ...]:
    """The readings of a key result by day: every check-in, and the metric's values on days without one.

    Both are sorted by `as_of`. Of the metric's values only those from `first` to `last` count, the later one of a day;
    none has a confidence, because confidence comes from people.
    """
    recorded = {reading.as_of for reading in check_ins}
    measured = {
        point.as_of: Reading(point.as_of, point.value, from_metric=True)
        for point in points
        if first <= point.as_of <= last and point.as_of not in recorded
    }
    return tuple(sorted((*check_ins, *measured.values()), key=attrgetter("as_of")))


def differences(
    check_ins: Sequence[Reading], points: Sequence[Reading], first: date, last: date
) -> tuple[Difference, ...]:
    """The days on which the last check-in and the metric say different values, both sorted by `as_of`."""
    recorded = {reading.as_of: reading.value for reading in check_ins}
    measured = {point.as_of: point.value for point in points if first <= point.as_of <= last}
    return tuple(
        Difference(as_of, value, measured[as_of])
        for as_of, value in recorded.items()
        if as_of in measured and not isclose(value, measured[as_of], rel_tol=_SAME, abs_tol=_SAME)
    )


def difference_in_words(found: Difference, who: str, unit: str, today: date) -> str:
    """A difference as a sentence: "Ana recorded 41 % for 20 Nov, the metric says 44 %."."""
    recorded, measured = value_with_unit(found.recorded, unit), value_with_unit(found.measured, unit)
    if recorded == measured:  # what differs must not read the same
        recorded, measured = number(found.recorded, unit, compact=False), number(found.measured, unit, compact=False)
    return f"{who} recorded {recorded} for {day(found.as_of, today)}, the metric says {measured}."


def rule_in_words(schedule: Schedule, today: date) -> str:
    """The rule by which the value of a linked key result is found, as it stands beside the value."""
    first, last = counts_between(schedule)
    return (
        "on a day for which a person recorded a value, that value counts and the metric's is kept beside it; on other "
        f"days from {day(first, today)} to {day(last, today)} the metric's value counts. "
        "Confidence and sentence come from people only."
    )


def unit_warning(unit: str, metric_unit: str) -> str:
    """A sentence when a key result and its metric are not in the same unit; empty when they are."""
    if _plain(unit) == _plain(metric_unit):
        return ""
    own, other = (f"“{name.strip()}”" if name.strip() else "no unit" for name in (unit, metric_unit))
    return f"The key result is in {own}, the metric in {other}. Its values are taken as they are, nothing is converted."


def _plain(unit: str) -> str:
    return " ".join(unit.split()).casefold()
