"""A participant's token: rights over what this participant wrote and voted in this session, and no others."""

from collections.abc import Callable
from typing import Any

import pytest

from domain.planning import DEFAULT_STAGES
from domain.vocabulary import ContributionKind, VoteKind
from models.planning_inputs import BallotInput, ContributionInput, JoinInput, RoundInput, SessionInput, StageInput
from services import sessions, taking_part, votes
from services.errors import InvalidInput, NotAllowed, NotFound
from services.reporting.sessions import ballot_of, contributions_of, participant_by_token, participants_of
from tests.factories import Company

Do = Callable[..., Any]
STAGES = tuple(StageInput(kind=stage.kind, title=stage.title, minutes=stage.minutes) for stage in DEFAULT_STAGES)
DRAFT = ContributionInput(kind=ContributionKind.DRAFT, text="Paying is easy everywhere")


@pytest.fixture
def company(a_team_with_an_open_cycle: Company) -> Company:
    return a_team_with_an_open_cycle


def start(act: Do, company: Company, title: str) -> sessions.Opened:
    planned = SessionInput(team_id=company.checkout, cycle_id=company.cycle, title=title, stages=STAGES)
    opened: sessions.Opened = act(sessions.prepare_session, company["lead"], planned)
    act(sessions.start_session, company["lead"], opened.session_id)
    return opened


@pytest.fixture
def running(act: Do, company: Company) -> sessions.Opened:
    return start(act, company, "Plan the summer")


@pytest.fixture
def guest(act: Do, running: sessions.Opened) -> str:
    return act(taking_part.join, JoinInput(code=running.code, name="Gus"))


@pytest.fixture
def as_admin(act: Do, company: Company, running: sessions.Opened) -> str:
    """The token of somebody who says that they are the administrator."""
    return act(taking_part.join, JoinInput(code=running.code, person_id=company["admin"].person_id))


def test_who_says_that_they_are_an_administrator_takes_nobody_elses_writing_back(
    act: Do, ask: Do, running: sessions.Opened, guest: str, as_admin: str
) -> None:
    written = act(taking_part.contribute, guest, DRAFT)
    with pytest.raises(NotAllowed, match="Only its author"):
        act(taking_part.take_back, as_admin, written)
    assert [row.key for row in ask(contributions_of, running.session_id)] == [written]


def test_a_vote_of_another_session_is_out_of_reach(act: Do, company: Company, as_admin: str) -> None:
    other = start(act, company, "Plan the autumn")
    held = act(votes.open_round, company["lead"], other.session_id, RoundInput(kind=VoteKind.FIST, question="Sure?"))
    with pytest.raises(NotFound, match="not one of your session"):
        act(votes.vote, as_admin, held, BallotInput(value=3))


def test_a_vote_changes_nobody_elses_ballot(
    act: Do, ask: Do, company: Company, running: sessions.Opened, guest: str, as_admin: str
) -> None:
    held = act(votes.open_round, company["lead"], running.session_id, RoundInput(kind=VoteKind.FIST, question="Sure?"))
    act(votes.vote, guest, held, BallotInput(value=5))
    act(votes.vote, as_admin, held, BallotInput(value=0))
    assert ask(ballot_of, held, ask(participant_by_token, guest).key)[0] == 5


def test_a_person_who_has_joined_is_not_joined_again_by_whom_nobody_vouches_for(
    act: Do, ask: Do, company: Company, running: sessions.Opened, as_admin: str
) -> None:
    again = JoinInput(code=running.code, person_id=company["admin"].person_id)
    with pytest.raises(InvalidInput, match="has joined already"):
        act(taking_part.join, again, known=False)
    assert act(taking_part.join, again) == as_admin
    assert len(ask(participants_of, running.session_id)) == 1


@pytest.mark.parametrize("code", ["", "ABCDE", "ABCDEFG", "ABCDE\0", "ABCDE%", "ÄBCDEF", "A" * 40])
def test_what_cannot_be_a_code_is_refused_like_a_wrong_one(ask: Do, running: sessions.Opened, code: str) -> None:
    with pytest.raises(InvalidInput, match="No session has this code"):
        ask(taking_part.require_code, code)


def test_a_right_code_is_taken_as_it_is_typed(ask: Do, running: sessions.Opened) -> None:
    typed = f" {running.code[:3].lower()}-{running.code[3:]} "
    assert ask(taking_part.require_code, typed) is None


def test_no_use_case_of_a_participant_asks_for_the_rights_of_a_member() -> None:
    by_token = (taking_part.contribute, taking_part.learn, taking_part.take_back, taking_part.join, votes.vote)
    assert [each.__name__ for each in by_token if "authorise" in each.__code__.co_names] == []
