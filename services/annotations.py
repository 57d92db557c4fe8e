"""Remarks on a day in the life of a key result: written, taken away, and put back."""

from datetime import date, timedelta

from sqlmodel import Session

from domain.validation import FieldProblem
from models import Annotation, KeyResult
from models.base import utc_now
from models.inputs import AnnotationInput
from services import audit, changes
from services.errors import InvalidInput, NotFound
from services.key_results import authorise_in_objective
from services.permissions import Actor

AROUND = timedelta(days=31)  # what happened just before or after explains the numbers as well


def days_of(starts_on: date, due_on: date) -> tuple[date, date]:
    """Return the first and the last day on which a key result with this calendar takes a remark."""
    return starts_on - AROUND, due_on + AROUND


def annotate(session: Session, actor: Actor, annotation: AnnotationInput, request_key: str | None = None) -> int:
    """Store a remark and return its id; the same request key writes once.

    Raises InvalidInput for a day far from the key result's own, and refuses whom and when a check-in would be refused.
    """
    key_result = changes.lock(session, KeyResult, annotation.key_result_id)
    if (earlier := audit.repeated(session, request_key)) is not None:
        return earlier
    authorise_in_objective(session, actor, key_result.objective_id)
    _check_day(annotation.on_day, key_result)
    stored = Annotation(**annotation.model_dump(), author_id=actor.person_id)
    audit.created(session, actor, stored, request_key)
    audit.commit(session, goals=False)
    return stored.key


def remove_annotation(session: Session, actor: Actor, annotation_id: int, request_key: str | None = None) -> int:
    """Take a remark out of the chart and return its id; it stays stored, and `restore_annotation` puts it back."""
    return _set_removed(session, actor, annotation_id, True, request_key)


def restore_annotation(session: Session, actor: Actor, annotation_id: int, request_key: str | None = None) -> int:
    """Put a remark back that was taken out, and return its id."""
    return _set_removed(session, actor, annotation_id, False, request_key)


def _set_removed(session: Session, actor: Actor, annotation_id: int, removed: bool, request_key: str | None) -> int:
    """Take out or put back; who finds it done already is told nothing, as what they want is so."""
    found = session.get(Annotation, annotation_id)
    if found is None:
        raise NotFound("This remark does not exist.")
    key_result = changes.lock(session, KeyResult, found.key_result_id)
    if (earlier := audit.repeated(session, request_key)) is not None:
        return earlier
    authorise_in_objective(session, actor, key_result.objective_id)
    record = changes.lock(session, Annotation, annotation_id)
    if (record.removed_at is not None) != removed:
        audit.changed(session, actor, record, {"removed_at": utc_now() if removed else None}, request_key)
        record.version += 1
        audit.commit(session, goals=False)
    return annotation_id


def _check_day(day: date, key_result: KeyResult) -> None:
    first, last = days_of(key_result.starts_on, key_result.due_on)
    if not first <= day <= last:
        message = f"This key result runs from {key_result.starts_on} to {key_result.due_on}. Choose a day near it."
        raise InvalidInput([FieldProblem("on_day", message)])
