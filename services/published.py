"""Changes of goals that are published: they need a reason, which the trail keeps, and propose a decision."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select

from domain.formatting import value_with_unit
from domain.validation import FieldProblem
from domain.vocabulary import ConversionKind, DecisionState, Label, ObjectiveState
from models import Conversion, Decision, KeyResult, Objective
from models.planning_inputs import DecisionInput
from services import audit, decisions
from services.errors import InvalidInput, NotFound
from services.permissions import Actor

REASON = "reason_for_change"
PROPOSED_AT = "proposed_at"  # when a conversion proposed its decision, which tells that one in every copy of the data
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
CONVERTED: Mapping[ConversionKind, str] = {
    ConversionKind.DEMOTED: "Turned into an initiative",
    ConversionKind.PROMOTED: "Made of an initiative",
    ConversionKind.SPLIT: "Split in two",
}
LONGEST_TITLE = 500
NUMBERS = frozenset({"baseline", "target", "low", "high"})


def account_for(
    session: Session,
    actor: Actor,
    objective: Objective,
    record: Objective | KeyResult,
    values: Mapping[str, Any],
    reason: str,
    field: str = REASON,
) -> bool:
    """Keep the reason of a change of a published goal and propose a decision, before the change is written.

    Does nothing for what is not published and where nothing that people agreed on differs, and tells which of the two
    it was. Raises InvalidInput for the ``field`` in which the reason is asked for.
    """
    if objective.state != ObjectiveState.PUBLISHED:
        return False
    different = [name for name in WORDS if name in values and getattr(record, name) != values[name]]
    if not different:
        return False
    named = " and ".join(WORDS[name] for name in different)
    given = _reason(reason, f"its {named} would change", field)
    told = "; ".join(_told(record, name, values) for name in different)
    _propose(session, actor, objective, record, told, given, different[0])
    return True


def account_for_move(
    session: Session, actor: Actor, objective: Objective, record: Objective | KeyResult, told: str, reason: str
) -> bool:
    """Keep the reason for which a published goal goes to another place, and propose a decision; see account_for."""
    if objective.state != ObjectiveState.PUBLISHED:
        return False
    field = "cycle_id" if isinstance(record, Objective) else "objective_id"
    _propose(session, actor, objective, record, told, _reason(reason, "it would move", REASON), field)
    return True


def account_for_conversion(
    session: Session, actor: Actor, record: KeyResult, kind: ConversionKind
) -> Mapping[str, str]:
    """Keep, likewise, what became of a key result of a published objective; the kind says why by itself.

    Returns what the conversion keeps, so that withdraw_conversion finds the decision; nothing where there is none.
    """
    objective, done = held(session, record.objective_id), CONVERTED[kind]
    if objective.state != ObjectiveState.PUBLISHED:
        return {}
    proposed = _propose(session, actor, objective, record, done[0].lower() + done[1:], f"{done}.", "title")
    return {PROPOSED_AT: proposed.proposed_at.isoformat()}


def withdraw_conversion(session: Session, actor: Actor, conversion: Conversion) -> tuple[str, ...]:
    """Withdraw the decision that a conversion proposed, and say in a sentence if it was accepted and so stays."""
    if PROPOSED_AT not in conversion.before:
        return ()
    promoted = conversion.kind == ConversionKind.PROMOTED
    key_result_id = conversion.to_key_result_id if promoted else conversion.from_key_result_id
    found = session.exec(
        select(Decision)
        .where(col(Decision.key_result_id) == key_result_id, col(Decision.proposed_by_id) == conversion.person_id)
        .where(col(Decision.proposed_at) == datetime.fromisoformat(conversion.before[PROPOSED_AT]))
        .with_for_update()
    ).first()
    if found is not None and found.state == DecisionState.PROPOSED:
        decisions.withdraw(session, actor, found, "Withdrawn: it was undone.")
    accepted = found is not None and found.state == DecisionState.ACCEPTED
    return ("The decision about it was accepted already, so it stays in the log.",) if accepted else ()


def has_proposed(session: Session, conversion_id: int) -> bool:
    """Tell whether a conversion has proposed a decision."""
    return PROPOSED_AT in session.get_one(Conversion, conversion_id).before


def any_published(session: Session, *objective_ids: int) -> bool:
    """Tell whether one of these objectives is published, so that a change of it proposes a decision."""
    published = (col(Objective.id).in_(objective_ids), col(Objective.state) == ObjectiveState.PUBLISHED)
    return session.exec(select(Objective.id).where(*published)).first() is not None


def held(session: Session, objective_id: int) -> Objective:
    """Return an objective that nobody publishes until this transaction ends; raises NotFound."""
    objective = session.get(Objective, objective_id, with_for_update={"read": True}, populate_existing=True)
    if objective is None:
        raise NotFound("This objective does not exist any more.")
    return objective


def settles(before: Label) -> bool:
    """Tell whether a verdict on a label settles an open question rather than changing what was agreed."""
    return before == Label.UNCLEAR


def _reason(reason: str, would: str, field: str) -> str:
    if not reason.strip():
        message = f"This is published, and {would}. Say why: the decision log keeps it."
        raise InvalidInput([FieldProblem(field, message)])
    return reason.strip()


def _propose(
    session: Session,
    actor: Actor,
    objective: Objective,
    record: Objective | KeyResult,
    told: str,
    reason: str,
    field: str,
) -> Decision:
    audit.note(session, actor, "accounted for", record, field=field, after=reason)
    proposed = DecisionInput(
        team_id=objective.team_id,
        title=_short(f"“{record.title}”: {told}"),
        reason=reason,
        objective_id=objective.key,
        key_result_id=record.key if isinstance(record, KeyResult) else None,
    )
    return decisions.propose(session, actor, proposed)


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LONGEST_TITLE else line[: LONGEST_TITLE - 1].rstrip() + "…"


def _told(record: Objective | KeyResult, name: str, values: Mapping[str, Any]) -> str:
    before, after = getattr(record, name), values[name]
    if name == "title":
        return f"text is now “{after}”"
    if name in NUMBERS:
        unit = getattr(record, "unit", "")
        before, after = (value_with_unit(value, unit) if value is not None else "none" for value in (before, after))
    return f"{WORDS[name]} from {before or 'none'} to {after or 'none'}"
