"""Planning sessions on both databases: leading one, joining by code, writing, voting, and what is refused."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Engine
from sqlmodel import select

from domain.planning import DEFAULT_STAGES
from domain.vocabulary import ContributionKind, SessionState, VoteKind
from models import AuditEvent, PlanningSession
from models.base import utc_now
from models.database import writing
from models.planning_inputs import BallotInput, ContributionInput, JoinInput, RoundInput, SessionInput, StageInput
from services import sessions, taking_part, votes
from services.errors import CycleClosed, InvalidInput, NotAllowed, NotFound, NotPossible, StaleVersion
from services.permissions import Actor
from services.reporting.sessions import (
    ballot_of,
    contributions_of,
    participant_by_token,
    participants_of,
    planning_session,
    rounds_of,
    templates,
)
from tests.factories import Company

Do = Callable[..., Any]
STAGES = tuple(StageInput(kind=stage.kind, title=stage.title, minutes=stage.minutes) for stage in DEFAULT_STAGES)
FIST = RoundInput(kind=VoteKind.FIST, question="Do we go with these three?")


@pytest.fixture
def company(a_team_with_an_open_cycle: Company) -> Company:
    return a_team_with_an_open_cycle


def planned(company: Company, **changes: Any) -> SessionInput:
    given = {"team_id": company.checkout, "cycle_id": company.cycle, "title": "Plan the summer", "stages": STAGES}
    return SessionInput(**{**given, **changes})


@pytest.fixture
def prepared(act: Do, company: Company) -> sessions.Opened:
    return act(sessions.prepare_session, company["lead"], planned(company), "prepare")


@pytest.fixture
def running(act: Do, company: Company, prepared: sessions.Opened) -> sessions.Opened:
    act(sessions.start_session, company["lead"], prepared.session_id)
    return prepared


@pytest.fixture
def guest(act: Do, running: sessions.Opened) -> str:
    """The token of a guest who has joined."""
    return act(taking_part.join, JoinInput(code=running.code, name="Gus"))


def test_the_same_click_prepares_one_session(act: Do, company: Company, prepared: sessions.Opened) -> None:
    assert act(sessions.prepare_session, company["lead"], planned(company), "prepare") == prepared


def test_a_session_needs_an_open_cycle_to_plan(act: Do, company: Company) -> None:
    with pytest.raises(CycleClosed, match="Choose an open cycle"):
        act(sessions.prepare_session, company["lead"], planned(company, cycle_id=company.closed_cycle))


def test_a_session_does_not_look_back_on_the_cycle_that_it_plans(act: Do, company: Company) -> None:
    with pytest.raises(InvalidInput, match="earlier cycle"):
        act(sessions.prepare_session, company["lead"], planned(company, last_cycle_id=company.cycle))


def test_starting_keeps_what_the_team_has_drafted_by_then(
    ask: Do, company: Company, running: sessions.Opened, company_database: Engine
) -> None:
    with writing(company_database) as session:
        before = session.get_one(PlanningSession, running.session_id).before
    assert [row["title"] for row in before["objectives"]] == ["Paying is easy"]
    assert len(before["objectives"][0]["key_results"]) == 2
    found = ask(planning_session, running.session_id)
    assert (found.state, found.place, found.clock(utc_now()).running) == (SessionState.RUNNING, 0, True)


def test_starting_twice_keeps_the_clock(act: Do, ask: Do, company: Company, running: sessions.Opened) -> None:
    began = ask(planning_session, running.session_id).started_at
    act(sessions.start_session, company["lead"], running.session_id)
    assert ask(planning_session, running.session_id).started_at == began


def test_the_next_stage_starts_its_clock_anew_and_clears_the_screen(
    act: Do, ask: Do, company: Company, running: sessions.Opened
) -> None:
    act(sessions.show, company["lead"], running.session_id, None, company.key_result)
    act(sessions.go_to_stage, company["lead"], running.session_id, 4)
    found = ask(planning_session, running.session_id)
    assert (found.stage.title, found.stage_spent, found.focus_key_result_id) == ("Key result clinic", 0.0, None)


@pytest.mark.parametrize("stage", [-1, 9])
def test_there_is_no_stage_beyond_the_course(act: Do, company: Company, running: sessions.Opened, stage: int) -> None:
    with pytest.raises(NotPossible, match="stages 1 to 9"):
        act(sessions.go_to_stage, company["lead"], running.session_id, stage)


def test_a_clock_that_is_held_keeps_its_time_until_it_goes_on(
    act: Do, ask: Do, company: Company, running: sessions.Opened
) -> None:
    act(sessions.run_clock, company["lead"], running.session_id, False)
    held = ask(planning_session, running.session_id)
    later = utc_now() + timedelta(minutes=5)
    assert held.clock(later).spent == held.stage_spent > 0
    act(sessions.run_clock, company["lead"], running.session_id, True)
    assert ask(planning_session, running.session_id).clock(later).spent > held.stage_spent


def test_a_key_result_comes_onto_the_screen_with_its_objective(
    act: Do, ask: Do, company: Company, running: sessions.Opened
) -> None:
    act(sessions.show, company["lead"], running.session_id, None, company.key_result)
    found = ask(planning_session, running.session_id)
    assert (found.focus_objective_id, found.focus_key_result_id) == (company.objective, company.key_result)


def test_another_member_of_the_team_takes_over(act: Do, ask: Do, company: Company, running: sessions.Opened) -> None:
    act(sessions.hand_over, company["member"], running.session_id)
    assert ask(planning_session, running.session_id).facilitator == "Mia"


@pytest.mark.parametrize("role", ["stranger", "viewer", "member_elsewhere"])
def test_only_the_team_leads_its_session(act: Do, company: Company, running: sessions.Opened, role: str) -> None:
    with pytest.raises(NotAllowed):
        act(sessions.go_to_stage, company[role], running.session_id, 1)


def test_stages_are_changed_in_mid_session(act: Do, ask: Do, company: Company, running: sessions.Opened) -> None:
    act(sessions.go_to_stage, company["lead"], running.session_id, 8)
    version = ask(planning_session, running.session_id).version
    act(sessions.change_stages, company["lead"], running.session_id, version, STAGES[:3])
    found = ask(planning_session, running.session_id)
    assert (len(found.stages), found.place) == (3, 2)
    with pytest.raises(StaleVersion):
        act(sessions.change_stages, company["lead"], running.session_id, version, STAGES)


def test_the_stage_on_the_screen_stays_there_with_its_clock_wherever_it_is_moved(
    act: Do, ask: Do, company: Company, running: sessions.Opened
) -> None:
    act(sessions.go_to_stage, company["lead"], running.session_id, 1)
    act(sessions.show, company["lead"], running.session_id, None, company.key_result)
    before = ask(planning_session, running.session_id)
    course = (STAGES[2], STAGES[0], *STAGES[3:], STAGES[1])
    act(sessions.change_stages, company["lead"], running.session_id, before.version, course)
    found = ask(planning_session, running.session_id)
    assert (found.stage, found.place) == (before.stage, 8)
    assert (found.stage_started_at, found.focus_key_result_id) == (before.stage_started_at, company.key_result)


def test_a_stage_that_is_dropped_from_the_screen_makes_room_for_the_next_with_a_clock_of_its_own(
    act: Do, ask: Do, company: Company, running: sessions.Opened
) -> None:
    act(sessions.go_to_stage, company["lead"], running.session_id, 1)
    before = ask(planning_session, running.session_id)
    act(sessions.change_stages, company["lead"], running.session_id, before.version, (STAGES[0], *STAGES[2:]))
    found = ask(planning_session, running.session_id)
    assert (found.stage, found.place) == (before.stages[2], 1)
    assert found.stage_started_at > before.stage_started_at


def test_a_session_begins_with_its_first_stage_whatever_was_moved_before(
    act: Do, ask: Do, company: Company, prepared: sessions.Opened
) -> None:
    act(sessions.change_stages, company["lead"], prepared.session_id, 1, (STAGES[1], STAGES[0]))
    act(sessions.start_session, company["lead"], prepared.session_id)
    assert ask(planning_session, prepared.session_id).stage.title == STAGES[1].title


def test_a_course_of_stages_is_kept_under_a_name(act: Do, ask: Do, company: Company) -> None:
    act(sessions.save_template, company["lead"], "Short", STAGES)
    act(sessions.save_template, company["lead"], "Short", STAGES[:2])
    ((name, stages),) = ask(templates)
    assert (name, len(stages)) == ("Short", 2)


def test_a_session_that_ended_takes_nothing_more(act: Do, ask: Do, company: Company, guest: str) -> None:
    session_id = ask(participant_by_token, guest).session_id
    act(sessions.end_session, company["lead"], session_id)
    with pytest.raises(NotPossible, match="has ended"):
        act(sessions.go_to_stage, company["lead"], session_id, 1)
    with pytest.raises(NotPossible, match="has ended"):
        act(taking_part.contribute, guest, ContributionInput(kind=ContributionKind.DRAFT, text="Late"))


@pytest.mark.parametrize("code", ["", "XXXXXX", "no such code"])
def test_a_wrong_code_is_refused_with_the_remedy(act: Do, running: sessions.Opened, code: str) -> None:
    with pytest.raises(InvalidInput, match="six characters from the shared screen"):
        act(taking_part.join, JoinInput(code=code, name="Gus"))


def test_a_code_may_be_typed_in_any_way(act: Do, running: sessions.Opened) -> None:
    typed = f" {running.code[:3].lower()}-{running.code[3:]} "
    assert act(taking_part.join, JoinInput(code=typed, name="Gus"))


def test_an_expired_code_says_since_when(act: Do, running: sessions.Opened, company_database: Engine) -> None:
    with writing(company_database) as session:
        session.get_one(PlanningSession, running.session_id).code_expires_at = utc_now() - timedelta(days=1)
        session.commit()
    with pytest.raises(InvalidInput, match=r"expired on .* Ask the facilitator"):
        act(taking_part.join, JoinInput(code=running.code, name="Gus"))


def test_a_fresh_code_replaces_the_old_one_and_keeps_who_has_joined(
    act: Do, ask: Do, company: Company, running: sessions.Opened, guest: str
) -> None:
    code = act(sessions.renew_code, company["lead"], running.session_id)
    with pytest.raises(InvalidInput, match="No session has this code"):
        act(taking_part.join, JoinInput(code=running.code, name="Late"))
    assert act(taking_part.join, JoinInput(code=code, name="Late"))
    assert [row.name for row in ask(participants_of, running.session_id)] == ["Gus", "Late"]


def test_a_person_who_joins_again_is_the_same_participant(act: Do, company: Company, running: sessions.Opened) -> None:
    mia = JoinInput(code=running.code, person_id=company["member"].person_id)
    assert act(taking_part.join, mia) == act(taking_part.join, mia)


def test_two_guests_cannot_have_one_name(act: Do, running: sessions.Opened, guest: str) -> None:
    with pytest.raises(InvalidInput, match="Gus has joined already"):
        act(taking_part.join, JoinInput(code=running.code, name=" Gus "))


def test_thirty_join_at_once(ask: Do, act: Do, running: sessions.Opened) -> None:
    with ThreadPoolExecutor(8) as threads:
        tokens = list(
            threads.map(lambda n: act(taking_part.join, JoinInput(code=running.code, name=f"P{n}")), range(30))
        )
    assert len(set(tokens)) == len(ask(participants_of, running.session_id)) == 30


def test_who_has_left_the_organisation_does_not_join(act: Do, company: Company, running: sessions.Opened) -> None:
    with pytest.raises(InvalidInput, match="active here"):
        act(taking_part.join, JoinInput(code=running.code, person_id=company.former))


def test_a_repeated_click_writes_once(act: Do, ask: Do, running: sessions.Opened, guest: str) -> None:
    draft = ContributionInput(kind=ContributionKind.DRAFT, text="Nobody types a card number twice")
    assert act(taking_part.contribute, guest, draft, "click") == act(taking_part.contribute, guest, draft, "click")
    (found,) = ask(contributions_of, running.session_id)
    assert (found.author, found.text, found.settled) == ("Gus", "Nobody types a card number twice", False)


def test_only_its_author_takes_a_contribution_back(
    act: Do, ask: Do, company: Company, running: sessions.Opened, guest: str
) -> None:
    other = act(taking_part.join, JoinInput(code=running.code, person_id=company["member"].person_id))
    written = act(taking_part.contribute, guest, ContributionInput(kind=ContributionKind.QUESTION, text="Why now?"))
    with pytest.raises(NotAllowed):
        act(taking_part.take_back, other, written)
    act(taking_part.take_back, guest, written)
    assert ask(contributions_of, running.session_id) == ()


def test_a_parked_point_is_settled_by_the_team(
    act: Do, ask: Do, company: Company, running: sessions.Opened, guest: str
) -> None:
    point = act(taking_part.contribute, guest, ContributionInput(kind=ContributionKind.PARKING, text="Who counts?"))
    act(taking_part.settle, company["lead"], point)
    assert ask(contributions_of, running.session_id)[0].settled
    act(taking_part.settle, company["lead"], point, False)
    assert not ask(contributions_of, running.session_id)[0].settled


def test_votes_are_hidden_until_they_are_revealed_together(
    act: Do, ask: Do, company: Company, running: sessions.Opened, guest: str
) -> None:
    other = act(taking_part.join, JoinInput(code=running.code, name="Hal"))
    held = act(votes.open_round, company["lead"], running.session_id, FIST)
    act(votes.vote, guest, held, BallotInput(value=1, remark="No numbers yet"))
    act(votes.vote, other, held, BallotInput(value=5))
    (hidden,) = ask(rounds_of, running.session_id)
    assert (len(hidden.voted), hidden.votes, hidden.tally) == (2, (), None)
    act(votes.reveal, company["lead"], held)
    (shown,) = ask(rounds_of, running.session_id)
    assert [(vote.name, vote.value) for vote in shown.votes] == [("Gus", 1), ("Hal", 5)]
    assert [vote.remark for vote in shown.tally.speakers] == ["No numbers yet"]


def test_a_second_vote_replaces_the_first_until_the_reveal(
    act: Do, ask: Do, company: Company, running: sessions.Opened, guest: str
) -> None:
    held = act(votes.open_round, company["lead"], running.session_id, FIST)
    act(votes.vote, guest, held, BallotInput(value=2))
    act(votes.vote, guest, held, BallotInput(value=4))
    me = ask(participant_by_token, guest)
    assert ask(ballot_of, held, me.key) == (4, (), "")
    act(votes.reveal, company["lead"], held)
    with pytest.raises(NotPossible, match="revealed"):
        act(votes.vote, guest, held, BallotInput(value=5))


def test_a_new_round_keeps_the_one_before(
    act: Do, ask: Do, company: Company, running: sessions.Opened, guest: str
) -> None:
    for value in (2, 4):
        held = act(votes.open_round, company["lead"], running.session_id, FIST)
        act(votes.vote, guest, held, BallotInput(value=value))
        act(votes.reveal, company["lead"], held)
    assert [(row.number, row.votes[0].value) for row in ask(rounds_of, running.session_id)] == [(1, 2), (2, 4)]


def test_one_vote_is_open_at_a_time(act: Do, company: Company, running: sessions.Opened) -> None:
    act(votes.open_round, company["lead"], running.session_id, FIST)
    with pytest.raises(NotPossible, match="Reveal it"):
        act(votes.open_round, company["lead"], running.session_id, FIST)


@pytest.mark.parametrize(
    ("kind", "given"),
    [
        (VoteKind.FIST, BallotInput(value=6)),
        (VoteKind.CONFIDENCE, BallotInput(value=-1)),
        (VoteKind.FIST, BallotInput()),
        (VoteKind.RANKING, BallotInput()),
        (VoteKind.RANKING, BallotInput(choices=(99,))),
    ],
)
def test_a_vote_that_is_not_on_the_ballot_is_refused(
    act: Do, company: Company, running: sessions.Opened, guest: str, kind: VoteKind, given: BallotInput
) -> None:
    held = act(votes.open_round, company["lead"], running.session_id, RoundInput(kind=kind, question="Which?"))
    with pytest.raises(InvalidInput):
        act(votes.vote, guest, held, given)


def test_a_ranking_puts_what_most_want_first(
    act: Do, ask: Do, company: Company, running: sessions.Opened, guest: str
) -> None:
    ideas = [
        act(taking_part.contribute, guest, ContributionInput(kind=ContributionKind.DRAFT, text=text))
        for text in ("First", "Second")
    ]
    held = act(
        votes.open_round, company["lead"], running.session_id, RoundInput(kind=VoteKind.RANKING, question="Rank")
    )
    act(votes.vote, guest, held, BallotInput(choices=(ideas[1], ideas[0])))
    act(votes.reveal, company["lead"], held)
    assert ask(rounds_of, running.session_id)[0].order == ((ideas[1], 2.0), (ideas[0], 1.0))


def test_an_anonymous_vote_shows_no_name_and_leaves_none_in_the_trail(
    act: Do, ask: Do, company: Company, running: sessions.Opened, company_database: Engine
) -> None:
    token = act(taking_part.join, JoinInput(code=running.code, person_id=company["member"].person_id))
    held = act(votes.open_round, company["lead"], running.session_id, FIST.model_copy(update={"anonymous": True}))
    act(votes.vote, token, held, BallotInput(value=1))
    act(votes.reveal, company["lead"], held)
    assert [vote.name for vote in ask(rounds_of, running.session_id)[0].votes] == [""]
    with writing(company_database) as session:
        actors = session.exec(select(AuditEvent.actor_id).where(AuditEvent.action == "voted")).all()
    assert actors == [None]


def test_nobody_votes_in_the_session_of_others(act: Do, company: Company, running: sessions.Opened) -> None:
    other = act(sessions.prepare_session, company["lead"], planned(company, title="Another"))
    act(sessions.start_session, company["lead"], other.session_id)
    token = act(taking_part.join, JoinInput(code=other.code, name="Eve"))
    held = act(votes.open_round, company["lead"], running.session_id, FIST)
    with pytest.raises(NotFound, match="your session"):
        act(votes.vote, token, held, BallotInput(value=5))


def test_thirty_votes_at_once_are_all_kept(act: Do, ask: Do, company: Company, running: sessions.Opened) -> None:
    tokens = [act(taking_part.join, JoinInput(code=running.code, name=f"P{n}")) for n in range(30)]
    held = act(votes.open_round, company["lead"], running.session_id, FIST)
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(lambda token: act(votes.vote, token, held, BallotInput(value=4)), tokens))
    act(votes.reveal, company["lead"], held)
    assert ask(rounds_of, running.session_id)[0].tally.number == 30


def test_an_address_that_belongs_to_nobody_is_refused(act: Do, running: sessions.Opened) -> None:
    with pytest.raises(NotFound, match="Join with the code"):
        act(taking_part.contribute, "nonsense", ContributionInput(kind=ContributionKind.DRAFT, text="Hello"))


def test_a_viewer_who_facilitates_nothing_cannot_reveal(act: Do, company: Company, running: sessions.Opened) -> None:
    held = act(votes.open_round, company["lead"], running.session_id, FIST)
    viewer: Actor = company["viewer"]
    with pytest.raises(NotAllowed):
        act(votes.reveal, viewer, held)
