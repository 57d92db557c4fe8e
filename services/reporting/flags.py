"""Flags as the pages show them: lists, one conversation with before and after, and how flags are answered."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, or_, select
from sqlmodel import Session, col

from domain.flags import CLOSED, UNRESOLVED, Answers, answers, median_age, permitted_moves
from domain.vocabulary import Concern, CycleState, FlagMove, FlagState, Role
from models import Cycle, Flag, FlagEvent, KeyResult, Objective, Person
from services.errors import NotFound
from services.permissions import Actor, rights_of
from services.reporting.flag_rows import FlagRow, in_utc, load_flags
from services.reporting.visible import SEEN_BY_ALL
from services.snapshots import Snapshot, from_json, take_snapshot

__all__ = [
    "FlagDetail",
    "FlagEventRow",
    "FlagReport",
    "FlagRow",
    "KindReport",
    "flag_detail",
    "flag_report",
    "flags_of_objective",
    "list_flags",
    "my_flags",
    "report_on",
]


@dataclass(frozen=True, slots=True)
class FlagEventRow:
    """One move in the conversation, with what was said; the moment is in UTC."""

    key: int
    move: FlagMove
    text: str
    person_id: int
    person: str
    at: datetime


@dataclass(frozen=True, slots=True)
class FlagDetail:
    """One flag with its conversation, the objective before and after, and what this person may do now.

    ``after`` is the objective when the flag was closed, or as it stands now while the flag is not closed.
    """

    flag: FlagRow
    events: tuple[FlagEventRow, ...]
    before: Snapshot
    after: Snapshot
    moves: frozenset[FlagMove]


@dataclass(frozen=True, slots=True)
class KindReport:
    """How often a kind of flag was raised and how many of these stand dismissed."""

    kind: Concern
    raised: int
    dismissed: int

    @property
    def dismissed_share(self) -> float:
        """Return dismissed ÷ raised, from 0 to 1."""
        return self.dismissed / self.raised


@dataclass(frozen=True, slots=True)
class FlagReport:
    """How many flags wait, their median age in days, how flags are answered, and what was dismissed.

    ``kinds`` holds the kinds that were raised, the most often dismissed share first.
    """

    open: int
    median_age: float | None
    answers: Answers
    kinds: tuple[KindReport, ...]


def flags_of_objective(session: Session, objective_id: int) -> tuple[FlagRow, ...]:
    """Return every flag on an objective and on its key results, those that are not closed first, then latest first."""
    return load_flags(session, col(Flag.objective_id) == objective_id)


def list_flags(
    session: Session,
    *,
    cycle_id: int | None = None,
    team_ids: Sequence[int] | None = None,
    states: Iterable[FlagState] | None = None,
) -> tuple[FlagRow, ...]:
    """Return the flags of a cycle, of these teams and in these states; None leaves a side open.

    What waits longest for its first answer stands first, then what waits to be closed, then what was closed.
    """
    where: list[ColumnElement[bool]] = [SEEN_BY_ALL]
    if cycle_id is not None:
        where.append(col(Objective.cycle_id) == cycle_id)
    if team_ids is not None:
        where.append(col(Objective.team_id).in_(team_ids))
    if states is not None:
        where.append(col(Flag.state).in_(tuple(states)))
    return tuple(sorted(load_flags(session, *where), key=_urgency))


def _urgency(row: FlagRow) -> tuple[bool, bool, float]:
    # Closed flags keep the order in which they come, the latest first.
    closed = row.state in CLOSED
    return closed, not row.waits_for_owner, 0.0 if closed else row.raised_at.timestamp()


def my_flags(session: Session, actor: Actor) -> tuple[FlagRow, ...]:
    """Return the flags on what this person owns that are not closed, unanswered ones first; closed cycles are over."""
    found = load_flags(
        session,
        or_(col(Objective.owner_id) == actor.person_id, col(KeyResult.owner_id) == actor.person_id),
        col(Flag.state).in_(UNRESOLVED),
        col(Cycle.state) != CycleState.CLOSED,
    )
    return tuple(sorted(found, key=lambda row: not row.waits_for_owner))


def flag_detail(session: Session, actor: Actor, flag_id: int) -> FlagDetail:
    """Return one flag with its conversation, and what this person may do about it now; raises NotFound."""
    rows = load_flags(session, col(Flag.id) == flag_id)
    record = session.get(Flag, flag_id)
    if not rows or record is None:
        raise NotFound("This flag does not exist. It may have been in another database.")
    row = rows[0]
    after = (
        from_json(record.after) if row.state in CLOSED and record.after else take_snapshot(session, row.objective_id)
    )
    return FlagDetail(row, _events(session, flag_id), from_json(record.before), after, _moves(session, actor, row))


def flag_report(session: Session, cycle_id: int | None, team_ids: Sequence[int] | None, today: date) -> FlagReport:
    """Return how flags of a cycle and of these teams are answered; None stands for all."""
    return report_on(list_flags(session, cycle_id=cycle_id, team_ids=team_ids), today)


def report_on(rows: Sequence[FlagRow], today: date) -> FlagReport:
    """Return how these flags are answered, for a page that has loaded them already."""
    waiting = [row.course for row in rows if row.state in UNRESOLVED]
    return FlagReport(
        open=len(waiting),
        median_age=median_age(waiting, today),
        answers=answers((row.course for row in rows), today),
        kinds=_by_kind(rows),
    )


def _by_kind(rows: Sequence[FlagRow]) -> tuple[KindReport, ...]:
    raised = Counter(row.kind for row in rows)
    dismissed = Counter(row.kind for row in rows if row.state == FlagState.DISMISSED)
    kinds = [KindReport(kind, number, dismissed[kind]) for kind, number in raised.items()]
    return tuple(sorted(kinds, key=lambda kind: (-kind.dismissed_share, -kind.raised, kind.kind)))


def _moves(session: Session, actor: Actor, row: FlagRow) -> frozenset[FlagMove]:
    if row.cycle_state == CycleState.CLOSED:
        return frozenset()
    rights = rights_of(session, actor)
    return permitted_moves(
        row.state,
        manager=rights.allow(row.team_id, Role.LEAD),
        owner=actor.person_id in (row.owner_id, row.objective_owner_id),
        member=rights.allow(row.team_id),
    )


def _events(session: Session, flag_id: int) -> tuple[FlagEventRow, ...]:
    rows = session.execute(
        select(FlagEvent, col(Person.name))
        .join(Person, col(FlagEvent.person_id) == Person.id)
        .where(col(FlagEvent.flag_id) == flag_id)
        .order_by(col(FlagEvent.id))
    )
    return tuple(
        FlagEventRow(event.key, event.move, event.text, event.person_id, name, in_utc(event.at)) for event, name in rows
    )
