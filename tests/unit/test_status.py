"""Standing: the printed rule, its boundaries, staleness, divergence and the check-in calendar."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.measurement import Measurement, Reading, Schedule
from domain.status import (
    PRESET_RULES,
    RULE_DUE,
    RULE_LIMIT,
    Standing,
    days_overdue,
    is_blindsiding,
    is_divergent,
    is_due,
    is_finished,
    is_stale,
    next_check_in_due,
    standing,
)
from domain.vocabulary import Measure, Status, StatusPreset

START = date(2026, 1, 5)
QUARTER = Schedule(START, START + timedelta(days=84))
HUNDRED = Measurement(Measure.INCREASE, "", 0, 100)
BADNESS = [Status.ON_TRACK, Status.BEHIND, Status.AT_RISK]


def on_day(n: int) -> date:
    return START + timedelta(days=n)


def at(day: int, value: float, preset: StatusPreset = StatusPreset.GAP, m: Measurement = HUNDRED) -> Standing:
    return standing(m, [Reading(on_day(day), value)], QUARTER, on_day(day), preset)


def keeping(measure: Measure, value: float, unit: str = "", **limits: float) -> Status:
    return at(42, value, m=Measurement(measure, unit, None, limits.pop("target", None), **limits)).status


@pytest.mark.parametrize(
    ("value", "status"),
    [(50, "on_track"), (40, "on_track"), (39.9, "behind"), (25, "behind"), (24.9, "at_risk"), (-5, "at_risk")],
)
def test_the_gap_rule_includes_its_boundaries(value: float, status: str) -> None:
    assert at(42, value).status == status


@pytest.mark.parametrize(
    ("preset", "value", "status"),
    [
        (StatusPreset.RATIO_90_70, 45, "on_track"),
        (StatusPreset.RATIO_90_70, 44.9, "behind"),
        (StatusPreset.RATIO_90_70, 35, "behind"),
        (StatusPreset.RATIO_90_70, 34.9, "at_risk"),
        (StatusPreset.RATIO_95_75, 47.5, "on_track"),
        (StatusPreset.RATIO_95_75, 37.5, "behind"),
        (StatusPreset.RATIO_95_75, 37.4, "at_risk"),
    ],
)
def test_the_ratio_rules_include_their_boundaries(preset: StatusPreset, value: float, status: str) -> None:
    assert at(42, value, preset).status == status


@pytest.mark.parametrize("tenths", range(2, 11))
def test_ten_points_behind_is_on_track_whatever_the_binary_rounding(tenths: int) -> None:
    schedule = Schedule(START, on_day(100))
    reading = Reading(on_day(tenths * 10), (tenths - 1) * 0.7)
    m = Measurement(Measure.INCREASE, "", 0, 7.0)
    assert standing(m, [reading], schedule, on_day(tenths * 10)).status == Status.ON_TRACK


def test_the_rule_stands_beside_the_status() -> None:
    assert at(42, 40).rule == PRESET_RULES[StatusPreset.GAP]


def test_the_reason_has_the_numbers() -> None:
    assert at(42, 30).why.replace("\u00a0", " ") == "Progress 30 %, expected 50 %: 20 points below."


@pytest.mark.parametrize(("day", "status"), [(13, "too_early"), (14, "at_risk")])
def test_it_is_too_early_before_day_fourteen(day: int, status: str) -> None:
    assert at(day, -50).status == status


def test_in_a_long_cycle_it_is_too_early_for_fifteen_percent_of_the_time() -> None:
    year = Schedule(START, on_day(200))
    found = [standing(HUNDRED, [Reading(START, -50)], year, on_day(day)).status for day in (29, 30)]
    assert found == [Status.TOO_EARLY, Status.AT_RISK]


def test_the_plan_decides_what_is_behind() -> None:
    planned = Schedule(START, on_day(84), plan_points=((on_day(42), 20.0),))
    assert standing(HUNDRED, [Reading(on_day(42), 15)], planned, on_day(42)).status == Status.ON_TRACK


def test_a_reached_target_is_on_track_even_when_the_plan_wants_more() -> None:
    planned = Schedule(START, on_day(84), plan_points=((on_day(42), 150.0),))
    assert standing(HUNDRED, [Reading(on_day(42), 100)], planned, on_day(42)).status == Status.ON_TRACK


@pytest.mark.parametrize(("value", "status"), [(100, "on_track"), (99, "at_risk")])
def test_after_the_due_date_only_the_target_counts(value: float, status: str) -> None:
    found = standing(HUNDRED, [Reading(on_day(84), value)], QUARTER, on_day(85))
    assert (found.status, found.rule) == (status, RULE_DUE)


def test_no_check_in_is_no_data_until_half_time() -> None:
    found = [standing(HUNDRED, [], QUARTER, on_day(day)).status for day in (0, 41, 42, 90)]
    assert found == [Status.NO_DATA, Status.NO_DATA, Status.AT_RISK, Status.AT_RISK]


def test_missing_numbers_are_no_data_and_say_so() -> None:
    found = at(42, 7, m=Measurement(Measure.INCREASE, "", None, None))
    assert (found.status, found.why) == (Status.NO_DATA, "Needs a baseline and a target.")


@pytest.mark.parametrize(
    ("value", "status"), [(9, "on_track"), (9.5, "on_track"), (9.6, "behind"), (10, "behind"), (10.1, "at_risk")]
)
def test_a_limit_warns_within_five_percent_and_is_at_risk_when_broken(value: float, status: str) -> None:
    assert keeping(Measure.STAY_AT_MOST, value, target=10) == status


@pytest.mark.parametrize(
    ("value", "why"),
    [
        (5.0001, "The latest value, 5.0001 h, breaks the limit of at most 5 h."),
        (4.9999, "The latest value, 4.9999 h, is close to the limit of at most 5 h."),
        (5, "The latest value, 5 h, is close to the limit of at most 5 h."),
    ],
)
def test_a_value_beside_its_limit_reads_apart_from_it(value: float, why: str) -> None:
    assert at(42, value, m=Measurement(Measure.STAY_AT_MOST, "h", None, 5)).why.replace("\xa0", " ") == why


def test_a_limit_is_judged_from_the_first_day() -> None:
    found = at(1, 11, m=Measurement(Measure.STAY_AT_MOST, "", None, 10))
    assert (found.status, found.rule) == (Status.AT_RISK, RULE_LIMIT)


def test_a_limit_of_zero_can_be_kept_on_track() -> None:
    assert keeping(Measure.STAY_AT_MOST, 0, target=0) == Status.ON_TRACK


@pytest.mark.parametrize(("value", "status"), [(99.95, "on_track"), (99.902, "behind"), (99.8, "at_risk")])
def test_availability_is_judged_like_the_downtime_that_it_mirrors(value: float, status: str) -> None:
    assert keeping(Measure.STAY_AT_LEAST, value, "%", target=99.9) == status
    assert keeping(Measure.STAY_AT_MOST, round(100 - value, 6), "%", target=0.1) == status


def test_a_narrow_range_has_a_middle_that_is_on_track() -> None:
    assert keeping(Measure.STAY_BETWEEN, 100, low=99, high=101) == Status.ON_TRACK


@pytest.mark.parametrize(("cadence", "last_fresh_day"), [(7, 10), (14, 21), (1, 1)])
def test_data_is_stale_after_one_and_a_half_cadences(cadence: int, last_fresh_day: int) -> None:
    schedule = Schedule(START, on_day(84), cadence)
    assert [is_stale(START, schedule, on_day(last_fresh_day + more)) for more in (0, 1)] == [False, True]


def test_stale_does_not_change_the_status_but_says_when() -> None:
    found = standing(HUNDRED, [Reading(on_day(20), 60)], QUARTER, on_day(42))
    assert (found.status, found.stale) == (Status.ON_TRACK, True)
    assert found.why.replace("\u00a0", " ").endswith("Last check-in 25 Jan, due every 7 days.")


@pytest.mark.parametrize(
    ("m", "value", "finished"),
    [
        (Measurement(Measure.BASELINE, "", None, None), 0, True),
        (Measurement(Measure.MILESTONE, "", None, 5), 5, True),
        (Measurement(Measure.MILESTONE, "", None, 5), 4, False),
        (HUNDRED, 100, False),
    ],
)
def test_only_found_numbers_and_done_milestones_need_no_more_check_ins(
    m: Measurement, value: float, finished: bool
) -> None:
    found = is_finished(m, [Reading(on_day(1), value)], on_day(60))
    stale = standing(m, [Reading(on_day(1), value)], QUARTER, on_day(60)).stale
    assert (found, stale) == (finished, not finished)


@pytest.mark.parametrize(
    ("confidence", "status", "diverges"),
    [(8, "at_risk", True), (7, "at_risk", False), (3, "on_track", True), (4, "on_track", False), (9, "behind", False)],
)
def test_confidence_and_numbers_diverge_at_the_ends(confidence: int, status: str, diverges: bool) -> None:
    assert bool(is_divergent(confidence, Status(status))) == diverges


def test_no_confidence_never_diverges() -> None:
    assert is_divergent(None, Status.AT_RISK) is None


def test_a_divergence_names_the_confidence() -> None:
    assert is_divergent(9, Status.AT_RISK) == "The owner's confidence is 9 of 10, yet the numbers say at risk."


def test_only_green_to_red_in_one_step_blindsides() -> None:
    steps = [(Status.ON_TRACK, Status.AT_RISK), (Status.BEHIND, Status.AT_RISK), (Status.ON_TRACK, Status.BEHIND)]
    assert [is_blindsiding(*step) for step in steps] == [True, False, False]


@pytest.mark.parametrize(("last", "due"), [(None, 7), (-9, 7), (10, 17), (80, 84), (84, 91)])
def test_the_next_check_in_is_a_cadence_later_and_at_the_latest_on_the_due_date(last: int | None, due: int) -> None:
    assert next_check_in_due(None if last is None else on_day(last), QUARTER) == on_day(due)


@pytest.mark.parametrize("starts_on", [START, date.max - timedelta(days=1), date.max])
@pytest.mark.parametrize("cadence_days", [7, 10**9])
def test_the_next_check_in_stays_within_the_calendar(starts_on: date, cadence_days: int) -> None:
    assert next_check_in_due(None, Schedule(starts_on, date.max, cadence_days)) <= date.max


def test_a_check_in_is_due_on_its_day_and_overdue_after_it() -> None:
    found = [(is_due(START, QUARTER, on_day(day)), days_overdue(START, QUARTER, on_day(day))) for day in (6, 7, 9)]
    assert found == [(False, 0), (True, 0), (True, 2)]


def test_after_a_final_check_in_none_is_due() -> None:
    assert (is_due(on_day(84), QUARTER, on_day(300)), days_overdue(on_day(84), QUARTER, on_day(300))) == (False, 0)


days = st.dates(date(2020, 1, 1), date(2030, 12, 31))
any_number = st.floats(allow_nan=True, allow_infinity=True)
maybe = st.none() | any_number
measurements = st.builds(
    Measurement, st.none() | st.sampled_from(Measure), st.sampled_from(["", "%", "EUR"]), maybe, maybe, maybe, maybe
)
schedules = st.builds(
    Schedule, days, days, st.integers(0, 60), st.lists(st.tuples(days, any_number), max_size=3).map(tuple)
)
histories = st.lists(st.builds(Reading, days, any_number), max_size=6).map(
    lambda readings: sorted(readings, key=lambda reading: reading.as_of)
)


@given(measurements, histories, schedules, days, st.sampled_from(StatusPreset))
def test_standing_answers_whatever_was_entered(
    m: Measurement, readings: list[Reading], schedule: Schedule, today: date, preset: StatusPreset
) -> None:
    found = standing(m, readings, schedule, today, preset)
    assert found.status in set(Status)
    assert found.rule.endswith(".")
    assert found.why.endswith(".")


@given(st.integers(14, 84), st.floats(-50, 150), st.floats(0, 50), st.sampled_from(StatusPreset))
def test_more_progress_never_stands_worse(day: int, value: float, more: float, preset: StatusPreset) -> None:
    lesser, greater = at(day, value, preset).status, at(day, value + more, preset).status
    assert BADNESS.index(greater) <= BADNESS.index(lesser)


@given(st.integers(14, 100), st.floats(-50, 150), st.sampled_from(StatusPreset))
def test_a_falling_target_stands_like_its_rising_mirror(day: int, value: float, preset: StatusPreset) -> None:
    mirror = Measurement(Measure.DECREASE, "", 0, -100)
    assert at(day, value, preset).status == at(day, -value, preset, mirror).status
