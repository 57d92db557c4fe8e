"""What a team's goals for a cycle are at a moment, as the record of a planning session keeps them."""

from typing import Any

from sqlalchemy import and_, select
from sqlmodel import Session, col

from domain.vocabulary import ObjectiveState
from models import KeyResult, Objective

KEPT_OF_KEY_RESULT = ("title", "measure", "unit", "baseline", "target", "low", "high", "weight", "label", "exemption")


def goals_of_team(session: Session, team_id: int, cycle_id: int) -> dict[str, Any]:
    """Return the objectives with their key results, in the team's order, as plain values that JSON can hold."""
    of_team = (col(Objective.team_id) == team_id, col(Objective.cycle_id) == cycle_id)
    order = (col(Objective.position), col(Objective.id))
    live = and_(col(KeyResult.objective_id) == Objective.id, col(KeyResult.dropped).is_(False))
    rows = session.execute(
        select(Objective, KeyResult)
        .outerjoin(KeyResult, live)
        .where(*of_team, col(Objective.state) != ObjectiveState.CLOSED)
        .order_by(*order, col(KeyResult.position), col(KeyResult.id))
    )
    goals: dict[int, dict[str, Any]] = {}
    for objective, row in rows:
        goal = goals.setdefault(objective.key, _objective(objective))
        if row is not None:
            goal["key_results"].append({"key": row.key, **{name: getattr(row, name) for name in KEPT_OF_KEY_RESULT}})
    return {"objectives": list(goals.values())}


def _objective(record: Objective) -> dict[str, Any]:
    kept = ("title", "commitment", "kind", "state", "shared", "sufficiency")
    return {"key": record.key, **{name: getattr(record, name) for name in kept}, "key_results": []}
