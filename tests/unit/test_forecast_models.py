"""The models behind a forecast: what each expects, and within which limits it is believed."""

import math
import random
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.forecast import forecast
from domain.forecast_candidates import CANDIDATES
from domain.forecast_models import Season, Series, Trend
from domain.forecast_weighing import WIDEST, most_spread, width_of
from domain.measurement import Measurement, Reading, Schedule
from domain.vocabulary import Measure

START = date(2026, 1, 5)
QUARTER = Schedule(START, START + timedelta(days=91))
MONEY = Measurement(Measure.INCREASE, "€", 1000, 1080)


def swinging(weeks: int, period: float, noise: float = 0.0) -> Series:
    """A rise of a tenth a week with swings of a quarter around it."""
    chance = random.Random(4)
    values = [
        week / 10 + math.sin(2 * math.pi * week / period) / 4 + chance.gauss(0, noise) for week in range(weeks + 1)
    ]
    return Series([float(week) for week in range(weeks + 1)], values, 0.02)


def ends(*values: float) -> tuple[float, float, float]:
    readings = [Reading(START + timedelta(days=7 * (week + 1)), value) for week, value in enumerate(values)]
    found = forecast(MONEY, readings, QUARTER, START + timedelta(days=7 * len(values)))
    assert found.low is not None
    assert found.value is not None
    assert found.high is not None
    return found.low, found.value, found.high


def test_a_season_that_hardly_swings_is_the_line_found_reading_by_reading() -> None:
    series = swinging(12, 9, noise=0.03)
    assert Season(9, slope=4, swing=1e-12).outlook(series, 5) == pytest.approx(Trend(slope=4).outlook(series, 5))


@pytest.mark.parametrize("ahead", [1, 3, 5, 8])
def test_a_season_carries_its_swing_on(ahead: int) -> None:
    found = Season(9).outlook(swinging(18, 9), ahead)
    end = 18 + ahead
    assert found.centre == pytest.approx(end / 10 + math.sin(2 * math.pi * end / 9) / 4, abs=0.02)


def test_the_season_with_the_right_length_explains_the_values_best() -> None:
    series = swinging(20, 9, noise=0.02)
    likely = {period: Season(period).outlook(series, 4).log_likelihood for period in (4.5, 9, 12, 52)}
    assert max(likely, key=lambda period: likely[period]) == 9


@given(st.floats(-50, 50))
def test_no_model_is_given_much_more_or_less_than_its_own_width(log_width: float) -> None:
    assert math.exp(-WIDEST) <= width_of(log_width) <= math.exp(WIDEST)


def test_the_further_ahead_the_wider_a_model_may_be() -> None:
    assert most_spread(0.25) < most_spread(1.0) < most_spread(2.0)


def test_a_jump_right_after_the_baseline_is_a_step_and_not_a_slope() -> None:
    low, value, high = ends(900, 900, 909, 900, 902)
    assert 850 < low < value < 930
    assert high < 1100


def test_a_noisy_value_has_an_interval_about_as_wide_as_its_noise() -> None:
    low, value, high = ends(1020, 990, 1030, 980, 1010, 1040, 995)
    assert low < 995 < high
    assert 985 < value < 1035
    assert 30 < high - low < 150


def test_every_model_has_a_number_for_each_trait() -> None:
    assert {len(candidate.weight) for candidate in CANDIDATES} == {4}
    assert {len(candidate.width) for candidate in CANDIDATES} == {4}
