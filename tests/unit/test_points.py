"""Days and values as people paste them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.exchange.points import WrittenPoint, pasted_points, read_points

TODAY = date(2026, 11, 23)


def read(text: str) -> tuple[list[tuple[date, float]], list[str]]:
    found = read_points(pasted_points(text), TODAY)
    return [(row.as_of, row.value) for row in found.rows], [str(row) for row in found.refused]


@pytest.mark.parametrize(
    "line",
    [
        "2026-11-20\t44.5",
        "2026-11-20;44,5",
        "2026-11-20, 44.5",
        "2026-11-20,44.5",
        "2026-11-20 44.5",
        "20.11.2026 44,5",
        "20 Nov 2026\t44.5",
        "Nov 20, 2026\t44.5",
        "2026-11-20 | 44.5",
    ],
)
def test_a_day_and_a_value_are_read_however_they_are_parted(line: str) -> None:
    assert read(line) == ([(date(2026, 11, 20), 44.5)], [])


def test_headings_and_blank_lines_are_left_out() -> None:
    assert read("Date\tValue\n\n2026-11-20\t44\n") == ([(date(2026, 11, 20), 44.0)], [])


def test_each_line_that_cannot_be_says_why_and_the_others_are_read() -> None:
    rows, refused = read("2026-11-20\tmany\nsoon\t3\n2026-11-24\t4\n2026-11-19\t\n2026-11-18\t5")
    assert rows == [(date(2026, 11, 18), 5.0)]
    assert [line.partition(":")[0] for line in refused] == ["Line 1", "Line 2", "Line 3", "Line 4"]
    assert "is not a number" in refused[0]
    assert "is not a date" in refused[1]
    assert "still to come" in refused[2]
    assert "is missing" in refused[3]


@pytest.mark.parametrize("value", ["NaN", "inf", "1e999"])
def test_what_is_no_finite_number_is_refused(value: str) -> None:
    rows, refused = read(f"2026-11-20\t{value}")
    assert rows == []
    assert len(refused) == 1


def test_the_same_day_twice_with_one_value_is_one_value() -> None:
    assert read("2026-11-20\t44\n2026-11-20\t44") == ([(date(2026, 11, 20), 44.0)], [])


def test_a_second_value_for_a_day_is_refused_and_names_the_first() -> None:
    rows, refused = read("2026-11-20\t44\n2026-11-20\t45")
    assert rows == [(date(2026, 11, 20), 44.0)]
    assert refused == ["Line 2: Line 1 has another value for 2026-11-20 already. Keep one of the two."]


def test_what_the_values_prove_about_the_decimal_mark_comes_before_the_suggestion() -> None:
    written = [WrittenPoint(1, "2026-11-19", "1.5"), WrittenPoint(2, "2026-11-20", "1,234.5")]
    assert [row.value for row in read_points(written, TODAY, suggested_comma=True).rows] == [1.5, 1234.5]


@given(st.text(max_size=200))
def test_any_text_is_read_without_an_error(text: str) -> None:
    found = read_points(pasted_points(text), TODAY)
    assert all(row.as_of <= TODAY for row in found.rows)
