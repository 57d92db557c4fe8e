"""What happened to a record, from the audit trail."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, or_
from sqlmodel import Session, col, select

from models import AuditEvent, Person

MOST_EVENTS = 60


@dataclass(frozen=True, slots=True)
class Happening:
    """One change of one field, or one creation."""

    at: datetime
    who: str
    action: str
    entity: str
    entity_id: int
    field: str
    before: str | None
    after: str | None


def history_of(session: Session, records: Mapping[str, Sequence[int]]) -> tuple[Happening, ...]:
    """Return the latest changes of these records, given as table name → ids, latest first."""
    about = [
        and_(col(AuditEvent.entity) == entity, col(AuditEvent.entity_id).in_(ids))
        for entity, ids in records.items()
        if ids
    ]
    rows = session.execute(
        select(AuditEvent, Person.name)
        .outerjoin(Person, col(AuditEvent.actor_id) == Person.id)
        .where(or_(*about))
        .order_by(col(AuditEvent.id).desc())
        .limit(MOST_EVENTS)
    )
    same = ("at", "action", "entity", "entity_id", "field", "before", "after")
    return tuple(Happening(who=name or "—", **{f: getattr(event, f) for f in same}) for event, name in rows)
