"""Whose value counts on which day when a key result looks at a metric."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from domain.linked_values import (
    Difference,
    difference_in_words,
    differences,
    merged,
    rule_in_words,
    unit_warning,
)
from domain.measurement import Reading, Schedule

FIRST, LAST = date(2026, 10, 1), date(2026, 12, 31)
TODAY = date(2026, 11, 23)
DAYS = st.integers(-20, 110).map(lambda number: FIRST + timedelta(days=number))
VALUES = st.floats(-1e9, 1e9)


def by_day(readings: list[Reading]) -> list[Reading]:
    return sorted(readings, key=lambda reading: reading.as_of)


CHECK_INS = st.lists(st.builds(Reading, DAYS, VALUES, st.none() | st.integers(0, 10)), max_size=12).map(by_day)
POINTS = st.lists(st.builds(Reading, DAYS, VALUES), max_size=30).map(by_day)


def day(number: int) -> date:
    return date(2026, 11, number)


@given(CHECK_INS, POINTS)
def test_every_check_in_is_kept_as_it_is(check_ins: list[Reading], points: list[Reading]) -> None:
    found = merged(check_ins, points, FIRST, LAST)
    assert [reading for reading in found if not reading.from_metric] == check_ins


@given(CHECK_INS, POINTS)
def test_on_a_day_with_a_check_in_the_metric_does_not_count(check_ins: list[Reading], points: list[Reading]) -> None:
    found = merged(check_ins, points, FIRST, LAST)
    measured = {reading.as_of for reading in found if reading.from_metric}
    assert not measured & {reading.as_of for reading in check_ins}


@given(CHECK_INS, POINTS)
def test_every_other_day_from_start_to_due_date_has_the_metrics_last_value(
    check_ins: list[Reading], points: list[Reading]
) -> None:
    recorded = {reading.as_of for reading in check_ins}
    wanted = {one.as_of: one.value for one in points if FIRST <= one.as_of <= LAST and one.as_of not in recorded}
    found = merged(check_ins, points, FIRST, LAST)
    assert {reading.as_of: reading.value for reading in found if reading.from_metric} == wanted


@given(CHECK_INS, POINTS)
def test_the_days_stand_in_order(check_ins: list[Reading], points: list[Reading]) -> None:
    days = [reading.as_of for reading in merged(check_ins, points, FIRST, LAST)]
    assert days == sorted(days)


@given(CHECK_INS, POINTS)
def test_a_metric_never_says_how_confident_somebody_is(check_ins: list[Reading], points: list[Reading]) -> None:
    found = merged(check_ins, points, FIRST, LAST)
    assert all(reading.confidence is None for reading in found if reading.from_metric)


@given(CHECK_INS)
def test_without_values_of_the_metric_nothing_changes(check_ins: list[Reading]) -> None:
    assert merged(check_ins, (), FIRST, LAST) == tuple(check_ins)


@given(CHECK_INS, POINTS)
def test_taking_the_metric_away_gives_back_what_people_recorded(
    check_ins: list[Reading], points: list[Reading]
) -> None:
    once = merged(check_ins, points, FIRST, LAST)
    again = merged([reading for reading in once if not reading.from_metric], points, FIRST, LAST)
    assert again == once


@given(CHECK_INS, POINTS)
def test_only_days_with_both_can_differ(check_ins: list[Reading], points: list[Reading]) -> None:
    found = differences(check_ins, points, FIRST, LAST)
    both = {one.as_of for one in check_ins} & {one.as_of for one in points}
    assert {one.as_of for one in found} <= both
    assert all(one.recorded != one.measured for one in found)


def test_a_day_on_which_both_say_different_values_is_found() -> None:
    check_ins = [Reading(day(13), 38.0, 6), Reading(day(20), 41.0, 7)]
    points = [Reading(day(13), 38.0), Reading(day(20), 44.0)]
    assert differences(check_ins, points, FIRST, LAST) == (Difference(day(20), 41.0, 44.0),)


def test_a_hair_of_arithmetic_is_no_difference() -> None:
    assert differences([Reading(day(20), 0.1 + 0.2)], [Reading(day(20), 0.3)], FIRST, LAST) == ()


def test_a_difference_reads_as_a_sentence() -> None:
    said = difference_in_words(Difference(day(20), 41.0, 44.0), "Ana", "%", TODAY)
    assert said.replace("\N{NO-BREAK SPACE}", " ") == "Ana recorded 41 % for 20 Nov, the metric says 44 %."


def test_two_values_that_differ_do_not_read_the_same() -> None:
    said = difference_in_words(Difference(day(20), 120_400.0, 120_410.0), "Ana", "", TODAY)
    assert "120,400" in said
    assert "120,410" in said


def test_the_rule_names_the_days_between_which_the_metric_counts() -> None:
    said = rule_in_words(Schedule(FIRST, LAST), TODAY).replace("\N{NO-BREAK SPACE}", " ")
    assert "from 1 Oct to 31 Dec" in said
    assert "people only" in said


def test_units_that_differ_are_told_with_both_names() -> None:
    assert unit_warning("%", "carts").startswith("The key result is in “%”, the metric in “carts”.")
    assert unit_warning("", "carts").startswith("The key result is in no unit")


def test_the_same_unit_in_other_letters_is_the_same() -> None:
    assert unit_warning(" Carts ", "carts") == ""
