"""When work is done, when its number has not moved, and in which words a page says so."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.formatting import NBSP
from domain.initiatives import (
    MovementRule,
    Unmoved,
    done_day,
    needs_work,
    overdue_days,
    rule_in_words,
    sentence,
    unmoved,
)
from domain.measurement import Measurement, Reading, Schedule
from domain.vocabulary import Exemption, Label, Measure

START = date(2026, 4, 1)
DONE, TODAY = START + timedelta(days=20), START + timedelta(days=44)
WEEKLY = Schedule(START, START + timedelta(days=90), 7)
RISING = Measurement(Measure.INCREASE, "stations", 0, 10)
FALLING = Measurement(Measure.DECREASE, "days", 12, 8)
FLOOR = Measurement(Measure.STAY_AT_LEAST, "%", None, 90)
BAND = Measurement(Measure.STAY_BETWEEN, "weeks", None, None, 10, 16)
STEPS = Measurement(Measure.MILESTONE, "", 0, 6)
FIND_OUT = Measurement(Measure.BASELINE, "%", None, None)


def values(*pairs: tuple[int, float]) -> list[Reading]:
    return [Reading(START + timedelta(days=on), value) for on, value in pairs]


def found(
    m: Measurement, *pairs: tuple[int, float], schedule: Schedule = WEEKLY, today: date = TODAY
) -> Unmoved | None:
    return unmoved(m, values(*pairs), schedule, DONE, today)


def said(m: Measurement, *pairs: tuple[int, float]) -> str:
    judged = found(m, *pairs)
    assert judged is not None
    return sentence("Stations", m, judged, TODAY).replace(NBSP, " ")


def test_a_number_that_stands_where_it_stood_is_an_exception() -> None:
    assert found(RISING, (15, 3), (40, 3)) == Unmoved(DONE, 3, 3, 0)


def test_a_number_that_moved_enough_is_none() -> None:
    assert found(RISING, (15, 3), (40, 3.5)) is None


def test_less_than_the_threshold_is_no_movement() -> None:
    judged = found(RISING, (15, 3), (40, 3.4))
    assert judged is not None
    assert judged.gain == pytest.approx(0.04)


@pytest.mark.parametrize(("now", "is_exception"), [(10.0, True), (9.9, True), (9.8, False), (9.0, False), (10.5, True)])
def test_a_falling_target_counts_the_same_as_a_rising_one(now: float, is_exception: bool) -> None:
    assert (found(FALLING, (15, 10), (40, now)) is not None) == is_exception


def test_the_value_of_the_day_itself_is_where_it_stood() -> None:
    assert found(RISING, (20, 3), (40, 5)) is None
    assert found(RISING, (20, 5), (40, 5)) == Unmoved(DONE, 5, 5, 0)


def test_without_an_earlier_check_in_the_baseline_is_where_it_stood() -> None:
    assert found(FALLING, (40, 12)) == Unmoved(DONE, 12, 12, 0)


@pytest.mark.parametrize(
    ("cadence", "days", "is_exception"), [(7, 13, False), (7, 14, True), (14, 27, False), (14, 28, True)]
)
def test_work_has_two_weeks_or_two_check_ins_to_show(cadence: int, days: int, is_exception: bool) -> None:
    schedule, today = replace(WEEKLY, cadence_days=cadence), DONE + timedelta(days=days)
    assert (found(RISING, (15, 3), schedule=schedule, today=today) is not None) == is_exception


def test_work_that_was_done_before_the_key_result_began_is_judged_from_its_first_day() -> None:
    earlier = START - timedelta(days=60)
    readings = values((1, 2), (12, 2))
    assert unmoved(RISING, readings, WEEKLY, earlier, START + timedelta(days=13)) is None
    assert unmoved(RISING, readings, WEEKLY, earlier, START + timedelta(days=14)) is None
    assert unmoved(RISING, values((12, 0)), WEEKLY, earlier, START + timedelta(days=14)) == Unmoved(earlier, 0, 0, 0)


@pytest.mark.parametrize(
    ("m", "value"), [(RISING, 10), (RISING, 12), (FALLING, 8), (FLOOR, 90), (BAND, 12), (STEPS, 6), (FIND_OUT, 14)]
)
def test_what_has_reached_its_goal_is_no_exception_even_without_a_check_in_since(m: Measurement, value: float) -> None:
    assert found(m, (15, value)) is None


@pytest.mark.parametrize("m", [RISING, FALLING, FLOOR, BAND, STEPS, FIND_OUT, replace(RISING, target=None)])
def test_no_check_in_at_all_since_is_said(m: Measurement) -> None:
    judged = found(m)
    assert judged is not None
    assert judged.now is None


def test_a_limit_that_is_as_broken_as_then_is_an_exception_and_one_that_heals_is_not() -> None:
    assert found(FLOOR, (15, 80), (40, 80)) == Unmoved(DONE, 80, 80, 0)
    assert found(FLOOR, (15, 80), (40, 86)) is None
    assert found(BAND, (15, 8), (40, 8.2)) is not None
    assert found(BAND, (15, 8), (40, 18.5)) is not None


def test_a_limit_that_broke_since_is_an_exception() -> None:
    judged = found(FLOOR, (15, 95), (40, 72))
    assert judged is not None
    assert judged.gain == pytest.approx(-0.2)


def test_without_a_target_there_is_nothing_to_compare() -> None:
    assert found(replace(RISING, target=None), (15, 3), (40, 3)) is None
    assert found(FLOOR, (40, 80)) is None


def test_what_is_entered_for_a_day_ahead_does_not_count_yet() -> None:
    assert found(RISING, (15, 3), (60, 9)) == Unmoved(DONE, 3)


def test_the_threshold_and_the_wait_can_be_chosen() -> None:
    readings = values((15, 3), (40, 4.5))
    assert unmoved(RISING, readings, WEEKLY, DONE, TODAY, MovementRule(moves_by=0.2)) is not None
    assert unmoved(RISING, readings, WEEKLY, DONE, TODAY, MovementRule(moves_by=0.2, after_days=30)) is None


@pytest.mark.parametrize(
    ("text", "m", "pairs"),
    [
        ("“Stations” still stands at 3 stations of 10, no better than then", RISING, ((15, 3), (40, 3))),
        (
            "“Stations” still stands at 9.5 days on the way from 12 to 8, no better than then",
            FALLING,
            ((15, 9.5), (40, 9.5)),
        ),
        (
            "“Stations” still stands at 80 %, outside its limit of 90 %, no better than then",
            FLOOR,
            ((15, 80), (40, 80)),
        ),
        ("“Stations” still stands at 3 of 6, no better than then", STEPS, ((15, 3), (40, 3))),
        (
            "“Stations” went from 3 to 3.4 stations, 4 % of the way to its target of 10 stations: "
            "less than the 5 % that count as movement",
            RISING,
            ((15, 3), (40, 3.4)),
        ),
        ("“Stations” went from 9.5 to 10 days, away from its target of 8 days", FALLING, ((15, 9.5), (40, 10))),
        ("“Stations” went from 9 to 18 weeks, away from its limits of 10 and 16 weeks", BAND, ((15, 9), (40, 18))),
        ("“Stations” has had no check-in since; it stood at 9.5 days then", FALLING, ((15, 9.5),)),
        ("“Stations” has had no check-in since", FIND_OUT, ()),
    ],
)
def test_the_sentence_says_how_long_ago_and_what_the_number_did(text, m, pairs) -> None:
    assert said(m, *pairs) == f"Done 24 days ago; {text}."


def test_numbers_that_differ_never_read_the_same() -> None:
    m = Measurement(Measure.INCREASE, "riders", 1_000_000, 2_000_000)
    assert "from 1,234,100 to 1,234,400 riders" in said(m, (15, 1_234_100), (40, 1_234_400))


def test_the_rule_is_said_with_its_numbers() -> None:
    assert rule_in_words(MovementRule(0.1, 21)).replace(NBSP, " ") == (
        "Judged 21 days after the work was done, or after 2 check-ins were due if that is later. "
        "Less than 10 % of the way from baseline to target is no movement."
    )


@pytest.mark.parametrize(
    ("changed", "due", "created", "expected"),
    [
        (DONE, START, START, DONE),
        (None, DONE, START, DONE),
        (None, TODAY + timedelta(days=1), START, START),
        (None, None, START, START),
        (None, None, None, None),
    ],
)
def test_work_is_done_when_somebody_said_so_else_when_it_was_due_else_when_it_was_written(
    changed: date | None, due: date | None, created: date | None, expected: date | None
) -> None:
    assert done_day(changed, due, created, TODAY) == expected


def test_outputs_and_exempt_key_results_ask_for_no_work() -> None:
    assert needs_work(Label.OUTCOME, Exemption.NONE)
    assert needs_work(Label.UNCLEAR, Exemption.NONE)
    assert not needs_work(Label.OUTPUT, Exemption.NONE)
    assert not any(needs_work(Label.OUTCOME, one) for one in Exemption if one != Exemption.NONE)


def test_only_unfinished_work_is_late() -> None:
    assert overdue_days(DONE, TODAY, under_way=True) == 24
    assert overdue_days(DONE, TODAY, under_way=False) == 0
    assert overdue_days(TODAY, TODAY, under_way=True) == 0
    assert overdue_days(None, TODAY, under_way=True) == 0


numbers = st.floats(-1e6, 1e6).map(lambda value: round(value, 3))
histories = st.lists(st.tuples(st.integers(0, 44), numbers), max_size=8).map(lambda pairs: sorted(pairs))


@given(numbers, numbers, histories)
def test_mirrored_numbers_give_the_same_verdict(
    baseline: float, target: float, history: list[tuple[int, float]]
) -> None:
    measure = Measure.INCREASE if target > baseline else Measure.DECREASE
    other = Measure.DECREASE if target > baseline else Measure.INCREASE
    one = found(Measurement(measure, "", baseline, target), *history)
    mirrored = found(Measurement(other, "", -baseline, -target), *((on, -value) for on, value in history))
    assert (one is None) == (mirrored is None)
    assert one is None or mirrored is None or one.gain == mirrored.gain


@given(st.sampled_from([RISING, FALLING, FLOOR, BAND, STEPS, FIND_OUT]), histories, st.integers(0, 60))
def test_a_finding_is_never_early_and_always_can_be_said(m: Measurement, history, after: int) -> None:
    today = DONE + timedelta(days=after)
    judged = found(m, *history, today=today)
    assert judged is None or after >= 14
    assert judged is None or sentence("X", m, judged, today).endswith(".")
    assert judged is None or judged.gain is None or judged.gain < 0.05


@given(histories, numbers)
def test_reaching_the_target_ends_every_exception(history: list[tuple[int, float]], beyond: float) -> None:
    assert found(RISING, *history, (44, 10 + abs(beyond))) is None
