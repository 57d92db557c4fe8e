"""What the shared screen says of a clock, of a vote and of the sessions that there are, without a browser."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.planning import CLINIC_MINUTES, DEFAULT_STAGES, Clock
from domain.vocabulary import CycleState, SessionState, VoteKind
from domain.votes import HIGHEST, Vote
from services.reporting.people import CycleRow
from services.reporting.sessions import RoundRow, SessionRow
from tests.app.opened import as_read
from ui.big_screen import clock_face
from ui.session_form import default_cycles
from ui.session_list import in_a_sentence
from ui.stages import voting

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
ROUND = RoundRow(
    *(1, VoteKind.FIST, "How far?", None, None, 1, False, NOW, NOW),
    voted=frozenset(),
    votes=(),
    order=(),
)
SESSION = SessionRow(
    **{"key": 1, "title": "Plan", "team_id": 1, "team": "Riders", "cycle_id": 2, "cycle": "Q1"},
    **{"cycle_state": CycleState.PLANNING, "last_cycle_id": 1, "facilitator_id": 1, "facilitator": "Ada"},
    **{"state": SessionState.RUNNING, "code": "ABCDEF", "code_expires_at": NOW, "stages": DEFAULT_STAGES, "place": 4},
    **{"stage_started_at": NOW, "stage_spent": 0.0, "focus_objective_id": None, "focus_key_result_id": 1},
    **{"anonymous": False, "started_at": NOW, "ended_at": None, "version": 1, "focused_at": 0.0},
)


def cycle(key: int, state: CycleState) -> CycleRow:
    return CycleRow(key, f"Cycle {key}", date(2026, key, 1), date(2026, key, 28), state)


def revealed(*values: int, kind: VoteKind = VoteKind.FIST, name: str = "Person") -> RoundRow:
    return replace(ROUND, kind=kind, votes=tuple(Vote(f"{name} {n}", value) for n, value in enumerate(values)))


@pytest.mark.parametrize(
    ("spent", "running", "state"),
    [
        (0, True, "left"),
        (540, True, "left"),
        (541, True, "last minute"),
        (600, True, "last minute"),
        (601, True, "over time"),
        (590, False, "held"),
        (601, False, "over time, held"),
    ],
)
def test_a_clock_says_in_words_how_it_stands(spent: float, running: bool, state: str):
    assert Clock(spent, 600, running).state == state


def test_the_last_minute_and_time_that_ran_over_look_different_and_read_different():
    last, over = clock_face(Clock(590, 600, True)), clock_face(Clock(630, 600, True))
    assert (as_read(last), as_read(over)) == ("0:10 last minute", "−0:30 over time")
    assert ("ob-last" in last, "ob-over" in over) == (True, True)


@given(st.floats(0, 10_000), st.floats(0, 10_000))
def test_the_clock_of_a_key_result_begins_with_its_four_minutes_and_never_before(spent: float, since: float):
    part = Clock(spent, 2700, True).since(since, CLINIC_MINUTES)
    assert part.spent == max(0.0, spent - since)
    assert part.left <= CLINIC_MINUTES * 60


def test_the_clock_of_a_key_result_is_held_with_the_clock_of_its_stage():
    held = replace(SESSION, stage_started_at=None, stage_spent=500.0, focused_at=440.0)
    assert held.focus_clock(NOW) == Clock(60.0, 240, False)


@given(st.lists(st.integers(0, 10), max_size=40))
def test_every_vote_is_one_dot_and_every_value_one_column(values: list[int]):
    drawn = voting.spread(revealed(*values, kind=VoteKind.CONFIDENCE))
    assert drawn.count("<i></i>") == len(values)
    assert drawn.count("aria-label=") == HIGHEST[VoteKind.CONFIDENCE] + 1


def test_two_rounds_stand_side_by_side_and_earlier_ones_in_a_sentence():
    rounds = [replace(revealed(number), number=number) for number in (1, 2, 3)]
    said = as_read(voting.spreads(rounds))
    assert said.startswith("Round 1: All at 1: 1 vote. Round 2 All at 2")
    assert voting.spreads(rounds).count("<ol>") == 2


def test_a_vote_that_is_hidden_is_not_drawn():
    assert "<ol>" not in voting.spreads([replace(revealed(1, 2), revealed_at=None)])


def test_with_more_votes_than_names_fit_the_columns_count_and_the_low_are_still_named():
    drawn = as_read(voting.spread(revealed(*[1, 2], *[4] * 28)))
    assert "28×" in drawn
    assert "Person 29" not in drawn
    assert "Person 0, 1 Person 1, 2" in drawn


def test_the_same_words_without_names_are_said_once():
    low = replace(ROUND, anonymous=True, votes=(Vote("", 1, "No baseline"), Vote("", 1, "No baseline")))
    assert "1: No baseline (2 votes)" in as_read(voting.spread(low))


def test_each_name_below_a_column_stands_in_one_piece_with_its_comma():
    assert re.findall(r"<span>(Person.*?)</span>", voting.spread(revealed(3, 3))) == ["Person 0<em>,</em>", "Person 1"]


def test_a_name_is_read_letter_by_letter():
    assert "<script>" not in voting.spread(revealed(1, name="<script>"))


def test_the_cycle_in_planning_is_planned_and_the_one_before_looked_back_on():
    found = (cycle(5, CycleState.PLANNING), cycle(4, CycleState.ACTIVE), cycle(3, CycleState.CLOSED))
    assert default_cycles(found) == (5, 4)


def test_of_two_cycles_in_planning_the_earlier_one_comes_first():
    found = (cycle(6, CycleState.PLANNING), cycle(5, CycleState.PLANNING), cycle(4, CycleState.CLOSING))
    assert default_cycles(found) == (5, 4)


def test_without_a_cycle_in_planning_the_latest_open_one_is_planned():
    assert default_cycles((cycle(4, CycleState.ACTIVE), cycle(3, CycleState.CLOSED))) == (4, 3)


@pytest.mark.parametrize("cycles", [(), (cycle(3, CycleState.CLOSED),)])
def test_where_every_cycle_is_closed_none_is_proposed(cycles: tuple[CycleRow, ...]):
    assert default_cycles(cycles) == (None, None)


@pytest.mark.parametrize(
    ("states", "said"),
    [
        ((), "No planning session yet."),
        (("running",), "1 session runs now."),
        (("prepared", "prepared"), "2 sessions are prepared."),
        (("running", "prepared"), "1 session runs now, 1 is prepared."),
    ],
)
def test_the_list_says_what_runs_and_what_is_prepared(states: tuple[str, ...], said: str):
    assert as_read(in_a_sentence([replace(SESSION, state=SessionState(state)) for state in states])) == said
