"""What a form starts from: the stored fields with the version that the reader saw."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import and_, or_
from sqlmodel import Session, col, select

from models import Editable, Initiative, InitiativeLink, KeyResult, Metric, Milestone, Objective, Team
from services.errors import NotFound
from services.reporting.visible import SEEN_BY_ALL

MOST_PARENTS = 200


def objective_to_edit(session: Session, objective_id: int) -> Mapping[str, Any]:
    """Return the fields of an objective; raises NotFound."""
    return _fields(session, Objective, objective_id)


def key_result_to_edit(session: Session, key_result_id: int) -> Mapping[str, Any]:
    """Return the fields of a key result with its milestones (title, weight, due, done); raises NotFound."""
    steps = session.exec(
        select(Milestone).where(Milestone.key_result_id == key_result_id).order_by(col(Milestone.id))
    ).all()
    milestones = [(step.title, step.weight, step.due_on, step.done_on) for step in steps]
    return {**_fields(session, KeyResult, key_result_id), "milestones": milestones}


def initiative_to_edit(session: Session, initiative_id: int) -> Mapping[str, Any]:
    """Return the fields of an initiative with the ids of its key results; raises NotFound."""
    links = select(InitiativeLink.key_result_id).where(InitiativeLink.initiative_id == initiative_id)
    return {**_fields(session, Initiative, initiative_id), "key_result_ids": list(session.exec(links).all())}


def metric_to_edit(session: Session, metric_id: int) -> Mapping[str, Any]:
    """Return the fields of a metric; raises NotFound."""
    return _fields(session, Metric, metric_id)


def possible_parents(session: Session, cycle_id: int, objective_id: int | None) -> Mapping[int, str]:
    """Return the objectives of a cycle to which another one may contribute, by id."""
    rows = session.execute(
        select(Objective.id, Objective.title, Team.name)
        .join(Team, col(Objective.team_id) == Team.id)
        .where(Objective.cycle_id == cycle_id, Objective.id != (objective_id or 0), SEEN_BY_ALL)
        .order_by(Team.name, col(Objective.id))
        .limit(MOST_PARENTS)
    )
    return {key: f"{team}: {title}" for key, title, team in rows}


def key_results_under(session: Session, objective_id: int) -> Mapping[int, str]:
    """Return the live key results of an objective, in its order, by id: what an objective below may contribute to."""
    rows = session.execute(
        select(KeyResult.id, KeyResult.title)
        .where(col(KeyResult.objective_id) == objective_id, col(KeyResult.dropped).is_(False))
        .order_by(col(KeyResult.position), col(KeyResult.id))
    )
    return {key: title for key, title in rows}  # noqa: C416  # rows are not pairs to the type checker


def key_results_of_team(session: Session, team_id: int, cycle_id: int, kept: tuple[int, ...] = ()) -> Mapping[int, str]:
    """Return a team's live key results in a cycle, and those that are linked already, by id."""
    rows = session.execute(
        select(KeyResult.id, KeyResult.title)
        .join(Objective, col(KeyResult.objective_id) == Objective.id)
        .where(
            or_(
                and_(
                    col(Objective.team_id) == team_id,
                    col(Objective.cycle_id) == cycle_id,
                    col(KeyResult.dropped).is_(False),
                ),
                col(KeyResult.id).in_(kept),
            )
        )
        .order_by(col(KeyResult.id))
    )
    return {key: title for key, title in rows}  # noqa: C416  # rows are not pairs to the type checker


def _fields(session: Session, table: type[Editable], record_id: int) -> Mapping[str, Any]:
    record = session.get(table, record_id)
    if record is None:
        raise NotFound("What you want to edit does not exist any more.")
    return record.model_dump()
