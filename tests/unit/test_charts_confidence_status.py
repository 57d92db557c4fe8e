"""Owners' confidence against the computed status."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from charts.confidence_status import ORDER, ConfidenceDot, confidence_against_status
from charts.picture import svg
from domain.vocabulary import Status
from tests.charted import problems, rows

SURE = ConfidenceDot("Families rent a bike", Status.AT_RISK, 9, -0.4, "1")
UNSURE = ConfidenceDot("Trips end charged", Status.ON_TRACK, 2, 0.05, "2")
AGREED = ConfidenceDot("Riders come back", Status.ON_TRACK, 8, 0.0, "3")
SILENT = ConfidenceDot("Nobody said", Status.ON_TRACK, None)
UNKNOWN = ConfidenceDot("No value", Status.NO_DATA, 5)
EARLY = ConfidenceDot("Just begun", Status.TOO_EARLY, 6)


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


def test_the_title_counts_where_owners_and_numbers_disagree():
    chart = confidence_against_status([SURE, UNSURE, AGREED])
    assert plain(chart.title) == "Owners and numbers disagree on 2 of 3 key results"
    assert plain(confidence_against_status([AGREED] * 2).title) == "Owners and numbers agree on all 2 key results"
    assert confidence_against_status([]).title == "No key result has both a confidence and a status yet"


def test_the_alternative_text_names_those_that_disagree_with_their_numbers():
    alt = plain(confidence_against_status([SURE, AGREED]).alt)
    assert "Families rent a bike: confidence 9 of 10, at risk, 40 points below expected." in alt
    assert "Riders come back" not in alt


def test_those_that_disagree_are_named_in_the_picture():
    labels = rows(confidence_against_status([SURE, UNSURE, AGREED]), "label")
    assert [label["text"] for label in labels] == ["Families rent a bike", "Trips end charged"]


def test_two_that_disagree_alike_share_one_label():
    other = ConfidenceDot("Another", Status.AT_RISK, 9, -0.2, "4")
    (label,) = rows(confidence_against_status([other, SURE]), "label")
    assert label["text"] == "Families rent a bike and 1 more"


def test_what_cannot_be_compared_is_counted_and_not_drawn():
    chart = confidence_against_status([AGREED, SILENT, UNKNOWN])
    assert len(rows(chart, "dot")) == 1
    assert chart.subtitle.endswith("2 without a confidence or a status")


def test_equal_marks_stand_side_by_side_the_worst_first():
    dots = [ConfidenceDot(f"KR {gap}", Status.BEHIND, 6, gap / 100, str(gap)) for gap in (-12, -20, -15)]
    drawn = rows(confidence_against_status(dots), "dot")
    assert [dot["key"] for dot in sorted(drawn, key=lambda dot: dot["x"])] == ["-20", "-15", "-12"]


def test_too_early_takes_a_column_only_where_there_is_some():
    assert len(rows(confidence_against_status([AGREED]), "head")) == 3
    assert len(rows(confidence_against_status([AGREED, EARLY]), "head")) == 4


def test_every_quadrant_is_named_and_every_mark_has_the_shape_of_its_status():
    chart = confidence_against_status([SURE, UNSURE])
    assert "Confident, but at risk" in [row["text"] for row in rows(chart, "words")]
    assert "Doubtful, but on track" in [row["text"] for row in rows(chart, "words")]
    assert [dot["shape"] for dot in rows(chart, "dot")] == ["■", "●"]


@given(st.lists(st.tuples(st.sampled_from(ORDER), st.integers(0, 10)), max_size=200))
def test_no_mark_leaves_its_column_and_no_two_stand_on_the_same_place(found: list[tuple[Status, int]]):
    dots = [ConfidenceDot("KR", status, said, None, str(place)) for place, (status, said) in enumerate(found)]
    drawn = rows(confidence_against_status(dots), "dot")
    assert all(ORDER.index(Status(dot["status"])) < dot["x"] < ORDER.index(Status(dot["status"])) + 1 for dot in drawn)
    assert len({(dot["x"], dot["confidence"]) for dot in drawn}) == len(dots)


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_the_chart_keeps_to_the_schema_in_both_themes(dark: bool):
    assert problems(confidence_against_status([SURE, AGREED], dark=dark)) == []


def test_the_download_says_who_disagrees():
    chart = confidence_against_status([SURE, AGREED, SILENT])
    assert chart.table is not None
    assert chart.table()["Owner and numbers disagree"].tolist() == ["yes", "no", "no"]


def test_the_chart_can_be_drawn_without_a_browser():
    assert "Families rent a bike" in svg(confidence_against_status([SURE, AGREED])).decode()
