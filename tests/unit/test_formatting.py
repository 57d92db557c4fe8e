"""Numbers and dates on screen: short, honest, the same everywhere."""

import math
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from domain.formatting import MINUS, NBSP, count, day, number, operand, percent, points, relative_day, value_with_unit


def plain(text: str) -> str:
    return text.replace(NBSP, " ")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0"),
        (0.5, "0.5"),
        (62.0, "62"),
        (99.95, "99.95"),
        (3.14159, "3.142"),
        (0.00123, "0.00123"),
        (1234.4, "1,234"),
        (9999.0, "9,999"),
        (9999.9, "10 k"),
        (12_345, "12.3 k"),
        (999_499, "999 k"),
        (999_500, "1 M"),
        (1_234_567.0, "1.2 M"),
        (7.8e9, "7.8 B"),
        (-1_234_567.0, "−1.2 M"),
        (-0.0, "0"),
        (1e300, "1e300"),
        (2e-9, "2e−09"),
    ],
)
def test_a_number_is_as_short_as_it_can_be(value: float, text: str) -> None:
    assert plain(number(value)) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [(1_234_567.0, "1,234,567"), (0.1 + 0.2, "0.3"), (-12.25, "−12.25"), (1234.5678, "1,234.57"), (10 / 3, "3.33333")],
)
def test_a_full_number_keeps_its_whole_digits(value: float, text: str) -> None:
    assert number(value, compact=False) == text


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (62, "%", "62 %"),
        (62, "percent", "62 %"),
        (3.4, "€", "€3.40"),
        (3.4, "eur", "€3.40"),
        (12, "USD", "$12"),
        (-3.4, "EUR", "−€3.40"),
        (1_200_000, "EUR", "€1.2 M"),
        (1234.56, "GBP", "£1,235"),
        (0.004, "$", "$0.004"),
        (12, "interviews", "12 interviews"),
        (4.2, "/5", "4.2/5"),
        (7, "", "7"),
        (None, "%", "–"),
    ],
)
def test_a_value_carries_its_unit(value: float | None, unit: str, text: str) -> None:
    assert plain(value_with_unit(value, unit)) == text


def test_a_number_and_its_unit_never_part_at_a_line_end() -> None:
    assert value_with_unit(1_234_567, "users") == f"1.2{NBSP}M{NBSP}users"


def test_full_money_keeps_its_cents() -> None:
    assert number(12_345.5, "EUR", compact=False) == "€12,345.50"


@pytest.mark.parametrize(
    ("fraction", "text"),
    [
        (0.625, "63 %"),
        (29 / 100, "29 %"),
        (0.285, "29 %"),
        (0.575, "58 %"),
        (1.25, "125 %"),
        (-0.25, "−25 %"),
        (-0.001, "0 %"),
        (None, "–"),
        (math.nan, "–"),
        (math.inf, "–"),
    ],
)
def test_a_percentage_is_rounded_and_never_truncated(fraction: float | None, text: str) -> None:
    assert plain(percent(fraction)) == text


def test_a_percentage_can_show_decimals() -> None:
    assert percent(0.12345, 1) == f"12.3{NBSP}%"


@pytest.mark.parametrize(("gap", "text"), [(0.1, "10 points"), (0.104, "10.4 points"), (0.01, "1 point")])
def test_a_gap_is_given_in_points(gap: float, text: str) -> None:
    assert plain(points(gap)) == text


def test_a_negative_operand_stands_in_brackets() -> None:
    assert (operand(-3), operand(3)) == (f"({MINUS}3)", "3")


@pytest.mark.parametrize(("n", "text"), [(1, "1 key result"), (0, "0 key results"), (1200, "1,200 key results")])
def test_things_are_counted_in_words(n: int, text: str) -> None:
    assert plain(count(n, "key result")) == text


def test_an_irregular_plural_is_given() -> None:
    assert plain(count(3, "person", "people")) == "3 people"


@pytest.mark.parametrize(("when", "text"), [(date(2026, 3, 3), "3 Mar"), (date(2025, 12, 31), "31 Dec 2025")])
def test_a_day_shows_the_year_only_when_it_is_another(when: date, text: str) -> None:
    assert plain(day(when, date(2026, 7, 1))) == text


@pytest.mark.parametrize(
    ("when", "text"),
    [
        (date(2026, 3, 10), "today"),
        (date(2026, 3, 9), "yesterday"),
        (date(2026, 3, 11), "tomorrow"),
        (date(2026, 3, 4), "6 days ago"),
        (date(2026, 3, 13), "in 3 days"),
        (date(2025, 11, 10), "4 months ago"),
    ],
)
def test_a_near_day_is_told_by_its_distance(when: date, text: str) -> None:
    assert plain(relative_day(when, date(2026, 3, 10))) == text


@given(st.floats() | st.integers(-(10**20), 10**20).map(float), st.text(max_size=8), st.booleans())
@example(1.797e306, "", False)  # a hundred times as much is more than a float can hold
def test_any_number_with_any_unit_can_be_shown(value: float, unit: str, compact: bool) -> None:
    assert "-" not in number(value, compact=compact)
    assert number(value, unit, compact=compact)
    assert percent(value)


@given(st.floats(-9_999, 9_999).filter(lambda value: abs(value) > 1e-6))
def test_a_shown_number_is_close_to_what_it_stands_for(value: float) -> None:
    shown = float(number(value).replace(MINUS, "-").replace(",", ""))
    assert shown == pytest.approx(value, rel=5.1e-4)


@given(st.integers(-(10**12), 10**12))
def test_whole_numbers_in_full_survive_the_way_to_the_screen_and_back(value: int) -> None:
    assert int(number(value, compact=False).replace(MINUS, "-").replace(",", "")) == value
