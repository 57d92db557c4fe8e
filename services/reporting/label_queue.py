"""The labels that wait for a person: the suggested and the unclear ones, most weight first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, or_, select
from sqlmodel import Session, col

from domain.policy import Policy
from domain.vocabulary import Exemption, Label, LabelSource
from models import KeyResult, Objective, Person, Team
from services.errors import NotFound
from services.reporting.key_result import LabelEvent, labels_of
from services.reporting.key_results import KeyResultRow, load_key_results
from services.reporting.visible import SEEN_BY_ALL

MOST_ROWS = 50
UNCLEAR = col(KeyResult.label) == Label.UNCLEAR
WAITS = or_(col(KeyResult.label_source) == LabelSource.SUGGESTED, UNCLEAR)
COUNTS = col(KeyResult.exemption) == Exemption.NONE
SHOWN: tuple[Any, ...] = (
    *(col(KeyResult.id), col(KeyResult.title), col(KeyResult.label), col(KeyResult.label_source)),
    *(col(KeyResult.label_probability), col(KeyResult.weight)),
    *(col(Team.id), col(Team.name), col(Objective.title), col(Person.name)),
)


@dataclass(frozen=True, slots=True)
class WaitingLabel:
    """A key result whose label waits, with its place and its owner."""

    key: int
    title: str
    label: Label
    label_source: LabelSource
    label_probability: float
    weight: float
    team_id: int
    team: str
    objective: str
    owner: str


@dataclass(frozen=True, slots=True)
class LabelQueue:
    """The first labels that wait, and what there is in all: numbers of labels, and weights that count in the mix."""

    rows: tuple[WaitingLabel, ...]
    waiting: int
    unclear: int
    waiting_weight: float
    weight: float
    key_results: int


@dataclass(frozen=True, slots=True)
class LabelCase:
    """One key result with how its label came about, latest event first."""

    key_result: KeyResultRow
    labels: tuple[LabelEvent, ...]


def label_queue(session: Session, cycle_id: int, team_ids: Sequence[int] | None) -> LabelQueue:
    """Return what waits in a cycle, for these teams or for all; of equal weight the unclear and the unsure come first.

    Takes two statements and returns at most 50 rows, with the numbers of all.
    """
    scope = [col(KeyResult.dropped).is_(False), col(Objective.cycle_id) == cycle_id, SEEN_BY_ALL]
    if team_ids is not None:
        scope.append(col(Objective.team_id).in_(team_ids))
    rows = session.execute(
        select(*SHOWN)
        .select_from(KeyResult)
        .join(Objective, col(KeyResult.objective_id) == Objective.id)
        .join(Team, col(Objective.team_id) == Team.id)
        .join(Person, col(KeyResult.owner_id) == Person.id)
        .where(WAITS, *scope)
        .order_by(
            col(KeyResult.weight).desc(),
            case((UNCLEAR, 0), else_=1),
            col(KeyResult.label_probability),
            col(KeyResult.id),
        )
        .limit(MOST_ROWS)
    )
    return LabelQueue(tuple(WaitingLabel(*row) for row in rows), *_totals(session, scope))


def label_case(session: Session, key_result_id: int, today: date, policy: Policy) -> LabelCase:
    """Return one key result with its label's history; raises NotFound."""
    rows = load_key_results(session, today, policy, col(KeyResult.id) == key_result_id)
    if not rows:
        raise NotFound("This key result does not exist. It may have been in another database.")
    return LabelCase(rows[0], labels_of(session, key_result_id))


def _totals(session: Session, scope: Sequence[ColumnElement[bool]]) -> tuple[int, int, float, float, int]:
    found = session.execute(
        select(
            func.coalesce(func.sum(case((WAITS, 1), else_=0)), 0),
            func.coalesce(func.sum(case((UNCLEAR, 1), else_=0)), 0),
            func.coalesce(func.sum(case((and_(WAITS, COUNTS), col(KeyResult.weight)), else_=0.0)), 0.0),
            func.coalesce(func.sum(case((COUNTS, col(KeyResult.weight)), else_=0.0)), 0.0),
            func.count(col(KeyResult.id)),
        )
        .select_from(KeyResult)
        .join(Objective, col(KeyResult.objective_id) == Objective.id)
        .where(*scope)
    ).one()
    waiting, unclear, waiting_weight, weight, number = found
    return int(waiting), int(unclear), float(waiting_weight), float(weight), number
