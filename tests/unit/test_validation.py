"""What is refused at entry, at which field, and with what advice."""

from datetime import date
from math import inf, nan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.measurement import Measurement, Schedule, is_measurable
from domain.validation import check_confidence, check_measurement, check_schedule, check_value, check_weight
from domain.vocabulary import Measure

M = Measure


def fields(m: Measurement, *, require_numbers: bool = False) -> list[str]:
    return [problem.field for problem in check_measurement(m, require_numbers=require_numbers)]


@pytest.mark.parametrize(
    "m",
    [
        Measurement(M.INCREASE, "", 0, 10, stretch=12),
        Measurement(M.DECREASE, "", 10, 0, stretch=-1),
        Measurement(M.STAY_AT_LEAST, "", 5, 5, stretch=6),
        Measurement(M.STAY_AT_MOST, "", None, 5, stretch=4),
        Measurement(M.STAY_BETWEEN, "", None, None, low=1, high=2),
        Measurement(M.MILESTONE, "", None, None),
        Measurement(M.BASELINE, "", None, None),
        Measurement(None, "", None, None),
        Measurement(M.INCREASE, "", None, None),
    ],
)
def test_a_sound_measurement_has_no_problem(m: Measurement) -> None:
    assert check_measurement(m) == ()


@pytest.mark.parametrize("measure", [M.INCREASE, M.DECREASE])
def test_a_target_equal_to_the_baseline_is_refused_with_the_advice_to_stay(measure: Measure) -> None:
    (problem,) = check_measurement(Measurement(measure, "", 80, 80))
    assert problem.field == "target"
    assert "“stay at least”" in problem.message


@pytest.mark.parametrize(
    ("measure", "baseline", "target", "advice"),
    [(M.INCREASE, 80, 40, "Choose “decrease”"), (M.DECREASE, 40, 80, "Choose “increase”")],
)
def test_a_direction_against_the_measure_is_refused_with_the_fitting_one(
    measure: Measure, baseline: float, target: float, advice: str
) -> None:
    (problem,) = check_measurement(Measurement(measure, "", baseline, target))
    assert problem.field == "measure"
    assert advice in problem.message


@pytest.mark.parametrize(("low", "high"), [(3, 3), (4, 3)])
def test_a_range_needs_its_lower_limit_below_its_upper_one(low: float, high: float) -> None:
    assert fields(Measurement(M.STAY_BETWEEN, "", None, None, low=low, high=high)) == ["high"]


@pytest.mark.parametrize("value", [inf, -inf, nan])
@pytest.mark.parametrize("field", ["baseline", "target", "low", "high", "stretch"])
def test_what_is_not_a_finite_number_is_refused_at_its_field(field: str, value: float) -> None:
    numbers: dict[str, float | None] = {"baseline": 0, "target": 10, field: value}
    assert fields(Measurement(measure=M.INCREASE, unit="", **numbers)) == [field]


@pytest.mark.parametrize(
    ("measure", "baseline", "target", "stretch"),
    [
        (M.INCREASE, 0, 10, 10),
        (M.DECREASE, 10, 0, 1),
        (M.STAY_AT_LEAST, None, 5, 4),
        (M.STAY_AT_MOST, None, 5, 6),
        (M.BASELINE, None, None, 1),
    ],
)
def test_a_stretch_must_lie_beyond_the_target(
    measure: Measure, baseline: float | None, target: float | None, stretch: float
) -> None:
    assert fields(Measurement(measure, "", baseline, target, stretch=stretch)) == ["stretch"]


def test_milestones_must_weigh_something() -> None:
    assert fields(Measurement(M.MILESTONE, "", None, 0)) == ["target"]


@pytest.mark.parametrize(
    ("m", "missing"),
    [
        (Measurement(None, "", None, None), ["measure", "baseline", "target"]),
        (Measurement(None, "", 1, 2), ["measure"]),
        (Measurement(M.INCREASE, "", 1, None), ["target"]),
        (Measurement(M.STAY_BETWEEN, "", None, None, low=1), ["high"]),
        (Measurement(M.MILESTONE, "", None, None), []),
    ],
)
def test_missing_numbers_are_a_problem_only_when_they_are_required(m: Measurement, missing: list[str]) -> None:
    assert fields(m) == []
    assert fields(m, require_numbers=True) == missing


@pytest.mark.parametrize(
    ("weight", "fine"), [(1, True), (0.5, True), (0, False), (-1, False), (nan, False), (inf, False)]
)
def test_a_weight_is_a_number_above_zero(weight: float, fine: bool) -> None:
    assert (check_weight(weight) == ()) == fine


@pytest.mark.parametrize(
    ("value", "fine"), [(None, True), (0, True), (10, True), (11, False), (-1, False), (True, False)]
)
def test_a_confidence_is_a_whole_number_up_to_ten(value: int | None, fine: bool) -> None:
    assert (check_confidence(value) == ()) == fine


FIRST, LAST = date(2026, 1, 1), date(2026, 3, 31)


@pytest.mark.parametrize(
    ("schedule", "field"),
    [
        (Schedule(LAST, FIRST), "due_on"),
        (Schedule(FIRST, LAST, 0), "cadence_days"),
        (Schedule(FIRST, LAST, 10**9), "cadence_days"),
        (Schedule(FIRST, LAST, 7, ((date(2026, 4, 1), 5.0),)), "plan_points"),
        (Schedule(FIRST, LAST, 7, ((FIRST, 5.0), (FIRST, 6.0))), "plan_points"),
        (Schedule(FIRST, LAST, 7, ((FIRST, nan),)), "plan_points"),
        (Schedule(FIRST, LAST, 7, ((FIRST, 1e300),)), "plan_points"),
    ],
)
def test_a_calendar_that_cannot_be_is_refused_at_its_field(schedule: Schedule, field: str) -> None:
    assert [problem.field for problem in check_schedule(schedule)] == [field]


@pytest.mark.parametrize("value", [None, nan, inf, 1e300, -1e300])
def test_a_value_with_which_nothing_can_be_reckoned_is_refused(value: float | None) -> None:
    assert [problem.field for problem in check_value(value)] == ["value"]


def test_numbers_whose_sum_would_overflow_are_refused() -> None:
    assert fields(Measurement(M.INCREASE, "", -1e308, 1e308)) == ["baseline", "target"]
    assert [problem.field for problem in check_weight(1e308)] == ["weight"]


def test_a_calendar_of_one_day_is_fine() -> None:
    assert check_schedule(Schedule(FIRST, FIRST, 1)) == ()


maybe = st.none() | st.floats()
measurements = st.builds(
    Measurement, st.none() | st.sampled_from(Measure), st.just("%"), maybe, maybe, maybe, maybe, maybe
)


@given(measurements)
def test_what_passes_with_all_its_numbers_can_be_measured(m: Measurement) -> None:
    assert check_measurement(m, require_numbers=True) or is_measurable(m)


@given(measurements)
def test_every_problem_says_what_to_do_in_sentences(m: Measurement) -> None:
    assert all(problem.message.endswith(".") for problem in check_measurement(m, require_numbers=True))
