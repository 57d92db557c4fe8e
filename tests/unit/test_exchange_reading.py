"""Rows of a table as typed values, duplicates and refusals."""

import csv
from datetime import date
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from domain.vocabulary import Commitment, Label, Measure
from services.exchange.columns import columns_of, guess_mapping
from services.exchange.errors import UnreadableFile
from services.exchange.measures import measure_of
from services.exchange.okrrows import BlankBaseline, ReadOptions
from services.exchange.reading import apply_mapping
from services.exchange.refusals import refused_csv
from services.exchange.tables import read_table

SHARED = Path(__file__).resolve().parents[2].parent / "shared" / "okrs"
PLACE = "Team,Cycle,Objective,Key result"


def table_of(text):
    return read_table("okrs.csv", text.encode())


def read(text, **options):
    table = table_of(text)
    guesses = guess_mapping(table.columns, [row.cells for row in table.rows])
    return apply_mapping(table, columns_of(guesses), ReadOptions(**options))


def read_one(columns, values, **options):
    result = read(f"{PLACE},{columns}\nA,2026-Q1,Be loved,Raise the score,{values}\n", **options)
    assert len(result.rows) == 1
    return result.rows[0], result


def test_a_blank_below_an_objective_belongs_to_it():
    result = read(f"{PLACE}\nA,2026-Q1,Be loved,One\n,,,Two\n")
    assert [(row.team, row.cycle, row.objective, row.key_result) for row in result.rows] == [
        ("A", "2026-Q1", "Be loved", "One"),
        ("A", "2026-Q1", "Be loved", "Two"),
    ]


@pytest.mark.parametrize("change", ["B,,,Two", ",2026-Q2,,Two", "B,2026-Q2,,Two"])
def test_a_new_team_or_cycle_ends_the_objective(change):
    result = read(f"{PLACE}\nA,2026-Q1,Be loved,One\n{change}\n")
    assert [(problem.row, problem.column) for problem in result.refused] == [(3, "Objective")]


def test_a_repeated_team_and_cycle_keep_the_objective():
    result = read(f"{PLACE}\nA,2026-Q1,Be loved,One\na,2026-q1,,Two\n")
    assert [row.objective for row in result.rows] == ["Be loved", "Be loved"]


def test_an_objective_without_a_key_result_is_a_row():
    result = read(f"{PLACE}\nA,2026-Q1,Be loved,\n")
    assert [(row.objective, row.key_result) for row in result.rows] == [("Be loved", "")]


def test_a_key_result_without_an_objective_is_refused():
    assert "no objective" in read(f"{PLACE}\nA,2026-Q1,,One\n").refused[0].message


def test_a_row_with_neither_is_refused():
    assert "neither" in read(f"{PLACE},Comment\nA,2026-Q1,,,hello\n").refused[0].message


def test_a_row_without_a_team_is_refused_unless_one_is_chosen():
    text = "Cycle,Objective\n2026-Q1,Be loved\n"
    assert ("No team" in read(text).refused[0].message, read(text, default_team="A").rows[0].team) == (True, "A")


def test_a_row_without_a_cycle_is_refused_unless_one_is_chosen():
    text = "Team,Objective\nA,Be loved\n"
    assert "No cycle" in read(text).refused[0].message
    assert read(text, default_cycle="2026-Q1").rows[0].cycle_end == date(2026, 3, 31)


def test_a_cycle_whose_days_are_unknown_is_refused():
    assert "Sprint 7" in read("Team,Cycle,Objective\nA,Sprint 7,Be loved\n").refused[0].message


def test_a_cycle_that_ends_before_it_starts_is_refused():
    text = "Team,Cycle,Start date,End date,Objective\nA,Q,2026-03-31,2026-01-01,Be loved\n"
    assert "before it starts" in read(text).refused[0].message


def test_dates_of_a_cycle_given_once_hold_for_its_name():
    text = "Team,Cycle,Start date,End date,Objective\nA,Sprint 7,2026-01-05,2026-01-18,One\nB,Sprint 7,,,Two\n"
    assert {(row.cycle_start, row.cycle_end) for row in read(text).rows} == {(date(2026, 1, 5), date(2026, 1, 18))}


