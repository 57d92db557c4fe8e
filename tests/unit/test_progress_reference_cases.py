"""Cases from other tools' tests: the same number where our policy agrees, a listed reason where it does not."""

import csv
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from domain.measurement import Measurement, Reading, Schedule
from domain.progress import Progress, clamped, progress
from domain.roll_up import WeightedProgress, objective_progress
from domain.vocabulary import Measure

CASES = Path(__file__).resolve().parents[2].parent / "shared" / "progress" / "cases.csv"
pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not CASES.exists(), reason="the reference cases are not beside this checkout"),
]
ROWS = list(csv.DictReader(CASES.open(encoding="utf-8", newline=""))) if CASES.exists() else []
FIRST_DAY = date(2026, 1, 5)
SCHEDULE = Schedule(FIRST_DAY, FIRST_DAY + timedelta(days=84))

# Kinds that are not checked, because the policy here says something else; docs/arithmetic.md explains each.
DEVIATING = {
    "metric_percent_of_stretch": "100 % is the target here; the stretch lies beyond it and may show as more than 100 %",
    "metric_percent_clamped_maintain": "a kept value counts by the check-ins that held, not by current ÷ target",
    "metric_zone": "a zone replaces the percentage",
    "ordinal_zone": "a zone replaces the percentage",
    "zone_fill_bar": "a zone replaces the percentage",
    "zone_fill_bar_ordinal": "a zone replaces the percentage",
    "zone_colour_metric": "a colour follows from zones, not from what is expected by now",
    "five_band_score_3_5": "a score of its own scale replaces the percentage",
    "qualitative_grade": "a grade replaces the percentage",
    "score_band": "a verdict on a final score, in other words",
    "draft_confidence": "a verdict on a confidence; here it is only compared with the status",
    "portfolio_verdict": "a verdict on a mean; here nobody is told that a score is too good",
    "progress_signal_pct": "a colour by progress alone, whatever is expected by now",
    "threshold_derivation": "commit and stretch are not derived: people enter the numbers that they mean",
    "series_rollup_mean_ignore_null": "no data counts as 0 here, with the number of measured ones beside it",
    "rollup_sum_of_children": "a roll-up here is a mean of progress, not a sum of values",
    "rollup_weighted": "a mean of scores above 1; here each progress counts between 0 and 1",
    "pace_status": "other thresholds (20 and 40, or 5 and 15 points); here 10 and 25 points",
}


def numbers(text: str) -> list[float]:
    return [float(part) for part in text.split(";")]


def progress_of(row: dict[str, str], on: date = SCHEDULE.due_on) -> Progress:
    start, target = float(row["start"]), float(row["target"])
    measure = Measure.INCREASE if target >= start else Measure.DECREASE
    reading = Reading(FIRST_DAY, float(row["current"]))
    return progress(Measurement(measure, "", start, target), [reading], SCHEDULE, on)


def is_raw_percentage(row: dict[str, str]) -> None:
    assert progress_of(row).value == pytest.approx(float(row["expected"]) / 100)


def is_clamped_percentage(row: dict[str, str]) -> None:
    assert clamped(progress_of(row).value) == pytest.approx(float(row["expected"]) / 100)


def is_clamped_fraction(row: dict[str, str]) -> None:
    assert clamped(progress_of(row).value) == pytest.approx(float(row["expected"]))


def has_a_regression_badge(row: dict[str, str]) -> None:
    assert progress_of(row).regression


def is_weighted_mean(row: dict[str, str]) -> None:
    items = [WeightedProgress(*pair) for pair in zip(numbers(row["weight"]), numbers(row["current"]), strict=True)]
    assert objective_progress(items).value == pytest.approx(float(row["expected"]))


def is_plain_mean(row: dict[str, str]) -> None:
    shares = [float(part.removeprefix("checklist ")) / 100 for part in row["current"].split(";")]
    rolled = objective_progress([WeightedProgress(1, share) for share in shares])
    assert rolled.value == pytest.approx(float(row["expected"]) / 100)


def is_share_of_milestones(row: dict[str, str]) -> None:
    done, total = (float(part) for part in row["current"].split("/"))
    found = progress(Measurement(Measure.MILESTONE, "", None, total), [Reading(FIRST_DAY, done)], SCHEDULE, FIRST_DAY)
    assert found.value == pytest.approx(float(row["expected"]) / 100)


