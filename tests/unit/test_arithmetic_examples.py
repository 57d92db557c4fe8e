"""The examples of the page about arithmetic: worked by hand there, computed here."""

import re
from datetime import date, timedelta
from pathlib import Path

import pytest

from domain.expected import expected_progress, expected_value
from domain.explained import expected_in_words, needed_in_words
from domain.formatting import NBSP, number, percent
from domain.measurement import Measurement, Reading, Schedule
from domain.pace import observed_pace, pace
from domain.progress import path_share, progress
from domain.roll_up import WeightedProgress, objective_progress
from domain.status import is_divergent, is_stale, standing
from domain.validation import check_measurement, check_weight
from domain.vocabulary import Measure, Status
from entrypoints.progress_rows import answer
from services.exchange.styles import DecimalStyle

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "arithmetic.md").read_text(encoding="utf-8")
TEXT = " ".join(PAGE.split())
START = date(2026, 1, 5)
QUARTER = Schedule(START, START + timedelta(days=90))
DAY_45 = START + timedelta(days=45)
FAMILIES = Measurement(Measure.INCREASE, "families", 118, 180)
WEEKLY = [Reading(START + timedelta(days=on), value) for on, value in ((24, 118), (31, 120), (38, 122), (45, 124))]

COLUMNS = ("measure", "baseline", "target", "current", "low", "high", "progress", "display", "message")


def cells_of(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip("|").split("|")]


FILE_ROWS = [
    dict(zip(COLUMNS, cells_of(line), strict=True))
    for line in PAGE.partition("| measure | baseline | target |")[2].partition("\n\n")[0].splitlines()[2:]
]
DEVIATIONS = {
    cells[0]: cells[2]
    for line in PAGE.partition("| situation | elsewhere |")[2].partition("\n\n")[0].splitlines()[2:]
    for cells in [cells_of(line)]
}


def written(text: str) -> bool:
    return text.replace(NBSP, " ") in TEXT


def test_the_rows_of_a_file_are_answered_as_they_are_written() -> None:
    assert len(FILE_ROWS) == 11
    for row in FILE_ROWS:
        found = answer(row, DecimalStyle(None, settled=False))
        assert (found.display, found.message) == (row["display"], row["message"])
        assert found.progress == (pytest.approx(float(row["progress"])) if row["progress"] else None)


def test_expected_progress_is_printed_as_it_is_written() -> None:
    assert written(f"prints it: {expected_in_words(FAMILIES, QUARTER, DAY_45)}.")
    days = (START - timedelta(days=1), QUARTER.due_on, QUARTER.due_on + timedelta(days=1))
    assert [expected_progress(QUARTER, day) for day in days] == [0, 1, 1]


def test_the_plan_of_the_example_expects_what_is_written() -> None:
    m = Measurement(Measure.INCREASE, "", 0, 100)
    planned = Schedule(START, QUARTER.due_on, plan_points=((START + timedelta(days=60), 20.0),))
    value, share = expected_value(m, planned, DAY_45), expected_progress(planned, DAY_45, m)
    assert written(f"20 × 45 ÷ 60 = {number(value)}, so {percent(share)} instead of {percent(0.5)}")


@pytest.mark.parametrize(
    ("unit", "value", "status"),
    [("", 94.4, Status.BEHIND), ("", 94.5, Status.ON_TRACK), ("%", 90.4, Status.BEHIND), ("%", 90.5, Status.ON_TRACK)],
)
def test_the_margin_inside_a_limit_is_as_wide_as_it_is_written(unit: str, value: float, status: Status) -> None:
    found = standing(Measurement(Measure.STAY_AT_LEAST, unit, None, 90), [Reading(DAY_45, value)], QUARTER, DAY_45)
    assert found.status == status
    assert re.search(rf"{number(value, unit).replace(NBSP, ' ')} is {status.replace('_', ' ')}", TEXT)


def test_day_13_is_too_early_and_day_14_is_not() -> None:
    days = [START + timedelta(days=day) for day in (13, 14)]
    found = [standing(FAMILIES, [Reading(START, 118)], QUARTER, day).status == Status.TOO_EARLY for day in days]
    assert (found, written("day 13 is too early to tell, day 14 is not")) == ([True, False], True)


