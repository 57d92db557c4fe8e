"""Which work is asked for, as conditions on the database: by cycle, team and owner."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlmodel import col

from domain.vocabulary import CycleState
from models import Cycle, Initiative, InitiativeLink, KeyResult, Objective
from services.reporting.visible import SEEN_BY_ALL

OPEN_CYCLE = col(Cycle.state) != CycleState.CLOSED


@dataclass(frozen=True, slots=True)
class WorkScope:
    """Which work is asked for; None leaves a side open.

    A team's work is what the team does and what is done for its key results. Work without a live link belongs to the
    cycles that its dates touch, and without dates to every cycle.
    """

    cycle_id: int | None = None
    team_ids: tuple[int, ...] | None = None
    owner_id: int | None = None


def is_loose(cycle_id: int | None, *of_cycle: ColumnElement[bool]) -> ColumnElement[bool]:
    """Return the condition that an initiative has no live link and that its dates touch the cycle, or any."""
    live_link = (
        select(col(InitiativeLink.id))
        .join(KeyResult, col(InitiativeLink.key_result_id) == KeyResult.id)
        .where(col(InitiativeLink.initiative_id) == Initiative.id, col(KeyResult.dropped).is_(False))
        .exists()
    )
    begins = func.coalesce(col(Initiative.starts_on), col(Initiative.due_on))
    ends = func.coalesce(col(Initiative.due_on), col(Initiative.starts_on))
    touches = or_(begins.is_(None), and_(begins <= Cycle.ends_on, ends >= Cycle.starts_on))
    cycles = select(col(Cycle.id)).where(touches, *of_cycle).correlate(Initiative)
    if cycle_id is not None:
        cycles = cycles.where(col(Cycle.id) == cycle_id)
    return and_(cycles.exists(), ~live_link)


def of_work(scope: WorkScope) -> list[ColumnElement[bool]]:
    """Return a scope as conditions on initiatives together with the objectives of their key results that all see."""
    where: list[ColumnElement[bool]] = [SEEN_BY_ALL]
    if scope.cycle_id is not None:
        where.append(col(Objective.cycle_id) == scope.cycle_id)
    if scope.team_ids is not None:
        where.append(or_(col(Initiative.team_id).in_(scope.team_ids), col(Objective.team_id).in_(scope.team_ids)))
    if scope.owner_id is not None:
        where.append(col(Initiative.owner_id) == scope.owner_id)
    return where


def of_loose_work(scope: WorkScope) -> list[ColumnElement[bool]]:
    """Return a scope as conditions on initiatives alone."""
    where = [] if scope.team_ids is None else [col(Initiative.team_id).in_(scope.team_ids)]
    return where + ([] if scope.owner_id is None else [col(Initiative.owner_id) == scope.owner_id])