def carries_the_last_value_forward(row: dict[str, str]) -> None:
    entries = [part.split(" ")[0].removeprefix("day").split("=") for part in row["current"].split(";")]
    readings = [Reading(FIRST_DAY + timedelta(days=int(day)), float(value)) for day, value in entries]
    m = Measurement(Measure.INCREASE, "", float(row["start"]), float(row["target"]))
    for day, wanted in enumerate(row["expected"].split(";")):
        found = progress(m, readings, SCHEDULE, FIRST_DAY + timedelta(days=day)).value
        assert found == (None if wanted == "null" else pytest.approx(float(wanted) / 100))


CHECKS: dict[str, Callable[[dict[str, str]], None]] = {
    "metric_percent_unclamped": is_raw_percentage,
    "metric_percent_series_unclamped": is_raw_percentage,
    "metric_percent_int": is_raw_percentage,
    "metric_percent_clamped": is_clamped_percentage,
    "metric_percent_clamped_increase": is_clamped_percentage,
    "metric_percent_clamped_decrease": is_clamped_percentage,
    "metric_percent_clamped_reach": is_clamped_percentage,
    "metric_progression_0_1_clamped": is_clamped_fraction,
    "negative_indicator": has_a_regression_badge,
    "rollup_weighted_0_1": is_weighted_mean,
    "rollup_mean": is_plain_mean,
    "rollup_mean_with_checklist": is_plain_mean,
    "rollup_checklist": is_share_of_milestones,
    "series_locf": carries_the_last_value_forward,
}


NO_DATA = "no check-in, or nothing to roll up, is no data instead of 0"


def is_cut_to_a_whole_number(row: dict[str, str]) -> bool:
    return int(float(row["current"]) / float(row["target"]) * 100) != round(100 * progress_of(row).value)


def why_row_deviates(row: dict[str, str]) -> str:
    """Single rows of a checked kind where the policy here is another one; empty when it agrees."""
    if row["start"] and row["start"] == row["target"]:
        return "a target equal to the baseline is refused, so it has no percentage"
    if not row["current"]:
        return NO_DATA
    if row["kind"] == "metric_percent_int" and is_cut_to_a_whole_number(row):
        return "a percentage is rounded, not cut to a whole number"
    if row["kind"] == "rollup_weighted_0_1" and not all(part and float(part) > 0 for part in row["weight"].split(";")):
        return "a weight is above 0 and never missing"
    return ""


@pytest.mark.parametrize(
    "row",
    [
        pytest.param(row, id=f"{number}-{row['kind']}")
        for number, row in enumerate(ROWS, start=2)
        if row["kind"] in CHECKS and not why_row_deviates(row)
    ],
)
def test_a_case_that_agrees_with_the_policy_gives_the_same_number(row: dict[str, str]) -> None:
    CHECKS[row["kind"]](row)


def test_a_target_that_equals_the_baseline_has_no_percentage() -> None:
    flat = [row for row in ROWS if row["kind"] in CHECKS and row["start"] and row["start"] == row["target"]]
    assert [progress_of(row).value for row in flat] == [None] * len(flat)


def test_what_others_call_nought_without_a_check_in_is_no_data_here() -> None:
    silent = [row for row in ROWS if row["kind"] in CHECKS and row["start"] and why_row_deviates(row) == NO_DATA]
    measures = [Measurement(Measure.INCREASE, "", float(row["start"]), float(row["target"])) for row in silent]
    assert silent
    assert {progress(m, [], SCHEDULE, FIRST_DAY).value for m in measures if m.baseline < m.target} == {None}


def test_every_case_is_checked_or_deviates_for_a_listed_reason() -> None:
    assert {row["kind"] for row in ROWS} == CHECKS.keys() | DEVIATING.keys()
    assert not CHECKS.keys() & DEVIATING.keys()


def test_most_of_the_cases_that_give_a_percentage_are_checked() -> None:
    given = [row for row in ROWS if row["kind"] in CHECKS]
    assert sum(not why_row_deviates(row) for row in given) > 0.7 * len(given)
