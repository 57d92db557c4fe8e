"""What a person types or pastes into one cell, and how it is read."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.exchange.errors import UnreadableCell
from services.exchange.typed import day_in, number_in, whole_number_in


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("41", "%", 41),
        ("41 %", "%", 41),
        ("41,5%", "%", 41.5),
        ("€ 1,234.50", "€", 1234.5),
        ("1.234,50 EUR", "€", 1234.5),
        ("3.4 M€", "M€", 3.4),
        ("3.4M", "€", 3_400_000),
        ("12 k users", "k users", 12),
        ("1 234 567", "trips/day", 1_234_567),
        ("−3", "°C", -3),
        ("12 interviews", "interview", 12),
        ("7", "", 7),
        ("7 boxes", "", 7),
        ("  ", "%", None),
        ("–", "%", None),
    ],
)
def test_a_number_is_read_as_people_write_it_in_its_unit(text: str, unit: str, value: float | None) -> None:
    assert number_in(text, unit) == value


def test_what_can_be_read_in_two_ways_is_asked_back_with_both_readings() -> None:
    with pytest.raises(UnreadableCell, match=r"“1,234” can be 1\.234 or 1,234\. Write 1234 or 1\.2340\."):
        number_in("1,234", "%")


@pytest.mark.parametrize("answer", ["1234", "1.2340"])
def test_what_the_message_proposes_can_be_read_in_one_way(answer: str) -> None:
    assert number_in(answer, "%") == float(answer)


@given(st.integers(-(10**12), 10**12))
def test_a_last_value_that_is_taken_again_is_read_as_itself(millionths: int) -> None:
    text = f"{millionths / 1e6:.10g}"
    assert number_in(text, "%", known=[float(text)]) == pytest.approx(float(text), rel=1e-12)


@pytest.mark.parametrize(("text", "value"), [("7", 7), ("7/10", 7), (" 10 ", 10), ("", None)])
def test_a_confidence_is_a_whole_number(text: str, value: int | None) -> None:
    assert whole_number_in(text) == value


@pytest.mark.parametrize("text", ["7.5", "70 %", ">7", "high"])
def test_a_confidence_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(UnreadableCell):
        whole_number_in(text)


@pytest.mark.parametrize("text", ["2026-11-03", "3.11.2026", "3 Nov 2026", "20261103"])
def test_a_day_is_read_as_people_write_it(text: str) -> None:
    assert day_in(text) == date(2026, 11, 3)


def test_a_day_that_can_be_two_is_asked_back_unless_the_column_tells() -> None:
    assert day_in("03/04/2026", day_first=True) == date(2026, 4, 3)
    with pytest.raises(UnreadableCell, match="can be two days"):
        day_in("03/04/2026")
