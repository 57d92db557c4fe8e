"""Votes of a planning session: opened, given in secret, revealed together, and taken again."""

from typing import Any

from sqlmodel import Session, col, func, select

from domain.validation import FieldProblem
from domain.vocabulary import VoteKind
from domain.votes import HIGHEST
from models import Ballot, Contribution, PlanningSession, VoteRound
from models.base import utc_now
from models.planning_inputs import BallotInput, RoundInput
from services import audit, changes
from services.errors import InvalidInput, NotFound, NotPossible
from services.permissions import Actor, authorise
from services.sessions import require_running
from services.taking_part import acting, participant


def open_round(session: Session, actor: Actor, session_id: int, opened: RoundInput) -> int:
    """Open a vote and return its id; an earlier round on the same question stays as it was.

    Only one round is open at a time: the one before must have been revealed.
    """
    held = changes.lock(session, PlanningSession, session_id)
    authorise(session, actor, held.team_id)
    require_running(session, session_id)
    still_open = select(VoteRound.id).where(VoteRound.session_id == session_id, col(VoteRound.revealed_at).is_(None))
    if session.exec(still_open).first() is not None:
        raise NotPossible("A vote is open. Reveal it before the next one.")
    earlier = (VoteRound.session_id == session_id, VoteRound.kind == opened.kind, *_same_subject(opened))
    number = session.exec(select(func.count()).select_from(VoteRound).where(*earlier)).one() + 1
    key = audit.created(session, actor, VoteRound(session_id=session_id, number=number, **opened.model_dump()))
    audit.commit(session, goals=False)
    return key


def vote(session: Session, token: str, round_id: int, given: BallotInput) -> int:
    """Store a participant's vote and return its id; until the reveal a second one replaces the first."""
    joined = participant(session, token)
    found = session.get(VoteRound, round_id, with_for_update={"read": True}, populate_existing=True)
    if found is None or found.session_id != joined.session_id:
        raise NotFound("This vote is not one of your session. Reload the page.")
    require_running(session, joined.session_id)
    if found.revealed_at is not None:
        raise NotPossible("The votes have been revealed, so yours can no longer change. Ask for another round.")
    _check(session, found, given)
    mine = (Ballot.round_id == round_id, Ballot.participant_id == joined.key)
    ballot = session.exec(select(Ballot).where(*mine).with_for_update()).first()
    values = {**given.model_dump(), "choices": list(given.choices), "at": utc_now()}
    if ballot is None:
        ballot = Ballot(round_id=round_id, participant_id=joined.key, **values)
    else:
        ballot.sqlmodel_update(values)
        ballot.version += 1
    session.add(ballot)
    session.flush()
    # What somebody votes stays out of the trail: it is secret until the reveal, and for ever where it is anonymous.
    audit.note(session, None if found.anonymous else acting(joined), "voted", found)
    audit.commit(session, goals=False)
    return ballot.key


def reveal(session: Session, actor: Actor, round_id: int) -> None:
    """Show all votes of a round together; from then on none changes."""
    found = changes.lock(session, VoteRound, round_id)
    held = session.get_one(PlanningSession, found.session_id)
    authorise(session, actor, held.team_id)
    if found.revealed_at is None:
        audit.changed(session, actor, found, {"revealed_at": utc_now()})
        found.version += 1
    audit.commit(session, goals=False)


def _same_subject(opened: RoundInput) -> tuple[Any, ...]:
    """A title may change between two rounds on the same objective; what is about none goes by its words."""
    if opened.objective_id is None and opened.key_result_id is None:
        return (VoteRound.question == opened.question,)
    return (
        col(VoteRound.objective_id).is_not_distinct_from(opened.objective_id),
        col(VoteRound.key_result_id).is_not_distinct_from(opened.key_result_id),
    )


def _check(session: Session, found: VoteRound, given: BallotInput) -> None:
    if found.kind == VoteKind.RANKING:
        known = set(session.exec(select(Contribution.id).where(Contribution.session_id == found.session_id)).all())
        if not given.choices or not known.issuperset(given.choices):
            raise InvalidInput([FieldProblem("choices", "Put at least one of the candidates in order.")])
    elif given.value is None or not 0 <= given.value <= HIGHEST[found.kind]:
        raise InvalidInput([FieldProblem("value", f"Choose a number from 0 to {HIGHEST[found.kind]}.")])
