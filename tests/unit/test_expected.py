"""The expected path: where a key result should be."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.expected import expected_progress, expected_value
from domain.measurement import Measurement, Schedule
from domain.vocabulary import Measure

START = date(2026, 1, 5)
DUE = START + timedelta(days=84)
QUARTER = Schedule(START, DUE)
FALLING = Measurement(Measure.DECREASE, "days", 12, 5)
RISING = Measurement(Measure.INCREASE, "users", 0, 200)


def on_day(n: int) -> date:
    return START + timedelta(days=n)


@pytest.mark.parametrize(("day", "share"), [(-3, 0.0), (0, 0.0), (21, 0.25), (84, 1.0), (200, 1.0)])
def test_expected_progress_is_the_share_of_time_gone(day: int, share: float) -> None:
    assert expected_progress(QUARTER, on_day(day)) == share


def test_a_key_result_due_on_its_first_day_expects_everything_that_day() -> None:
    assert expected_progress(Schedule(START, START), START) == 1.0


def test_the_expected_value_of_a_falling_target_falls() -> None:
    assert expected_value(FALLING, QUARTER, on_day(42)) == 8.5


def test_a_kept_limit_has_no_expected_path() -> None:
    assert expected_value(Measurement(Measure.STAY_AT_MOST, "", None, 2), QUARTER, on_day(42)) is None


@pytest.mark.parametrize(("day", "value"), [(0, 0), (21, 20), (42, 40), (63, 120), (84, 200), (99, 200)])
def test_plan_points_bend_the_expected_path(day: int, value: float) -> None:
    planned = Schedule(START, DUE, plan_points=((on_day(42), 40.0),))
    assert expected_value(RISING, planned, on_day(day)) == value
    assert expected_progress(planned, on_day(day), RISING) == value / 200


def test_a_plan_may_expect_a_dip_below_the_baseline() -> None:
    planned = Schedule(START, DUE, plan_points=((on_day(42), -20.0),))
    assert expected_progress(planned, on_day(42), RISING) == -0.1


def test_plan_points_may_come_in_any_order() -> None:
    points = ((on_day(63), 150.0), (on_day(21), 10.0))
    assert expected_value(RISING, Schedule(START, DUE, plan_points=points), on_day(42)) == 80


@given(st.integers(-50, 200), st.integers(0, 50))
def test_expected_progress_never_goes_back(day: int, later: int) -> None:
    assert 0 <= expected_progress(QUARTER, on_day(day)) <= expected_progress(QUARTER, on_day(day + later)) <= 1
