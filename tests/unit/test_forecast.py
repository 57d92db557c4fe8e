"""The forecast: a value at the due date, an interval and a chance, or how many more check-ins it needs."""

import math
import time
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.forecast import Forecast, bounds_of, chance_in_words, chance_label, forecast, forecast_in_words
from domain.formatting import NBSP
from domain.measurement import Measurement, Reading, Schedule
from domain.vocabulary import Measure

START = date(2026, 1, 5)
DUE = START + timedelta(days=91)
QUARTER = Schedule(START, DUE)
TODAY = START + timedelta(days=49)
RISING = Measurement(Measure.INCREASE, "users", 100, 200)
SHARE = Measurement(Measure.INCREASE, "%", 60, 90)
AT_LEAST = Measurement(Measure.STAY_AT_LEAST, "%", None, 90)

VALUES = st.lists(st.integers(900, 1100), min_size=5, max_size=9)
ANY = st.floats(allow_nan=False, allow_infinity=False)


def weekly(*values: float) -> list[Reading]:
    """Values a week apart, from the end of the first week on."""
    return [Reading(START + timedelta(days=7 * (week + 1)), value) for week, value in enumerate(values)]


def of(m: Measurement, *values: float, today: date = TODAY) -> Forecast:
    return forecast(m, weekly(*values), QUARTER, today)


def known(found: Forecast) -> tuple[float, float, float, float]:
    assert found.value is not None
    assert found.low is not None
    assert found.high is not None
    assert found.chance is not None
    return found.value, found.low, found.high, found.chance


STEADY = (108, 115, 124, 131, 139, 146, 154)  # about 7.7 a week: 200 after thirteen weeks
SLOW = (103, 105, 109, 111, 115, 118, 120)  # about 3 a week: 138 after thirteen weeks
FLAT_AFTER = (135, 152, 161, 165, 167, 168, 168)


def test_a_steady_rise_is_carried_on_to_the_due_date() -> None:
    value, low, high, chance = known(of(RISING, *STEADY))
    assert 193 < value < 207
    assert low < 200 < high
    assert 0.2 < chance < 0.8


def test_a_rise_that_is_too_slow_hardly_reaches_the_target() -> None:
    value, _, high, chance = known(of(RISING, *SLOW))
    assert 130 < value < 146
    assert high < 200
    assert chance < 0.05


def test_a_value_that_levels_off_is_not_carried_on_in_a_straight_line() -> None:
    value, _, high, chance = known(of(RISING, *FLAT_AFTER))
    assert 164 < value < 178
    assert high < 200
    assert chance < 0.1


def test_one_stray_value_is_set_aside_and_hardly_moves_the_forecast() -> None:
    plain, stray = of(RISING, *STEADY), of(RISING, 108, 115, 124, 220, 139, 146, 154)
    assert (plain.set_aside, stray.set_aside) == (0, 1)
    assert known(stray)[0] == pytest.approx(known(plain)[0], abs=5)


def test_a_step_in_the_past_is_not_taken_for_a_slope() -> None:
    value, _, _, _ = known(of(RISING, 101, 102, 103, 152, 153, 154, 155))
    assert 152 < value < 172  # a straight line through all would end at 230


def test_far_ahead_the_interval_is_wider() -> None:
    _, low, high, _ = known(of(RISING, *STEADY))
    later = replace(QUARTER, due_on=DUE + timedelta(days=28))
    _, later_low, later_high, _ = known(forecast(RISING, weekly(*STEADY), later, TODAY))
    assert later_high - later_low > high - low


def test_a_percentage_stays_within_0_to_100() -> None:
    value, low, high, chance = known(of(SHARE, 66, 71, 77, 83, 88, 92, 97))
    assert 0 <= low <= value <= high <= 100
    assert chance > 0.7


def test_a_count_does_not_fall_below_0() -> None:
    falling = Measurement(Measure.DECREASE, "complaints", 40, 2)
    assert known(of(falling, 35, 29, 24, 18, 12, 7, 1))[1] == 0


@pytest.mark.parametrize(
    ("m", "seen", "bounds"),
    [
        (SHARE, 70.0, (0.0, 100.0)),
        (SHARE, 104.0, (0.0, math.inf)),
        (RISING, 120.0, (0.0, math.inf)),
        (RISING, -3.0, (-math.inf, math.inf)),
        (Measurement(Measure.INCREASE, "€", 100, 200), 120.0, (-math.inf, math.inf)),
        (Measurement(Measure.INCREASE, "", 1.5, 3), 2.0, (-math.inf, math.inf)),
        (Measurement(Measure.MILESTONE, "", None, 6), 2.0, (0.0, 6.0)),
    ],
)
def test_bounds_follow_from_the_unit_and_from_what_was_seen(
    m: Measurement, seen: float, bounds: tuple[float, float]
) -> None:
    assert bounds_of(m, [Reading(START, seen)]) == bounds


