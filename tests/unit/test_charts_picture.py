"""Charts as pictures of their own, and their numbers as CSV."""

import csv
import socket
import xml.etree.ElementTree as ET
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from io import BytesIO, StringIO
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from charts.chart import ChartSpec
from charts.confidence import confidence_strip
from charts.key_result import key_result_chart
from charts.mix import MixRow, mix_bars
from charts.picture import SCALE, WIDTH, png, standalone, svg
from charts.series import CheckInPoint, KeyResultSeries, Remark
from charts.theme import DARK
from charts.trend import ShareSeries, share_trend
from domain.forecast import Forecast
from domain.vocabulary import Measure
from ui.chart_files import csv_of, file_name

SVG = "{http://www.w3.org/2000/svg}"
CHECK_INS = (
    CheckInPoint(date(2025, 1, 13), 44, 8, "=SUM(A1) joined."),
    CheckInPoint(date(2025, 2, 17), 62, None, 'Two, "quoted"'),
)
SERIES = KeyResultSeries(
    *(Measure.INCREASE, "%", date(2025, 1, 6), date(2025, 3, 31), date(2025, 2, 24)),
    baseline=40,
    target=80,
    check_ins=CHECK_INS,
    progress=0.55,
    expected=0.64,
    forecast=Forecast(date(2025, 3, 31), 74.0, 67.0, 81.0, 0.22, 4),
    remarks=(Remark(date(2025, 2, 3), "The campaign began"),),
)
ROWS = [MixRow("Workshop", 3, 4, 1), MixRow("Rider app & care", 3, 0, 0, 2)]
CHARTS: dict[str, Callable[[bool], ChartSpec]] = {
    "key result": lambda dark: key_result_chart(SERIES, "Active teams", dark=dark),
    "milestones": lambda dark: key_result_chart(replace(SERIES, measure=Measure.MILESTONE), dark=dark),
    "no check-in": lambda dark: key_result_chart(replace(SERIES, check_ins=(), forecast=None), dark=dark),
    "confidence": lambda dark: confidence_strip(CHECK_INS, dark=dark),
    "mix": lambda dark: mix_bars(ROWS, dark=dark),
    "trend": lambda dark: share_trend(["Q1", "Q2"], [ShareSeries("Workshop", (0.2, None))], dark=dark),
}
EVERY = pytest.mark.parametrize("make", CHARTS.values(), ids=list(CHARTS))
BOTH = pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
HOSTILE = [
    *("<script>alert(1)</script> & ]]>", "a\0b\x0b\x1f\ufffe", '=HYPERLINK("x")', "👩 שלום", "\ud800"),
    *("x" * 400, "word " * 90, "", " \n ", "{{datum.value}} %d ${1}"),
]


def drawn(chart: ChartSpec, dark: bool = False) -> ET.Element:
    return ET.fromstring(svg(chart, dark=dark))


def texts(chart: ChartSpec) -> list[str]:
    return [line for node in drawn(chart).iter(f"{SVG}text") for line in node.itertext()]


def table(chart: ChartSpec) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(csv_of(chart).decode("utf-8-sig"), newline="")))


@EVERY
@BOTH
def test_every_chart_is_a_png_of_the_size_of_its_drawing(make: Callable[[bool], ChartSpec], dark: bool) -> None:
    chart = make(dark)
    picture = Image.open(BytesIO(png(chart, dark=dark)))
    outer = drawn(chart, dark)
    assert picture.size == (SCALE * WIDTH, SCALE * round(float(outer.attrib["height"])))
    assert len(picture.convert("RGB").getcolors(1_000_000) or []) > 20


@BOTH
def test_the_ground_is_white_or_dark_paper(dark: bool) -> None:
    picture = Image.open(BytesIO(png(CHARTS["key result"](dark), dark=dark))).convert("RGB")
    ground = "#{:02X}{:02X}{:02X}".format(*picture.getpixel((2, 2)))  # type: ignore[misc]
    assert ground == (DARK.paper if dark else "#FFFFFF")


@EVERY
@BOTH
def test_every_chart_is_an_svg_that_says_its_message_and_its_measure(
    make: Callable[[bool], ChartSpec], dark: bool
) -> None:
    chart = make(dark)
    said = " ".join("".join(node.itertext()) for node in drawn(chart, dark).iter(f"{SVG}text"))
    assert chart.title.replace("\u00a0", " ") in said.replace("\u00a0", " ")
    assert chart.subtitle[:40].replace("\u00a0", " ") in said.replace("\u00a0", " ")