def test_an_organisation_without_a_team_is_the_team():
    row = read("Company,Cycle,Objective\nAcme,2026-Q1,Be loved\n").rows[0]
    assert (row.organization, row.team) == ("", "Acme")


def test_an_exact_duplicate_is_named_and_skipped():
    result = read(f"{PLACE},Target\nA,2026-Q1,Be loved,One,5\n,,,One,5\n,,,One,6\n")
    assert [(twin.row, twin.first) for twin in result.duplicates] == [(3, 2)]
    assert ([row.number for row in result.rows], result.notes[0].message) == ([2, 4], "Same as row 2, skipped.")


def test_a_target_that_is_no_number_is_kept_as_text():
    row, result = read_one("Target", "X% (tbd)")
    assert (row.target, row.kept, result.notes[0].column) == (None, ("Target: X% (tbd)",), "Target")


def test_one_clear_value_settles_the_decimal_mark_of_the_file():
    result = read(f'{PLACE},Target,Actual\nA,2026-Q1,O,One,1.000,"12,75"\n')
    assert (result.rows[0].target, result.rows[0].current_value, result.notes) == (1000, 12.75, ())


def test_a_value_that_can_be_read_twice_is_noted_and_can_be_chosen():
    row, result = read_one("Target", "1.000")
    assert (row.target, "decimal mark" in result.notes[0].message) == (1, True)
    assert read_one("Target", "1.000", decimal_comma=True)[0].target == 1000


def test_american_and_german_dates_in_one_file_are_told_apart():
    text = "Team;Cycle;Cycle start;Cycle end;Objective\nA;One;01.04.2018;30.06.2018;O\nA;Two;4/1/18;6/30/18;P\n"
    assert {(row.cycle_start, row.cycle_end) for row in read(text).rows} == {(date(2018, 4, 1), date(2018, 6, 30))}


def test_the_cycle_name_tells_the_order_of_day_and_month():
    text = "Team,Cycle,Cycle start,Objective\nA,2018-Q2,1/4/18,O\n"
    assert read(text).rows[0].cycle_start == date(2018, 4, 1)


@pytest.mark.parametrize(
    ("numbers", "measure"),
    [
        ("10,20,,,", Measure.INCREASE),
        ("20,10,,,", Measure.DECREASE),
        ("20,20,,,", Measure.STAY_AT_LEAST),
        (",20,,,", Measure.INCREASE),
        (",≥ 20,,,", Measure.STAY_AT_LEAST),
        (",<= 20,,,", Measure.STAY_AT_MOST),
        (",,1,2,", Measure.STAY_BETWEEN),
        (",,1,,", Measure.STAY_AT_LEAST),
        (",,,2,", Measure.STAY_AT_MOST),
        (",,,,", None),
        ("10,,,,", None),
        (",20,,,Reduce", Measure.DECREASE),
        ("20,10,,,Number", Measure.DECREASE),
    ],
)
def test_the_numbers_imply_a_measure(numbers, measure):
    assert read_one("Baseline,Target,Low,High,Measure", numbers)[0].measure == measure


def test_a_deliverable_without_numbers_is_a_milestone():
    result = read(f"{PLACE},Target\nA,2026-Q1,O,Publish the installation guide,\n")
    assert result.rows[0].measure == Measure.MILESTONE


def test_a_falling_verb_makes_a_lone_target_a_decrease():
    result = read(f"{PLACE},Target\nA,2026-Q1,O,Reduce waiting time,5\n")
    assert result.rows[0].measure == Measure.DECREASE


