"""What a person is told: notices, and the counts that the menu shows."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ScalarSelect, and_, bindparam, case, exists, func, or_
from sqlalchemy import select as sa_select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from domain.measurement import Reading
from domain.policy import Policy
from domain.status import is_due, is_finished
from domain.vocabulary import CycleState, FlagMove, FlagState, ObjectiveState
from models import CheckIn, Cycle, Flag, FlagEvent, KeyResult, Milestone, Notice, Objective, Person
from services.permissions import Actor
from services.reporting.flag_rows import in_utc
from services.reporting.key_results import measurement_of, schedule_of

MOST_NOTICES = 100
LATER = aliased(CheckIn)


def _of_last_check_in(what: Any) -> ScalarSelect[Any]:
    counts_still = (col(LATER.id).is_(None), col(CheckIn.value).is_not(None))
    return (
        select(what)
        .outerjoin(LATER, col(LATER.supersedes_id) == CheckIn.id)
        .where(col(CheckIn.key_result_id) == KeyResult.id, *counts_still)
        .order_by(col(CheckIn.as_of).desc(), col(CheckIn.id).desc())
        .limit(1)
        .correlate(KeyResult)
        .scalar_subquery()
    )


LAST_DAY, LAST_VALUE = _of_last_check_in(col(CheckIn.as_of)), _of_last_check_in(col(CheckIn.value))
MILESTONE_WEIGHT = (
    select(func.sum(col(Milestone.weight)))
    .where(col(Milestone.key_result_id) == KeyResult.id)
    .correlate(KeyResult)
    .scalar_subquery()
)


ASKED = exists().where(  # whose check-ins are asked for
    col(Objective.id) == KeyResult.objective_id,
    col(Cycle.id) == Objective.cycle_id,
    col(Cycle.state) == CycleState.ACTIVE,
    col(Objective.state) != ObjectiveState.CLOSED,
)


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """A sentence about a move on a flag; unread while ``read_at`` is None; moments are in UTC."""

    key: int
    flag_id: int
    text: str
    at: datetime
    read_at: datetime | None


@dataclass(frozen=True, slots=True)
class Inbox:
    """The latest notices, unread first and latest first among them, and how many are unread in all."""

    notices: tuple[NoticeRow, ...]
    unread: int


@dataclass(frozen=True, slots=True)
class InboxCounts:
    """How many flags on one's own wait for an answer, unread notices on other moves, and due check-ins."""

    flags: int
    replies: int
    due: int

    @property
    def total(self) -> int:
        """Return how many things wait in all."""
        return self.flags + self.replies + self.due


def inbox(session: Session, actor: Actor) -> Inbox:
    """Return what this person was told, at most 100 notices."""
    mine = col(Notice.person_id) == actor.person_id
    read = case((col(Notice.read_at).is_(None), 0), else_=1)
    found = session.exec(select(Notice).where(mine).order_by(read, col(Notice.id).desc()).limit(MOST_NOTICES)).all()
    unread = session.exec(select(func.count(col(Notice.id))).where(mine, col(Notice.read_at).is_(None))).one()
    return Inbox(tuple(_row(notice) for notice in found), unread)


def counts(session: Session, actor: Actor, today: date, _policy: Policy | None = None) -> InboxCounts:
    """Return what waits for this person, in one statement as every page asks it; due are the check-ins of My week.

    No policy changes what is due; it is taken so that every question about a person's week is asked alike.
    """
    found = session.execute(COUNTED, {"person": actor.person_id}).all()
    due = sum(_is_due(row[2], row[3], row[4], row[5], today) for row in found if row[2] is not None)
    return InboxCounts(found[0][0], found[0][1], due) if found else InboxCounts(0, 0, 0)


def _row(notice: Notice) -> NoticeRow:
    read_at = in_utc(notice.read_at) if notice.read_at else None
    return NoticeRow(notice.key, notice.flag_id, notice.text, in_utc(notice.at), read_at)


PERSON: Any = bindparam("person")


def _flags_waiting() -> ScalarSelect[int]:
    return (
        select(func.count(col(Flag.id)))
        .join(Objective, col(Flag.objective_id) == Objective.id)
        .join(Cycle, col(Objective.cycle_id) == Cycle.id)
        .outerjoin(KeyResult, col(Flag.key_result_id) == KeyResult.id)
        .where(
            col(Flag.state) == FlagState.OPEN,
            col(Cycle.state) != CycleState.CLOSED,
            or_(col(Objective.owner_id) == PERSON, col(KeyResult.owner_id) == PERSON),
        )
        .correlate(None)
        .scalar_subquery()
    )


def _unread() -> ScalarSelect[int]:
    return (
        select(func.count(col(Notice.id)))
        .join(FlagEvent, col(Notice.flag_event_id) == FlagEvent.id)
        .where(
            col(Notice.person_id) == PERSON,
            col(Notice.read_at).is_(None),
            col(FlagEvent.move) != FlagMove.RAISED,
        )
        .correlate(None)
        .scalar_subquery()
    )


# Every page asks it after every save: to put it together anew would take longer than to answer it.
COUNTED = (
    sa_select(_flags_waiting(), _unread(), KeyResult, LAST_DAY, LAST_VALUE, MILESTONE_WEIGHT)
    .select_from(Person)
    .outerjoin(KeyResult, and_(col(KeyResult.owner_id) == Person.id, col(KeyResult.dropped).is_(False), ASKED))
    .where(col(Person.id) == PERSON)
)


def _is_due(record: KeyResult, last: date | None, value: float | None, milestones: float | None, today: date) -> bool:
    known = (Reading(last, value),) if last is not None and value is not None else ()
    finished = is_finished(measurement_of(record, milestones), known, today)
    return not finished and is_due(last, schedule_of(record), today)
