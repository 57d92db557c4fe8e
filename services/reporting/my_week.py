"""My week: what a person has to update, most overdue first, and what the person did."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from domain.measurement import Reading
from domain.policy import Policy
from domain.status import days_overdue, is_due, is_finished, next_check_in_due
from domain.vocabulary import CycleState, ObjectiveState
from models import CheckIn, Cycle, KeyResult, Objective
from models.base import utc_now
from services.permissions import Actor
from services.reporting.exceptions import NeedsLook, done_for_person, exceptions_among
from services.reporting.key_results import KeyResultRow, load_key_results

RECENT_DAYS = 7
MOST_RECENT = 30


@dataclass(frozen=True, slots=True)
class DueKeyResult:
    """A key result that waits for a check-in, with the last sentence that was written about it."""

    key_result: KeyResultRow
    days_overdue: int
    due_on: date


@dataclass(frozen=True, slots=True)
class RecentCheckIn:
    """A check-in that the person entered lately; it can be undone while nothing supersedes it."""

    key: int
    key_result_id: int
    title: str
    unit: str
    value: float | None
    confidence: int | None
    note: str
    as_of: date
    entered_at: datetime
    can_be_undone: bool


@dataclass(frozen=True, slots=True)
class MyWeek:
    """What waits for a person and what the person did."""

    due: tuple[DueKeyResult, ...]
    own: tuple[KeyResultRow, ...]
    recent: tuple[RecentCheckIn, ...]
    needs_look: tuple[NeedsLook, ...]

    @property
    def stale(self) -> int:
        """Return how many of the key results that wait are stale."""
        return sum(item.key_result.standing.stale for item in self.due)


def my_week(session: Session, actor: Actor, today: date, policy: Policy) -> MyWeek:
    """Return the person's open key results in active cycles, those that are due, and recent check-ins."""
    own = load_key_results(
        session,
        today,
        policy,
        col(KeyResult.owner_id) == actor.person_id,
        col(KeyResult.dropped).is_(False),
        col(Cycle.state) == CycleState.ACTIVE,
        col(Objective.state) != ObjectiveState.CLOSED,
    )
    waiting = [row for row in own if not is_finished(row.measurement, _recorded(row), today)]
    due = [_due(row, today) for row in waiting if is_due(_last(row), row.schedule, today)]
    due.sort(key=lambda item: (-item.days_overdue, item.key_result.key))
    needs_look = exceptions_among(own, done_for_person(session, actor, today), today, policy)
    return MyWeek(tuple(due), own, recent_check_ins(session, actor), needs_look)


def recent_check_ins(session: Session, actor: Actor) -> tuple[RecentCheckIn, ...]:
    """Return what the person entered in the last seven days, latest first."""
    later = aliased(CheckIn)
    rows = session.execute(
        select(CheckIn, KeyResult.title, KeyResult.unit, later.id)
        .join(KeyResult, col(CheckIn.key_result_id) == KeyResult.id)
        .outerjoin(later, col(later.supersedes_id) == CheckIn.id)
        .where(
            CheckIn.author_id == actor.person_id,
            col(CheckIn.entered_at) >= utc_now() - timedelta(days=RECENT_DAYS),
        )
        .order_by(col(CheckIn.entered_at).desc(), col(CheckIn.id).desc())
        .limit(MOST_RECENT)
    )
    return tuple(
        RecentCheckIn(
            key=entry.key,
            key_result_id=entry.key_result_id,
            title=title,
            unit=unit,
            value=entry.value,
            confidence=entry.confidence,
            note=entry.note,
            as_of=entry.as_of,
            entered_at=entry.entered_at,
            can_be_undone=later_id is None and entry.value is not None,
        )
        for entry, title, unit, later_id in rows
    )


def _due(row: KeyResultRow, today: date) -> DueKeyResult:
    last = _last(row)
    return DueKeyResult(row, days_overdue(last, row.schedule, today), next_check_in_due(last, row.schedule))


def _last(row: KeyResultRow) -> date | None:
    return row.last_check_in.as_of if row.last_check_in else None


def _recorded(row: KeyResultRow) -> Sequence[Reading]:
    """A metric keeps the value fresh; the owner's confidence and sentence are asked for all the same."""
    return (row.last_check_in,) if row.last_check_in else ()
