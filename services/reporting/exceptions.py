"""Which key results need a look, most urgent first: the one list behind My week, an objective and the command line."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from sqlalchemy import ColumnElement
from sqlmodel import Session, col

from domain.attention import Finding, exceptions_of, urgency
from domain.attention_rules import Work
from domain.policy import Policy
from domain.vocabulary import CycleState, ObjectiveState
from models import Cycle, KeyResult, Objective
from services.permissions import Actor
from services.reporting.done_links import DoneLink, done_links
from services.reporting.initiatives import InitiativeRow
from services.reporting.key_results import KeyResultRow, load_key_results

UNDER_WAY = (CycleState.ACTIVE, CycleState.CLOSING)
DoneWork = Mapping[int, Sequence[Work]]  # by key result


@dataclass(frozen=True, slots=True)
class NeedsLook:
    """A key result that needs a look, with everything found about it, most urgent first."""

    key_result: KeyResultRow
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class ExceptionScope:
    """Which key results are asked for, by cycle, team and owner; None leaves a side open."""

    cycle_id: int | None = None
    team_ids: tuple[int, ...] | None = None
    owner_id: int | None = None


def exceptions_in(session: Session, scope: ExceptionScope, today: date, policy: Policy) -> tuple[NeedsLook, ...]:
    """Return what needs a look in a scope, at risk first, in at most five statements whatever its size.

    Key results that were dropped or scored, closed objectives, and cycles that have not begun or are closed have none.
    """
    where = [
        col(KeyResult.dropped).is_(False),
        col(Cycle.state).in_(UNDER_WAY),
        col(Objective.state) != ObjectiveState.CLOSED,
        *_conditions(scope),
    ]
    rows = load_key_results(session, today, policy, *where)
    return exceptions_among(rows, _by_number(done_links(session, today, *where)), today, policy)


def done_for_person(session: Session, actor: Actor, today: date) -> DoneWork:
    """Return the work done for the key results that a person owns, in one statement that no check-in changes."""
    return _by_number(done_links(session, today, col(KeyResult.owner_id) == actor.person_id))


def done_for_objectives(session: Session, objective_ids: tuple[int, ...], today: date) -> DoneWork:
    """Return the work done for the key results of these objectives, likewise."""
    if not objective_ids:
        return {}
    return _by_number(done_links(session, today, col(KeyResult.objective_id).in_(objective_ids)))


def done_among(initiatives: Iterable[InitiativeRow], today: date) -> DoneWork:
    """Return the same for initiatives that are loaded already."""
    done: dict[int, list[Work]] = defaultdict(list)
    for row in initiatives:
        day = row.done_on(today)
        for key in row.key_result_ids if day else ():
            done[key].append(Work(row.title, day or today))
    return done


def exceptions_among(
    rows: Iterable[KeyResultRow], done: DoneWork, today: date, policy: Policy
) -> tuple[NeedsLook, ...]:
    """Return which of the loaded key results need a look, at risk first; those that count no more need none."""
    found = [
        NeedsLook(row, findings)
        for row in rows
        if _is_under_way(row) and (findings := _findings(row, tuple(done.get(row.key, ())), today, policy))
    ]
    return tuple(sorted(found, key=lambda one: (urgency(one.key_result.standing.status, one.findings), _place(one))))


def _is_under_way(row: KeyResultRow) -> bool:
    return not row.dropped and row.score is None and row.cycle_state in UNDER_WAY


@lru_cache(maxsize=4096)  # a check-in changes one of them, and many screens ask for the others
def _findings(row: KeyResultRow, done: tuple[Work, ...], today: date, policy: Policy) -> tuple[Finding, ...]:
    return exceptions_of(row.measurement, row.readings, row.schedule, today, policy, done)


def _place(one: NeedsLook) -> int:
    return one.key_result.key


def _conditions(scope: ExceptionScope) -> list[ColumnElement[bool]]:
    where = [] if scope.cycle_id is None else [col(Objective.cycle_id) == scope.cycle_id]
    where += [] if scope.team_ids is None else [col(Objective.team_id).in_(scope.team_ids)]
    return where + ([] if scope.owner_id is None else [col(KeyResult.owner_id) == scope.owner_id])


def _by_number(links: Iterable[DoneLink]) -> DoneWork:
    done: dict[int, list[Work]] = defaultdict(list)
    for link in links:
        done[link.key_result_id].append(Work(link.title, link.done_on))
    return done
