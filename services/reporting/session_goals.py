"""The goals that a planning session works on."""

from datetime import date

from sqlmodel import Session, col

from domain.policy import Policy
from domain.vocabulary import ObjectiveState
from models import Objective
from services.reporting.objectives import ObjectiveRow, load_objectives

MOST_OBJECTIVES = 30


def goals_to_plan(
    session: Session, team_id: int, cycle_id: int, today: date, policy: Policy
) -> tuple[ObjectiveRow, ...]:
    """Return a team's own objectives in a cycle, drafts that only the team sees included, in the team's order."""
    wanted = (
        *(col(Objective.team_id) == team_id, col(Objective.cycle_id) == cycle_id),
        col(Objective.state) != ObjectiveState.CLOSED,
    )
    return load_objectives(session, today, policy, *wanted, most=MOST_OBJECTIVES)
