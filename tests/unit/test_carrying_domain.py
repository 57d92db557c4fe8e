"""What a key result starts from in another cycle, how dates move with it, and the order that people give."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.carrying import (
    Span,
    carried,
    in_new_order,
    lies_ahead,
    moved_day,
    moved_schedule,
    needs_a_target,
    positions,
)
from domain.measurement import Measurement, Schedule
from domain.validation import check_measurement
from domain.vocabulary import Measure

AMOUNTS = st.floats(-1e6, 1e6)
QUARTER = Span(date(2026, 4, 1), date(2026, 6, 30))
NEXT = Span(date(2026, 7, 1), date(2026, 9, 30))
DAYS = st.dates(QUARTER.starts_on, QUARTER.ends_on)


def rising(target: float | None = 40.0, stretch: float | None = None) -> Measurement:
    return Measurement(Measure.INCREASE, "%", 20.0, target, stretch=stretch)


@pytest.mark.parametrize(
    ("measure", "baseline", "target", "last", "kept"),
    [
        (Measure.INCREASE, 20.0, 40.0, 30.0, 40.0),
        (Measure.INCREASE, 20.0, 40.0, 40.0, None),
        (Measure.INCREASE, 20.0, 40.0, 10.0, 40.0),
        (Measure.DECREASE, 40.0, 20.0, 30.0, 20.0),
        (Measure.DECREASE, 40.0, 20.0, 19.0, None),
        (Measure.STAY_AT_LEAST, 90.0, 95.0, 99.0, 95.0),
        (Measure.STAY_AT_MOST, None, 5.0, 3.0, 5.0),
    ],
)
def test_a_target_is_kept_where_it_still_lies_ahead(
    measure: Measure, baseline: float | None, target: float, last: float, kept: float | None
) -> None:
    new = carried(Measurement(measure, "%", baseline, target), last)
    assert (new.baseline, new.target) == (last, kept)


def test_without_a_value_the_baseline_stays() -> None:
    assert carried(rising(), None) == rising()


def test_the_stretch_goes_with_its_target() -> None:
    assert carried(rising(stretch=50.0), 30.0).stretch == 50.0
    assert carried(rising(stretch=50.0), 41.0).stretch is None


def test_milestones_have_no_numbers_to_carry() -> None:
    new = carried(Measurement(Measure.MILESTONE, "", 0.0, 4.0), 3.0)
    assert (new.baseline, new.target, needs_a_target(new)) == (None, None, False)


def test_limits_of_a_range_are_kept() -> None:
    new = carried(Measurement(Measure.STAY_BETWEEN, "°C", None, None, 18.0, 24.0), 20.0)
    assert (new.low, new.high, needs_a_target(new)) == (18.0, 24.0, False)


@given(st.sampled_from([Measure.INCREASE, Measure.DECREASE]), AMOUNTS, AMOUNTS, AMOUNTS)
def test_what_is_carried_is_always_accepted_at_entry(
    measure: Measure, baseline: float, target: float, last: float
) -> None:
    new = carried(Measurement(measure, "", baseline, target), last)
    assert check_measurement(new) == ()
    assert needs_a_target(new) == (not lies_ahead(measure, last, target))


def test_the_ends_of_a_cycle_move_to_the_ends_of_the_other() -> None:
    moved = moved_schedule(Schedule(QUARTER.starts_on, QUARTER.ends_on, 14), QUARTER, NEXT)
    assert (moved.starts_on, moved.due_on, moved.cadence_days) == (NEXT.starts_on, NEXT.ends_on, 14)


@given(DAYS, DAYS, st.integers(0, 400), st.integers(0, 200))
def test_moved_days_stay_in_the_cycle_and_in_order(one: date, other: date, gap: int, length: int) -> None:
    after = Span(QUARTER.starts_on + timedelta(gap), QUARTER.starts_on + timedelta(gap + length))
    first, second = (moved_day(day, QUARTER, after) for day in sorted((one, other)))
    assert after.holds(first)
    assert after.holds(second)
    assert first <= second


def test_plan_points_move_along() -> None:
    points = ((date(2026, 4, 11), 25.0), (date(2026, 6, 30), 40.0))
    moved = moved_schedule(Schedule(QUARTER.starts_on, QUARTER.ends_on, 7, points), QUARTER, NEXT)
    assert moved.plan_points == ((date(2026, 7, 11), 25.0), (NEXT.ends_on, 40.0))


@pytest.mark.parametrize(
    ("moved", "step", "after"), [(1, 1, (2, 1, 3)), (3, -1, (1, 3, 2)), (1, -1, (1, 2, 3)), (3, 5, (1, 2, 3))]
)
def test_one_place_up_or_down_as_far_as_there_is_room(moved: int, step: int, after: tuple[int, ...]) -> None:
    assert in_new_order((1, 2, 3), moved, step) == after


def test_what_is_written_later_stands_behind_what_was_ordered() -> None:
    places = positions([7, 5, 9])
    assert sorted([7, 5, 9, 11], key=lambda key: (places.get(key, 0), key)) == [7, 5, 9, 11]
