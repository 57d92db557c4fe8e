"""Ideas for objectives of later cycles: written down, ordered, taken up into a cycle that is being planned."""

from collections.abc import Sequence

from sqlmodel import Session, col, select

from domain.carrying import positions
from domain.validation import FieldProblem
from domain.vocabulary import CycleState
from models import BacklogItem, Objective
from models.base import utc_now
from models.planning_inputs import BacklogInput
from services import audit, changes
from services.errors import InvalidInput, NotPossible
from services.objectives import require_open_cycle
from services.ordering import MOVED_ON
from services.permissions import Actor, authorise


def add_item(session: Session, actor: Actor, idea: BacklogInput, request_key: str | None = None) -> int:
    """Store an idea at the end of its team's backlog and return its id; the same request key writes once."""
    if (earlier := audit.repeated(session, request_key)) is not None:
        return earlier
    authorise(session, actor, idea.team_id)
    record = BacklogItem(**idea.model_dump(), author_id=actor.person_id)
    key = audit.created(session, actor, record, request_key)
    audit.commit(session, goals=False)
    return key


def edit_item(session: Session, actor: Actor, item_id: int, seen_version: int, idea: BacklogInput) -> None:
    """Save an edited idea, or hand it to another team; raises StaleVersion and, once it was taken up, NotPossible."""
    record = _waiting(session, actor, item_id)
    authorise(session, actor, idea.team_id)
    changes.save(session, actor, record, seen_version, idea.model_dump())
    audit.commit(session, goals=False)


def remove_item(session: Session, actor: Actor, item_id: int) -> None:
    """Take an idea off the backlog; it stays in the history. Removing it twice changes nothing."""
    record = changes.lock(session, BacklogItem, item_id)
    authorise(session, actor, record.team_id)
    _require_no_objective(record)
    if record.removed_at is None:
        audit.changed(session, actor, record, {"removed_at": utc_now()})
        record.version += 1
    audit.commit(session, goals=False)


def restore_item(session: Session, actor: Actor, item_id: int) -> None:
    """Put an idea that was removed back where it stood."""
    record = changes.lock(session, BacklogItem, item_id)
    authorise(session, actor, record.team_id)
    if record.removed_at is not None:
        audit.changed(session, actor, record, {"removed_at": None})
        record.version += 1
    audit.commit(session, goals=False)


def order_items(session: Session, actor: Actor, team_id: int, seen: Sequence[int], ordered: Sequence[int]) -> None:
    """Store the order of a team's backlog; ``seen`` is the order that the reader had. Raises NotPossible."""
    authorise(session, actor, team_id)
    wanted = select(BacklogItem).where(
        col(BacklogItem.team_id) == team_id,
        col(BacklogItem.removed_at).is_(None),
        col(BacklogItem.objective_id).is_(None),
    )
    rows = session.exec(wanted.order_by(col(BacklogItem.position), col(BacklogItem.id)).with_for_update()).all()
    now = [row.key for row in rows]
    if now == list(ordered):
        return
    if now != list(seen) or sorted(ordered) != sorted(now):
        raise NotPossible(MOVED_ON)
    places = positions(ordered)
    for row in rows:
        audit.changed(session, actor, row, {"position": places[row.key]})
    audit.commit(session, goals=False)


def take_up(session: Session, actor: Actor, item_id: int, cycle_id: int, request_key: str | None = None) -> int:
    """Make a draft that only the team sees of an idea, in a cycle in planning, and return the objective's id.

    Whoever takes it up owns it. Taking it up twice returns the same objective. Raises CycleClosed, InvalidInput for
    the field `cycle_id` where the cycle runs already, and NotPossible where the idea was removed.
    """
    record = changes.lock(session, BacklogItem, item_id)
    authorise(session, actor, record.team_id)
    if record.objective_id is not None:
        return record.objective_id
    _require_there(record)
    cycle = require_open_cycle(session, cycle_id)
    if cycle.state != CycleState.PLANNING:
        message = f"{cycle.name} is {cycle.state}. Choose a cycle that is in planning."
        raise InvalidInput([FieldProblem("cycle_id", message)])
    made = Objective(
        team_id=record.team_id,
        cycle_id=cycle.key,
        owner_id=actor.person_id,
        title=record.title,
        description=record.note,
        shared=False,
    )
    audit.created(session, actor, made, request_key)
    audit.changed(session, actor, record, {"objective_id": made.key})
    record.version += 1
    audit.commit(session)
    return made.key


def _waiting(session: Session, actor: Actor, item_id: int) -> BacklogItem:
    record = changes.lock(session, BacklogItem, item_id)
    authorise(session, actor, record.team_id)
    _require_there(record)
    _require_no_objective(record)
    return record


def _require_there(record: BacklogItem) -> None:
    if record.removed_at is not None:
        raise NotPossible("Somebody took this idea off the backlog. Reload the page to see what is there.")


def _require_no_objective(record: BacklogItem) -> None:
    if record.objective_id is not None:
        raise NotPossible("This idea has become an objective. Change it there.")
