"""Who changed what and when, and the counter that tells readers that something changed."""

from datetime import datetime

from sqlalchemy import Index
from sqlmodel import Field

from models.base import Base, Record, utc_now


class AuditEvent(Record, table=True):
    """One field's change, or the creation of a record; append-only.

    ``request_key`` is set on the first event of an action and unique, so that a repeated click finds
    what the first one did.
    """

    __tablename__ = "audit_event"
    __table_args__ = (
        Index("audit_event_by_entity", "entity", "entity_id"),
        Index("audit_event_by_actor_and_moment", "actor_id", "at"),
    )

    at: datetime = Field(default_factory=utc_now)
    actor_id: int | None = Field(default=None, foreign_key="person.id")
    action: str = Field(max_length=60)
    entity: str = Field(max_length=60)
    entity_id: int
    field: str = Field(default="", max_length=60)
    before: str | None = None
    after: str | None = None
    request_key: str | None = Field(default=None, unique=True, max_length=80)


class DataVersion(Base, table=True):
    """A single row whose `version` grows with every committed write, and `goals` with all but check-ins."""

    __tablename__ = "data_version"

    id: int = Field(default=1, primary_key=True)
    version: int = 0
    goals: int = 0
