"""`outboard progress`: rows as people write them, each with its progress or with the reason why there is none."""

import csv
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from domain.formatting import NBSP, percent
from domain.measurement import Measurement, Reading, Schedule
from domain.progress import progress
from domain.vocabulary import Measure
from entrypoints.cli import cli
from entrypoints.progress_rows import Answer, answer
from entrypoints.progressing import compute_file
from services.errors import Refusal
from services.exchange.styles import DecimalStyle

NAMES = ("measure", "baseline", "target", "current", "low", "high")
HEADER = ",".join(NAMES)

Rows = list[dict[str, str]]
Compute = Callable[..., Rows]


@pytest.fixture
def computed(tmp_path: Path) -> Compute:
    """Writes a file, has it computed and reads the answer."""

    def computed(content: str | bytes) -> Rows:
        source, target = tmp_path / "in.csv", tmp_path / "out.csv"
        source.write_bytes(content if isinstance(content, bytes) else content.encode())
        number, without = compute_file(source, target)
        with target.open(encoding="utf-8", newline="") as file:
            found = list(csv.DictReader(file))
        assert (number, without) == (len(found), sum(not row["progress"] for row in found))
        return found

    return computed


def answered(*cells: str) -> Answer:
    return answer(dict(zip(NAMES, cells, strict=False)), DecimalStyle(None, settled=False))


@pytest.mark.parametrize(
    ("cells", "progress", "display"),
    [
        (("increase", "40", "80", "65"), 0.625, "63 %"),
        (("decrease", "12", "8", "9.5"), 0.625, "63 %"),
        (("increase", "0", "120", "150"), 1.25, "125 %"),
        (("decrease", "-5", "−10", "-7.5"), 0.5, "50 %"),
        (("increase", "0", "1000", "4"), 0.004, "0 %"),
        (("decrease", "100", "0", "100"), 0, "0 %"),
        (("stay_at_least", "", "99.9", "99.9"), 1, "100 %"),
        (("stay_at_least", "", "", "88", "80", ""), 1, "100 %"),
        (("stay_at_most", "", "2 %", "1.5 %"), 1, "100 %"),
        (("stay_at_most", "", "", "7", "", "7"), 1, "100 %"),
        (("stay_between", "", "", "10", "10", "16"), 1, "100 %"),
        (("milestone", "", "6", "2.5"), 2.5 / 6, "42 %"),
        (("milestone", "", "", "done"), 1, "100 %"),
        (("milestone", "", "4", "not done"), 0, "0 %"),
        (("milestone", "", "4", "50 %"), 0.5, "50 %"),
        (("milestone", "0 %", "100 %", "40 %"), 0.4, "40 %"),
        (("baseline", "?", "", "41"), 1, "100 %"),
        (("Stay at least", "", "90", "95"), 1, "100 %"),
    ],
)
def test_a_row_is_computed_without_a_word(cells: tuple[str, ...], progress: float, display: str):
    assert answered(*cells) == Answer(pytest.approx(progress), display, "")


@pytest.mark.parametrize(
    ("cells", "display", "message"),
    [
        (("decrease", "31", "26", "33.8"), "−56 %", "Regression: 33.8 is worse than the baseline 31."),
        (("increase", "100", "110", "99"), "−10 %", "Regression: 99 is worse than the baseline 100."),
        (("stay_at_least", "", "90 %", "88 %"), "0 %", "The latest value, 88 %, breaks the limit of at least 90 %."),
        (
            ("increase", "12345678", "12345700", "12345677.5"),
            "−2 %",
            "Regression: 12,345,677.5 is worse than the baseline 12,345,678.",
        ),
        (
            ("decrease", "100", "0", "100.00001"),
            "0 %",
            "Regression: 100.00001 is worse than the baseline 100.",
        ),
        (("stay_at_most", "", "5", "5.0001"), "0 %", "The latest value, 5.0001, breaks the limit of at most 5."),
        (
            ("stay_between", "", "", "9", "10", "16"),
            "0 %",
            "The latest value, 9, breaks the limit of at least 10 and at most 16.",
        ),
        (
            ("milestone", "", "2", "3"),
            "150 %",
            "More is done than there is to do. Check the target, which is the weight of all milestones.",
        ),
        (("increase", "0", "1,500", "750"), "50 %", "Target: “1,500” was read as 1,500."),
    ],
)
def test_a_row_that_is_computed_says_what_is_odd_about_it(cells: tuple[str, ...], display: str, message: str):
    found = answered(*cells)
    assert (found.display, found.message) == (display, message)


@pytest.mark.parametrize("current", ["", " ", "-", "–", "n/a"])
@pytest.mark.parametrize(
    "cells",
    [("increase", "0", "100"), ("stay_at_most", "", "2"), ("milestone", "", "5"), ("baseline", "", "")],
)
def test_no_check_in_is_no_data_and_never_a_percentage(cells: tuple[str, ...], current: str):
    found = answered(*cells, current)
    assert (found.progress, found.display) == (None, "no data")
    assert found.message == "No check-in yet. Fill in “current” as soon as there is a value."


