"""What an administrator sees of webhooks: who is told, and how each message went; never a secret."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, func, select

from domain.vocabulary import DeliveryState
from models import Delivery, Webhook
from services.permissions import Actor, authorise_admin
from services.reporting.flag_rows import in_utc

MOST_DELIVERIES = 50


@dataclass(frozen=True, slots=True)
class WebhookRow:
    """An address that is told about flags."""

    key: int
    name: str
    url: str
    is_active: bool
    version: int


@dataclass(frozen=True, slots=True)
class DeliveryRow:
    """How the sending of one message goes; moments are in UTC.

    ``next_attempt_at`` is None unless the message waits for another attempt, and ``can_be_sent_again`` is false while
    it waits for its first one, is being sent at this moment or its webhook is off.
    """

    key: int
    webhook: str
    event: str
    state: DeliveryState
    attempts: int
    created_at: datetime
    next_attempt_at: datetime | None
    delivered_at: datetime | None
    last_status: int | None
    last_error: str
    can_be_sent_again: bool


@dataclass(frozen=True, slots=True)
class DeliveryLog:
    """The latest messages, newest first, and how many there are of each state in all."""

    rows: tuple[DeliveryRow, ...]
    waiting: int
    delivered: int
    given_up: int

    @property
    def total(self) -> int:
        """Return how many messages there are."""
        return self.waiting + self.delivered + self.given_up


def list_webhooks(session: Session, actor: Actor) -> tuple[WebhookRow, ...]:
    """Return all webhooks by name, for an administrator; raises NotAllowed for others."""
    authorise_admin(session, actor)
    found = session.exec(select(Webhook).order_by(col(Webhook.is_active).desc(), func.lower(Webhook.name))).all()
    return tuple(WebhookRow(row.key, row.name, row.url, row.is_active, row.version) for row in found)


def log_for(session: Session, actor: Actor, limit: int = MOST_DELIVERIES) -> DeliveryLog:
    """Return the log for an administrator; raises NotAllowed for others."""
    authorise_admin(session, actor)
    return delivery_log(session, limit)


def delivery_log(session: Session, limit: int = MOST_DELIVERIES) -> DeliveryLog:
    """Return the latest messages and how many there are of each state."""
    counts = dict(session.exec(select(Delivery.state, func.count()).group_by(col(Delivery.state))).all())
    latest = select(Delivery, Webhook).join(Webhook, col(Delivery.webhook_id) == Webhook.id)
    found = session.exec(latest.order_by(col(Delivery.id).desc()).limit(limit)).all()
    states = (DeliveryState.WAITING, DeliveryState.DELIVERED, DeliveryState.GIVEN_UP)
    return DeliveryLog(tuple(_row(*pair) for pair in found), *(counts.get(state, 0) for state in states))


def _row(delivery: Delivery, webhook: Webhook) -> DeliveryRow:
    waits = delivery.state == DeliveryState.WAITING and bool(delivery.last_error)
    return DeliveryRow(
        key=delivery.key,
        webhook=webhook.name,
        event=delivery.event,
        state=delivery.state,
        attempts=delivery.attempts,
        created_at=in_utc(delivery.created_at),
        next_attempt_at=in_utc(delivery.next_attempt_at) if waits else None,
        delivered_at=in_utc(delivery.delivered_at) if delivery.delivered_at else None,
        last_status=delivery.last_status,
        last_error=delivery.last_error,
        can_be_sent_again=webhook.is_active and (waits or delivery.state != DeliveryState.WAITING),
    )
