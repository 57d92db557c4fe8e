"""The pace: how fast a key result moves, robustly, against how fast it must."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.formatting import NBSP
from domain.measurement import Measurement, Reading, Schedule
from domain.pace import Pace, a_week, needed_pace, observed_pace, pace, pace_in_words, pace_ratio, two_digits
from domain.vocabulary import Measure

START = date(2026, 1, 5)
DUE = START + timedelta(days=84)
QUARTER = Schedule(START, DUE)
FALLING = Measurement(Measure.DECREASE, "days", 12, 5)
RISING = Measurement(Measure.INCREASE, "users", 0, 200)
DAYS = st.lists(st.integers(0, 83), min_size=2, max_size=8, unique=True).map(sorted)
VALUES = st.floats(-1000, 1000)


def on_day(n: int) -> date:
    return START + timedelta(days=n)


def weekly(*values: float) -> list[Reading]:
    return [Reading(on_day(7 * week), value) for week, value in enumerate(values)]


def test_needed_pace_is_what_is_left_over_the_weeks_left() -> None:
    assert needed_pace(FALLING, [Reading(on_day(42), 8)], QUARTER, on_day(42)) == -0.5


def test_nothing_is_needed_once_the_target_is_reached() -> None:
    assert needed_pace(FALLING, [Reading(on_day(42), 4)], QUARTER, on_day(42)) == 0.0


def test_after_the_due_date_no_pace_helps() -> None:
    assert pace(FALLING, [Reading(on_day(42), 8)], QUARTER, DUE).text == "no time left"


def test_observed_pace_looks_at_the_last_four_readings() -> None:
    assert observed_pace(weekly(500, 400, 10, 12, 14, 16), on_day(35)) == 2


def test_one_stray_value_does_not_bend_the_observed_pace() -> None:
    assert observed_pace(weekly(10, 12, 50, 16), on_day(21)) == 2


def test_readings_a_day_apart_count_less_than_readings_weeks_apart() -> None:
    readings = [Reading(on_day(day), value) for day, value in ((0, 0), (1, 5), (21, 21), (28, 28))]
    assert observed_pace(readings, on_day(28)) == 7


def test_the_slopes_of_unevenly_spaced_readings_are_those_worked_by_hand() -> None:
    # 14 days apart: +4, so 2 a week; 7 days: +3, so 3; 21 days: +7, so 7 ÷ 3. Half of the 42 days lies below 7 ÷ 3.
    readings = [Reading(on_day(day), value) for day, value in ((0, 0), (14, 4), (21, 7))]
    assert observed_pace(readings, on_day(21)) == pytest.approx(7 / 3)


def test_observed_pace_needs_two_different_days() -> None:
    assert observed_pace([Reading(START, 1), Reading(START, 5)], on_day(7)) is None


def test_what_lies_in_the_future_is_not_observed() -> None:
    assert observed_pace(weekly(0, 1, 2, 90), on_day(14)) == 1


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
def test_needed_and_observed_pace_are_compared_in_words(
    needed: float | None, observed: float | None, words: str
) -> None:
    assert pace_ratio(needed, observed) == words


def test_the_sentence_names_both_paces_in_the_unit() -> None:
    words = pace_in_words(pace(RISING, weekly(0, 10, 20, 30), QUARTER, on_day(28)), "users").replace(NBSP, " ")
    assert words == "needs 2.1×: 21 users a week from now on, 10 users a week lately"


@pytest.mark.parametrize("unit", ["%", "percent"])
def test_a_percentage_moves_by_points(unit: str) -> None:
    words = pace_in_words(Pace(1.24, 0.58, "needs 2.1×"), unit).replace(NBSP, " ")
    assert words == "needs 2.1×: 1.2 points a week from now on, 0.58 points a week lately"


def test_one_point_is_one_point() -> None:
    assert a_week(-1.0, "%").replace(NBSP, " ") == "−1 point a week"


def test_the_ratio_is_needed_over_observed() -> None:
    assert Pace(-3.0, -1.5, "").ratio == 2
    assert Pace(-3.0, 0.0, "").ratio is None


def test_a_measure_that_stays_has_no_pace() -> None:
    m = Measurement(Measure.STAY_AT_LEAST, "", None, 5)
    assert pace(m, weekly(5, 6), QUARTER, on_day(7)) == Pace(None, None, "")


@given(DAYS, st.floats(-100, 100), st.floats(-10, 10))
def test_a_straight_line_is_observed_at_its_own_slope(days: list[int], start: float, slope: float) -> None:
    readings = [Reading(on_day(day), start + slope * day / 7) for day in days]
    assert observed_pace(readings, DUE) == pytest.approx(slope, abs=1e-9)


@given(DAYS, st.data(), st.integers(-100, 100), st.integers(1, 100))
def test_the_observed_pace_scales_and_ignores_a_shift(
    days: list[int], data: st.DataObject, by: int, times: int
) -> None:
    values = data.draw(st.lists(st.integers(-1000, 1000), min_size=len(days), max_size=len(days)))
    plain = observed_pace([Reading(on_day(d), v) for d, v in zip(days, values, strict=True)], DUE)
    moved = observed_pace([Reading(on_day(d), by + times * v) for d, v in zip(days, values, strict=True)], DUE)
    assert plain is not None
    assert moved == pytest.approx(times * plain, abs=1e-9)


@given(DAYS, st.data())
def test_a_falling_pace_is_a_rising_one_turned_round(days: list[int], data: st.DataObject) -> None:
    values = data.draw(st.lists(VALUES, min_size=len(days), max_size=len(days)))
    plain = observed_pace([Reading(on_day(d), v) for d, v in zip(days, values, strict=True)], DUE)
    turned = observed_pace([Reading(on_day(d), -v) for d, v in zip(days, values, strict=True)], DUE)
    assert plain is not None
    assert turned == pytest.approx(-plain, abs=1e-9)


def test_a_slope_has_two_digits() -> None:
    assert [two_digits(slope) for slope in (0.03456, 8.711, 1234)] == [0.035, 8.7, 1200]