def test_the_message_for_a_reader_who_cannot_see_it_travels_with_the_svg() -> None:
    chart = CHARTS["key result"](False)
    assert drawn(chart).attrib["aria-label"] == chart.alt


@pytest.mark.parametrize("title", HOSTILE)
def test_a_hostile_title_is_only_text(title: str) -> None:
    chart = replace(CHARTS["mix"](False), title=title, subtitle=title, alt=title)
    root = drawn(chart)
    assert [node.tag for node in root.iter() if node.tag.endswith(("script", "foreignObject", "image"))] == []
    assert Image.open(BytesIO(png(chart))).width == SCALE * WIDTH


def test_a_long_title_stands_on_several_lines_inside_the_picture() -> None:
    chart = replace(CHARTS["mix"](False), title="word " * 60)
    assert [line for line in texts(chart) if line.count("word") > 20] == []
    assert sum(line.count("word") for line in texts(chart)) == 60


def test_two_pictures_at_once_are_the_same_as_one_after_the_other() -> None:
    charts = [CHARTS["key result"](False), CHARTS["mix"](False)] * 2
    alone = [png(chart) for chart in charts]
    with ThreadPoolExecutor(2) as pool:
        assert list(pool.map(png, charts)) == alone


def test_a_picture_needs_no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Any, **__: Any) -> None:
        raise AssertionError("a picture must not ask anybody")

    monkeypatch.setattr(socket, "socket", refuse)
    chart = CHARTS["trend"](False)
    assert "http" not in str({**standalone(chart), "$schema": ""})
    assert png(chart).startswith(b"\x89PNG")


def test_the_shared_specification_is_left_as_it_is() -> None:
    chart = CHARTS["key result"](False)
    before = str(chart.spec)
    standalone(chart)
    assert str(chart.spec) == before


def test_days_are_drawn_on_their_own_day() -> None:
    days = [
        row["day"] for row in standalone(CHARTS["key result"](False))["datasets"]["source"] if row["kind"] == "actual"
    ]
    assert days == ["2025-01-13T00:00:00", "2025-02-17T00:00:00"]


def test_the_numbers_of_a_key_result_are_dated_rows_that_a_person_can_read() -> None:
    rows = table(CHARTS["key result"](False))
    assert [(row["Day"], row["What"], row["Value"], row["Expected"]) for row in rows] == [
        ("2025-01-06", "baseline", "", "40.0"),
        ("2025-01-13", "check-in", "44.0", "43.333333"),
        ("2025-02-03", "remark", "", ""),
        ("2025-02-17", "check-in", "62.0", "60.0"),
        ("2025-03-31", "target", "", "80.0"),
        ("2025-03-31", "forecast, 80 % interval", "74.0", ""),
    ]
    assert [row["Confidence"] for row in rows if row["What"] == "check-in"] == ["8", ""]
    assert (rows[-1]["Low"], rows[-1]["High"]) == ("67.0", "81.0")


def test_the_numbers_of_the_mix_are_weights_by_name() -> None:
    first = next(row for row in table(CHARTS["mix"](False)) if row["Team"] == "Workshop")
    assert (first["Outcome weight"], first["Output weight"], first["Unclear weight"]) == ("3", "4", "1")
    assert float(first["Outcome share"]) == pytest.approx(3 / 8)


def test_a_share_that_nobody_knows_is_an_empty_cell() -> None:
    assert [row["Outcome share"] for row in table(CHARTS["trend"](False))] == ["0.2", ""]


def test_no_cell_runs_as_a_formula() -> None:
    sentences = [row["Sentence"] for row in table(CHARTS["key result"](False)) if row["What"] == "check-in"]
    assert sentences == ["'=SUM(A1) joined.", 'Two, "quoted"']


@given(st.lists(st.tuples(st.floats(-1e12, 1e12), st.text(st.characters(exclude_categories=["Cs"]))), max_size=5))
def test_numbers_come_back_from_the_csv_as_they_were(rows: list[tuple[float, str]]) -> None:
    data = pd.DataFrame(rows, columns=["Value", "Text"])
    chart = ChartSpec({}, data, "", "", "")
    assert [float(row["Value"]) for row in table(chart)] == [value for value, _ in rows]


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("62 of 80 %, 9 points behind", "62-of-80-9-points-behind"),
        ("../../etc/passwd", "etc-passwd"),
        ("Größe\u00a0→ Réf", "große-ref".replace("ß", "")),
        ("שלום", "chart"),
        ("x" * 300, "x" * 60),
    ],
)
def test_a_file_is_named_after_the_message_and_the_day(title: str, name: str) -> None:
    assert file_name(title, date(2026, 5, 18), "png") == f"{name}-2026-05-18.png"
