"""Addresses outside that are told about flags: an administrator sets them up; every move queues a message for each.

A secret is told to nobody after it was made: not to the audit trail, not in a conflict, not in an export.
"""

import hashlib
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import SplitResult, urlsplit

from sqlmodel import Session, col, func, select, update

from domain.formatting import count
from domain.validation import FieldProblem
from domain.vocabulary import DeliveryState
from models import Cycle, Delivery, Flag, Objective, Team, Webhook
from models.base import utc_now
from models.database import take_turns
from models.inputs import WebhookInput
from services import audit, changes
from services.errors import InvalidInput, NotPossible
from services.permissions import Actor, authorise_admin

WEBHOOKS = "webhooks"  # who sets one up takes turns, so that a free name stays free
MOST_ACTIVE = 20  # each has a sender of its own, so that a slow one never holds up another
SHORTEST_SECRET = 16
SWITCHED_OFF = "Not sent: the webhook was switched off."
TEST = "webhook.test"


@dataclass(frozen=True, slots=True)
class WebhookReceipt:
    """What was set up, and its secret, to be shown this once."""

    webhook_id: int
    secret: str = field(repr=False)


def create_webhook(
    session: Session, actor: Actor, webhook: WebhookInput, request_key: str | None = None
) -> WebhookReceipt:
    """Set up an address, with a secret of the program's own making where none is given.

    The same request key writes once and returns the same receipt.
    """
    _begin(session, actor)
    if (earlier := audit.repeated(session, request_key)) is not None:
        return WebhookReceipt(earlier, changes.lock(session, Webhook, earlier).secret)
    _check(session, webhook)
    _refuse_too_many(session)
    record = Webhook(name=webhook.name, url=webhook.url, secret=webhook.secret or _new_secret())
    session.add(record)
    session.flush()
    told = json.dumps({"name": record.name, "url": _shortened(record.url)}, ensure_ascii=False)
    audit.note(session, actor, "created", record, after=told, request_key=request_key)
    audit.commit(session, goals=False)
    return WebhookReceipt(record.key, record.secret)


def update_webhook(
    session: Session, actor: Actor, webhook_id: int, seen_version: int, webhook: WebhookInput
) -> WebhookReceipt:
    """Save a new name, address or secret; an empty secret leaves the one that is stored.

    Raises StaleVersion with both names and addresses when somebody else saved meanwhile.
    """
    _begin(session, actor)
    record = changes.lock(session, Webhook, webhook_id)
    _check(session, webhook, webhook_id)
    both = {"url": (record.url, webhook.url)}
    saved = changes.save(session, actor, record, seen_version, {"name": webhook.name}, both)
    _save_quietly(session, actor, record, webhook.url, webhook.secret or record.secret, counted=saved)
    audit.commit(session, goals=False)
    return WebhookReceipt(record.key, record.secret)


def renew_secret(session: Session, actor: Actor, webhook_id: int, seen_version: int) -> WebhookReceipt:
    """Replace the secret by a new one; messages that wait are signed with the new one."""
    _begin(session, actor)
    record = changes.lock(session, Webhook, webhook_id)
    changes.save(session, actor, record, seen_version, {})
    _save_quietly(session, actor, record, record.url, _new_secret(), counted=False)
    audit.commit(session, goals=False)
    return WebhookReceipt(record.key, record.secret)


def set_active(session: Session, actor: Actor, webhook_id: int, seen_version: int, active: bool) -> None:
    """Switch an address on or off; what still waits for one that is switched off is given up, and may be sent again."""
    _begin(session, actor)
    record = changes.lock(session, Webhook, webhook_id)
    if active and not record.is_active:
        _refuse_too_many(session)
    changes.save(session, actor, record, seen_version, {"is_active": active})
    if not active:
        waiting = (Delivery.webhook_id == webhook_id, Delivery.state == DeliveryState.WAITING)
        given_up = {"state": DeliveryState.GIVEN_UP, "last_error": SWITCHED_OFF, "version": Delivery.version + 1}
        session.exec(update(Delivery).where(*waiting).values(**given_up))  # type: ignore[arg-type]
    audit.commit(session, goals=False)


