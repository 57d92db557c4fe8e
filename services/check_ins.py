"""Recording what is true: append-only check-ins, corrections that supersede, and undo."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from pydantic import JsonValue
from sqlmodel import Session, col, select

from domain.validation import FieldProblem, check_confidence, check_value
from domain.vocabulary import Measure
from models import CheckIn, KeyResult, Milestone
from models.inputs import CheckInInput
from services import audit, changes
from services.errors import InvalidInput, NotFound, Refusal, RowsRefused
from services.key_results import authorise_in_objective
from services.newest_check_ins import NewestEntry, newest_entries
from services.permissions import Actor

LONGEST_NOTE = 2_000
Problems = Mapping[int, Sequence[FieldProblem]]  # what is wrong, by key result
NO_PROBLEMS: Problems = {}
BEFORE = "milestones_before"  # what the trail tells beside a check-in, so that undoing it gives the milestones back


@dataclass(frozen=True, slots=True)
class Entry:
    """One of several check-ins, the key of its request, and the newest entry of its key result that the writer saw."""

    check_in: CheckInInput
    request_key: str
    seen_id: int = 0


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
    stored = _store(session, actor, key_result, check_in, today, request_key)
    audit.commit(session, goals=False)
    return stored


def record_all(
    session: Session, actor: Actor, entries: Sequence[Entry], today: date, problems: Problems = NO_PROBLEMS
) -> tuple[Receipt, ...]:
    """Store several check-ins, at most one for a key result, in one transaction, and return their receipts in order.

    All are stored or none: raises RowsRefused with what is wrong in each row, ``problems`` included, which the caller
    has found before; or the one refusal that holds for every row. What a request with the same key has stored already
    is not stored again.
    """
    found = _lock_all(session, entries)
    done = audit.written(session, actor, str(CheckIn.__tablename__), [entry.request_key for entry in entries])
    receipts = {key: _stored(session, number) for key, number in done.items()}
    waiting = [entry for entry in entries if entry.request_key not in done]
    refused = {number: list(given) for number, given in problems.items()}
    refused |= _barred(session, actor, waiting, found, alone=not refused)
    for entry in waiting:
        number = entry.check_in.key_result_id
        try:
            if number not in refused:
                stored = _store(session, actor, found[number], entry.check_in, today, entry.request_key)
                receipts[entry.request_key] = stored
        except InvalidInput as refusal:
            refused[number] = list(refusal.problems)
    unseen = _unseen(session, actor, waiting)
    if refused or unseen:
        raise RowsRefused(refused, unseen)
    audit.commit(session, goals=False)
    return tuple(receipts[entry.request_key] for entry in entries)


def withdraw(session: Session, actor: Actor, check_in_id: int, request_key: str | None = None) -> Receipt:
    """Undo a check-in: a later entry without a value supersedes it, and both stay in the history."""
    receipt = _withdraw(session, actor, check_in_id, request_key)
    audit.commit(session, goals=False)
    return receipt


def withdraw_all(
    session: Session, actor: Actor, check_in_ids: Sequence[int], request_key: str | None = None
) -> tuple[Receipt, ...]:
    """Undo several check-ins in one transaction, or none of them; the same request key writes once."""
    keys = {number: f"{request_key}:{number}" if request_key else None for number in sorted(check_in_ids)}
    receipts = tuple(_withdraw(session, actor, number, key) for number, key in keys.items())
    audit.commit(session, goals=False)
    return receipts


def _withdraw(session: Session, actor: Actor, check_in_id: int, request_key: str | None) -> Receipt:
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
    return _receipt(entry, key_result)


def _store(
    session: Session, actor: Actor, key_result: KeyResult, check_in: CheckInInput, today: date, request_key: str | None
) -> Receipt:
    """Check and add a check-in of a locked key result, and commit nothing."""
    _make_way(session, actor, key_result, check_in)
    before = _tick(session, actor, key_result, check_in)
    value = check_in.value if before is None else _done_weight(session, key_result)
    if problems := problems_of(check_in, value, today):
        raise InvalidInput(problems)
    stored = CheckIn(
        **check_in.model_dump(exclude={"value", "done_milestones"}), value=value, author_id=actor.person_id
    )
    audit.created(session, actor, stored, request_key, **({BEFORE: before} if before else {}))
    return _receipt(stored, key_result)


def _stored(session: Session, check_in_id: int) -> Receipt:
    stored = session.get_one(CheckIn, check_in_id)
    return _receipt(stored, session.get_one(KeyResult, stored.key_result_id))


def _lock_all(session: Session, entries: Sequence[Entry]) -> Mapping[int, KeyResult]:
    """Return the key results by id, locked in the order of their ids, so that no two requests wait in a ring."""
    wanted = {entry.check_in.key_result_id for entry in entries}
    query = select(KeyResult).where(col(KeyResult.id).in_(wanted)).order_by(col(KeyResult.id)).with_for_update()
    return {record.key: record for record in session.exec(query.execution_options(populate_existing=True))}


def _barred(
    session: Session, actor: Actor, entries: Sequence[Entry], found: Mapping[int, KeyResult], *, alone: bool
) -> dict[int, list[FieldProblem]]:
    """Return why the actor may not write in some rows; raises where it is every row and ``alone`` what is wrong."""
    refusals: dict[int, Refusal] = {}
    asked: dict[int, Refusal | None] = {}
    for number in (entry.check_in.key_result_id for entry in entries):
        record = found.get(number)
        if record is None:
            refusals[number] = NotFound("This key result does not exist any more.")
            continue
        if record.objective_id not in asked:
            asked[record.objective_id] = _why_not(session, actor, record.objective_id)
        if (refusal := asked[record.objective_id]) is not None:
            refusals[number] = refusal
    if alone and refusals and len(refusals) == len(entries):
        raise next(iter(refusals.values()))
    return {number: [FieldProblem("row", str(refusal))] for number, refusal in refusals.items()}


def _why_not(session: Session, actor: Actor, objective_id: int) -> Refusal | None:
    try:
        authorise_in_objective(session, actor, objective_id)
    except Refusal as refusal:
        return refusal
    return None


def _unseen(session: Session, actor: Actor, entries: Sequence[Entry]) -> Mapping[int, NewestEntry]:
    """Return the newest entry of a colleague, by key result, where whoever typed has not seen it yet."""
    newest = newest_entries(session, [entry.check_in.key_result_id for entry in entries], not_by=actor.person_id)
    seen = {entry.check_in.key_result_id: entry.seen_id for entry in entries}
    return {number: entry for number, entry in newest.items() if entry.check_in_id > seen[number]}


def _receipt(check_in: CheckIn, key_result: KeyResult) -> Receipt:
    return Receipt(check_in.key, key_result.key, key_result.title, check_in.value)


def _make_way(session: Session, actor: Actor, key_result: KeyResult, check_in: CheckInInput) -> None:
    """Take back the milestones of what is corrected, as the correction says anew which are done and since when."""
    if check_in.supersedes_id is None:
        return
    _require_current(session, check_in.supersedes_id, key_result.key)
    if key_result.measure == Measure.MILESTONE and check_in.done_milestones is not None:
        _untick(session, actor, session.get_one(CheckIn, check_in.supersedes_id))


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


def problems_of(check_in: CheckInInput, value: float | None, today: date) -> list[FieldProblem]:
    """Return what cannot be right about a check-in by itself; ``value`` is what it would store."""
    errors = [*check_confidence(check_in.confidence), *check_value(value)]
    if check_in.as_of > today:
        errors.append(FieldProblem("as_of", "A check-in tells what is true already. Choose today or an earlier day."))
    if len(check_in.note) > LONGEST_NOTE:
        errors.append(FieldProblem("note", f"Keep the sentence under {LONGEST_NOTE} characters."))
    return errors


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