def test_a_weekly_key_result_is_stale_from_day_11() -> None:
    found = [is_stale(None, QUARTER, START + timedelta(days=day)) for day in (10, 11)]
    assert (found, written("With a weekly cadence that is day 11.")) == ([False, True], True)


@pytest.mark.parametrize(
    ("confidence", "status", "diverges"),
    [
        (8, Status.AT_RISK, True),
        (7, Status.AT_RISK, False),
        (3, Status.ON_TRACK, True),
        (4, Status.ON_TRACK, False),
        (8, Status.BEHIND, False),
    ],
)
def test_confidence_diverges_from_the_status_as_it_is_written(confidence: int, status: Status, diverges: bool) -> None:
    assert bool(is_divergent(confidence, status)) == diverges
    assert written("confidence 8 or more while at risk, or 3 or less while on track, is a **divergence**")


def test_needed_and_observed_pace_are_what_is_written() -> None:
    needed = needed_in_words(FAMILIES, WEEKLY, QUARTER, DAY_45).removeprefix("what is left ÷ weeks left = ")
    assert written(f"from 124 to 180 in 45 days, {needed}.")
    assert written(f"a week apart are {number(observed_pace(WEEKLY, DAY_45))} a week.")
    assert written(f'reads "{pace(FAMILIES, WEEKLY, QUARTER, DAY_45).text}"')


def share(baseline: float, target: float, value: float) -> str:
    measure = Measure.INCREASE if target > baseline else Measure.DECREASE
    return percent(path_share(Measurement(measure, "", baseline, target), value)).replace(NBSP, " ")


@pytest.mark.parametrize(
    ("situation", "here"),
    [
        ("150 of 0 to 120, or 0 of 20 to 100", f"{share(0, 120, 150)} and {share(20, 100, 0)}"),
        ("29 of 0 to 100", share(0, 100, 29)),
        ("12 of 20 to 10, where lower is better", share(20, 10, 12)),
        ("35 of 0 to 70, stretch 100", share(0, 70, 35)),
    ],
)
def test_a_percentage_that_differs_from_other_tools_is_what_is_written(situation: str, here: str) -> None:
    assert DEVIATIONS[situation] == here


def test_the_stretch_lies_beyond_the_target_by_what_is_written() -> None:
    assert written(f"The stretch lies beyond, at {share(0, 70, 100)}.")


def test_a_limit_that_is_almost_kept_counts_nothing() -> None:
    m = Measurement(Measure.STAY_AT_LEAST, "", None, 99.9)
    found = progress(m, [Reading(START + timedelta(days=7), 95)], QUARTER, START + timedelta(days=7))
    assert DEVIATIONS["95 where at least 99.9 is asked for"].startswith(f"{percent(found.value)}".replace(NBSP, " "))


def test_what_nobody_measured_lowers_an_objective_by_what_is_written() -> None:
    found = objective_progress([WeightedProgress(1, 0.5), WeightedProgress(1, None)])
    here = f"{percent(found.value)}, {found.text}".replace(NBSP, " ")
    assert DEVIATIONS["50 % and a key result without data"] == here


def test_what_is_refused_here_is_refused() -> None:
    flat = check_measurement(Measurement(Measure.INCREASE, "", 5, 5))
    assert [problem.field for problem in (*flat, *check_weight(0))] == ["target", "weight"]
    assert DEVIATIONS["The target equals the baseline"] == "refused"
    assert DEVIATIONS["Weights 1 and none, or 0"].startswith("refused")


def test_without_key_results_or_check_ins_there_is_no_data() -> None:
    unmeasured = progress(FAMILIES, [], QUARTER, DAY_45).value
    assert (objective_progress([]).value, unmeasured) == (None, None)
    assert DEVIATIONS["An objective without key results"] == DEVIATIONS["No check-in yet"] == "no data"


def test_twelve_points_behind_is_behind() -> None:
    m = Measurement(Measure.INCREASE, "", 0, 100)
    assert standing(m, [Reading(DAY_45, 38)], QUARTER, DAY_45).status == Status.BEHIND
    assert DEVIATIONS["12 points behind"].startswith("behind")


def test_numbers_are_rounded_as_it_is_written() -> None:
    assert written(f"62.5 % is shown as {percent(0.625)}.")
    assert written(f"numbers are shortened: {number(1_234_567)}.")
