"""Saving an edit only if nobody else saved the record since it was opened."""

from collections.abc import Mapping
from typing import Any, TypeVar

from sqlmodel import Session, col, select

from models import AuditEvent, Editable, Person
from services import audit
from services.errors import Conflict, NotFound, StaleVersion
from services.permissions import Actor

Kept = TypeVar("Kept", bound=Editable)

NOTHING: Mapping[str, tuple[str, str]] = {}


def lock(session: Session, table: type[Kept], record_id: int) -> Kept:
    """Return a record that nobody else can change until this transaction ends."""
    record = session.get(table, record_id, with_for_update=True, populate_existing=True)
    if record is None:
        name = str(table.__tablename__).replace("_", " ")
        raise NotFound(f"This {name} does not exist any more. Reload the page to see what is there.")
    return record


def save(
    session: Session,
    actor: Actor,
    record: Editable,
    seen_version: int,
    values: Mapping[str, Any],
    beside: Mapping[str, tuple[str, str]] = NOTHING,
) -> bool:
    """Write values into a locked record and tell whether anything differed.

    Raises StaleVersion with both texts when the record moved on since ``seen_version``; ``beside`` gives, as
    (theirs, yours), the texts of what is stored with the record in tables of its own.
    """
    if record.version != seen_version:
        conflicts = _conflicts(record, values)
        conflicts += [Conflict(name, *texts) for name, texts in beside.items() if texts[0] != texts[1]]
        raise StaleVersion(_last_editor(session, record), record.version, conflicts)
    if not audit.changed(session, actor, record, values):
        return False
    record.version += 1
    return True


def _conflicts(record: Editable, values: Mapping[str, Any]) -> list[Conflict]:
    return [
        Conflict(name, audit.as_text(getattr(record, name)), audit.as_text(value))
        for name, value in values.items()
        if getattr(record, name) != value
    ]


def _last_editor(session: Session, record: Editable) -> str:
    name = session.exec(
        select(Person.name)
        .join(AuditEvent, col(AuditEvent.actor_id) == Person.id)
        .where(AuditEvent.entity == str(record.__tablename__), AuditEvent.entity_id == record.key)
        .order_by(col(AuditEvent.id).desc())
    ).first()
    return name or "Somebody"
