"""What a team's goals for a cycle are at a moment, as the record of a planning session keeps them."""

from typing import Any

from sqlmodel import Session, col, select

from domain.vocabulary import ObjectiveState
from models import KeyResult, Objective

KEPT_OF_KEY_RESULT = ("title", "measure", "unit", "baseline", "target", "low", "high", "weight", "label", "exemption")


def goals_of_team(session: Session, team_id: int, cycle_id: int) -> dict[str, Any]:
    """Return the objectives with their key results, in the team's order, as plain values that JSON can hold."""
    of_team = (Objective.team_id == team_id, Objective.cycle_id == cycle_id)
    order = (col(Objective.position), col(Objective.id))
    objectives = session.exec(select(Objective).where(*of_team).order_by(*order)).all()
    keys = [record.key for record in objectives if record.state != ObjectiveState.CLOSED]
    rows = session.exec(
        select(KeyResult)
        .where(col(KeyResult.objective_id).in_(keys), col(KeyResult.dropped).is_(False))
        .order_by(col(KeyResult.position), col(KeyResult.id))
    ).all()
    return {"objectives": [_objective(record, rows) for record in objectives if record.key in keys]}


def _objective(record: Objective, rows: Any) -> dict[str, Any]:
    kept = ("title", "commitment", "kind", "state", "sufficiency")
    own = [
        {"key": row.key, **{name: getattr(row, name) for name in KEPT_OF_KEY_RESULT}}
        for row in rows
        if row.objective_id == record.key
    ]
    return {"key": record.key, **{name: getattr(record, name) for name in kept}, "key_results": own}
