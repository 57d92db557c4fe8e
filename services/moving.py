"""Taking an objective to another cycle or team, and a key result to another objective, with all that belongs to it."""

from collections.abc import Sequence
from typing import Any

from sqlmodel import Session, col, select

from domain.validation import FieldProblem
from domain.vocabulary import ObjectiveState
from models import Cycle, KeyResult, Objective
from models.database import take_turns
from services import audit, changes
from services.errors import InvalidInput, NotPossible
from services.key_results import authorise_in_objective
from services.lines import line_above
from services.objectives import CONTRIBUTIONS, require_open_cycle
from services.permissions import Actor, authorise
from services.places import move_calendar, move_calendars, move_in_words
from services.published import account_for_move


def move_objective(
    session: Session,
    actor: Actor,
    objective_id: int,
    seen_version: int,
    to_team_id: int,
    to_cycle_id: int,
    *,
    reason: str = "",
    request_key: str | None = None,
) -> int:
    """Take an objective with its key results to another team, another open cycle or both, and return its id.

    The dates of its key results move with it into the cycle. A published one needs a ``reason``. What it contributed
    to in its old cycle is left behind. Raises NotAllowed, CycleClosed, NotPossible, InvalidInput and StaleVersion.
    """
    record = changes.lock(session, Objective, objective_id)
    if audit.repeated(session, request_key) is not None:
        return objective_id
    authorise(session, actor, record.team_id)
    authorise(session, actor, to_team_id)
    before, after = require_open_cycle(session, record.cycle_id), require_open_cycle(session, to_cycle_id)
    if record.state == ObjectiveState.CLOSED:
        raise NotPossible("This objective is closed. Carry it over instead: what was reached stays where it is.")
    told = move_in_words(session, record, to_team_id, to_cycle_id)
    if not told:
        message = "The objective stands there already. Choose another team or another cycle."
        raise InvalidInput([FieldProblem("cycle_id", message)])
    values: dict[str, Any] = {"team_id": to_team_id, "cycle_id": to_cycle_id, "position": 0}
    if before.key != after.key and _stays_behind(session, record, before):
        values |= {"parent_id": None, "parent_key_result_id": None}
    if record.version == seen_version:
        account_for_move(session, actor, record, record, told, reason)
    changes.save(session, actor, record, seen_version, values)
    move_calendars(session, actor, objective_id, before.key, after.key)
    audit.note(session, actor, "moved", record, after=told, request_key=request_key)
    audit.commit(session)
    return objective_id


def move_key_result(
    session: Session,
    actor: Actor,
    key_result_id: int,
    seen_version: int,
    to_objective_id: int,
    *,
    reason: str = "",
    request_key: str | None = None,
) -> int:
    """Take a key result with its check-ins under another objective and return its id.

    What contributes to the key result then contributes to that objective. A published objective on either side needs
    a ``reason``. Raises NotAllowed, CycleClosed, NotPossible, InvalidInput and StaleVersion.
    """
    take_turns(session, CONTRIBUTIONS)
    record = changes.lock(session, KeyResult, key_result_id)
    if audit.repeated(session, request_key) is not None:
        return key_result_id
    before = authorise_in_objective(session, actor, record.objective_id)
    after = authorise_in_objective(session, actor, to_objective_id)
    _require_move(record, before, after)
    served_by = _served_by(session, record, after)
    published = before if before.state == ObjectiveState.PUBLISHED else after
    if record.version == seen_version:
        told = f"moved from “{before.title}” to “{after.title}”"
        account_for_move(session, actor, published, record, told, reason)
    changes.save(session, actor, record, seen_version, {"objective_id": after.key, "position": 0})
    for below in served_by:
        audit.changed(session, actor, below, {"parent_id": after.key})
        below.version += 1
    if before.cycle_id != after.cycle_id:
        move_calendar(session, actor, record, before.cycle_id, after.cycle_id)
    audit.note(session, actor, "moved", record, after=after.title, request_key=request_key)
    audit.commit(session)
    return key_result_id


def _stays_behind(session: Session, record: Objective, before: Cycle) -> bool:
    """Tell whether the parent belongs to the cycle that is left; one of a longer cycle goes on being the parent."""
    parent = session.get(Objective, record.parent_id) if record.parent_id else None
    return parent is not None and parent.cycle_id == before.key


def _require_move(record: KeyResult, before: Objective, after: Objective) -> None:
    if record.dropped:
        raise NotPossible(f"“{record.title}” was dropped. Take it back in before you move it.")
    if before.key == after.key:
        message = f"It stands under “{after.title}” already. Choose another objective."
        raise InvalidInput([FieldProblem("objective_id", message)])
    if ObjectiveState.CLOSED in (before.state, after.state):
        raise NotPossible("One of the two objectives is closed. Its key results stay as they ended.")


def _served_by(session: Session, record: KeyResult, after: Objective) -> Sequence[Objective]:
    found = session.exec(select(Objective).where(col(Objective.parent_key_result_id) == record.key)).all()
    above = line_above(session, after.key)
    for below in found:
        if below.key in above:
            message = f"“{below.title}” contributes to this key result, and would then contribute to itself."
            raise InvalidInput([FieldProblem("objective_id", f"{message} Choose another objective.")])
    return found
