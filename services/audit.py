"""The field-level trail of every write, and the one way to commit it."""

import json
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from pydantic import JsonValue
from sqlalchemy import update
from sqlmodel import Session, col, select

from models import AuditEvent, DataVersion, Record
from models.database import take_turns
from services.permissions import Actor


def created(
    session: Session, actor: Actor | None, record: Record, request_key: str | None = None, **beside: JsonValue
) -> int:
    """Store a new record with its audit event, which may tell something beside the fields; return the record's id."""
    session.add(record)
    session.flush()
    return note(session, actor, "created", record, after=_told(record, **beside), request_key=request_key)


def all_created(session: Session, actor: Actor, records: Sequence[Record]) -> None:
    """Store many new records at once, each with its audit event."""
    session.add_all(records)
    session.flush()
    for record in records:
        note(session, actor, "created", record, after=_told(record))


def _told(record: Record, **beside: JsonValue) -> str:
    values = record.model_dump(mode="json", exclude={"id", "version"}, exclude_none=True)
    return json.dumps({**values, **beside}, ensure_ascii=False)


def told_at_creation(session: Session, record: Record) -> Mapping[str, Any]:
    """Return what the audit event of a record's creation tells, empty where there is no such event."""
    found = session.exec(
        select(AuditEvent.after).where(
            AuditEvent.entity == str(record.__tablename__),
            AuditEvent.entity_id == record.key,
            AuditEvent.action == "created",
        )
    ).first()
    told: Mapping[str, Any] = json.loads(found or "{}")
    return told


def changed(
    session: Session, actor: Actor | None, record: Record, values: Mapping[str, Any], request_key: str | None = None
) -> bool:
    """Write new values into a record with an audit event for each field; tell whether anything differed."""
    different = {name: value for name, value in values.items() if getattr(record, name) != value}
    for number, (name, value) in enumerate(different.items()):
        before, after = as_text(getattr(record, name)), as_text(value)
        key = request_key if number == 0 else None
        note(session, actor, "changed", record, field=name, before=before, after=after, request_key=key)
        setattr(record, name, value)
    session.add(record)
    return bool(different)


def note(session: Session, actor: Actor | None, action: str, record: Record, **details: str | None) -> int:
    """Store one audit event about a record and return the record's id; a guest of a planning session is no actor."""
    given = {name: value for name, value in details.items() if value is not None}
    about = {"action": action, "entity": str(record.__tablename__), "entity_id": record.key}
    session.add(AuditEvent.model_validate({"actor_id": actor.person_id if actor else None, **about, **given}))
    return record.key


def repeated(session: Session, request_key: str | None) -> int | None:
    """Return the id that an earlier request with this key wrote, so that a double click writes once."""
    if request_key is None:
        return None
    take_turns(session, request_key)  # the second of two clicks waits for the first to commit
    return session.exec(select(AuditEvent.entity_id).where(AuditEvent.request_key == request_key)).first()


def written(session: Session, actor: Actor, entity: str, request_keys: Collection[str]) -> Mapping[str, int]:
    """Return the ids of the records of one kind that earlier requests of this person wrote, by their keys."""
    if not request_keys:
        return {}
    query = select(AuditEvent.request_key, AuditEvent.entity_id).where(
        col(AuditEvent.request_key).in_(request_keys),
        AuditEvent.entity == entity,
        AuditEvent.actor_id == actor.person_id,
    )
    return {key: record_id for key, record_id in session.exec(query) if key is not None}


def commit(session: Session, *, goals: bool = True) -> None:
    """Commit the transaction and move the data version on, for caches and live views to compare.

    A write that leaves goals, teams, people, cycles and labels as they are says so: what was made of them stays good.
    """
    moved = DataVersion.goals + 1 if goals else DataVersion.goals
    counter = update(DataVersion).where(col(DataVersion.id) == 1)
    session.exec(counter.values(version=DataVersion.version + 1, goals=moved))
    session.commit()


def data_version(session: Session) -> int:
    """Return the number that grows with every committed write."""
    return data_versions(session)[0]


def data_versions(session: Session) -> tuple[int, int]:
    """Return the numbers that grow with every committed write, and with every one that is not a check-in."""
    return session.exec(select(DataVersion.version, DataVersion.goals)).first() or (0, 0)


def as_text(value: Any) -> str:
    """Return a stored value as the trail and a conflict show it."""
    return "" if value is None else str(value)
