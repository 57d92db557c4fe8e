"""From draft to published: shown to others, reviewed, and published by another person than the owner."""

from collections.abc import Mapping
from typing import Any

from sqlmodel import Session, col, select

from domain.validation import FieldProblem
from domain.vocabulary import ObjectiveState
from models import AuditEvent, Objective, Publication
from services import audit, changes
from services.errors import InvalidInput, NotAllowed, NotPossible
from services.objectives import require_open_cycle
from services.permissions import Actor, authorise
from services.reporting.gate import gate_of
from services.snapshots import as_json, take_snapshot

CLOSED_EARLY = "closed early"  # as the trail calls it


def share_draft(session: Session, actor: Actor, objective_id: int, shared: bool = True) -> None:
    """Show a draft to everybody, or to its team only; what is in review or published stays shown."""
    record = _open(session, actor, objective_id)
    if record.state != ObjectiveState.DRAFT and not shared:
        raise NotPossible("Only a draft can be kept to the team. Send it back to draft first.")
    _write(session, actor, record, {"shared": shared})


def submit(session: Session, actor: Actor, objective_id: int) -> None:
    """Ask for a review of a draft, which everybody sees from then on."""
    record = _open(session, actor, objective_id)
    if record.state != ObjectiveState.DRAFT:
        raise NotPossible(f"This objective is {_said(record)} already. Reload the page.")
    _write(session, actor, record, {"state": ObjectiveState.IN_REVIEW, "shared": True})


def send_back(session: Session, actor: Actor, objective_id: int, reason: str) -> None:
    """Return an objective in review to its draft, and say what is to be done."""
    record = _open(session, actor, objective_id)
    if record.state != ObjectiveState.IN_REVIEW:
        raise NotPossible(f"This objective is {_said(record)}, not in review. Reload the page.")
    if not reason.strip():
        raise InvalidInput([FieldProblem("reason", "Say what is to be changed before it can be published.")])
    audit.note(session, actor, "sent back", record, after=reason.strip())
    _write(session, actor, record, {"state": ObjectiveState.DRAFT})


def publish(session: Session, actor: Actor, objective_id: int, seen: int, reason: str = "") -> None:
    """Publish an objective in review; where the quality gate names something, only with a reason, which is kept.

    ``seen`` is the gate's mark when the reader looked: an edit since then refuses, so that nobody publishes unread
    words. Raises NotAllowed for the owner.
    """
    record = _open(session, actor, objective_id)
    if record.state != ObjectiveState.IN_REVIEW:
        raise NotPossible(f"This objective is {_said(record)}, not in review. Reload the page.")
    if record.owner_id == actor.person_id:
        raise NotAllowed("You own this objective, so somebody else publishes it. Ask a colleague to read it.")
    gate = gate_of(session, objective_id)
    if gate.seen != seen:
        raise NotPossible("Somebody changed this objective while you were reading. Look at it again, then publish.")
    if gate.missing and not reason.strip():
        raise InvalidInput([FieldProblem("reason", "Something is missing. Say why it is published all the same.")])
    audit.changed(session, actor, record, {"state": ObjectiveState.PUBLISHED, "shared": True})
    record.version += 1
    kept = Publication(
        objective_id=objective_id,
        person_id=actor.person_id,
        snapshot=as_json(take_snapshot(session, objective_id)),
        missing=[each.sentence for each in gate.missing],
        reason=reason.strip() if gate.missing else "",
    )
    audit.created(session, actor, kept)
    audit.commit(session)


def close_early(session: Session, actor: Actor, objective_id: int, reason: str) -> None:
    """Stop working on an objective before its cycle ends; it stays to be read, and can be opened again."""
    record = _open(session, actor, objective_id)
    if record.state == ObjectiveState.CLOSED:
        raise NotPossible("This objective is closed already. Reload the page.")
    if not reason.strip():
        raise InvalidInput([FieldProblem("reason", "Say why it is closed before its cycle ends.")])
    audit.note(session, actor, CLOSED_EARLY, record, after=reason.strip())
    _write(session, actor, record, {"state": ObjectiveState.CLOSED})


def open_again(session: Session, actor: Actor, objective_id: int) -> None:
    """Take back that an objective was closed early: it stands where it stood before."""
    record = _open(session, actor, objective_id)
    if record.state != ObjectiveState.CLOSED:
        raise NotPossible(f"This objective is {_said(record)}, not closed. Reload the page.")
    _write(session, actor, record, {"state": _before_closing(session, objective_id)})


def answer_sufficiency(session: Session, actor: Actor, objective_id: int, seen_version: int, answer: str) -> None:
    """Keep the answer to whether an objective could be missed although every key result is reached."""
    record = _open(session, actor, objective_id)
    changes.save(session, actor, record, seen_version, {"sufficiency": answer.strip()})
    audit.commit(session)


def _open(session: Session, actor: Actor, objective_id: int) -> Objective:
    record = changes.lock(session, Objective, objective_id)
    authorise(session, actor, record.team_id)
    require_open_cycle(session, record.cycle_id)
    return record


def _write(session: Session, actor: Actor, record: Objective, values: Mapping[str, Any]) -> None:
    if audit.changed(session, actor, record, values):
        record.version += 1
    audit.commit(session)


def _before_closing(session: Session, objective_id: int) -> ObjectiveState:
    said = session.exec(
        select(AuditEvent.before)
        .where(AuditEvent.entity == "objective", AuditEvent.entity_id == objective_id)
        .where(AuditEvent.field == "state", AuditEvent.after == ObjectiveState.CLOSED.value)
        .order_by(col(AuditEvent.id).desc())
    ).first()
    return ObjectiveState(said) if said else ObjectiveState.PUBLISHED


def _said(record: Objective) -> str:
    return str(record.state).replace("_", " ")