@pytest.mark.parametrize(
    ("cells", "what", "remedy"),
    [
        (("increase", "5", "5", "5"), "The target equals the baseline (5)", "choose “stay at least”"),
        (("decrease", "5", "5", ""), "The target equals the baseline (5)", "choose “stay at least”"),
        (("increase", "80", "60", "70"), "The target 60 is below the baseline 80.", "Choose “decrease”"),
        (("decrease", "60", "80", "70"), "The target 80 is above the baseline 60.", "Choose “increase”"),
        (("increase", "", "60", "70"), "The baseline is missing.", "Enter a number"),
        (("stay_at_least", "", "", "70"), "The target is missing.", "Enter a number"),
        (("stay_between", "10", "16", "12", "", ""), "The lower limit is missing.", "Enter a number"),
        (("stay_between", "", "", "12", "16", "10"), "The upper limit 10 must be above", "Swap or change them."),
        (("milestone", "", "0", "1"), "The weight of all milestones must be above 0.", "Use 1"),
        (("milestone", "", "", "3"), "The target is missing.", "Write the weight of all milestones"),
        (("milestone", "", "4", "-1"), "Current: less than nothing cannot be done.", "Write the weight"),
        (("", "1", "2", "1"), "The measure is missing.", "Write one of: increase, decrease"),
        (("reduce", "1", "2", "1"), "“reduce” is not a measure.", "Did you mean “decrease”?"),
        (("☃", "1", "2", "1"), "“☃” is not a measure.", "Write one of: increase, decrease"),
        (("increase", "many", "2", "1"), "Baseline: “many” is not a number.", "Write digits"),
        (("increase", "1", "2", "nan"), "Current: “nan” is not a number.", "Write digits"),
        (("increase", "1", "inf", "1"), "Target: “inf” is not a number.", "Write digits"),
        (("increase", "1", "1e999", "1"), "Target: “1e999” is not a finite number.", "Write digits"),
        (("increase", "1", "9e20", "1"), "Target: “9e20” is too large", "larger unit"),
        (("increase", "1-3", "5", "1"), "Baseline: “1-3” is a range.", "Write one number"),
        (("increase", "90 min", "3 days", "1"), "baseline in “min”, target in “days”", "in one unit."),
        (("increase", "0", "1e-300", "1e15"), "The numbers are too far apart", "Check the numbers"),
    ],
)
def test_an_impossible_row_says_what_is_wrong_and_what_to_do(cells: tuple[str, ...], what: str, remedy: str):
    found = answered(*cells)
    assert (found.progress, found.display) == (None, "")
    assert what in found.message
    assert remedy in found.message


def test_every_wrong_number_of_a_row_is_named_at_once():
    message = answered("increase", "few", "many", "some").message
    assert [name in message for name in ("Baseline: “few”", "Target: “many”", "Current: “some”")] == [True] * 3


@pytest.mark.parametrize(
    ("baseline", "target", "current"),
    [
        ("10 %", "50 %", "30 %"),
        ("10", "50%", "30"),
        ("1,000.50", "2,000.50", "1,500.50"),
        ("1.000,50", "2.000,50", "1.500,50"),
        ("1 000", "2 000", "1 500"),
        ("1'000", "2'000", "1'500"),
        ("1,5", "2,5", "2"),
        ("€1.5M", "€2.5M", "€2,000k"),
        ("1 day", "3 days", "2 days"),
        ("'-3", "3", "0"),
    ],
)
def test_a_number_is_read_as_an_import_reads_it(baseline: str, target: str, current: str):
    assert answered("increase", baseline, target, current).progress == pytest.approx(0.5)


def test_the_rows_of_a_file_prove_its_decimal_mark_for_those_that_could_be_read_in_two_ways(computed: Compute):
    rows = computed(f"{HEADER}\nincrease,0,1.500,750\nincrease,0,2,1\n" + 'increase,0,"2,5",1\n')
    assert [(row["progress"], row["message"]) for row in rows] == [("0.5", ""), ("0.5", ""), ("0.4", "")]


def test_rows_that_disagree_about_the_decimal_mark_are_read_one_by_one(computed: Compute):
    rows = computed(f'{HEADER}\nincrease,0,"1,500",750\nincrease,0,"2,5",1\nincrease,0,2.5,1\n')
    assert [row["progress"] for row in rows] == ["0.5", "0.4", "0.4"]
    assert rows[0]["message"] == "Target: “1,500” was read as 1,500."


