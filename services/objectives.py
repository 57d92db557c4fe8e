"""Writing objectives: create and edit, within the team and while the cycle is open."""

from sqlmodel import Session, select

from domain.validation import FieldProblem
from domain.vocabulary import CycleState
from models import Cycle, Objective, Person
from models.database import take_turns
from models.inputs import ObjectiveInput
from services import audit, changes
from services.errors import CycleClosed, InvalidInput, NotFound
from services.lines import check_parent
from services.permissions import Actor, authorise
from services.places import move_calendars, move_in_words
from services.published import account_for, account_for_move

CONTRIBUTIONS = "contributions"  # who moves an objective takes turns, so that two moves cannot close a circle


def create_objective(session: Session, actor: Actor, objective: ObjectiveInput, request_key: str | None = None) -> int:
    """Store a draft and return its id; the same request key returns the same id again.

    In a cycle in planning only its team sees it until somebody shares it.
    """
    if (earlier := audit.repeated(session, request_key)) is not None:
        return earlier
    authorise(session, actor, objective.team_id)
    cycle = check_objective(session, objective)
    shared = cycle.state != CycleState.PLANNING
    key = audit.created(session, actor, Objective(**objective.model_dump(), shared=shared), request_key)
    audit.commit(session)
    return key


def update_objective(
    session: Session,
    actor: Actor,
    objective_id: int,
    seen_version: int,
    objective: ObjectiveInput,
    reason: str = "",
) -> bool:
    """Save an edited objective and tell whether that proposed a decision; another team needs membership in both.

    The text of a published one changes with a ``reason`` only; see services.published.
    """
    if objective.parent_id is not None:
        take_turns(session, CONTRIBUTIONS)
    record = changes.lock(session, Objective, objective_id)
    authorise(session, actor, record.team_id)
    authorise(session, actor, objective.team_id)
    require_open_cycle(session, record.cycle_id)
    check_objective(session, objective, objective_id)
    values = objective.model_dump()
    proposed = record.version == seen_version and _account(session, actor, record, objective, reason)
    before = record.cycle_id
    changes.save(session, actor, record, seen_version, values)
    move_calendars(session, actor, objective_id, before, record.cycle_id)
    audit.commit(session)
    return proposed


def _account(session: Session, actor: Actor, record: Objective, objective: ObjectiveInput, reason: str) -> bool:
    changed = account_for(session, actor, record, record, objective.model_dump(), reason)
    told = move_in_words(session, record, objective.team_id, objective.cycle_id)
    return bool(told and account_for_move(session, actor, record, record, told, reason)) or changed


def check_objective(session: Session, objective: ObjectiveInput, objective_id: int | None = None) -> Cycle:
    """Return its cycle; raise unless that is open, the owner active and the parent right; see services.lines."""
    cycle = require_open_cycle(session, objective.cycle_id)
    require_active_person(session, objective.owner_id)
    check_parent(session, objective_id, objective.parent_id, objective.parent_key_result_id)
    return cycle


def require_open_cycle(session: Session, cycle_id: int) -> Cycle:
    """Return the cycle, which nobody closes until this transaction ends; raise CycleClosed when it is read-only."""
    cycle = session.get(Cycle, cycle_id, with_for_update={"read": True})
    if cycle is None:
        raise NotFound("This cycle does not exist any more. Choose another one.")
    if cycle.state == CycleState.CLOSED:
        raise CycleClosed(f"{cycle.name} is closed and read-only. Choose an open cycle.")
    return cycle


def require_active_person(session: Session, person_id: int) -> None:
    """Raise InvalidInput unless this person can own something."""
    if session.exec(select(Person.is_active).where(Person.id == person_id)).first() is not True:
        raise InvalidInput([FieldProblem("owner_id", "Choose an owner who is active here.")])
