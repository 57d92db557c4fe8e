"""Exceptions: golden scenarios by hand, the edge of each rule, and rules that hold for any input."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.attention import ExceptionKind, Finding, exceptions_of, rule_in_words, urgency
from domain.attention_rules import Work
from domain.confidence import Fall, falling
from domain.formatting import NBSP
from domain.measurement import Measurement, Reading, Schedule
from domain.policy import Policy
from domain.status import standing
from domain.vocabulary import Measure, Status

START = date(2026, 10, 5)
QUARTER = Schedule(START, START + timedelta(days=90))
HUNDRED = Measurement(Measure.INCREASE, "riders", 0, 100)
FALLING = Measurement(Measure.DECREASE, "contacts", 31, 26)
FLOOR = Measurement(Measure.STAY_AT_LEAST, "%", None, 90)
BAND = Measurement(Measure.STAY_BETWEEN, "weeks", None, None, 10, 16)
STEPS = Measurement(Measure.MILESTONE, "", 0, 6)
FIND_OUT = Measurement(Measure.BASELINE, "", None, None)
UNDECIDED = Measurement(None, "", None, None)
EVERY_MEASURE = [HUNDRED, FALLING, FLOOR, BAND, STEPS, FIND_OUT, UNDECIDED]
POLICY = Policy()
Entry = tuple[int, float] | tuple[int, float, int]


def on(day: int) -> date:
    return START + timedelta(days=day)


def history(*entries: Entry) -> list[Reading]:
    return [Reading(on(day), value, *confidence) for day, value, *confidence in entries]


def found(m: Measurement, *entries: Entry, today: int = 45, done: tuple[Work, ...] = ()) -> tuple[Finding, ...]:
    return exceptions_of(m, history(*entries), QUARTER, on(today), POLICY, done)


def kinds(m: Measurement, *entries: Entry, today: int = 45, done: tuple[Work, ...] = ()) -> list[str]:
    return [finding.kind.value for finding in found(m, *entries, today=today, done=done)]


def said(kind: ExceptionKind, m: Measurement, *entries: Entry, today: int = 45, done: tuple[Work, ...] = ()) -> str:
    findings = found(m, *entries, today=today, done=done)
    return next(finding for finding in findings if finding.kind == kind).sentence.replace(NBSP, " ")


def test_a_number_that_goes_as_expected_needs_no_look() -> None:
    assert found(HUNDRED, (7, 8, 7), (14, 16, 7), (21, 24, 8), (28, 32, 7), (35, 40, 7), (42, 47, 7)) == ()


def test_green_to_red_in_one_check_in_is_said_with_both_days_and_numbers() -> None:
    (finding,) = found(HUNDRED, (35, 39), (42, 12))
    assert (finding.kind, finding.since) == (ExceptionKind.BLINDSIDED, on(42))
    assert finding.sentence.replace(NBSP, " ") == (
        "On track on 9 Nov with 39 %, at risk on 16 Nov with 12 %: two steps worse in one check-in."
    )


@pytest.mark.parametrize(
    "entries",
    [
        [(28, 32), (35, 25), (42, 15)],  # behind stands between them
        [(35, 39), (42, 12), (44, 12)],  # a check-in after it has said so already
        [(35, 39), (42, 30)],  # only behind
        [(42, 12)],
    ],
)
def test_a_warning_between_green_and_red_is_no_blindsiding(entries: list[Entry]) -> None:
    assert ExceptionKind.BLINDSIDED not in kinds(HUNDRED, *entries)


def test_a_limit_that_breaks_in_one_check_in_is_said_with_its_values() -> None:
    sentence = said(ExceptionKind.BLINDSIDED, FLOOR, (35, 95), (42, 84))
    assert sentence == "On track on 9 Nov with 95 %, at risk on 16 Nov with 84 %: two steps worse in one check-in."


def test_two_entries_for_one_day_are_one_step() -> None:
    assert kinds(HUNDRED, (42, 45), (42, 12)) == []


def test_a_metric_is_said_to_step_from_value_to_value() -> None:
    readings = [Reading(on(day), value, None, from_metric=True) for day, value in ((44, 48.0), (45, 12.0))]
    (finding,) = exceptions_of(HUNDRED, readings, QUARTER, on(45), POLICY)
    assert finding.sentence.endswith("two steps worse from one value to the next.")


def test_hope_against_the_numbers_is_said_with_both() -> None:
    sentence = said(ExceptionKind.DIVERGENCE, HUNDRED, (42, 10, 9))
    assert sentence == ("The owner's confidence is 9 of 10, yet the numbers say at risk: 10 %, where 50 % is expected.")


def test_doubt_against_a_kept_limit_is_said_with_the_value() -> None:
    sentence = said(ExceptionKind.DIVERGENCE, FLOOR, (42, 97, 2))
    assert sentence == "The owner's confidence is 2 of 10, yet the numbers say on track: 97 %."


def test_the_confidence_that_counts_is_the_owners_and_not_the_metrics() -> None:
    readings = [Reading(on(35), 40, 9), Reading(on(44), 10, None, from_metric=True)]
    found_kinds = [finding.kind for finding in exceptions_of(HUNDRED, readings, QUARTER, on(45), POLICY)]
    assert ExceptionKind.DIVERGENCE in found_kinds


def test_worse_than_the_baseline_is_said_since_it_began() -> None:
    (finding,) = found(FALLING, (28, 30), (35, 33), (42, 33.8), today=43)
    assert finding.since == on(35)
    assert finding.sentence.replace(NBSP, " ") == (
        "Worse than its baseline since 9 Nov: 33.8 contacts, where it began at 31; −56 % of the way to 26 contacts."
    )


@pytest.mark.parametrize(("value", "is_worse"), [(31, False), (31.24, False), (31.25, True), (32, True)])
def test_less_than_what_counts_as_movement_is_no_regression(value: float, is_worse: bool) -> None:
    assert (ExceptionKind.REGRESSION in kinds(FALLING, (7, value), today=8)) == is_worse


def test_two_steps_back_are_said_with_where_they_began() -> None:
    sentence = said(ExceptionKind.REGRESSION, HUNDRED, (28, 62), (35, 50), (42, 45))
    assert sentence == "Moved back over the last 3 check-ins, from 62 % on 2 Nov to 45 % on 16 Nov."


@pytest.mark.parametrize("values", [(62, 50, 51), (50, 40, 40), (62, 60, 58), (130, 120, 110)])
def test_one_step_back_a_small_loss_or_a_target_that_is_reached_is_no_regression(values: tuple[float, ...]) -> None:
    entries = list(zip((28, 35, 42), values, strict=True))
    assert ExceptionKind.REGRESSION not in kinds(HUNDRED, *entries)


def test_falling_confidence_is_said_with_its_length() -> None:
    sentence = said(ExceptionKind.CONFIDENCE_FALLING, HUNDRED, (28, 31, 8), (35, 38, 6), (42, 46, 4))
    assert sentence == "Confidence fell from 8 to 4 over the last 3 check-ins, since 2 Nov."


@pytest.mark.parametrize(
    ("confidences", "fall"),
    [
        ([8, 7, 8, 7], None),  # noise of one
        ([8, 6], None),
        ([8, 7, 6], (8, 6, 3)),
        ([8, 5], (8, 5, 2)),
        ([9, 8, 7, 7], None),  # it has stopped
        ([9, 4, 5], (9, 5, 3)),  # still far below
        ([9, 4, 6], None),  # it recovers
        ([9, 7, 7, 6], (9, 6, 4)),
        ([10, 9, 9, 8, 7], (10, 7, 5)),  # the deeper fall is said
        ([9], None),
        ([], None),
    ],
)
def test_a_fall_goes_on_or_is_deep(confidences: list[int], fall: tuple[int, int, int] | None) -> None:
    judged = falling(history(*((7 * place, 0, value) for place, value in enumerate(confidences))))
    assert (judged and (judged.before, judged.after, judged.check_ins)) == fall


def test_a_deep_fall_is_seen_within_four_weeks_or_since_the_check_in_before() -> None:
    assert falling(history((0, 0, 9), (8, 0, 6), (29, 0, 6))) is None
    assert falling(history((0, 0, 9), (60, 0, 6))) == Fall(9, 6, START, 2)


def test_work_that_is_done_without_effect_is_named_with_its_number() -> None:
    work = (Work("New map", on(10)),)
    sentence = said(ExceptionKind.UNMOVED, HUNDRED, (9, 40), (44, 42), done=work)
    assert sentence == (
        "“New map” was done 35 days ago; the number went from 40 to 42 riders, 2 % of the way to its target of "
        "100 riders: less than the 5 % that count as movement."
    )


def test_work_that_moved_its_number_is_no_exception() -> None:
    assert kinds(HUNDRED, (9, 20), (44, 46), done=(Work("New map", on(10)),)) == []


def test_no_check_in_at_half_time_is_said_with_the_days() -> None:
    assert found(HUNDRED, today=44) == ()
    (finding,) = found(HUNDRED, today=45, done=(Work("New map", on(10)),))
    assert (finding.kind, finding.since) == (ExceptionKind.NEVER_UPDATED, on(45))
    assert finding.sentence.replace(NBSP, " ") == (
        "No check-in yet and 45 of 90 days are gone; one is due every 7 days."
    )


def test_silence_is_said_in_days() -> None:
    assert kinds(HUNDRED, (26, 30), today=36) == []
    assert said(ExceptionKind.STALE, HUNDRED, (26, 50), today=45) == "No check-in for 19 days; one is due every 7 days."


def test_silence_after_the_due_date_is_not_counted() -> None:
    sentence = said(ExceptionKind.STALE, HUNDRED, (70, 100), today=200)
    assert sentence == "No check-in in the 20 days before the due date; one was due every 7 days."


def test_what_is_finished_needs_no_look() -> None:
    assert found(STEPS, (3, 6, 9), (9, 6, 2), today=80) == ()
    assert found(FIND_OUT, (3, 41, 9), (10, 41, 2), today=80) == ()


def test_the_most_urgent_comes_first_and_what_is_at_risk_before_all_else() -> None:
    findings = found(HUNDRED, (26, 33, 9), (33, 5, 4))
    assert [finding.kind for finding in findings] == [
        ExceptionKind.BLINDSIDED,
        ExceptionKind.CONFIDENCE_FALLING,
        ExceptionKind.STALE,
    ]
    assert [finding.rank for finding in findings] == [1, 4, 7]
    silence = found(HUNDRED, (20, 10))
    assert urgency(Status.AT_RISK, silence) < urgency(Status.ON_TRACK, findings)
    assert urgency(Status.AT_RISK, findings) < urgency(Status.AT_RISK, silence)


@pytest.mark.parametrize("kind", ExceptionKind)
def test_every_rule_can_be_printed_with_the_numbers_of_the_policy(kind: ExceptionKind) -> None:
    stricter = replace(POLICY, movement=replace(POLICY.movement, moves_by=0.2))
    rule = rule_in_words(kind, stricter)
    assert rule.endswith(".")
    movement = kind in {ExceptionKind.REGRESSION, ExceptionKind.UNMOVED}
    assert (f"20{NBSP}%" in rule) == movement


def test_what_counts_as_movement_is_the_organisations_choice() -> None:
    strict = replace(POLICY, movement=replace(POLICY.movement, moves_by=0.5))
    assert exceptions_of(FALLING, history((7, 33)), QUARTER, on(8), POLICY)
    assert exceptions_of(FALLING, history((7, 33)), QUARTER, on(8), strict) == ()


wide = st.floats(allow_nan=False, allow_infinity=False)
small = st.integers(-200, 200).map(float)
confidences = st.none() | st.integers(0, 10)
days = st.integers(-20, 120)


def some_readings(values: st.SearchStrategy[float]) -> st.SearchStrategy[list[Reading]]:
    one = st.builds(Reading, days.map(on), values, confidences, st.booleans())
    return st.lists(one, max_size=9).map(lambda readings: sorted(readings, key=lambda reading: reading.as_of))


works = st.lists(st.builds(Work, st.just("New map"), days.map(on)), max_size=2)
measurements = st.builds(
    Measurement,
    st.none() | st.sampled_from(Measure),
    st.sampled_from(["", "%", "€", "riders"]),
    *[st.none() | wide] * 4,
)


@given(measurements, some_readings(wide), days.map(on), works, st.integers(1, 90), st.integers(0, 120))
def test_any_input_is_judged_and_said_in_a_sentence(m, readings, today, done, cadence, span) -> None:
    schedule = Schedule(START, START + timedelta(days=span), cadence)
    for finding in exceptions_of(m, readings, schedule, today, POLICY, done):
        assert finding.sentence.endswith(".")
        assert any(letter.isdigit() for letter in finding.sentence)
        assert finding.since <= today


@given(st.sampled_from(EVERY_MEASURE), st.integers(-20, 200).map(on), works)
def test_before_the_first_check_in_only_the_silence_can_need_a_look(m, today, done) -> None:
    later = [Reading(today + timedelta(days=1), 5, 1)]
    findings = exceptions_of(m, later, QUARTER, today, POLICY, done)
    assert {finding.kind for finding in findings} <= {ExceptionKind.NEVER_UPDATED}


@given(some_readings(small), days.map(on), works, st.sampled_from([0.25, 2.0, 64.0]), st.sampled_from([-128.0, 32.0]))
def test_another_scale_or_zero_changes_no_kind(readings, today, done, scale, shift) -> None:
    def kinds_of(by: float, plus: float) -> list[tuple[ExceptionKind, date]]:
        m = Measurement(Measure.INCREASE, "", 0 * by + plus, 100 * by + plus)
        moved = [replace(reading, value=reading.value * by + plus) for reading in readings]
        return [(one.kind, one.since) for one in exceptions_of(m, moved, QUARTER, today, POLICY, done)]

    assert kinds_of(scale, shift) == kinds_of(1, 0)


@given(some_readings(small), days.map(on), works)
def test_a_falling_target_needs_the_same_looks_as_a_rising_one(readings, today, done) -> None:
    mirrored = [replace(reading, value=-reading.value) for reading in readings]
    down = Measurement(Measure.DECREASE, "riders", 0, -100)
    both = [exceptions_of(m, r, QUARTER, today, POLICY, done) for m, r in ((HUNDRED, readings), (down, mirrored))]
    assert [one.kind for one in both[0]] == [one.kind for one in both[1]]


@given(some_readings(small), days.map(on))
def test_each_sentence_holds_the_numbers_that_it_is_about(readings, today) -> None:
    known = [reading for reading in readings if reading.as_of <= today]
    for finding in exceptions_of(HUNDRED, readings, QUARTER, today, POLICY):
        if finding.kind == ExceptionKind.CONFIDENCE_FALLING:
            fall = falling(known)
            assert fall is not None
            assert f"from {fall.before} to {fall.after} " in finding.sentence
        if finding.kind == ExceptionKind.DIVERGENCE:
            owner = next(reading for reading in reversed(known) if not reading.from_metric)
            assert f"is {owner.confidence} of 10" in finding.sentence
        if finding.kind == ExceptionKind.BLINDSIDED:
            assert finding.sentence.count("%") == 2


@given(some_readings(small), days.map(on))
def test_an_exception_agrees_with_the_standing_that_pages_show(readings, today) -> None:
    stands = standing(HUNDRED, readings, QUARTER, today)
    kinds_found = {finding.kind for finding in exceptions_of(HUNDRED, readings, QUARTER, today, POLICY)}
    known = any(reading.as_of <= today for reading in readings)
    assert (ExceptionKind.STALE in kinds_found) == (stands.stale and known)
    assert ExceptionKind.BLINDSIDED not in kinds_found or stands.status == Status.AT_RISK


@given(st.lists(st.integers(5, 6), max_size=12))
def test_a_wobble_of_one_is_never_a_fall(confidence: list[int]) -> None:
    assert falling(history(*((7 * place, 0, value) for place, value in enumerate(confidence)))) is None
