"""Changes of goals that are published: they need a reason, which the trail keeps, and propose a decision."""

from collections.abc import Mapping
from typing import Any

from sqlmodel import Session

from domain.formatting import value_with_unit
from domain.validation import FieldProblem
from domain.vocabulary import Label, ObjectiveState
from models import KeyResult, Objective
from models.planning_inputs import DecisionInput
from services import audit, decisions
from services.errors import InvalidInput
from services.permissions import Actor

REASON = "reason_for_change"
WORDS: Mapping[str, str] = {
    "title": "text",
    "measure": "measure",
    "baseline": "baseline",
    "target": "target",
    "low": "lower limit",
    "high": "upper limit",
    "weight": "weight",
    "label": "label",
}
NUMBERS = frozenset({"baseline", "target", "low", "high"})


def account_for(
    session: Session,
    actor: Actor,
    objective: Objective,
    record: Objective | KeyResult,
    values: Mapping[str, Any],
    reason: str,
) -> None:
    """Keep the reason of a change of a published goal and propose a decision, before the change is written.

    Does nothing for what is not published and where nothing that people agreed on differs. Raises InvalidInput for
    the field `reason_for_change` without a reason.
    """
    if objective.state != ObjectiveState.PUBLISHED:
        return
    different = [name for name in WORDS if name in values and getattr(record, name) != values[name]]
    if not different:
        return
    if not reason.strip():
        named = " and ".join(WORDS[name] for name in different)
        message = f"This is published, and its {named} would change. Say why: the decision log keeps it."
        raise InvalidInput([FieldProblem(REASON, message)])
    audit.note(session, actor, "accounted for", record, field=different[0], after=reason.strip())
    told = "; ".join(_told(record, name, values) for name in different)
    proposed = DecisionInput(
        team_id=objective.team_id,
        title=f"“{record.title}”: {told}"[:500],
        reason=reason.strip(),
        objective_id=objective.key,
        key_result_id=record.key if isinstance(record, KeyResult) else None,
    )
    decisions.propose(session, actor, proposed)


def settles(before: Label) -> bool:
    """Tell whether a verdict on a label settles an open question rather than changing what was agreed."""
    return before == Label.UNCLEAR


def _told(record: Objective | KeyResult, name: str, values: Mapping[str, Any]) -> str:
    before, after = getattr(record, name), values[name]
    if name in NUMBERS:
        unit = getattr(record, "unit", "")
        before, after = (value_with_unit(value, unit) if value is not None else "none" for value in (before, after))
    return f"{WORDS[name]} from {before or 'none'} to {after or 'none'}"
