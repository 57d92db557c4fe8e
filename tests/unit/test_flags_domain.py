"""Who may do what about a flag in which state, and how ages and answers are counted."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.flags import (
    CLOSED,
    CONCERN_WORDS,
    MOVES,
    UNRESOLVED,
    Answers,
    Course,
    age_in_days,
    answered_within_a_week,
    answers,
    median_age,
    permitted_moves,
)
from domain.vocabulary import Concern, FlagMove, FlagState

MONDAY = date(2026, 5, 4)
STATES = st.sampled_from(FlagState)
DAYS = st.integers(0, 400)


def after(days: int) -> date:
    return MONDAY + timedelta(days=days)


def moves(state: FlagState, *roles: str) -> frozenset[FlagMove]:
    return permitted_moves(state, **{role: role in roles for role in ("manager", "owner", "member")})


@given(STATES)
def test_a_viewer_may_do_nothing(state: FlagState) -> None:
    assert moves(state) == frozenset()


@given(STATES, st.booleans(), st.booleans(), st.booleans())
def test_who_has_two_roles_may_do_what_either_role_may(
    state: FlagState, manager: bool, owner: bool, member: bool
) -> None:
    single = [moves(state, role) for role, has in (("manager", manager), ("owner", owner), ("member", member)) if has]
    assert permitted_moves(state, manager=manager, owner=owner, member=member) == frozenset().union(*single)


@given(STATES)
def test_a_manager_always_has_a_way_to_close_or_to_reopen(state: FlagState) -> None:
    closing = {FlagMove.RESOLVED, FlagMove.DISMISSED}
    assert closing <= moves(state, "manager") if state in UNRESOLVED else moves(state, "manager") == {FlagMove.REOPENED}


@given(st.lists(st.sampled_from(sorted(MOVES)), max_size=20))
def test_whatever_is_done_a_flag_stays_in_a_state_that_allows_the_next_move(wanted: list[FlagMove]) -> None:
    state = FlagState.OPEN
    for move in wanted:
        if move in moves(state, "manager", "owner", "member"):
            state = MOVES[move].leads_to or state
            assert (state in CLOSED) == (move in {FlagMove.RESOLVED, FlagMove.DISMISSED})
    assert moves(state, "manager", "owner", "member")


@pytest.mark.parametrize(
    ("state", "role", "expected"),
    [
        (FlagState.OPEN, "owner", {FlagMove.REPLIED, FlagMove.ACKNOWLEDGED}),
        (FlagState.ACKNOWLEDGED, "owner", {FlagMove.REPLIED}),
        (FlagState.OPEN, "member", {FlagMove.REPLIED}),
        (FlagState.RESOLVED, "owner", set()),
        (FlagState.DISMISSED, "member", set()),
        (FlagState.ACKNOWLEDGED, "manager", {FlagMove.REPLIED, FlagMove.RESOLVED, FlagMove.DISMISSED}),
    ],
)
def test_each_role_has_its_own_moves(state: FlagState, role: str, expected: set[FlagMove]) -> None:
    assert moves(state, role) == expected


def test_raising_is_no_move_on_a_flag_that_exists() -> None:
    assert FlagMove.RAISED not in MOVES


def test_every_concern_has_words() -> None:
    assert set(CONCERN_WORDS) == set(Concern)


@given(DAYS, DAYS)
def test_an_open_flag_ages_by_a_day_a_day_and_is_never_younger_than_new(raised: int, today: int) -> None:
    assert age_in_days(Course(after(raised)), after(today)) == max(0, today - raised)


@given(DAYS, DAYS)
def test_a_closed_flag_ages_no_more(closed: int, later: int) -> None:
    assert age_in_days(Course(MONDAY, None, after(closed)), after(closed + later)) == closed


@pytest.mark.parametrize(
    ("course", "today", "expected"),
    [
        (Course(MONDAY, after(7)), 7, True),
        (Course(MONDAY, after(8)), 8, False),
        (Course(MONDAY), 7, None),
        (Course(MONDAY), 8, False),
        (Course(MONDAY, None, after(3)), 30, None),
        (Course(MONDAY, None, after(9)), 30, False),
        (Course(MONDAY, after(2), after(3)), 30, True),
    ],
)
def test_an_answer_counts_up_to_the_seventh_day(course: Course, today: int, expected: bool | None) -> None:
    assert answered_within_a_week(course, after(today)) is expected


def test_flags_with_time_left_are_not_held_against_the_owners() -> None:
    courses = [Course(MONDAY, after(1)), Course(MONDAY, after(9)), Course(after(9)), Course(MONDAY)]
    assert answers(courses, after(10)) == Answers(in_time=1, asked=3)


def test_the_median_of_an_even_number_of_ages_lies_between_them() -> None:
    assert median_age([Course(MONDAY), Course(after(3))], after(10)) == 8.5


def test_without_flags_there_is_no_median() -> None:
    assert median_age([], MONDAY) is None
