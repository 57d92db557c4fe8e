"""Decisions as screens and records show them."""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy import ColumnElement, or_
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from domain.vocabulary import DecisionKind, DecisionState
from models import Decision, KeyResult, Objective, Person, Team
from services.figures import Then, then
from services.reporting.visible import SEEN_BY_ALL

MOST_DECISIONS = 200


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """A decision with what it is about, who made it, and the numbers at that moment."""

    key: int
    team_id: int
    team: str
    kind: DecisionKind
    state: DecisionState
    title: str
    reason: str
    objective_id: int | None
    objective: str | None
    key_result_id: int | None
    key_result: str | None
    proposed_by: str
    proposed_at: datetime
    decided_by: str | None
    decided_at: datetime | None
    then: Then | None


def decisions_of_session(session: Session, session_id: int) -> tuple[DecisionRow, ...]:
    """Return what a planning session decided, in the order in which it did."""
    return tuple(reversed(_decisions(session, col(Decision.session_id) == session_id)))


def decisions_of_teams(session: Session, team_ids: tuple[int, ...] | None) -> tuple[DecisionRow, ...]:
    """Return the decisions of some teams, or of all (None), the latest first; none about a draft kept to its team."""
    of_teams = () if team_ids is None else (col(Decision.team_id).in_(team_ids),)
    return _decisions(session, or_(col(Decision.objective_id).is_(None), SEEN_BY_ALL), *of_teams)


def decisions_on(session: Session, objective_id: int) -> tuple[DecisionRow, ...]:
    """Return the decisions about an objective and its key results, the latest first."""
    return _decisions(session, col(Decision.objective_id) == objective_id)


def _decisions(session: Session, *where: ColumnElement[bool]) -> tuple[DecisionRow, ...]:
    proposer, decider = aliased(Person), aliased(Person)
    rows = session.execute(
        sa.select(
            Decision,
            *(col(Team.name), col(Objective.title), col(KeyResult.title), col(proposer.name), col(decider.name)),
        )
        .join(Team, col(Decision.team_id) == Team.id)
        .join(proposer, col(Decision.proposed_by_id) == proposer.id)
        .outerjoin(decider, col(Decision.decided_by_id) == decider.id)
        .outerjoin(Objective, col(Decision.objective_id) == Objective.id)
        .outerjoin(KeyResult, col(Decision.key_result_id) == KeyResult.id)
        .where(*where)
        .order_by(col(Decision.id).desc())
        .limit(MOST_DECISIONS)
    )
    same = (
        *("key", "team_id", "kind", "state", "title", "reason", "objective_id", "key_result_id"),
        *("proposed_at", "decided_at"),
    )
    return tuple(
        DecisionRow(
            team=team,
            objective=objective,
            key_result=key_result,
            proposed_by=proposed_by,
            decided_by=decided_by,
            then=then(row.snapshot),
            **{name: getattr(row, name) for name in same},
        )
        for row, team, objective, key_result, proposed_by, decided_by in rows
    )