@pytest.mark.parametrize(
    ("word", "measure"),
    [
        ("increase", Measure.INCREASE),
        ("Increase to", Measure.INCREASE),
        ("Steigern", Measure.INCREASE),
        ("Aumentar", Measure.INCREASE),
        ("reduce", Measure.DECREASE),
        ("Minimise", Measure.DECREASE),
        ("Senken", Measure.DECREASE),
        ("Réduire", Measure.DECREASE),
        ("maintain ≥", Measure.STAY_AT_LEAST),
        ("stay_at_least", Measure.STAY_AT_LEAST),
        ("mindestens", Measure.STAY_AT_LEAST),
        ("stay_at_most", Measure.STAY_AT_MOST),
        ("<=", Measure.STAY_AT_MOST),
        ("höchstens", Measure.STAY_AT_MOST),
        ("stay_between", Measure.STAY_BETWEEN),
        ("zwischen", Measure.STAY_BETWEEN),
        ("yes/no", Measure.MILESTONE),
        ("Binary", Measure.MILESTONE),
        ("Meilenstein", Measure.MILESTONE),
        ("baseline", Measure.BASELINE),
        ("banana", None),
        ("", None),
    ],
)
def test_a_measure_is_known_by_its_word(word, measure):
    assert measure_of(word) == measure


def test_an_unknown_measure_word_is_kept_as_text():
    row, result = read_one("Measure,Target", "banana,5")
    assert (row.measure, row.kept, "banana" in result.notes[0].message) == (
        Measure.INCREASE,
        ("Measure: banana",),
        True,
    )


def test_a_blank_baseline_is_left_or_read_as_zero():
    assert read_one("Target", "5")[0].baseline is None
    assert read_one("Target", "5", blank_baseline=BlankBaseline.ZERO)[0].baseline == 0


def test_a_unit_comes_from_its_column_or_from_the_number():
    assert (read_one("Unit,Target", "users,50 %")[0].unit, read_one("Target", "50 %")[0].unit) == ("users", "%")


@pytest.mark.parametrize(
    ("text", "value"),
    [("7", 7), ("70%", 7), ("7/10", 7), ("0.7", 7), ("10", 10), ("0", 0), ("11", None), ("high", None)],
)
def test_confidence_is_from_zero_to_ten(text, value):
    assert read_one("Confidence", text)[0].confidence == value


@pytest.mark.parametrize(("text", "value"), [("0.7", 0.7), ("70 %", 0.7), ('"0,7"', 0.7), ("1", 1), ("7", None)])
def test_a_score_is_from_zero_to_one(text, value):
    row, _ = read_one("Score", text)
    assert row.score == (pytest.approx(value) if value is not None else None)


@pytest.mark.parametrize(
    ("text", "days"), [("weekly", 7), ("14", 14), ("monatlich", 30), ("bi-weekly", 14), ("0", None), ("often", None)]
)
def test_a_cadence_is_a_number_of_days(text, days):
    assert read_one("Cadence", text)[0].cadence_days == days


def test_words_for_label_commitment_and_weight_are_read():
    row, _ = read_one(
        "Label,Commitment,Weight,Due date,As of,Actual,Comment", "Output,Moonshot,2,31.03.2026,2026-02-01,3,fine"
    )
    assert (row.label, row.commitment, row.weight) == (Label.OUTPUT, Commitment.ASPIRATIONAL, 2)
    assert (row.due_date, row.current_date, row.current_value, row.comment) == (
        date(2026, 3, 31),
        date(2026, 2, 1),
        3,
        "fine",
    )


@pytest.mark.parametrize("column", ["Label", "Commitment", "Weight", "Due date", "Score"])
def test_a_word_that_its_column_does_not_know_is_kept(column):
    row, result = read_one(column, "banana")
    assert (row.kept, result.notes[0].column) == ((f"{column}: banana",), column)


def test_a_finished_milestone_may_say_done():
    assert read_one("Measure,Actual", "milestone,done")[0].current_value == 1


def test_a_number_beside_an_objective_alone_is_kept():
    result = read(f"{PLACE},Target\nA,2026-Q1,Be loved,,5\n")
    assert result.rows[0].kept == ("Target: 5",)


def test_a_neutralised_text_is_restored():
    assert read(f"{PLACE}\nA,2026-Q1,'=growth,'-5 points\n").rows[0].key_result == "-5 points"


def test_a_table_without_objectives_is_refused_as_a_whole():
    with pytest.raises(UnreadableFile, match="No column holds the objectives"):
        read("Team,Key result\nA,One\n")


