"""What a team's goals for a cycle are at a moment, as the record of a planning session keeps them."""

from collections.abc import Iterable
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
        goal = goals.setdefault(objective.key, as_goal(objective, ()))
        if row is not None:
            goal["key_results"].append(_key_result(row))
    return {"objectives": list(goals.values())}


def as_goal(record: Objective, key_results: Iterable[KeyResult]) -> dict[str, Any]:
    """Return an objective with those of its key results that are not dropped, as a session keeps them."""
    kept = ("title", "commitment", "kind", "state", "shared", "sufficiency")
    live = [_key_result(row) for row in key_results if not row.dropped]
    return {"key": record.key, **{name: getattr(record, name) for name in kept}, "key_results": live}


def _key_result(row: KeyResult) -> dict[str, Any]:
    return {"key": row.key, **{name: getattr(row, name) for name in KEPT_OF_KEY_RESULT}}
