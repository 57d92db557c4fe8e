"""The stages of a planning session and their clock."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.planning import DEFAULT_STAGES, Stage, as_json, check_stages, clock, from_json, places_in, time_in_words
from domain.vocabulary import StageKind

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
CLINIC = Stage(StageKind.CLINIC, "Key result clinic", 45)


def test_the_default_course_takes_150_minutes_and_has_every_kind_of_stage_once() -> None:
    assert sum(stage.minutes for stage in DEFAULT_STAGES) == 150
    assert [stage.kind for stage in DEFAULT_STAGES] == list(StageKind)
    assert list(check_stages(DEFAULT_STAGES)) == []


def test_a_running_clock_adds_to_what_was_spent_before_it_was_started() -> None:
    found = clock(CLINIC, NOON, 60.0, NOON + timedelta(minutes=2))
    assert (found.spent, found.left, found.running) == (180.0, 2520.0, True)


def test_a_clock_that_stands_keeps_its_time() -> None:
    found = clock(CLINIC, None, 90.0, NOON)
    assert (found.spent, found.running) == (90.0, False)


def test_a_clock_never_counts_a_start_that_lies_ahead() -> None:
    assert clock(CLINIC, NOON, 0.0, NOON - timedelta(seconds=5)).spent == 0.0


@pytest.mark.parametrize(
    ("seconds", "words"), [(245, "4:05"), (0, "0:00"), (-30, "−0:30"), (-0.2, "0:00"), (3600, "60:00"), (59.6, "1:00")]
)
def test_time_is_told_as_a_clock_shows_it(seconds: float, words: str) -> None:
    assert time_in_words(seconds) == words


@given(st.lists(st.builds(Stage, st.sampled_from(StageKind), st.text(max_size=20), st.floats(1, 200)), max_size=8))
def test_stages_come_back_as_they_were_stored(stages: list[Stage]) -> None:
    assert from_json(as_json(stages)) == tuple(stages)


@pytest.mark.parametrize(
    ("stage", "says"),
    [
        (Stage(StageKind.CLINIC, " ", 5), "Stage 1 needs a title"),
        (Stage(StageKind.CLINIC, "x" * 81, 5), "Stage 1 needs a title"),
        (Stage(StageKind.CLINIC, "Clinic", 0), "more than 0"),
        (Stage(StageKind.CLINIC, "Clinic", float("nan")), "more than 0"),
        (Stage(StageKind.CLINIC, "Clinic", 241), "at most 240"),
    ],
)
def test_a_stage_that_cannot_be_right_is_named(stage: Stage, says: str) -> None:
    assert [says in problem.message for problem in check_stages([stage])] == [True]


@pytest.mark.parametrize("number", [0, 21])
def test_a_course_has_a_sensible_number_of_stages(number: int) -> None:
    (problem,) = check_stages([CLINIC] * number)
    assert f"these are {number}" in problem.message


@given(st.permutations(DEFAULT_STAGES))
def test_every_stage_of_a_course_is_found_again_in_another_order(changed: list[Stage]):
    assert [changed[to] for to in places_in(DEFAULT_STAGES, changed) if to is not None] == list(DEFAULT_STAGES)


def test_a_stage_is_found_by_its_kind_under_a_new_title_and_is_missing_once_dropped():
    short, long = Stage(StageKind.CLINIC, "Clinic", 10), Stage(StageKind.CLINIC, "Clinic", 45)
    renamed = Stage(StageKind.READING, "Read", 5)
    assert places_in((DEFAULT_STAGES[1], short, long), (long, short, renamed)) == [2, 1, 0]
    assert places_in((DEFAULT_STAGES[0], short), (short,)) == [None, 0]
