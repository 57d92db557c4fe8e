"""Flags in words: ages, answers, and one line of a long text."""

from datetime import UTC, date, datetime

import pytest

from domain.flags import Answers
from domain.vocabulary import Concern, CycleState, FlagState, ObjectiveState
from services.reporting.flags import FlagReport, FlagRow, KindReport
from ui import flag_words

TODAY = date(2026, 5, 18)


def flag(**changes: object) -> FlagRow:
    given = {
        **{"key": 1, "kind": Concern.LAG_ONLY, "state": FlagState.OPEN, "comment": "Who?", "due_on": None},
        **{"objective_id": 1, "objective": "Easy", "key_result_id": None, "key_result": None},
        **{"team_id": 1, "team": "Checkout", "cycle_id": 1, "cycle": "Q2", "cycle_state": CycleState.ACTIVE},
        **{"owner_id": 2, "owner": "Mia", "objective_owner_id": 2, "raised_by_id": 1, "raised_by": "Lena"},
        **{"objective_state": ObjectiveState.PUBLISHED, "objective_is_shared": True},
        **{"raised_at": datetime(2026, 5, 15, 9, tzinfo=UTC), "version": 1, "replies": 0},
        **{"answered_at": None, "closed_at": None},
    }
    return FlagRow(**{**given, **changes})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, "3 days old"),
        ({"raised_at": datetime(2026, 5, 18, 9, tzinfo=UTC)}, "raised today"),
        ({"state": FlagState.RESOLVED, "closed_at": datetime(2026, 5, 16, tzinfo=UTC)}, "closed after 1 day"),
    ],
)
def test_the_age_of_a_flag_ends_with_its_closing(changes, words):
    assert flag_words.age(flag(**changes), TODAY).replace("\N{NO-BREAK SPACE}", " ") == words


@pytest.mark.parametrize(
    ("due_on", "words"),
    [(None, ""), (date(2026, 5, 20), "answer by 20 May"), (date(2026, 5, 17), "answer was due yesterday")],
)
def test_an_answer_that_is_late_says_so(due_on, words):
    assert flag_words.due(flag(due_on=due_on), TODAY).replace("\N{NO-BREAK SPACE}", " ") == words


def test_a_closed_flag_wants_no_answer_any_more():
    assert flag_words.due(flag(due_on=date(2026, 5, 17), state=FlagState.DISMISSED), TODAY) == ""


def test_a_flag_that_was_reopened_waits_for_its_owner_again():
    row = flag(answered_at=datetime(2026, 5, 16, tzinfo=UTC))
    assert flag_words.flag_in_a_sentence(row, TODAY).endswith("It was reopened and waits for Mia.")


def test_a_long_text_is_cut_to_one_line():
    said = flag_words.one_line("Half of this\nis what we ship. " * 20, longest=40)
    assert said.startswith("“Half of this is what we ship.")
    assert len(said) <= 42
    assert said.endswith("…”")


def test_the_report_says_how_many_wait_how_old_and_how_many_were_answered():
    report = FlagReport(2, 1.5, Answers(3, 4), ())
    said = flag_words.flags_in_a_sentence(report, 7).replace("\N{NO-BREAK SPACE}", " ")
    assert said == "2 flags wait, median age 1.5 days. 3 of 4 were answered within a week. 7 flags in all."


@pytest.mark.parametrize(("raised", "dismissed", "advised"), [(2, 2, False), (4, 1, False), (4, 2, True)])
def test_only_a_kind_that_is_often_dismissed_gets_advice(raised, dismissed, advised):
    assert bool(flag_words.advice(KindReport(Concern.OUTPUT_HEAVY, raised, dismissed))) == advised
