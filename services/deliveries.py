"""Messages on their way to webhooks: who sends which one next, what came of it, and sending one again.

A message is claimed in one short transaction and its result written in another; nothing is sent inside either.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, delete, or_
from sqlmodel import Session, col, select

from domain.formatting import count
from domain.messages import wait_after
from domain.vocabulary import DeliveryState
from models import Delivery, Webhook
from models.base import utc_now
from services import audit, changes
from services.errors import NotPossible
from services.permissions import Actor, authorise_admin

LEASE = timedelta(minutes=1)  # much longer than an attempt may take; after it another sender takes over
KEPT = {DeliveryState.DELIVERED: timedelta(days=30), DeliveryState.GIVEN_UP: timedelta(days=90)}


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A claimed message: where it goes, how it is signed and exactly what is sent; ``attempt`` counts from 1."""

    delivery_id: int
    attempt: int
    url: str
    secret: str = field(repr=False)
    event: str
    body: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of an attempt: the receiver's HTTP status, if it answered, and in plain words what went wrong."""

    status: int | None
    error: str = ""

    @property
    def arrived(self) -> bool:
        """Tell whether the receiver took the message."""
        return not self.error


def active_webhooks(session: Session, now: datetime) -> Mapping[int, bool]:
    """Return the active webhooks and whether a message is due to each: one query over the index of what waits."""
    due = select(Delivery.webhook_id).where(*_due(now)).distinct().subquery()
    rows = session.exec(
        select(Webhook.id, due.c.webhook_id)
        .outerjoin(due, due.c.webhook_id == Webhook.id)
        .where(col(Webhook.is_active).is_(True))
    )
    return {key: waiting is not None for key, waiting in rows if key is not None}


def claim(session: Session, webhook_id: int, now: datetime) -> Outgoing | None:
    """Take the message to a webhook that has been due longest, so that for a minute nobody else does; None without one.

    Must run in a transaction that writes: SQLite's writers take turns, on PostgreSQL a row that another one has taken
    is passed over.
    """
    found = session.exec(
        select(Delivery, Webhook)
        .join(Webhook, col(Delivery.webhook_id) == Webhook.id)
        .where(*_due(now), col(Delivery.webhook_id) == webhook_id, col(Webhook.is_active).is_(True))
        .order_by(col(Delivery.next_attempt_at), col(Delivery.id))
        .limit(1)
        .with_for_update(of=Delivery, skip_locked=True)
    ).first()
    if found is None:
        return None
    delivery, webhook = found
    delivery.attempts += 1
    delivery.next_attempt_at = now + LEASE
    _set(session, delivery, Answer(None))
    session.commit()
    return Outgoing(delivery.key, delivery.attempts, webhook.url, webhook.secret, delivery.event, delivery.body)


def record(session: Session, sent: Outgoing, answer: Answer, now: datetime) -> None:
    """Write down what came of an attempt; a failure that another attempt has overtaken meanwhile changes nothing."""
    delivery = session.get(Delivery, sent.delivery_id, with_for_update=True, populate_existing=True)
    if delivery is None:
        return
    if answer.arrived:
        delivery.state, delivery.delivered_at = DeliveryState.DELIVERED, now
    elif delivery.state != DeliveryState.WAITING or delivery.attempts != sent.attempt:
        return
    elif (pause := wait_after(sent.attempt)) is None:
        delivery.state = DeliveryState.GIVEN_UP
    else:
        delivery.next_attempt_at = now + pause
    _set(session, delivery, answer)
    session.commit()


def send_again(session: Session, actor: Actor, delivery_id: int, request_key: str | None = None) -> None:
    """Let an administrator have a message sent now, with as many attempts as a new one; its number stays.

    Raises NotPossible for one that is on its way or whose webhook is off. The same request key asks once.
    """
    authorise_admin(session, actor)
    delivery = changes.lock(session, Delivery, delivery_id)
    if audit.repeated(session, request_key) is not None:
        return
    webhook = session.get_one(Webhook, delivery.webhook_id)
    if not webhook.is_active:
        raise NotPossible(f"{webhook.name} is switched off. Switch it on, then send this again.")
    if is_on_its_way(delivery):
        raise NotPossible("This message is on its way already: the log shows in a moment what came of it.")
    before = f"{delivery.state}, {count(delivery.attempts, 'attempt')}"
    audit.note(
        session, actor, "sent again", delivery, field="state", before=before, after="waiting", request_key=request_key
    )
    delivery.state, delivery.attempts, delivery.delivered_at = DeliveryState.WAITING, 0, None
    delivery.next_attempt_at = utc_now()
    _set(session, delivery, Answer(None))
    audit.commit(session, goals=False)


def is_on_its_way(delivery: Delivery) -> bool:
    """Tell whether a message waits for its first attempt or is being sent at this moment, and so needs no help."""
    return delivery.state == DeliveryState.WAITING and not delivery.last_error


def forget_old(session: Session, now: datetime) -> int:
    """Delete what was delivered more than 30 days ago or given up more than 90 days ago, and return how many."""
    old = or_(
        *((col(Delivery.state) == state) & (col(Delivery.next_attempt_at) < now - kept) for state, kept in KEPT.items())
    )
    keys = session.exec(select(Delivery.id).where(old)).all()
    if keys:
        session.exec(delete(Delivery).where(old))
        session.commit()
    return len(keys)


def _due(now: datetime) -> tuple[ColumnElement[bool], ...]:
    return col(Delivery.state) == DeliveryState.WAITING, col(Delivery.next_attempt_at) <= now


def _set(session: Session, delivery: Delivery, answer: Answer) -> None:
    delivery.last_status, delivery.last_error = answer.status, answer.error
    delivery.version += 1
    session.add(delivery)
