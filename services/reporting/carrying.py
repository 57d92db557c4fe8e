"""What would go on in another cycle, and where a goal comes from and goes on: shown before and after carrying over."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from domain.carrying import carried, needs_a_target
from domain.measurement import Measurement
from domain.policy import Policy
from domain.vocabulary import CycleState, Measure
from models import Cycle, KeyResult, Milestone, Objective
from services.errors import NotFound
from services.reporting.key_results import KeyResultRow, live
from services.reporting.objectives import ObjectiveRow, load_objectives
from services.reporting.visible import is_kept_to_team

SOURCE, TAKEN = aliased(Objective), aliased(KeyResult)
MOST_TARGETS = 200


@dataclass(frozen=True, slots=True)
class Candidate:
    """A key result that may go on, with the numbers that it would start from and the steps that are left."""

    key_result: KeyResultRow
    numbers: Measurement
    steps_left: tuple[str, ...]

    @property
    def can_go_on(self) -> bool:
        """Tell whether anything is left to do: of milestones, a step."""
        return self.key_result.measurement.measure != Measure.MILESTONE or bool(self.steps_left)

    @property
    def needs_a_target(self) -> bool:
        """Tell whether a new target has to be set, because the last value has reached or passed the old one."""
        return needs_a_target(self.numbers)


@dataclass(frozen=True, slots=True)
class Kin:
    """The same goal in another cycle."""

    key: int
    title: str
    team_id: int
    owner_id: int
    cycle_id: int
    cycle: str
    is_kept_to_team: bool


@dataclass(frozen=True, slots=True)
class Lineage:
    """What a goal goes on from, None for a new one, and what it was carried over to."""

    came_from: Kin | None = None
    went_to: tuple[Kin, ...] = ()

    def __bool__(self) -> bool:
        """Tell whether there is anything to show."""
        return self.came_from is not None or bool(self.went_to)


@dataclass(frozen=True, slots=True)
class CarryOver:
    """An objective with what would go on from it, and the cycles into which it was carried already."""

    objective: ObjectiveRow
    candidates: tuple[Candidate, ...]
    went_to: tuple[Kin, ...]


def carry_over_of(session: Session, objective_id: int, today: date, policy: Policy) -> CarryOver:
    """Return what would go on from an objective; raises NotFound."""
    rows = load_objectives(session, today, policy, col(Objective.id) == objective_id)
    if not rows:
        raise NotFound("This objective does not exist. It may have been in another database.")
    own = live(rows[0].key_results)
    steps = _steps_left(session, [row.key for row in own if row.measurement.measure == Measure.MILESTONE])
    candidates = tuple(
        Candidate(row, carried(row.measurement, row.latest.value if row.latest else None), steps.get(row.key, ()))
        for row in own
    )
    return CarryOver(rows[0], candidates, lineage_of_objective(session, objective_id).went_to)


def carried_into(session: Session, cycle_id: int) -> dict[int, Kin]:
    """Return what goes on in a cycle, by the objective that it goes on from; takes one statement."""
    wanted = (
        select(col(SOURCE.id), col(SOURCE.title), col(SOURCE.carried_from_id), SOURCE, Cycle)
        .join(Cycle, col(SOURCE.cycle_id) == Cycle.id)
        .where(col(SOURCE.cycle_id) == cycle_id, col(SOURCE.carried_from_id).is_not(None))
        .order_by(col(SOURCE.id).desc())  # the first one that was carried over stands last, and stays
    )
    return {row[2]: _kin(*row) for row in session.execute(wanted)}


def lineage_of_objective(session: Session, objective_id: int) -> Lineage:
    """Return where an objective comes from and goes on, in one statement."""
    wanted = (
        select(col(SOURCE.id), col(SOURCE.title), col(SOURCE.carried_from_id), SOURCE, Cycle)
        .join(Cycle, col(SOURCE.cycle_id) == Cycle.id)
        .where(
            (col(SOURCE.carried_from_id) == objective_id)
            | col(SOURCE.id).in_(select(col(Objective.carried_from_id)).where(col(Objective.id) == objective_id))
        )
        .order_by(col(Cycle.starts_on), col(SOURCE.id))
    )
    return _lineage(session.execute(wanted).all(), objective_id)


def lineage_of_key_result(session: Session, key_result_id: int) -> Lineage:
    """Return where a key result comes from and goes on, in one statement."""
    wanted = (
        select(col(TAKEN.id), col(TAKEN.title), col(TAKEN.carried_from_id), SOURCE, Cycle)
        .join(SOURCE, col(TAKEN.objective_id) == SOURCE.id)
        .join(Cycle, col(SOURCE.cycle_id) == Cycle.id)
        .where(
            (col(TAKEN.carried_from_id) == key_result_id)
            | col(TAKEN.id).in_(select(col(KeyResult.carried_from_id)).where(col(KeyResult.id) == key_result_id))
        )
        .order_by(col(Cycle.starts_on), col(TAKEN.id))
    )
    return _lineage(session.execute(wanted).all(), key_result_id)


def objectives_to_move_to(session: Session, team_ids: Sequence[int], except_for: int) -> tuple[tuple[int, str], ...]:
    """Return the objectives of open cycles in these teams under which a key result could stand, by id."""
    rows = session.execute(
        select(col(Objective.id), col(Objective.title), col(Cycle.name))
        .join(Cycle, col(Objective.cycle_id) == Cycle.id)
        .where(
            col(Objective.team_id).in_(team_ids),
            col(Objective.id) != except_for,
            col(Cycle.state) != CycleState.CLOSED,
        )
        .order_by(col(Cycle.starts_on).desc(), col(Objective.id))
        .limit(MOST_TARGETS)
    )
    return tuple((key, f"{cycle}: {title}") for key, title, cycle in rows)


def _lineage(rows: Sequence[Any], key: int) -> Lineage:
    found = [(_kin(*row), row[2] == key) for row in rows]
    return Lineage(next((kin for kin, later in found if not later), None), tuple(kin for kin, later in found if later))


def _kin(key: int, title: str, _carried_from: int | None, held: Objective, cycle: Cycle) -> Kin:
    kept = is_kept_to_team(held.state, held.shared, cycle.state)
    return Kin(key, title, held.team_id, held.owner_id, cycle.key, cycle.name, kept)


def _steps_left(session: Session, key_result_ids: Sequence[int]) -> dict[int, tuple[str, ...]]:
    if not key_result_ids:
        return {}
    rows = session.execute(
        select(col(Milestone.key_result_id), col(Milestone.title))
        .where(col(Milestone.key_result_id).in_(key_result_ids), col(Milestone.done_on).is_(None))
        .order_by(col(Milestone.id))
    )
    left: dict[int, tuple[str, ...]] = {}
    for key, title in rows:
        left[key] = (*left.get(key, ()), title)
    return left
