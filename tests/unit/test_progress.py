"""Progress: one formula, both directions, never clamped, always explained."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.measurement import Measurement, Reading, Schedule, is_measurable, missing_numbers
from domain.progress import Progress, clamped, progress
from domain.vocabulary import Measure

START = date(2026, 1, 5)
QUARTER = Schedule(START, START + timedelta(days=84))
MID = START + timedelta(days=42)

numbers = st.floats(-1e6, 1e6).map(lambda value: round(value, 3))


def measure_of(value: float, baseline: float, target: float) -> Progress:
    measure = Measure.INCREASE if target > baseline else Measure.DECREASE
    return progress(Measurement(measure, "", baseline, target), [Reading(START, value)], QUARTER, MID)


def staying(measure: Measure, values: list[float], **limits: float) -> Progress:
    m = Measurement(measure, "", None, limits.pop("target", None), **limits)
    readings = [Reading(START + timedelta(weeks=week), value) for week, value in enumerate(values, start=1)]
    return progress(m, readings, QUARTER, START + timedelta(weeks=len(values)))


def test_a_falling_target_counts_the_same_as_a_rising_one() -> None:
    assert measure_of(60, baseline=100, target=20).value == measure_of(60, baseline=20, target=100).value == 0.5


def test_overshoot_keeps_its_value() -> None:
    assert measure_of(150, baseline=0, target=120).value == 1.25


@pytest.mark.parametrize(("baseline", "target", "value"), [(20, 100, 0), (100, 20, 120)])
def test_worse_than_the_baseline_is_a_regression(baseline: float, target: float, value: float) -> None:
    found = measure_of(value, baseline, target)
    assert (found.value, found.regression) == (-0.25, True)


def test_standing_on_the_baseline_of_a_falling_target_is_plain_zero() -> None:
    assert str(measure_of(100, baseline=100, target=0).value) == "0.0"


def test_the_formula_comes_with_its_numbers() -> None:
    found = measure_of(62, baseline=40, target=80)
    assert found.formula == "(current − baseline) ÷ (target − baseline)"
    assert found.substituted == "(62 − 40) ÷ (80 − 40) = 55\u00a0%"


def test_negative_numbers_stand_in_brackets_inside_the_formula() -> None:
    assert measure_of(5, baseline=-10, target=20).substituted == "(5 − (−10)) ÷ (20 − (−10)) = 50\u00a0%"


def test_no_check_in_is_no_data_and_never_zero() -> None:
    found = progress(Measurement(Measure.INCREASE, "", 0, 100), [], QUARTER, MID)
    assert (found.value, found.note) == (None, "No check-in yet")


def test_a_check_in_of_a_later_day_is_not_known_yet() -> None:
    later = [Reading(MID + timedelta(days=1), 50)]
    assert progress(Measurement(Measure.INCREASE, "", 0, 100), later, QUARTER, MID).value is None


@pytest.mark.parametrize(
    ("m", "missing", "note"),
    [
        (Measurement(None, "", None, None), ("baseline", "target"), "Needs a baseline and a target"),
        (Measurement(None, "", 1, 2), ("measure",), "Needs a measure"),
        (Measurement(Measure.INCREASE, "", None, 5), ("baseline",), "Needs a baseline"),
        (Measurement(Measure.STAY_AT_MOST, "", None, None), ("target",), "Needs a limit"),
        (Measurement(Measure.STAY_BETWEEN, "", None, None), ("low", "high"), "Needs a lower limit and an upper limit"),
    ],
)
def test_a_note_says_which_numbers_are_missing(m: Measurement, missing: tuple[str, ...], note: str) -> None:
    assert missing_numbers(m) == missing
    assert progress(m, [Reading(START, 1)], QUARTER, MID).note == note


def test_a_target_equal_to_the_baseline_is_not_measurable() -> None:
    assert not is_measurable(Measurement(Measure.INCREASE, "", 5, 5))


def test_a_kept_limit_counts_the_limit_itself_as_held() -> None:
    assert staying(Measure.STAY_AT_LEAST, [99.9], target=99.9).value == 1.0


def test_a_week_without_check_in_counts_against_a_kept_limit() -> None:
    m = Measurement(Measure.STAY_AT_MOST, "", None, 2)
    assert progress(m, [Reading(START + timedelta(days=7), 1)], QUARTER, START + timedelta(days=28)).value == 0.25


def test_more_check_ins_than_due_never_give_more_than_everything() -> None:
    m = Measurement(Measure.STAY_AT_LEAST, "", None, 2)
    assert progress(m, [Reading(START, 3), Reading(START, 4)], QUARTER, START).value == 1.0


def test_a_range_holds_inside_both_limits() -> None:
    assert staying(Measure.STAY_BETWEEN, [0.9, 1, 3, 3.1], low=1, high=3).value == 0.5


def test_a_milestone_without_weights_is_one_whole() -> None:
    m = Measurement(Measure.MILESTONE, "", None, None)
    assert progress(m, [Reading(START, 1)], QUARTER, MID).value == 1.0


def test_finding_the_number_is_done_whatever_the_number() -> None:
    assert progress(Measurement(Measure.BASELINE, "", None, None), [Reading(START, 0)], QUARTER, MID).value == 1.0


@pytest.mark.parametrize(
    ("value", "expected"), [(None, 0.0), (-0.25, 0.0), (0.4, 0.4), (1.25, 1.0), (float("nan"), 0.0)]
)
def test_a_roll_up_sees_progress_between_nothing_and_everything(value: float | None, expected: float) -> None:
    assert clamped(value) == expected


apart = st.tuples(numbers, numbers).filter(lambda ends: abs(ends[0] - ends[1]) >= 1)


@given(ends=apart, value=numbers, shift=numbers, scale=st.sampled_from([-1000.0, -1.0, 0.01, 2.0, 1e3]))
def test_progress_does_not_depend_on_the_unit(
    ends: tuple[float, float], value: float, shift: float, scale: float
) -> None:
    baseline, target = ends
    moved = measure_of(value * scale + shift, baseline * scale + shift, target * scale + shift)
    assert moved.value == pytest.approx(measure_of(value, baseline, target).value, rel=1e-4, abs=1e-3)


@given(ends=apart, value=numbers)
def test_a_number_and_its_mirror_image_progress_alike(ends: tuple[float, float], value: float) -> None:
    baseline, target = ends
    assert measure_of(-value, -baseline, -target).value == measure_of(value, baseline, target).value


@given(ends=apart, value=numbers)
def test_what_is_done_one_way_is_left_the_other_way(ends: tuple[float, float], value: float) -> None:
    baseline, target = ends
    there, back = measure_of(value, baseline, target), measure_of(value, target, baseline)
    assert there.value + back.value == pytest.approx(1, rel=1e-6, abs=1e-6)


@given(ends=apart, share=st.floats(-3, 3))
def test_progress_is_the_share_of_the_way_and_is_never_cut(ends: tuple[float, float], share: float) -> None:
    baseline, target = ends
    found = measure_of(baseline + share * (target - baseline), baseline, target)
    assert found.value == pytest.approx(share, abs=1e-6)
    assert found.regression == (found.value < 0)


@given(ends=apart, one=numbers, other=numbers)
def test_a_value_nearer_to_the_target_side_never_progresses_less(
    ends: tuple[float, float], one: float, other: float
) -> None:
    baseline, target = ends
    worse, better = sorted((one, other), reverse=target < baseline)
    assert measure_of(worse, baseline, target).value <= measure_of(better, baseline, target).value


@given(st.lists(numbers, min_size=1, max_size=12), numbers)
def test_a_share_of_held_check_ins_is_a_share(values: list[float], limit: float) -> None:
    assert 0 <= staying(Measure.STAY_AT_LEAST, values, target=limit).value <= 1