def test_a_file_with_semicolons_has_decimal_commas(computed: Compute):
    (row,) = computed("measure;baseline;target;current\nincrease;1,000;2,000;1,500\n")
    assert row["progress"] == "0.5"
    assert "“1,000” was read as 1." in row["message"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_columns_of_ones_own_come_back_as_they_were(computed: Compute, encoding: str, delimiter: str):
    names = delimiter.join(["Owner", *NAMES])
    (row,) = computed(f"{names}\n{delimiter.join(['Zoë', 'increase', '0', '10', '4'])}\n".encode(encoding))
    assert list(row) == ["Owner", *NAMES, "progress", "display", "message"]
    assert (row["Owner"], row["progress"]) == ("Zoë", "0.4")


def test_impossible_rows_leave_the_others_alone(computed: Compute):
    lines = ["increase,0,10,4", "increase,5,5,5", "", ",,,,,", "increase,0,3,5,,,7", "increase", "decrease,10,0,4"]
    rows = computed("\n".join([HEADER, *lines]))
    assert [row["display"] for row in rows] == ["40 %", "", "", "", "", "60 %"]
    assert all(row["message"] for row in rows if not row["progress"])
    assert "“7” is left over. Put quotation marks" in rows[3]["message"]


def test_an_answer_computed_again_is_the_same_answer(computed: Compute, tmp_path: Path):
    first = computed(f"{HEADER}\nincrease,0,10,4\nincrease,5,5,5\n")
    assert computed((tmp_path / "out.csv").read_bytes()) == first


def test_progress_has_all_its_digits_and_no_exponent(computed: Compute):
    rows = computed(f"{HEADER}\nincrease,0,3,1\nincrease,0,10000000,1\n")
    assert [row["progress"] for row in rows] == ["0.3333333333333333", "0.0000001"]


def test_names_are_found_whatever_their_case_and_order(computed: Compute):
    assert computed("Current, TARGET ,Baseline,Measure\n4,10,0,Increase\n")[0]["progress"] == "0.4"


def test_a_file_with_column_names_alone_gives_column_names_alone(computed: Compute):
    assert computed(f"{HEADER}\n") == []


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("", "The file is empty. It needs a row of column names, measure, baseline"),
        ("baseline,target,current\n1,2,3\n", "The file has no column called “measure” (it has baseline, target"),
        ("measure,target,current,Target\n", "two columns called “target”. Rename or delete one"),
        ('measure,current\n"increase,1\n', "The quotation marks or the line breaks of the file are broken (line 2)"),
        ("measure,current\nincrease,\0\n", "holds a NUL character"),
    ],
)
def test_a_file_that_is_no_table_of_numbers_is_refused_and_nothing_is_written(tmp_path: Path, content, reason):
    (tmp_path / "in.csv").write_text(content)
    (tmp_path / "out.csv").write_text("from before")
    with pytest.raises(Refusal) as refusal:
        compute_file(tmp_path / "in.csv", tmp_path / "out.csv")
    assert reason in str(refusal.value)
    assert (tmp_path / "out.csv").read_text() == "from before"


def test_the_command_says_how_many_rows_have_no_progress(tmp_path: Path):
    (tmp_path / "in.csv").write_text(f"{HEADER}\nincrease,0,10,4\nincrease,5,5,5\n")
    ended = CliRunner().invoke(cli, ["progress", "--in", f"{tmp_path}/in.csv", "--out", f"{tmp_path}/out.csv"])
    assert ended.exit_code == 0
    assert ended.output.startswith("2 rows computed into ")
    assert ended.output.endswith(" Without progress: 1; the message of each says why.\n")


MONDAY = date(2026, 1, 5)
ONE_DAY = Schedule(MONDAY, MONDAY)
values = st.floats(-1e6, 1e6).map(lambda value: round(value, 3))


@given(values, values, values)
def test_the_command_says_what_a_page_says(baseline: float, target: float, current: float):
    measure = Measure.INCREASE if target >= baseline else Measure.DECREASE
    page = progress(Measurement(measure, "", baseline, target), [Reading(MONDAY, current)], ONE_DAY, MONDAY)
    found = answered(measure, *(f"{value:f}" for value in (baseline, target, current)))
    shown = "" if page.value is None else percent(page.value).replace(NBSP, " ")
    assert (found.progress, found.display) == (page.value, shown)
    assert found.message.startswith("Regression") == page.regression


@given(st.lists(st.text(max_size=20), min_size=6, max_size=6))
def test_whatever_stands_in_a_row_it_is_computed_or_explained(cells: list[str]):
    found = answered(*cells)
    assert found.message or found.progress is not None


@given(st.sampled_from(Measure), st.lists(st.sampled_from(["", "0", "-1", "5", "1e15", "3,5", "x", "9 %"]), min_size=5))
def test_a_known_measure_with_any_numbers_is_computed_or_explained(measure: Measure, cells: list[str]):
    found = answered(measure, *cells)
    assert (found.progress is None) == (found.display in ("", "no data"))
    assert found.message or found.progress is not None