def test_merged_cells_of_a_workbook_fill_down():
    book = Workbook()
    for values in (
        ["Team", "Cycle", "Objective", "Key result", "Target"],
        ["A", "2026-Q1", "O", "One", 0.5],
        ["", "", "", "Two", 3],
    ):
        book.active.append(values)
    book.active["E2"].number_format = "0%"
    for column in "ABC":
        book.active.merge_cells(f"{column}2:{column}3")
    out = BytesIO()
    book.save(out)
    table = read_table("okrs.xlsx", out.getvalue())
    result = apply_mapping(table, columns_of(guess_mapping(table.columns, [row.cells for row in table.rows])))
    assert [(row.objective, row.target, row.unit) for row in result.rows] == [("O", 50, "%"), ("O", 3, "")]


def test_refused_rows_come_back_with_the_reason_and_no_formula():
    table = table_of(f"{PLACE}\nA,2026-Q1,,=cmd()\nA,2026-Q1,Fine,One\n")
    result = apply_mapping(table, columns_of(guess_mapping(table.columns, [])))
    rows = list(csv.reader(StringIO(refused_csv(table, result.problems).decode("utf-8-sig"))))
    assert rows[0] == ["Row", "Team", "Cycle", "Objective", "Key result", "Reason"]
    assert (rows[1][:5], rows[1][5].startswith("Objective: The key result has no objective"), len(rows)) == (
        ["2", "A", "2026-Q1", "", "'=cmd()"],
        True,
        2,
    )


_words = st.sampled_from(["", "A", "B", "2026-Q1", "soon", "5", "1.000", "=x", "tbd", "1/2/2026", "10-20", "-"])


@settings(deadline=None)
@given(st.lists(st.lists(_words, min_size=9, max_size=9), min_size=1, max_size=12))
def test_every_row_is_read_skipped_or_refused(rows):
    header = ["Team", "Cycle", "Objective", "Key result", "Target", "Measure", "Confidence", "Due date", "Cycle start"]
    out = StringIO(newline="")
    csv.writer(out).writerows([header, *rows])
    if not any(cell for row in rows for cell in row):
        return
    table = table_of(out.getvalue())
    result = apply_mapping(table, columns_of(guess_mapping(table.columns, [])))
    accounted = (
        [row.number for row in result.rows]
        + [twin.row for twin in result.duplicates]
        + [no.row for no in result.refused]
    )
    assert sorted(accounted) == [row.number for row in table.rows]


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.exists(), reason="the reference data is not beside this checkout")
@pytest.mark.parametrize(
    ("name", "rows", "read_rows", "objectives_alone"), [("sourced.csv", 594, 590, 11), ("messy_export.csv", 65, 63, 0)]
)
def test_every_row_of_real_exports_is_accounted_for(name, rows, read_rows, objectives_alone):
    table = read_table(name, (SHARED / name).read_bytes())
    result = apply_mapping(table, columns_of(guess_mapping(table.columns, [row.cells for row in table.rows])))
    assert (len(table.rows), len(result.rows), result.refused) == (rows, read_rows, ())
    assert len(result.rows) + len(result.duplicates) == rows
    assert sum(not row.key_result for row in result.rows) == objectives_alone


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.exists(), reason="the reference data is not beside this checkout")
def test_the_messy_export_means_what_the_clean_one_says():
    both = {}
    for name in ("sourced.csv", "messy_export.csv"):
        table = read_table(name, (SHARED / name).read_bytes())
        both[name] = apply_mapping(
            table, columns_of(guess_mapping(table.columns, [row.cells for row in table.rows]))
        ).rows
    clean = {(row.cycle, row.team, row.objective, row.key_result): row for row in both["sourced.csv"]}
    for row in both["messy_export.csv"]:
        twin = clean[row.cycle, row.team, row.objective, row.key_result]
        assert (row.cycle_start, row.cycle_end) == (twin.cycle_start, twin.cycle_end)
        assert row.target == twin.target, row.number
        assert row.score == twin.score
