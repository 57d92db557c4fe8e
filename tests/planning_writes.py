"""The use cases of planning and closing, each with an input that a person with enough rights may send."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from sqlmodel import Session

from domain.planning import DEFAULT_STAGES, as_json
from domain.policy import Policy
from domain.vocabulary import ContributionKind, CycleState, LessonKind, SessionState, Verdict, VoteKind
from models import Contribution, Cycle, Decision, Lesson, Participant, PlanningSession, VoteRound
from models.base import Record, utc_now
from models.planning_inputs import (
    DecisionInput,
    EndingInput,
    LessonInput,
    RoundInput,
    SessionInput,
    StageInput,
    VerdictInput,
)
from services import closing, decisions, keeping, sessions, taking_part, votes
from services.permissions import Actor
from tests.factories import TODAY, Company

Call = Callable[[Session, Actor, Company], Any]
STAGES = tuple(StageInput(kind=stage.kind, title=stage.title, minutes=stage.minutes) for stage in DEFAULT_STAGES)


def _added(session: Session, record: Record) -> int:
    """Return a record that stands in this transaction only, until the use case commits it."""
    session.add(record)
    session.flush()
    return record.key


def _session(session: Session, c: Company, state: SessionState = SessionState.RUNNING) -> int:
    soon, began = utc_now() + timedelta(hours=1), utc_now() if state == SessionState.RUNNING else None
    held = {"team_id": c.checkout, "cycle_id": c.cycle, "facilitator_id": c["lead"].person_id, "title": "Plan"}
    times = {"code_expires_at": soon, "started_at": began, "stage_started_at": began}
    return _added(session, PlanningSession(**held, **times, state=state, code="ABC234", stages=as_json(DEFAULT_STAGES)))


def _draft(session: Session, c: Company) -> int:
    held = _session(session, c)
    guest = _added(session, Participant(session_id=held, name="Gus", token="a-token-of-its-own"))
    said = {"kind": ContributionKind.DRAFT, "text": "Carts are paid for at once"}
    return _added(session, Contribution(session_id=held, participant_id=guest, **said))


def _round(session: Session, c: Company) -> int:
    return _added(session, VoteRound(session_id=_session(session, c), kind=VoteKind.FIST, question="Do we go?"))


def _proposal(session: Session, c: Company) -> int:
    by = c["member"].person_id
    return _added(session, Decision(team_id=c.checkout, title="Fewer steps", proposed_by_id=by))


def _lesson(session: Session, c: Company) -> int:
    by = {"author_id": c["member"].person_id, "author_name": "Mia"}
    about = {"cycle_id": c.cycle, "team_id": c.checkout, "kind": LessonKind.PLUS, "text": "Talk first"}
    return _added(session, Lesson(**about, **by))


def _closed(session: Session, c: Company) -> int:
    record = session.get_one(Cycle, c.cycle)
    record.state = CycleState.CLOSED
    return _added(session, record)


def _planned(c: Company) -> SessionInput:
    return SessionInput(team_id=c.checkout, cycle_id=c.cycle, title="Plan the summer", stages=STAGES)


OF_THE_TEAM: Mapping[str, Call] = {
    "closing.end_key_result": lambda s, actor, c: closing.end_key_result(
        s, actor, c.key_result, EndingInput(), TODAY, Policy()
    ),
    "closing.end_as_computed": lambda s, actor, c: closing.end_as_computed(s, actor, c.objective, TODAY, Policy()),
    "closing.give_verdict": lambda s, actor, c: closing.give_verdict(
        s, actor, c.objective, VerdictInput(verdict=Verdict.KEEP)
    ),
    "closing.add_lesson": lambda s, actor, c: closing.add_lesson(
        s, actor, LessonInput(cycle_id=c.cycle, team_id=c.checkout, kind=LessonKind.MINUS, text="Too many targets")
    ),
    "closing.take_lesson_back": lambda s, actor, c: closing.take_lesson_back(s, actor, _lesson(s, c)),
    "sessions.prepare_session": lambda s, actor, c: sessions.prepare_session(s, actor, _planned(c)),
    "sessions.start_session": lambda s, actor, c: sessions.start_session(
        s, actor, _session(s, c, SessionState.PREPARED)
    ),
    "sessions.go_to_stage": lambda s, actor, c: sessions.go_to_stage(s, actor, _session(s, c), 3),
    "sessions.run_clock": lambda s, actor, c: sessions.run_clock(s, actor, _session(s, c), False),
    "sessions.show": lambda s, actor, c: sessions.show(s, actor, _session(s, c), None, c.key_result),
    "sessions.hand_over": lambda s, actor, c: sessions.hand_over(s, actor, _session(s, c)),
    "sessions.renew_code": lambda s, actor, c: sessions.renew_code(s, actor, _session(s, c)),
    "sessions.change_stages": lambda s, actor, c: sessions.change_stages(s, actor, _session(s, c), 1, STAGES[:3]),
    "sessions.end_session": lambda s, actor, c: sessions.end_session(s, actor, _session(s, c)),
    "taking_part.settle": lambda s, actor, c: taking_part.settle(s, actor, _draft(s, c)),
    "votes.open_round": lambda s, actor, c: votes.open_round(
        s, actor, _session(s, c), RoundInput(kind=VoteKind.FIST, question="Do we go?")
    ),
    "votes.reveal": lambda s, actor, c: votes.reveal(s, actor, _round(s, c)),
    "keeping.keep_draft": lambda s, actor, c: keeping.keep_draft(s, actor, _draft(s, c)),
    "decisions.decide": lambda s, actor, c: decisions.decide(
        s, actor, DecisionInput(team_id=c.checkout, title="We ask before we build", objective_id=c.objective)
    ),
    "decisions.settle_decision": lambda s, actor, c: decisions.settle_decision(s, actor, _proposal(s, c), True),
}
OF_ADMINISTRATORS: Mapping[str, Call] = {
    "closing.begin_closing": lambda s, actor, c: closing.begin_closing(s, actor, c.cycle),
    "closing.close_cycle": lambda s, actor, c: closing.close_cycle(s, actor, c.cycle, "The team was dissolved."),
    "closing.reopen_cycle": lambda s, actor, c: closing.reopen_cycle(s, actor, _closed(s, c), "A number was wrong."),
}
