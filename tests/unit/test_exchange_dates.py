"""Dates and cycles as people write them."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.exchange.cycles import name_of_span, parse_cycle
from services.exchange.dates import detect_day_first, parse_date
from services.exchange.errors import UnreadableCell

THIRD_OF_MARCH = date(2026, 3, 3)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2018-01-31", date(2018, 1, 31)),
        ("2018-01-31T00:00:00Z", date(2018, 1, 31)),
        ("2018-01-31 08:30", date(2018, 1, 31)),
        ("2018/01/31", date(2018, 1, 31)),
        ("20180131", date(2018, 1, 31)),
        ("31.12.2019", date(2019, 12, 31)),
        ("1.4.18", date(2018, 4, 1)),
        ("31/12/2019", date(2019, 12, 31)),
        ("12/31/19", date(2019, 12, 31)),
        ("31-12-2019", date(2019, 12, 31)),
        ("3 Mar 2026", THIRD_OF_MARCH),
        ("3. März 2026", THIRD_OF_MARCH),
        ("3 de marzo de 2026", THIRD_OF_MARCH),
        ("3 de março de 2026", THIRD_OF_MARCH),
        ("3 mars 2026", THIRD_OF_MARCH),
        ("Mar 3, 2026", THIRD_OF_MARCH),
        ("Tue, 3 Mar 2026", THIRD_OF_MARCH),
        ("3-Mar-26", THIRD_OF_MARCH),
        ("01 déc. 2025", date(2025, 12, 1)),
        (datetime(2026, 3, 3, 12, 0), THIRD_OF_MARCH),
        (THIRD_OF_MARCH, THIRD_OF_MARCH),
    ],
)
def test_a_date_reads_the_same_in_every_notation(text, day):
    assert parse_date(text, day_first=None) == day


def test_a_slash_date_follows_the_order_of_the_file():
    assert (parse_date("4/1/18", day_first=False), parse_date("4/1/18", day_first=True)) == (
        date(2018, 4, 1),
        date(2018, 1, 4),
    )


def test_a_dotted_date_is_day_first_whatever_the_file_says():
    assert parse_date("01.04.2018", day_first=False) == date(2018, 4, 1)


@pytest.mark.parametrize("text", ["31.02.2020", "13/13/2020", "soon", "45000", "1.1.0001", "Q2 2018", 43101, True])
def test_what_is_no_date_is_refused_with_advice(text):
    with pytest.raises(UnreadableCell, match="Write it as 2026-03-31"):
        parse_date(text, day_first=None)


def test_a_day_above_twelve_shows_the_order():
    assert (detect_day_first(["4/1/18", "6/30/18"]), detect_day_first(["4/1/18", "30/6/18"])) == (False, True)


def test_dotted_dates_say_nothing_about_slash_dates():
    assert detect_day_first(["31.12.2018", "4/1/18"]) is None


def test_pairs_that_begin_with_a_month_show_the_order():
    assert detect_day_first(["1/4/18"], [("1/4/18", "1/7/18")]) is True


@given(st.dates(date(1970, 1, 1), date(2068, 12, 31)))
def test_every_day_survives_each_unambiguous_notation(day):
    forms = (
        day.isoformat(),
        f"{day:%d.%m.%Y}",
        f"{day:%Y/%m/%d}",
        f"{day:%d %b %Y}",
        f"{day:%B} {day.day}, {day.year}",
    )
    assert {parse_date(form, day_first=None) for form in forms} == {day}


@given(st.text(max_size=30))
def test_any_text_is_a_date_blank_or_refused(text):
    try:
        found = parse_date(text, day_first=None)
    except UnreadableCell:
        return
    assert found is None or found.year >= 1970


SECOND_QUARTER = (date(2018, 4, 1), date(2018, 6, 30))


@pytest.mark.parametrize(
    "name",
    [
        "2018-Q2",
        "Q2 2018",
        "Q2/18",
        "Q2'18",
        "2018Q2",
        "FY18 Q2",
        "T2 2018",
        "2. Quartal 2018",
        "Quarter 2 2018",
        "2018 T2",
    ],
)
def test_a_quarter_has_its_dates_from_its_name(name):
    span = parse_cycle(name)
    assert (span.name, span.start, span.end) == (name, *SECOND_QUARTER)


@pytest.mark.parametrize(
    ("name", "start", "end"),
    [
        ("2026 H1", date(2026, 1, 1), date(2026, 6, 30)),
        ("S2 2026", date(2026, 7, 1), date(2026, 12, 31)),
        ("1H26", date(2026, 1, 1), date(2026, 6, 30)),
        ("2026", date(2026, 1, 1), date(2026, 12, 31)),
        ("FY26", date(2026, 1, 1), date(2026, 12, 31)),
        ("February 2028", date(2028, 2, 1), date(2028, 2, 29)),
        ("2026-03", date(2026, 3, 1), date(2026, 3, 31)),
    ],
)
def test_other_spans_have_their_dates_from_their_name(name, start, end):
    assert (parse_cycle(name).start, parse_cycle(name).end) == (start, end)


def test_a_fiscal_year_starts_in_the_month_that_is_told():
    span = parse_cycle("FY26 Q4", fiscal_start_month=4)
    assert (span.start, span.end) == (date(2026, 1, 1), date(2026, 3, 31))


def test_given_dates_win_over_the_name():
    span = parse_cycle("Sprint 7", date(2026, 1, 5), date(2026, 1, 18))
    assert (span.start, span.end) == (date(2026, 1, 5), date(2026, 1, 18))


@pytest.mark.parametrize("name", ["Q2", "Q5 2020", "H3 2020", "next quarter", ""])
def test_a_name_that_tells_no_dates_gives_none(name):
    assert parse_cycle(name) is None


def test_a_span_without_a_name_is_named_after_its_quarter_or_days():
    assert (name_of_span(*SECOND_QUARTER), name_of_span(date(2018, 4, 2), date(2018, 6, 30))) == (
        "2018-Q2",
        "2018-04-02 to 2018-06-30",
    )
