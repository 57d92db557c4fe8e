"""A cycle in ISO weeks."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from domain.weeks import MOST_WEEKS, Week, begun, weeks_between

FIRST, LAST = date(2026, 4, 1), date(2026, 6, 30)  # a Wednesday and a Tuesday


def test_the_first_week_holds_the_first_day_and_the_last_week_the_last():
    weeks = weeks_between(FIRST, LAST)
    assert (weeks[0].monday, weeks[-1].sunday, len(weeks)) == (date(2026, 3, 30), date(2026, 7, 5), 14)


def test_the_number_is_that_of_the_iso_calendar_over_the_turn_of_the_year():
    assert [week.number for week in weeks_between(date(2026, 12, 28), date(2027, 1, 4))] == [53, 1]


def test_a_week_that_lasts_is_judged_by_today_and_an_earlier_one_by_its_sunday():
    week = Week(date(2026, 4, 6))
    assert week.closes_on(date(2026, 4, 8)) == date(2026, 4, 8)
    assert week.closes_on(date(2026, 5, 1)) == date(2026, 4, 12)


def test_only_weeks_whose_monday_has_come_have_begun():
    weeks = weeks_between(FIRST, LAST)
    assert len(begun(weeks, date(2026, 4, 5))) == 1
    assert len(begun(weeks, date(2026, 4, 6))) == 2
    assert begun(weeks, date(2026, 3, 29)) == ()


def test_a_cycle_that_ends_before_it_starts_has_no_weeks():
    assert weeks_between(LAST, FIRST) == ()


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(0, 2000))
def test_weeks_follow_one_another_without_a_gap_and_are_bounded(first: date, days: int):
    weeks = weeks_between(first, first + timedelta(days=days))
    assert all(week.monday.weekday() == 0 for week in weeks)
    assert all((b.monday - a.sunday).days == 1 for a, b in pairwise(weeks))
    assert weeks[0].monday <= first <= weeks[0].sunday
    assert len(weeks) <= MOST_WEEKS
