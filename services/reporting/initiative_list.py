"""The work of a cycle, by key result or by owner: which initiative stands in which group, in which order."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import ColumnElement, select
from sqlmodel import Session, col

from domain.policy import Policy
from domain.vocabulary import InitiativeState
from models import Initiative, InitiativeLink, KeyResult, Objective, Person, Team
from services.reporting.key_results import KeyResultRow, load_key_results
from services.reporting.work_scope import WorkScope, is_loose, of_loose_work, of_work


class Grouping(StrEnum):
    """What the work is listed by."""

    KEY_RESULT = "key_result"
    OWNER = "owner"


@dataclass(frozen=True, slots=True)
class WorkLine:
    """An initiative in the group of a key result, or of an owner; None stands for no key result at all."""

    group: int | None
    initiative_id: int


def work_lines(
    session: Session, scope: WorkScope, states: frozenset[InitiativeState], by: Grouping
) -> tuple[WorkLine, ...]:
    """Return the work in a scope that stands in one of the states, in two statements.

    By key result: what is linked to none first, then by team and in the order of writing, once for each key result.
    By owner: by name, each initiative once.
    """
    linked = [col(KeyResult.dropped).is_(False), *of_work(scope), col(Initiative.state).in_(states)]
    loose = [is_loose(scope.cycle_id), *of_loose_work(scope), col(Initiative.state).in_(states)]
    if by == Grouping.KEY_RESULT:
        apart = [WorkLine(None, key) for key, *_ in _loose(session, loose)]
        return (*apart, *(WorkLine(group, key) for group, key, *_ in _linked(session, linked)))
    owned = {(name, owner, key) for _, key, owner, name in _linked(session, linked)}
    owned |= {(name, owner, key) for key, owner, name in _loose(session, loose)}
    return tuple(WorkLine(owner, key) for _, owner, key in sorted(owned))


def key_results_by_id(
    session: Session, key_result_ids: Sequence[int], today: date, policy: Policy
) -> Mapping[int, KeyResultRow]:
    """Return these key results by their ids, those that were dropped included."""
    if not key_result_ids:
        return {}
    return {row.key: row for row in load_key_results(session, today, policy, col(KeyResult.id).in_(key_result_ids))}


def _linked(session: Session, where: list[ColumnElement[bool]]) -> list[tuple[int, int, int, str]]:
    rows = session.execute(
        select(col(KeyResult.id), col(Initiative.id), col(Initiative.owner_id), col(Person.name))
        .select_from(InitiativeLink)
        .join(Initiative, col(InitiativeLink.initiative_id) == Initiative.id)
        .join(KeyResult, col(InitiativeLink.key_result_id) == KeyResult.id)
        .join(Objective, col(KeyResult.objective_id) == Objective.id)
        .join(Team, col(Objective.team_id) == Team.id)
        .join(Person, col(Initiative.owner_id) == Person.id)
        .where(*where)
        .order_by(Team.name, col(KeyResult.objective_id), col(KeyResult.id), col(Initiative.id))
    )
    return [(key_result or 0, key or 0, owner, name) for key_result, key, owner, name in rows]


def _loose(session: Session, where: list[ColumnElement[bool]]) -> list[tuple[int, int, str]]:
    rows = session.execute(
        select(col(Initiative.id), col(Initiative.owner_id), col(Person.name))
        .join(Person, col(Initiative.owner_id) == Person.id)
        .where(*where)
        .order_by(col(Initiative.id))
    )
    return [(key or 0, owner, name) for key, owner, name in rows]