def send_test(session: Session, actor: Actor, webhook_id: int, request_key: str | None = None) -> int:
    """Queue a message that says who is trying the address, and return its delivery; one that is off is refused."""
    authorise_admin(session, actor)
    record = changes.lock(session, Webhook, webhook_id)
    if (earlier := audit.repeated(session, request_key)) is not None:
        return earlier
    if not record.is_active:
        raise NotPossible(f"{record.name} is switched off. Switch it on, then send a test message.")
    said = {"event": TEST, "text": "A test message from Outboard.", "who": actor.name}
    body = json.dumps({**said, "occurred_at": utc_now().isoformat()}, ensure_ascii=False)
    queued = Delivery(webhook_id=webhook_id, event=TEST, body=body)
    session.add(queued)
    session.flush()
    audit.note(session, actor, "created", queued, after=TEST, request_key=request_key)
    audit.commit(session, goals=False)
    return queued.key


def announce(session: Session, event: str, flag_id: int, payload: Mapping[str, object]) -> None:
    """Queue a message about a flag for every active webhook; nothing is sent and nothing committed."""
    active = session.exec(select(Webhook.id).where(col(Webhook.is_active).is_(True))).all()
    if not active:
        return
    told = {"event": event, "flag_id": flag_id, "move": event.removeprefix("flag."), **payload}
    body = json.dumps({**told, **_place(session, flag_id)}, ensure_ascii=False)
    session.add_all(Delivery(webhook_id=key, event=event, body=body) for key in active if key is not None)


def _place(session: Session, flag_id: int) -> Mapping[str, str]:
    """Return the flag's team, cycle and the path of its page."""
    team, cycle = session.exec(
        select(Team.name, Cycle.name)
        .select_from(Flag)
        .join(Objective, col(Flag.objective_id) == Objective.id)
        .join(Team, col(Objective.team_id) == Team.id)
        .join(Cycle, col(Objective.cycle_id) == Cycle.id)
        .where(Flag.id == flag_id)
    ).one()
    return {"team": team, "cycle": cycle, "link": f"/flag?id={flag_id}"}


def _begin(session: Session, actor: Actor) -> None:
    take_turns(session, WEBHOOKS)
    authorise_admin(session, actor)


def _new_secret() -> str:
    return secrets.token_urlsafe(32)


def _save_quietly(session: Session, actor: Actor, record: Webhook, url: str, secret: str, *, counted: bool) -> None:
    """Write what the trail must not repeat: of an address it keeps the host, of a secret only that it is new."""
    different = {name: new for name, new in (("url", url), ("secret", secret)) if getattr(record, name) != new}
    for name, new in different.items():
        texts = (_shortened(record.url), _shortened(url)) if name == "url" else ("the secret before", "a new secret")
        audit.note(session, actor, "changed", record, field=name, before=texts[0], after=texts[1])
        setattr(record, name, new)
    if different and not counted:
        record.version += 1
    session.add(record)


def _shortened(url: str) -> str:
    """Return scheme and host with a mark of the rest, because the path of such an address is often a key itself."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}/… ({hashlib.sha256(url.encode()).hexdigest()[:6]})"


def _check(session: Session, webhook: WebhookInput, webhook_id: int = 0) -> None:
    problems = []
    taken = select(Webhook.id).where(Webhook.name == webhook.name, Webhook.id != webhook_id)
    if session.exec(taken).first() is not None:
        problems.append(FieldProblem("name", f"Another webhook is called {webhook.name}."))
    if message := _wrong_with(webhook.url):
        problems.append(FieldProblem("url", message))
    if webhook.secret and len(webhook.secret) < SHORTEST_SECRET:
        message = f"A secret needs at least {SHORTEST_SECRET} characters. Leave this empty and Outboard makes one."
        problems.append(FieldProblem("secret", message))
    if problems:
        raise InvalidInput(problems)


def _wrong_with(url: str) -> str:
    """Return why nothing can be sent to an address, or an empty text."""
    try:
        parts = urlsplit(url)
        port_is_right = parts.port is None or parts.port > 0
    except ValueError:
        return "This address cannot be read. Example: https://chat.example.com/hooks/42"
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return "Write an address that begins with https:// or http:// and names a host."
    if "@" in parts.netloc:
        return "Leave out the user and the password: the address is shown on screen. The signature proves the sender."
    if parts.fragment or not port_is_right or not _is_sendable(parts, url):
        return "Leave out blanks and what follows a #, and name a port from 1 to 65535 if any."
    return ""


def _is_sendable(parts: SplitResult, url: str) -> bool:
    return all(sign.isprintable() and not sign.isspace() for sign in url) and "\\" not in parts.netloc


def _refuse_too_many(session: Session) -> None:
    active = session.exec(select(func.count()).select_from(Webhook).where(col(Webhook.is_active).is_(True))).one()
    if active >= MOST_ACTIVE:
        raise NotPossible(f"{count(active, 'webhook')} are active, and that is the limit. Switch one off first.")
