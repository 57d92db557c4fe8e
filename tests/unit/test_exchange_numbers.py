"""Numbers as people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.exchange.cells import Quantity
from services.exchange.errors import UnreadableCell
from services.exchange.numbers import detect_decimal_style, parse_number


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1.234,56", 1234.56),
        ("1,234.56", 1234.56),
        ("1 234,56", 1234.56),
        ("1\u202f234\u00a0567", 1234567),
        ("1'234", 1234),
        ("1’234.5", 1234.5),
        ("1.234.567", 1234567),
        ("1,00,000", 100000),
        ("1,2M", 1.2e6),
        ("3k", 3000),
        ("2.5 Mio", 2.5e6),
        ("€ 1,5 Mio.", 1.5e6),
        ("2 Mrd. €", 2e9),
        ("1bn", 1e9),
        ("1 mil", 1000),
        ("(123)", -123),
        ("\u22125", -5),
        ("5-", -5),
        ("-$5", -5),
        ("$-5", -5),
        ("+7", 7),
        ("0.500", 0.5),
        ("0,500", 0.5),
        ("12,75", 12.75),
        (".5", 0.5),
        ("1e5", 1e5),
        ("1,2E+06", 1.2e6),
        ("$1.000.000,00", 1e6),
        ("CHF 1'200", 1200),
    ],
)
def test_a_number_reads_the_same_in_every_notation(text, value):
    assert parse_number(text, decimal_comma=None).value == pytest.approx(value)


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("90 %", "%"),
        ("90 Prozent", "%"),
        ("€1.200,50", "€"),
        ("12 M€", "€"),
        ("5m", "m"),
        ("20 days", "days"),
        ("100k users", "users"),
    ],
)
def test_a_unit_written_with_the_number_is_a_hint(text, unit):
    assert parse_number(text, decimal_comma=None).unit_hint == unit


def test_ninety_percent_is_ninety_and_not_a_fraction():
    assert parse_number("90 %", decimal_comma=None).value == 90


@pytest.mark.parametrize(("text", "sign"), [("≥ 95 %", ">="), (">4", ">"), ("<= 2 days", "<="), ("~30", "~")])
def test_a_comparison_sign_is_kept(text, sign):
    assert parse_number(text, decimal_comma=None).comparator == sign


@pytest.mark.parametrize("text", ["10-20", "10 – 20 %", "5 to 10", "3 bis 5", "€10–€20"])
def test_a_range_is_refused_with_advice(text):
    with pytest.raises(UnreadableCell, match=r"is a range.*low and high"):
        parse_number(text, decimal_comma=None)


@pytest.mark.parametrize(
    "text",
    ["nan", "inf", "-Infinity", "X% (tbd)", "tbd", "31.12.2019", "1.2.3", "3/5", "1 23", "10²", "½", "1_000", "0x1F"],
)
def test_what_is_no_number_is_refused(text):
    with pytest.raises(UnreadableCell, match=r"is not a|not a unit"):
        parse_number(text, decimal_comma=None)


def test_a_number_beyond_every_bound_is_refused():
    with pytest.raises(UnreadableCell, match="finite"):
        parse_number("1e999", decimal_comma=None)


def test_yes_is_not_a_number():
    with pytest.raises(UnreadableCell, match="yes or no"):
        parse_number(True, decimal_comma=None)


@pytest.mark.parametrize("blank", [None, "", "  ", "\u00a0", "-", "–", "n/a"])
def test_a_blank_is_no_number_and_no_error(blank):
    assert parse_number(blank, decimal_comma=None) is None


@pytest.mark.parametrize(
    ("text", "comma", "value"),
    [
        ("1.000", True, 1000),
        ("1.000", False, 1),
        ("1,000", True, 1),
        ("1,000", False, 1000),
        ("1,000", None, 1000),
        ("1.000", None, 1),
    ],
)
def test_the_decimal_style_decides_what_three_digits_after_a_mark_mean(text, comma, value):
    parsed = parse_number(text, decimal_comma=comma)
    assert (parsed.value, parsed.ambiguous) == (value, True)


def test_a_percentage_cell_of_a_workbook_keeps_its_unit():
    parsed = parse_number(Quantity(90, "%"), decimal_comma=None)
    assert (parsed.value, parsed.unit_hint) == (90, "%")


@pytest.mark.parametrize(
    ("values", "comma"),
    [
        (["1.000", "12,75"], True),
        (["1.000.000", "5"], True),
        (["1,000", "12.75"], False),
        (["1,234.5"], False),
        (["0,500"], True),
        (["1.000", "1,000", "7", "text", None, 3.5], None),
        ([], None),
    ],
)
def test_a_column_shows_its_decimal_mark_by_its_clear_values(values, comma):
    assert detect_decimal_style(values) is comma


@given(st.floats(-1e12, 1e12).map(lambda value: round(value, 2)))
def test_german_and_english_writing_of_one_number_read_alike(value):
    english = f"{value:,.2f}"
    german = english.translate(str.maketrans(",.", ".,"))
    assert parse_number(english, decimal_comma=False).value == parse_number(german, decimal_comma=True).value == value


@given(st.text(max_size=40), st.sampled_from([None, True, False]))
def test_any_text_is_a_finite_number_blank_or_refused(text, comma):
    try:
        parsed = parse_number(text, decimal_comma=comma)
    except UnreadableCell:
        return
    assert parsed is None or abs(parsed.value) < float("inf")
