"""The map of objectives by week."""

from dataclasses import asdict

import pytest

from charts.chart import PICK
from charts.heat_map import HeatCell, HeatRow, HeatWeek, heat_map
from charts.heat_map_template import STRENGTH
from charts.picture import svg
from charts.theme import STATUS_SHAPES, palette
from domain.vocabulary import Status
from tests.charted import colours_of, contrast, problems, rows

WEEKS = [HeatWeek(number, f"as of {number} Nov") for number in (44, 45, 46)]
GOOD, BAD = HeatCell(Status.ON_TRACK, False, 0.5, "2 of 2 measured"), HeatCell(Status.AT_RISK, False, 0.1)
FELL = HeatRow("Riders stay", "Growth", (GOOD, BAD), key="7")
FINE = HeatRow("Bikes are found", "Fleet", (GOOD, GOOD), key="8")
UNKNOWN = HeatRow("Nobody knows", "Fleet", (HeatCell(Status.NO_DATA, False, None),) * 2, key="9")
STALE = HeatRow("Old news", "Fleet", (GOOD, HeatCell(Status.BEHIND, True, 0.3)), key="10")
BOTH = pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


def test_the_title_counts_what_is_at_risk_and_how_that_changed():
    assert plain(heat_map([FELL, FINE], WEEKS).title) == "1 of 2 objectives is at risk, 1 more than a week before"
    assert plain(heat_map([FINE], WEEKS).title) == "0 of 1 objective are at risk, as many as a week before"


def test_the_title_says_of_how_many_it_speaks_when_there_are_more():
    assert heat_map([FELL], WEEKS, total=200).title.startswith("1 of 1 shown is at risk")


def test_before_the_first_week_nothing_is_said_to_be_at_risk():
    assert heat_map([HeatRow("New", "Fleet", ())], WEEKS).title == "No week of this cycle has begun yet"
    assert heat_map([], WEEKS).title == "No objective to show yet"


def test_every_cell_has_a_shape_and_not_only_a_colour():
    cells = rows(heat_map([FELL, UNKNOWN, STALE], WEEKS), "cell")
    assert [cell["shape"] for cell in cells] == ["●", "■", "◇", "◇", "●", "▲"]
    assert len(set(STATUS_SHAPES.values())) == len(Status)


def test_a_cell_says_in_words_what_it_shows():
    cell = rows(heat_map([FELL], WEEKS), "cell")[0]
    assert plain(cell["tip"]) == "Riders stay (Growth), week 44, as of 44 Nov: on track, 50 %, 2 of 2 measured"


def test_weeks_to_come_are_on_the_axis_and_have_no_cell():
    chart = heat_map([FELL], WEEKS)
    assert [head["text"] for head in rows(chart, "week")] == ["W44", "W45", "W46"]
    assert len(rows(chart, "cell")) == 2


def test_no_data_has_no_percentage_and_says_so():
    cell = rows(heat_map([UNKNOWN], WEEKS), "cell")[0]
    assert cell["percent"] == ""
    assert cell["tip"].endswith("no data")


def test_a_stale_cell_is_marked_and_named():
    chart = heat_map([STALE], WEEKS)
    assert [cell["stale"] for cell in rows(chart, "cell")] == [False, True]
    assert "behind (stale)" in plain(rows(chart, "cell")[1]["tip"])


def test_the_alternative_text_tells_the_course_of_each_objective():
    assert "Riders stay: 1 week on track, then 1 week at risk." in plain(heat_map([FELL], WEEKS).alt)


def test_a_click_on_a_cell_gives_back_the_objective():
    chart = heat_map([FELL, FINE], WEEKS)
    (click,) = chart.spec["params"]
    assert (click["name"], click["select"]["fields"]) == (PICK, ["key"])
    assert click["views"] == [layer["name"] for layer in chart.spec["layer"] if layer.get("name") == "cells"]
    assert [cell["key"] for cell in rows(chart, "cell")] == ["7", "7", "8", "8"]


def test_the_download_names_objective_week_status_and_progress():
    chart = heat_map([FELL], WEEKS)
    table = chart.table() if chart.table else None
    assert table is not None
    assert table.iloc[1].tolist()[:3] + table.iloc[1].tolist()[4:7] == [
        "Riders stay",
        "Growth",
        45,
        "at risk",
        "no",
        10.0,
    ]


def test_the_height_grows_with_the_rows():
    assert heat_map([FELL, FINE], WEEKS).spec["height"] > heat_map([FELL], WEEKS).spec["height"]


@BOTH
def test_the_map_keeps_to_the_schema_in_both_themes(dark: bool):
    assert problems(heat_map([FELL, STALE], WEEKS, dark=dark)) == []


@BOTH
def test_every_colour_is_one_of_the_theme(dark: bool):
    assert colours_of(heat_map([FELL], WEEKS, dark=dark).spec) <= set(asdict(palette(dark)).values())


@BOTH
def test_the_shape_can_be_read_on_every_cell(dark: bool):
    colours = palette(dark)
    for status in Status:
        strength = STRENGTH.get(status, 0.0)
        ink = colours.paper if status == Status.AT_RISK else colours.ink
        assert contrast(ink, colours.status(status), colours.paper, strength) >= 4.5, status


@BOTH
def test_worse_is_darker_so_that_print_without_colour_keeps_the_order(dark: bool):
    colours = palette(dark)
    order = (Status.AT_RISK, Status.BEHIND, Status.ON_TRACK)
    fills = [contrast(colours.paper, colours.status(one), colours.paper, STRENGTH[one]) for one in order]
    assert fills[0] > 1.5 * fills[1] > 1.5 * 1.2 * fills[2]


def test_the_map_can_be_drawn_without_a_browser():
    drawn = svg(heat_map([FELL, STALE, UNKNOWN], WEEKS)).decode()
    assert drawn.count("Riders stay") >= 1
    assert "W46" in drawn
