"""Remarks in the chart of a key result, and the words that must not stand on each other."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from charts.key_result import key_result_chart
from charts.series import CheckInPoint, KeyResultSeries, Remark, value_range
from domain.vocabulary import Measure

START, DUE = date(2025, 1, 1), date(2025, 4, 11)  # a hundred days
PLAIN = KeyResultSeries(
    *(Measure.INCREASE, "%", START, DUE, date(2025, 3, 2)),
    baseline=40,
    target=80,
    check_ins=(CheckInPoint(date(2025, 2, 10), 62),),
)


def remarked(*days: int, text: str = "It began") -> KeyResultSeries:
    return replace(PLAIN, remarks=tuple(Remark(START + timedelta(days=day), text) for day in days))


def rows(series: KeyResultSeries, kind: str) -> list[dict]:
    data = key_result_chart(series).data
    return data[data["kind"] == kind].to_dict("records")


def numbers(series: KeyResultSeries) -> list[str]:
    return [row["text"] for row in rows(series, "label") if row["text"][0].isdigit() and "%" not in row["text"]]


def test_a_remark_is_a_rule_on_its_day_with_its_text_on_hover():
    (row,) = rows(remarked(20), "remark")
    assert (row["day"].date(), row["sentence"]) == (date(2025, 1, 21), "1 It began")


def test_remarks_of_one_day_share_a_rule_that_tells_them_all():
    (row,) = rows(replace(PLAIN, remarks=(Remark(START, "One"), Remark(START, "Two"))), "remark")
    assert row["sentence"] == "1 One · 2 Two"


def test_remarks_are_numbered_as_they_stand_below_the_chart():
    assert numbers(remarked(10, 30, 80)) == ["1", "2", "3"]


def test_numbers_that_would_overprint_each_other_become_one():
    assert numbers(remarked(10, 12, 15, 60)) == ["1–3", "4"]


@given(st.lists(st.integers(0, 100), max_size=12))
def test_numbers_never_stand_closer_than_a_phone_has_room_for(days: list[int]):
    series = remarked(*sorted(days))
    drawn = [row["day"] for row in rows(series, "label") if row["text"] in set(numbers(series))]
    assert all((later - earlier).days >= 6 for earlier, later in pairwise(drawn))


@pytest.mark.parametrize(("day", "side"), [(30, "center"), (55, "left"), (60, "left"), (65, "right")])
def test_today_steps_aside_for_the_number_of_a_remark(day: int, side: str):
    assert [row["align"] for row in rows(remarked(day), "label") if row["text"] == "Today"] == [side]


def test_a_remark_outside_the_dates_widens_the_chart():
    (frame,) = rows(remarked(-20, 120), "frame")
    assert (frame["day"].date(), frame["day_end"].date()) == (START - timedelta(20), START + timedelta(120))


def test_the_alternative_text_reads_the_remarks_out():
    assert key_result_chart(remarked(20)).alt.endswith("Remarks: 21\u00a0Jan: It began.")


def test_of_many_remarks_the_alternative_text_reads_the_first():
    assert key_result_chart(remarked(*range(10))).alt.endswith("; and 4 more.")


@given(st.floats(30, 90))
def test_the_newest_value_never_stands_on_the_name_of_a_level(value: float):
    series = replace(PLAIN, check_ins=(CheckInPoint(date(2025, 3, 25), value),))
    low, high = value_range(series)

    def height(row: dict) -> float:
        away = 0.05 if row["tone"] == "latest" else 0.037
        return (row["value"] - low) / (high - low) + (away if row["vertical"] == "bottom" else -away)

    labels = rows(series, "label")
    (latest,) = (row for row in labels if row["tone"] == "latest")
    levels = [row for row in labels if row["text"].startswith(("Target", "Baseline"))]
    assert min(abs(height(latest) - height(level)) for level in levels) > 0.04
