"""Recording what is true: append-only check-ins, corrections that supersede, and undo."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from pydantic import JsonValue
from sqlmodel import Session, col, select

from domain.validation import FieldProblem, check_confidence, check_value
from domain.vocabulary import Measure
from models import CheckIn, KeyResult, Milestone
from models.inputs import CheckInInput
from services import audit, changes
from services.errors import InvalidInput, NotFound
from services.key_results import authorise_in_objective
from services.permissions import Actor

LONGEST_NOTE = 2_000
BEFORE = "milestones_before"  # what the trail tells beside a check-in, so that undoing it gives the milestones back


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a recorded check-in wrote, for the message and for undo."""

    check_in_id: int
    key_result_id: int
    title: str
    value: float | None


def record(
    session: Session, actor: Actor, check_in: CheckInInput, today: date, request_key: str | None = None
) -> Receipt:
    """Store a check-in, or a correction of an earlier one, and return its receipt.

    The same request key writes once. A correction keeps the earlier check-in and its author.
    """
    key_result = changes.lock(session, KeyResult, check_in.key_result_id)
    if (earlier := audit.repeated(session, request_key)) is not None:
        return _receipt(session.get_one(CheckIn, earlier), key_result)
    authorise_in_objective(session, actor, key_result.objective_id)
    before = _tick(session, actor, key_result, check_in)
    value = check_in.value if before is None else _done_weight(session, key_result)
    _check(check_in, value, today)
    if check_in.supersedes_id is not None:
        _require_current(session, check_in.supersedes_id, key_result.key)
    stored = CheckIn(
        **check_in.model_dump(exclude={"value", "done_milestones"}), value=value, author_id=actor.person_id
    )
    audit.created(session, actor, stored, request_key, **({BEFORE: before} if before else {}))
    audit.commit(session, goals=False)
    return _receipt(stored, key_result)


def withdraw(session: Session, actor: Actor, check_in_id: int, request_key: str | None = None) -> Receipt:
    """Undo a check-in: a later entry without a value supersedes it, and both stay in the history."""
    undone = session.get(CheckIn, check_in_id)
    if undone is None:
        raise NotFound("This check-in does not exist.")
    key_result = changes.lock(session, KeyResult, undone.key_result_id)
    if (earlier := audit.repeated(session, request_key)) is not None:
        return _receipt(session.get_one(CheckIn, earlier), key_result)
    authorise_in_objective(session, actor, key_result.objective_id)
    _require_current(session, check_in_id, key_result.key)
    entry = CheckIn(
        key_result_id=key_result.key, as_of=undone.as_of, author_id=actor.person_id, supersedes_id=check_in_id
    )
    _untick(session, actor, undone)
    audit.created(session, actor, entry, request_key)
    audit.commit(session, goals=False)
    return _receipt(entry, key_result)


def _receipt(check_in: CheckIn, key_result: KeyResult) -> Receipt:
    return Receipt(check_in.key, key_result.key, key_result.title, check_in.value)


def _tick(session: Session, actor: Actor, key_result: KeyResult, check_in: CheckInInput) -> dict[str, JsonValue] | None:
    """Mark the milestones that are done; return when the changed ones were done before, None if this is a number."""
    if key_result.measure != Measure.MILESTONE or check_in.done_milestones is None:
        return None
    before: dict[str, JsonValue] = {}
    for step in _steps(session, key_result.key):
        done = step.key in check_in.done_milestones
        if done != (step.done_on is not None):
            before[str(step.key)] = step.done_on.isoformat() if step.done_on else None
            audit.changed(session, actor, step, {"done_on": check_in.as_of if done else None})
    return before


def _untick(session: Session, actor: Actor, undone: CheckIn) -> None:
    before = audit.told_at_creation(session, undone).get(BEFORE, {})
    for step in _steps(session, undone.key_result_id):
        if str(step.key) in before:
            day = before[str(step.key)]
            audit.changed(session, actor, step, {"done_on": date.fromisoformat(day) if day else None})


def _done_weight(session: Session, key_result: KeyResult) -> float:
    return sum(step.weight for step in _steps(session, key_result.key) if step.done_on is not None)


def _steps(session: Session, key_result_id: int) -> Sequence[Milestone]:
    return session.exec(select(Milestone).where(col(Milestone.key_result_id) == key_result_id)).all()


def _check(check_in: CheckInInput, value: float | None, today: date) -> None:
    errors = [*check_confidence(check_in.confidence), *check_value(value)]
    if check_in.as_of > today:
        errors.append(FieldProblem("as_of", "A check-in tells what is true already. Choose today or an earlier day."))
    if len(check_in.note) > LONGEST_NOTE:
        errors.append(FieldProblem("note", f"Keep the sentence under {LONGEST_NOTE} characters."))
    if errors:
        raise InvalidInput(errors)


def _require_current(session: Session, check_in_id: int, key_result_id: int) -> None:
    found = session.get(CheckIn, check_in_id)
    if found is None or found.key_result_id != key_result_id:
        raise NotFound("The check-in to correct does not belong to this key result.")
    later = session.exec(select(CheckIn.id).where(CheckIn.supersedes_id == check_in_id)).first()
    if later is not None:
        message = "This check-in has been corrected already. Reload the page and correct the latest one."
        raise InvalidInput([FieldProblem("supersedes_id", message)])
    if found.value is None:
        raise InvalidInput([FieldProblem("supersedes_id", "This entry withdrew a check-in. Record a new one instead.")])
