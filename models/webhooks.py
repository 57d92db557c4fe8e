"""Addresses outside that are told what happens, and the log of what they were told."""

from datetime import datetime

from sqlalchemy import Index
from sqlmodel import Field

from domain.vocabulary import DeliveryState
from models.base import Editable, utc_now, words


class Webhook(Editable, table=True):
    """An address that gets a signed message for every move on a flag."""

    __tablename__ = "webhook"

    name: str = Field(unique=True, max_length=200)
    url: str = Field(max_length=2000)
    secret: str = Field(max_length=200, repr=False)
    is_active: bool = True


class Delivery(Editable, table=True):
    """One message to one webhook: exactly what is signed and sent, and how its sending goes."""

    __tablename__ = "delivery"
    __table_args__ = (Index("delivery_by_state_and_next_attempt", "state", "next_attempt_at"),)

    webhook_id: int = Field(foreign_key="webhook.id", index=True)
    event: str = Field(max_length=60)
    body: str
    state: DeliveryState = Field(default=DeliveryState.WAITING, sa_type=words(DeliveryState))
    attempts: int = 0
    created_at: datetime = Field(default_factory=utc_now)
    next_attempt_at: datetime = Field(default_factory=utc_now)
    last_status: int | None = None
    last_error: str = ""
    delivered_at: datetime | None = None
