"""Roll-ups: weighted, bounded, honest about what was not measured."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.progress import clamped
from domain.roll_up import RollUp, WeightedProgress, objective_progress, status_chips, status_counts, worst_status
from domain.vocabulary import Status


def rolled(*pairs: tuple[float, float | None]) -> RollUp:
    return objective_progress([WeightedProgress(weight, value) for weight, value in pairs])


def test_heavier_key_results_count_more() -> None:
    assert rolled((1, 0.0), (3, 1.0)).value == 0.75


def test_no_data_counts_as_zero_and_is_named_beside_the_number() -> None:
    found = rolled((1, 1.0), (1, None))
    assert (found.value, found.text) == (0.5, "1 of 2 measured")


def test_nothing_measured_is_no_data() -> None:
    assert (rolled((1, None)).value, rolled().value) == (None, None)


def test_overshoot_of_one_does_not_hide_the_miss_of_another() -> None:
    assert rolled((1, 2.0), (1, 0.0)).value == 0.5


def test_a_regression_does_not_eat_the_progress_of_another() -> None:
    assert rolled((1, -1.0), (1, 1.0)).value == 0.5


def test_the_calculation_is_printed_with_its_numbers() -> None:
    text = rolled((2, 0.55), (1, None)).substituted.replace("\u00a0", " ")
    assert text == "(2 × 55 % + 1 × 0 %) ÷ 3 = 37 %"


def test_the_worst_status_speaks_for_the_objective() -> None:
    assert worst_status([Status.ON_TRACK, Status.AT_RISK, Status.BEHIND]) == Status.AT_RISK


def test_green_needs_every_key_result_green() -> None:
    assert worst_status([Status.ON_TRACK, Status.NO_DATA]) == Status.NO_DATA


def test_an_objective_without_key_results_has_no_data() -> None:
    assert worst_status([]) == Status.NO_DATA


def test_chips_count_each_status_in_a_fixed_order() -> None:
    statuses = [Status.AT_RISK, Status.ON_TRACK, Status.ON_TRACK, Status.ON_TRACK]
    assert list(status_counts(statuses)) == [Status.ON_TRACK, Status.AT_RISK]
    assert status_chips(statuses) == "3 on track · 1 at risk"


pairs = st.tuples(st.floats(0.01, 1e4), st.none() | st.floats(-5, 5))


@given(st.lists(pairs, min_size=1, max_size=8))
def test_a_roll_up_stays_between_nothing_and_everything(items: list[tuple[float, float | None]]) -> None:
    found = rolled(*items)
    assert (found.value is None) == (found.measured == 0)
    assert 0 <= (found.value or 0) <= 1


@given(st.lists(pairs, min_size=1, max_size=8), st.floats(0.1, 100))
def test_only_the_proportion_of_weights_matters(items: list[tuple[float, float | None]], factor: float) -> None:
    scaled = rolled(*[(weight * factor, value) for weight, value in items])
    assert (scaled.value or 0) == pytest.approx(rolled(*items).value or 0)


measured = st.lists(st.tuples(st.floats(0.01, 1e4), st.floats(-5, 5)), min_size=1, max_size=8)


@given(measured)
def test_a_roll_up_lies_between_its_worst_and_its_best_key_result(items: list[tuple[float, float]]) -> None:
    shares = [clamped(value) for _, value in items]
    assert min(shares) - 1e-9 <= rolled(*items).value <= max(shares) + 1e-9


@given(measured, st.integers(0, 7), st.floats(0, 5))
def test_more_progress_of_one_key_result_never_lowers_the_roll_up(
    items: list[tuple[float, float]], place: int, gain: float
) -> None:
    place %= len(items)
    better = [(weight, value + gain * (at == place)) for at, (weight, value) in enumerate(items)]
    assert rolled(*better).value >= rolled(*items).value - 1e-9


@given(st.lists(pairs, min_size=1, max_size=8), st.randoms())
def test_the_order_of_key_results_does_not_change_a_roll_up(items: list[tuple[float, float | None]], luck) -> None:
    mixed = luck.sample(items, len(items))
    assert (rolled(*mixed).value or 0) == pytest.approx(rolled(*items).value or 0, abs=1e-12)


@given(measured, st.floats(0.01, 1e4))
def test_a_first_check_in_never_lowers_the_roll_up(items: list[tuple[float, float]], weight: float) -> None:
    before, after = rolled(*items, (weight, None)), rolled(*items, (weight, 0.3))
    assert after.value >= before.value
    assert (before.measured, after.measured) == (len(items), len(items) + 1)


@given(st.lists(st.sampled_from(Status), min_size=1))
def test_counts_add_up_and_contain_the_worst(statuses: list[Status]) -> None:
    counts = status_counts(statuses)
    assert sum(counts.values()) == len(statuses)
    assert worst_status(statuses) in counts
