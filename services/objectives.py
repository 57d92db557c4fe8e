"""Writing objectives: create and edit, within the team and while the cycle is open."""

from sqlmodel import Session, select

from domain.validation import FieldProblem
from domain.vocabulary import CycleState, ObjectiveState
from models import Cycle, Objective, Person
from models.database import take_turns
from models.inputs import ObjectiveInput
from services import audit, changes
from services.errors import CycleClosed, InvalidInput, NotFound
from services.permissions import Actor, authorise
from services.published import account_for

CONTRIBUTIONS = "contributions"  # who moves an objective takes turns, so that two moves cannot close a circle


def create_objective(session: Session, actor: Actor, objective: ObjectiveInput, request_key: str | None = None) -> int:
    """Store an objective and return its id; the same request key returns the same id again."""
    if (earlier := audit.repeated(session, request_key)) is not None:
        return earlier
    authorise(session, actor, objective.team_id)
    _check_state(ObjectiveState.DRAFT, objective.state)
    check_objective(session, objective)
    key = audit.created(session, actor, Objective.model_validate(objective), request_key)
    audit.commit(session)
    return key


def update_objective(
    session: Session,
    actor: Actor,
    objective_id: int,
    seen_version: int,
    objective: ObjectiveInput,
    reason: str = "",
) -> None:
    """Save an edited objective; moving it to another team needs membership in both.

    The text of a published one changes with a ``reason`` only; see services.published. Its state is changed by
    services.publishing.
    """
    if objective.parent_id is not None:
        take_turns(session, CONTRIBUTIONS)
    record = changes.lock(session, Objective, objective_id)
    authorise(session, actor, record.team_id)
    authorise(session, actor, objective.team_id)
    require_open_cycle(session, record.cycle_id)
    check_objective(session, objective, objective_id)
    values = objective.model_dump()
    _check_state(record.state, objective.state)
    if record.version == seen_version:
        account_for(session, actor, record, record, values, reason)
    changes.save(session, actor, record, seen_version, values)
    audit.commit(session)


def _check_state(before: ObjectiveState, after: ObjectiveState) -> None:
    """Raise InvalidInput where an edit would get around the review; closing one early is an edit like any other."""
    if before == after or after == ObjectiveState.CLOSED:
        return
    if after == ObjectiveState.PUBLISHED:
        message = "Send it to review first: somebody else than its owner publishes it."
        raise InvalidInput([FieldProblem("state", message)])
    if before in (ObjectiveState.PUBLISHED, ObjectiveState.CLOSED):
        message = "A published objective is not a draft again. Change it, and say why."
        raise InvalidInput([FieldProblem("state", message)])


def check_objective(session: Session, objective: ObjectiveInput, objective_id: int | None = None) -> None:
    """Raise unless the cycle is open, the owner is active and the parent is not the objective or below it."""
    require_open_cycle(session, objective.cycle_id)
    require_active_person(session, objective.owner_id)
    above, seen = objective.parent_id, {objective_id}
    while above is not None:
        if above in seen:
            message = "An objective cannot contribute to itself. Choose another parent."
            raise InvalidInput([FieldProblem("parent_id", message)])
        parent = session.get(Objective, above)
        if parent is None:
            raise InvalidInput([FieldProblem("parent_id", "The parent objective does not exist any more.")])
        seen.add(above)
        above = parent.parent_id


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
