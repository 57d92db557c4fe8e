"""What stands beside a number: the calculation with its inputs, or the rule with its preset."""

from datetime import date, timedelta

import pytest

from domain.explained import expected_in_words, needed_in_words, rule_in_words
from domain.formatting import NBSP
from domain.measurement import Measurement, Reading, Schedule
from domain.status import PRESET_RULES, RULE_DUE
from domain.vocabulary import Measure, StatusPreset

START = date(2026, 1, 5)
QUARTER = Schedule(START, START + timedelta(days=90))
PLANNED = Schedule(START, QUARTER.due_on, plan_points=((START + timedelta(days=60), -10.0),))
DAY_45 = START + timedelta(days=45)
FALLING = Measurement(Measure.DECREASE, "days", 20, -20)
KEPT = Measurement(Measure.STAY_AT_LEAST, "%", None, 90)


def expected(m: Measurement, schedule: Schedule, today: date = DAY_45) -> str:
    return expected_in_words(m, schedule, today).replace(NBSP, " ")


def needed(m: Measurement, value: float, today: date = DAY_45) -> str:
    return needed_in_words(m, [Reading(START, value)], QUARTER, today).replace(NBSP, " ")


def test_expected_progress_is_the_share_of_the_time_that_is_gone() -> None:
    assert expected(FALLING, QUARTER) == "days gone ÷ days in all = 45 ÷ 90 days = 50 %"


def test_a_plan_says_which_value_it_expected() -> None:
    assert expected(FALLING, PLANNED) == "(planned value − start) ÷ (end − start) = ((−2.5) − 20) ÷ ((−20) − 20) = 56 %"


def test_a_key_result_of_a_single_day_has_no_days_to_divide_by() -> None:
    assert expected(FALLING, Schedule(START, START)) == "100 %"


def test_a_number_that_stays_has_neither_expected_progress_nor_a_needed_pace() -> None:
    assert (expected(KEPT, QUARTER), needed(KEPT, 95)) == ("", "")


def test_the_needed_pace_is_what_is_left_in_the_weeks_that_are_left() -> None:
    assert needed(FALLING, 10) == "what is left ÷ weeks left = ((−20) − 10) ÷ 6.4 = −4.7 days a week"


def test_the_needed_pace_of_a_percentage_is_in_points() -> None:
    assert needed(Measurement(Measure.INCREASE, "%", 20, 40), 24).endswith(" = (40 − 24) ÷ 6.4 = 2.5 points a week")


@pytest.mark.parametrize(("value", "on"), [(-20, DAY_45), (-30, DAY_45), (10, QUARTER.due_on)])
def test_where_nothing_or_no_time_is_left_there_is_no_needed_pace(value: float, on: date) -> None:
    assert needed(FALLING, value, on) == ""


def test_without_a_check_in_there_is_no_needed_pace() -> None:
    assert needed_in_words(FALLING, [], QUARTER, DAY_45) == ""


@pytest.mark.parametrize(
    ("preset", "name"),
    [
        (StatusPreset.GAP, "gap"),
        (StatusPreset.RATIO_90_70, "ratio 90/70"),
        (StatusPreset.RATIO_95_75, "ratio 95/75"),
    ],
)
def test_a_rule_of_a_preset_names_it(preset: StatusPreset, name: str) -> None:
    assert rule_in_words(PRESET_RULES[preset]) == f"Preset {name}. {PRESET_RULES[preset]}"


def test_a_rule_that_every_preset_shares_stands_alone() -> None:
    assert rule_in_words(RULE_DUE) == RULE_DUE
