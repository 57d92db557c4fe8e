"""The expected path and the pace: where a key result should be, and how fast it must move."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.expected import (
    expected_progress,
    expected_value,
    needed_pace,
    observed_pace,
    pace,
    pace_ratio,
)
from domain.measurement import Measurement, Reading, Schedule
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


def test_needed_pace_is_what_is_left_over_the_weeks_left() -> None:
    assert needed_pace(FALLING, [Reading(on_day(42), 8)], QUARTER, on_day(42)) == -0.5


def test_nothing_is_needed_once_the_target_is_reached() -> None:
    assert needed_pace(FALLING, [Reading(on_day(42), 4)], QUARTER, on_day(42)) == 0.0


def test_after_the_due_date_no_pace_helps() -> None:
    assert pace(FALLING, [Reading(on_day(42), 8)], QUARTER, DUE).text == "no time left"


def test_observed_pace_is_the_slope_of_the_last_four_readings() -> None:
    values = [500, 10, 12, 14, 16]
    readings = [Reading(on_day(7 * week), value) for week, value in enumerate(values)]
    assert observed_pace(readings, on_day(28)) == pytest.approx(2)


def test_observed_pace_needs_two_different_days() -> None:
    assert observed_pace([Reading(START, 1), Reading(START, 5)], on_day(7)) is None


@pytest.mark.parametrize(
    ("needed", "observed", "words"),
    [
        (2.3, 1.0, "needs 2.3×"),
        (-0.7, -0.35, "needs 2×"),
        (1.0, 4.0, "needs 0.3×"),
        (500.0, 1.0, "needs over 99×"),
        (0.01, 1.0, "needs under 0.1×"),
        (1.0, -1.0, "moving away from the target"),
        (1.0, 0.0, "not moving"),
        (0.0, -1.0, "target reached"),
        (1.0, None, "pace not known yet"),
        (None, 1.0, "pace not known yet"),
    ],
)
def test_pace_is_compared_in_words(needed: float | None, observed: float | None, words: str) -> None:
    assert pace_ratio(needed, observed) == words


def test_a_measure_without_a_path_has_no_pace() -> None:
    m = Measurement(Measure.STAY_AT_LEAST, "", None, 5)
    assert pace(m, [Reading(START, 5), Reading(on_day(7), 6)], QUARTER, on_day(7)).text == ""


@given(st.integers(-50, 200), st.integers(0, 50))
def test_expected_progress_never_goes_back(day: int, later: int) -> None:
    assert 0 <= expected_progress(QUARTER, on_day(day)) <= expected_progress(QUARTER, on_day(day + later)) <= 1


@given(st.floats(-100, 100), st.floats(-10, 10))
def test_a_straight_line_is_observed_at_its_own_slope(start: float, slope: float) -> None:
    readings = [Reading(on_day(7 * week), start + slope * week) for week in range(4)]
    assert observed_pace(readings, on_day(28)) == pytest.approx(slope, abs=1e-9)