def test_a_kept_limit_has_a_chance_to_be_kept() -> None:
    assert known(of(AT_LEAST, 95, 96, 95, 94, 96, 95, 95))[3] > 0.9
    assert known(of(AT_LEAST, 85, 84, 86, 85, 84, 85, 85))[3] < 0.1


def test_a_value_that_never_moves_is_expected_to_stay_until_told_otherwise() -> None:
    value, low, high, chance = known(of(RISING, 100, 100, 100, 100, 100, 100, 100))
    assert low <= 100 <= high
    assert value < 150
    assert chance < 0.5


@pytest.mark.parametrize(("values", "needs"), [((), 4), ((108,), 2), ((108, 115), 1)])
def test_too_few_values_ask_for_more_check_ins_instead_of_a_guess(values: tuple[float, ...], needs: int) -> None:
    found = of(RISING, *values)
    assert (found.value, found.needs) == (None, needs if values else 3)


def test_the_baseline_counts_as_a_value_on_the_first_day() -> None:
    assert of(RISING, 108, 115, 124).values == 4


def test_a_few_days_do_not_tell_a_whole_quarter() -> None:
    readings = [Reading(START + timedelta(days=day), 100 + day) for day in range(6)]
    found = forecast(RISING, readings, QUARTER, START + timedelta(days=5))
    # 5 days are known and 86 are left: a quarter of what is left is known after 14 more days.
    assert (found.value, found.needs) == (None, 2)


@pytest.mark.parametrize(
    ("m", "today", "note"),
    [
        (Measurement(Measure.BASELINE, "%", None, None), TODAY, "There is no target to reach"),
        (Measurement(Measure.INCREASE, "", 5, None), TODAY, "Needs a target"),
        (RISING, DUE, "The due date has come"),
    ],
)
def test_without_a_future_or_a_target_nothing_is_foretold(m: Measurement, today: date, note: str) -> None:
    found = of(m, *STEADY, today=today)
    assert (found.value, found.chance, found.needs, found.note) == (None, None, 0, note)


def test_only_what_was_known_on_the_day_counts() -> None:
    today = START + timedelta(days=36)
    assert of(RISING, *STEADY, today=today) == of(RISING, *STEADY[:5], today=today)


def test_the_last_of_two_values_of_a_day_counts() -> None:
    readings = weekly(*STEADY)
    twice = [*readings[:-1], replace(readings[-1], value=1.0), readings[-1]]
    assert forecast(RISING, twice, QUARTER, TODAY) == forecast(RISING, readings, QUARTER, TODAY)


def test_the_sentence_gives_the_value_the_interval_and_the_chance() -> None:
    found = Forecast(DUE, 163.62, 149.7, 181.2, 0.224, 8)
    words = forecast_in_words(found, "families", TODAY).replace(NBSP, " ")
    assert words == (
        "By 6 Apr likely 164 families, with 80 % certainty between 150 families and 181 families: "
        "a 22 % chance of the target."
    )


def test_the_sentence_says_what_is_missing() -> None:
    assert forecast_in_words(of(RISING, 108), "users", TODAY).replace(NBSP, " ") == (
        "Needs 2 more check-ins for a forecast."
    )


@pytest.mark.parametrize(
    ("chance", "words"),
    [
        (0.004, "hardly a chance of the target"),
        (0.5, f"a 50{NBSP}% chance of the target"),
        (0.83, f"an 83{NBSP}% chance of the target"),
        (0.11, f"an 11{NBSP}% chance of the target"),
        (0.996, "the target is all but certain"),
    ],
)
def test_a_chance_is_never_said_to_be_0_or_100_percent(chance: float, words: str) -> None:
    assert chance_in_words(Forecast(DUE, chance=chance)) == words


@pytest.mark.parametrize(
    ("measure", "goal"),
    [
        (Measure.INCREASE, "the target"),
        (Measure.STAY_AT_LEAST, "keeping the limit"),
        (Measure.STAY_AT_MOST, "keeping the limit"),
        (Measure.STAY_BETWEEN, "keeping the limits"),
    ],
)
def test_a_measure_that_stays_has_a_chance_of_keeping_its_limit(measure: Measure, goal: str) -> None:
    found = Forecast(DUE, 94, 92, 96, 0.72)
    assert forecast_in_words(found, "%", TODAY, measure).endswith(f": a 72{NBSP}% chance of {goal}.")


