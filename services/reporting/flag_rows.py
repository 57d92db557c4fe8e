"""One row for each flag: what is flagged, who is asked, and how its conversation goes."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import ColumnElement, ScalarSelect, case, func, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from domain.flags import CLOSED, UNRESOLVED, Course, age_in_days
from domain.vocabulary import Concern, CycleState, FlagMove, FlagState, ObjectiveState
from models import Cycle, Flag, FlagEvent, KeyResult, Objective, Person, Team
from services.reporting.visible import is_kept_to_team

OBJECTIVE_OWNER, OWNER, RAISER = aliased(Person), aliased(Person), aliased(Person)
PLACE_NAMES = (
    *("objective", "key_result", "team_id", "team", "cycle_id", "cycle", "cycle_state"),
    *("owner_id", "owner", "objective_owner_id", "objective_state", "objective_is_shared", "raised_by"),
)
PLACE: tuple[Any, ...] = (
    *(col(Objective.title), col(KeyResult.title), col(Team.id), col(Team.name)),
    *(col(Cycle.id), col(Cycle.name), col(Cycle.state)),
    *(func.coalesce(OWNER.id, OBJECTIVE_OWNER.id), func.coalesce(OWNER.name, OBJECTIVE_OWNER.name)),
    *(col(Objective.owner_id), col(Objective.state), col(Objective.shared), RAISER.name),
)


def _of_events(what: ColumnElement[Any], *moves: FlagMove) -> ScalarSelect[Any]:
    about = select(what).where(col(FlagEvent.flag_id) == Flag.id, col(FlagEvent.move).in_(moves))
    return about.correlate(Flag).scalar_subquery()


COURSE: tuple[ScalarSelect[Any], ...] = (
    _of_events(func.count(col(FlagEvent.id)), FlagMove.REPLIED),
    _of_events(func.min(col(FlagEvent.at)), FlagMove.ACKNOWLEDGED),
    _of_events(func.max(col(FlagEvent.at)), FlagMove.RESOLVED, FlagMove.DISMISSED),
)
FLAGS = (  # put together once for its cost
    select(Flag, *PLACE, *COURSE)
    .join(Objective, col(Flag.objective_id) == Objective.id)
    .join(Team, col(Objective.team_id) == Team.id)
    .join(Cycle, col(Objective.cycle_id) == Cycle.id)
    .join(OBJECTIVE_OWNER, col(Objective.owner_id) == OBJECTIVE_OWNER.id)
    .join(RAISER, col(Flag.raised_by_id) == RAISER.id)
    .outerjoin(KeyResult, col(Flag.key_result_id) == KeyResult.id)
    .outerjoin(OWNER, col(KeyResult.owner_id) == OWNER.id)
    .order_by(case((col(Flag.state).in_(UNRESOLVED), 0), else_=1), col(Flag.raised_at).desc(), col(Flag.id).desc())
)
SAME_AS_STORED = ("kind", "state", "comment", "due_on", "objective_id", "key_result_id", "raised_by_id", "version")


@dataclass(frozen=True, slots=True)
class FlagRow:
    """A flag with its place and how its conversation goes; moments are in UTC.

    ``owner`` owns the flagged key result, or the objective when that is flagged. ``answered_at`` is when an owner
    first acknowledged or replied, ``closed_at`` when a closed flag was last resolved or dismissed.
    """

    key: int
    kind: Concern
    state: FlagState
    comment: str
    due_on: date | None
    objective_id: int
    objective: str
    key_result_id: int | None
    key_result: str | None
    team_id: int
    team: str
    cycle_id: int
    cycle: str
    cycle_state: CycleState
    owner_id: int
    owner: str
    objective_owner_id: int
    objective_state: ObjectiveState
    objective_is_shared: bool
    raised_by_id: int
    raised_by: str
    raised_at: datetime
    version: int
    replies: int
    answered_at: datetime | None
    closed_at: datetime | None

    @property
    def subject(self) -> str:
        """Return the title of what is flagged: the key result's, or the objective's."""
        return self.objective if self.key_result is None else self.key_result

    @property
    def is_kept_to_team(self) -> bool:
        """Tell whether only the team sees what is flagged as yet."""
        return is_kept_to_team(self.objective_state, self.objective_is_shared, self.cycle_state)

    @property
    def course(self) -> Course:
        """Return the days on which it was raised, answered and closed."""
        days = (moment.date() if moment else None for moment in (self.answered_at, self.closed_at))
        return Course(self.raised_at.date(), *days)

    @property
    def waits_for_owner(self) -> bool:
        """Tell whether no owner has acknowledged it since it was raised or reopened."""
        return self.state == FlagState.OPEN

    def age(self, today: date) -> int:
        """Return its age in days, up to the day of its closing."""
        return age_in_days(self.course, today)


def load_flags(session: Session, *where: ColumnElement[bool]) -> tuple[FlagRow, ...]:
    """Return the flags that meet the conditions, in one statement; they may name Flag, KeyResult, Objective, Cycle."""
    return tuple(_row(*row) for row in session.execute(FLAGS.where(*where)))


def _row(record: Flag, *found: Any) -> FlagRow:
    place = dict(zip(PLACE_NAMES, found, strict=False))
    replies, answered_at, closed_at = found[len(PLACE_NAMES) :]
    return FlagRow(
        key=record.key,
        raised_at=in_utc(record.raised_at),
        replies=replies,
        answered_at=in_utc(answered_at) if answered_at else None,
        closed_at=in_utc(closed_at) if closed_at and record.state in CLOSED else None,
        **place,
        **{name: getattr(record, name) for name in SAME_AS_STORED},
    )


def in_utc(at: datetime) -> datetime:
    """Return a stored moment with its zone, which SQLite leaves out."""
    return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
