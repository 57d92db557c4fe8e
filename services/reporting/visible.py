"""Which goals everybody sees: a draft of a cycle in planning stays with its team until the team shares it."""

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import aliased
from sqlmodel import col

from domain.vocabulary import CycleState, ObjectiveState
from models import Cycle, Objective

_CYCLE = aliased(Cycle)  # another name, so that the list stays whole inside a question that joins the cycles too
_IN_PLANNING = select(col(_CYCLE.id)).where(col(_CYCLE.state) == CycleState.PLANNING)

# Each list has this among its conditions, joined to the objectives. Once the cycle runs there is nothing to hide.
SEEN_BY_ALL: ColumnElement[bool] = or_(
    col(Objective.shared).is_(True),
    col(Objective.state) != ObjectiveState.DRAFT,
    col(Objective.cycle_id).not_in(_IN_PLANNING),
)


def is_kept_to_team(state: ObjectiveState, shared: bool, cycle: CycleState) -> bool:
    """Tell the same of one objective: whether only its team sees it as yet."""
    return not shared and state == ObjectiveState.DRAFT and cycle == CycleState.PLANNING