@pytest.mark.parametrize(("chance", "words"), [(0.004, "under 1 %"), (0.22, "22 %"), (0.996, "over 99 %")])
def test_a_chart_names_the_chance_in_short(chance: float, words: str) -> None:
    assert chance_label(Forecast(DUE, chance=chance)).replace(NBSP, " ") == f"{words} chance"


def test_a_forecast_is_rounded_to_what_its_interval_makes_sense_of() -> None:
    assert Forecast(DUE, 163.6234, 149.7123, 181.2345).rounded == (150, 164, 181)
    assert Forecast(DUE, note="There is no target to reach").rounded is None


@given(VALUES, st.integers(1, 40), st.integers(-500, 500))
def test_a_forecast_scales_and_shifts_with_its_values(values: list[int], times: int, by: int) -> None:
    def moved(value: float) -> float:
        return 100_000 + by + times * value

    # Money has no lowest value, which would not move along.
    plain = known(of(Measurement(Measure.INCREASE, "€", 1000, 1080), *values))
    other = known(of(Measurement(Measure.INCREASE, "€", moved(1000), moved(1080)), *map(moved, values)))
    assert other[:3] == pytest.approx([moved(value) for value in plain[:3]], rel=1e-5)
    assert other[3] == pytest.approx(plain[3], abs=1e-3)


@given(VALUES)
def test_a_falling_target_has_the_chance_of_a_rising_one_turned_round(values: list[int]) -> None:
    # Money has no lowest value, which would not be turned round along.
    up = known(of(Measurement(Measure.INCREASE, "€", 1000, 1080), *values))
    down = known(of(Measurement(Measure.DECREASE, "€", 2000, 1920), *(3000 - value for value in values)))
    assert down[3] == pytest.approx(up[3], abs=1e-3)
    assert [3000 - value for value in (down[0], down[2], down[1])] == pytest.approx(up[:3], abs=0.1)


@given(VALUES, st.integers(1001, 1200), st.integers(1, 200))
def test_a_higher_target_never_has_a_better_chance(values: list[int], target: int, more: int) -> None:
    nearer = known(of(Measurement(Measure.INCREASE, "", 1000, target), *values))
    further = known(of(Measurement(Measure.INCREASE, "", 1000, target + more), *values))
    assert further[3] <= nearer[3] + 1e-9


@given(st.lists(ANY, max_size=14), ANY, ANY, st.sampled_from(list(Measure)), st.sampled_from(["", "%", "€"]))
@settings(max_examples=200)
def test_whatever_was_recorded_gives_an_ordered_interval_or_a_reason(
    values: list[float], baseline: float, target: float, measure: Measure, unit: str
) -> None:
    m = Measurement(measure, unit, baseline, target, min(baseline, target), max(baseline, target))
    found = of(m, *values, today=START + timedelta(days=90))
    if found.value is None:
        assert found.note
        return
    value, low, high, chance = known(found)
    floor, ceiling = bounds_of(m, weekly(*values))
    assert floor <= low <= value <= high <= ceiling
    assert 0 <= chance <= 1


@given(st.lists(st.tuples(st.integers(0, 80), st.integers(0, 100)), min_size=4, max_size=60))
def test_any_spacing_of_the_days_gives_a_percentage_within_its_bounds(pairs: list[tuple[int, int]]) -> None:
    readings = [Reading(START + timedelta(days=day), value) for day, value in sorted(pairs)]
    found = forecast(SHARE, readings, QUARTER, START + timedelta(days=81))
    if found.value is not None:
        value, low, high, _ = known(found)
        assert 0 <= low <= value <= high <= 100


def test_the_same_values_give_the_same_forecast() -> None:
    assert of(RISING, *STEADY) == of(RISING, *STEADY)


def test_five_hundred_forecasts_take_well_under_five_seconds() -> None:
    started = time.process_time()
    for _ in range(100):
        of(RISING, *STEADY)
    assert time.process_time() - started < 1


def test_things_that_are_counted_come_whole() -> None:
    found = Forecast(DUE, 129.7, 129.2, 130.4, 0.5, whole=True)
    assert found.rounded == (129, 130, 130)


@pytest.mark.parametrize(
    ("unit", "values", "whole"),
    [
        ("families", STEADY, True),
        ("families", (*STEADY, 150.5), False),
        ("%", (62, 64, 66, 67, 68, 69, 70), False),
        ("€", STEADY, False),
        ("", STEADY, False),
    ],
)
def test_only_whole_values_of_things_are_counted(unit: str, values: tuple[float, ...], whole: bool) -> None:
    assert of(replace(RISING, unit=unit), *values, today=DUE - timedelta(days=20)).whole is whole
