"""Taking an objective to another cycle or team, and a key result to another objective, with all that belongs to it."""

from collections.abc import Sequence
from typing import Any

from sqlmodel import Session, col, select

from domain.validation import FieldProblem
from domain.vocabulary import ObjectiveState
from models import KeyResult, Objective
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
    told = _where_to(session, actor, record, to_team_id, to_cycle_id)
    if record.version == seen_version:
        account_for_move(session, actor, record, record, told, reason)
    _take(session, actor, record, seen_version, to_team_id, to_cycle_id)
    return _done(session, actor, record, told, request_key)


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
    served_by = _require_move(session, record, before, after)
    _account_for_one(session, actor, record, seen_version, before, after, reason)
    _take_one(session, actor, record, seen_version, before, after, served_by)
    return _done(session, actor, record, after.title, request_key)


def _where_to(session: Session, actor: Actor, record: Objective, to_team_id: int, to_cycle_id: int) -> str:
    """Say in words where an objective goes, once it may; raises what move_objective raises."""
    authorise(session, actor, record.team_id)
    authorise(session, actor, to_team_id)
    require_open_cycle(session, record.cycle_id)
    require_open_cycle(session, to_cycle_id)
    if record.state == ObjectiveState.CLOSED:
        raise NotPossible("This objective is closed. Carry it over instead: what was reached stays where it is.")
    told = move_in_words(session, record, to_team_id, to_cycle_id)
    if not told:
        message = "The objective stands there already. Choose another team or another cycle."
        raise InvalidInput([FieldProblem("cycle_id", message)])
    return told


def _take(session: Session, actor: Actor, record: Objective, seen_version: int, team_id: int, cycle_id: int) -> None:
    """Put an objective into its new place with the calendars of its key results."""
    left = record.cycle_id
    values: dict[str, Any] = {"team_id": team_id, "cycle_id": cycle_id, "position": 0}
    if left != cycle_id and _stays_behind(session, record):
        values |= {"parent_id": None, "parent_key_result_id": None}
    changes.save(session, actor, record, seen_version, values)
    move_calendars(session, actor, record.key, left, cycle_id)


def _take_one(
    session: Session,
    actor: Actor,
    record: KeyResult,
    seen_version: int,
    before: Objective,
    after: Objective,
    served_by: Sequence[Objective],
) -> None:
    """Put a key result under its new objective with its calendar and with what contributes to it."""
    changes.save(session, actor, record, seen_version, {"objective_id": after.key, "position": 0})
    for below in served_by:
        audit.changed(session, actor, below, {"parent_id": after.key})
        below.version += 1
    if before.cycle_id != after.cycle_id:
        move_calendar(session, actor, record, before.cycle_id, after.cycle_id)


def _done(session: Session, actor: Actor, record: Objective | KeyResult, told: str, request_key: str | None) -> int:
    audit.note(session, actor, "moved", record, after=told, request_key=request_key)
    audit.commit(session)
    return record.key


def _stays_behind(session: Session, record: Objective) -> bool:
    """Tell whether the parent belongs to the cycle that is left; one of a longer cycle goes on being the parent."""
    parent = session.get(Objective, record.parent_id) if record.parent_id else None
    return parent is not None and parent.cycle_id == record.cycle_id


def _account_for_one(
    session: Session,
    actor: Actor,
    record: KeyResult,
    seen_version: int,
    before: Objective,
    after: Objective,
    reason: str,
) -> None:
    if record.version != seen_version:
        return
    published = before if before.state == ObjectiveState.PUBLISHED else after
    told = f"moved from “{before.title}” to “{after.title}”"
    account_for_move(session, actor, published, record, told, reason)


def _require_move(session: Session, record: KeyResult, before: Objective, after: Objective) -> Sequence[Objective]:
    """Return what contributes to a key result that may move; raises NotPossible and InvalidInput."""
    if record.dropped:
        raise NotPossible(f"“{record.title}” was dropped. Take it back in before you move it.")
    if before.key == after.key:
        message = f"It stands under “{after.title}” already. Choose another objective."
        raise InvalidInput([FieldProblem("objective_id", message)])
    if ObjectiveState.CLOSED in (before.state, after.state):
        raise NotPossible("One of the two objectives is closed. Its key results stay as they ended.")
    return _served_by(session, record, after)


def _served_by(session: Session, record: KeyResult, after: Objective) -> Sequence[Objective]:
    found = session.exec(select(Objective).where(col(Objective.parent_key_result_id) == record.key)).all()
    above = line_above(session, after.key)
    for below in found:
        if below.key in above:
            message = f"“{below.title}” contributes to this key result, and would then contribute to itself."
            raise InvalidInput([FieldProblem("objective_id", f"{message} Choose another objective.")])
    return found
