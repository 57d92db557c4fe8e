"""The decision log: what was decided and why, with the numbers at that moment; changes of goals propose entries."""

from typing import Any

from sqlmodel import Session, col, select

from domain.validation import FieldProblem
from domain.vocabulary import DecisionState
from models import Decision, KeyResult, Objective
from models.base import utc_now
from models.planning_inputs import DecisionInput
from models.settings import settings
from services import audit, changes
from services.errors import InvalidInput, NotPossible
from services.figures import take_figures, with_figures
from services.permissions import Actor, authorise
from services.snapshots import as_json, take_snapshot


def decide(session: Session, actor: Actor, decided: DecisionInput, request_key: str | None = None) -> int:
    """Store a decision that was made and return its id; the same request key writes once."""
    if (earlier := audit.repeated(session, request_key)) is not None:
        return earlier
    authorise(session, actor, decided.team_id)
    now = utc_now()
    record = _record(session, actor, decided)
    record.state, record.decided_by_id, record.decided_at = DecisionState.ACCEPTED, actor.person_id, now
    key = audit.created(session, actor, record, request_key)
    audit.commit(session, goals=False)
    return key


def propose(session: Session, actor: Actor, proposed: DecisionInput) -> Decision:
    """Add a proposed decision as a part of a larger act and return it; commit nothing."""
    record = _record(session, actor, proposed)
    audit.created(session, actor, record)
    return record


def withdraw(session: Session, actor: Actor, record: Decision, why: str) -> None:
    """Reject a proposed decision because what it is about is gone, as a part of a larger act; commit nothing."""
    values: dict[str, Any] = {
        "state": DecisionState.REJECTED,
        "decided_by_id": actor.person_id,
        "decided_at": utc_now(),
    }
    audit.changed(session, actor, record, {**values, "reason": f"{record.reason}\n{why}"})
    record.version += 1


def settle_decision(session: Session, actor: Actor, decision_id: int, accepted: bool, reason: str = "") -> None:
    """Accept or reject a proposed decision; a rejection says why."""
    record = changes.lock(session, Decision, decision_id)
    authorise(session, actor, record.team_id)
    if record.state != DecisionState.PROPOSED:
        raise NotPossible(f"This decision is {record.state} already. Reload the page.")
    if not accepted and not reason.strip():
        raise InvalidInput([FieldProblem("reason", "Say why it is rejected.")])
    state = DecisionState.ACCEPTED if accepted else DecisionState.REJECTED
    values: dict[str, Any] = {"state": state, "decided_by_id": actor.person_id, "decided_at": utc_now()}
    if reason.strip():
        values["reason"] = f"{record.reason}\n{reason.strip()}".strip()
    audit.changed(session, actor, record, values)
    record.version += 1
    audit.commit(session, goals=False)


def _record(session: Session, actor: Actor, entered: DecisionInput) -> Decision:
    objective_id = entered.objective_id
    if objective_id is None and entered.key_result_id is not None:
        objective_id = session.exec(select(KeyResult.objective_id).where(KeyResult.id == entered.key_result_id)).first()
    known = session.exec(select(Objective.id).where(col(Objective.id) == objective_id)).first()
    snapshot = _snapshot(session, known) if known is not None else {}
    values = {**entered.model_dump(), "objective_id": objective_id}
    return Decision(**values, snapshot=snapshot, proposed_by_id=actor.person_id)


def _snapshot(session: Session, objective_id: int) -> dict[str, Any]:
    found = take_figures(session, objective_id, utc_now().date(), settings().policy())
    return with_figures(as_json(take_snapshot(session, objective_id)), found)
