"""What became of a request whose answer its sender may have missed."""

from sqlmodel import Session, col, select

from models import AuditEvent
from services.permissions import Actor


def is_recorded(session: Session, actor: Actor, request_key: str) -> bool:
    """Tell whether a request of this person has stored something."""
    query = select(AuditEvent.id).where(
        col(AuditEvent.request_key) == request_key, AuditEvent.actor_id == actor.person_id
    )
    return session.exec(query.limit(1)).first() is not None
