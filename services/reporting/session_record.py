"""The record of a planning session: who, when, what was learnt, what became of the goals, votes and decisions."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col

from domain.goal_changes import ObjectiveChange, compare_goals
from domain.planning import Stage
from domain.vocabulary import (
    ContributionKind,
    CycleState,
    DecisionKind,
    ObjectiveState,
    SessionState,
    VoteKind,
)
from models import Objective, Person, Publication
from services.reporting.closing import LessonRow, lessons_of
from services.reporting.decisions import DecisionRow, decisions_of_session
from services.reporting.session_scores import LookBack, ObjectiveScores, look_back
from services.reporting.sessions import (
    ContributionRow,
    ParticipantRow,
    RoundRow,
    SessionRow,
    contributions_of,
    participants_of,
    planning_session,
    rounds_of,
)
from services.session_goals import goals_of_team
from services.stage_trail import Shown, shown_stages


@dataclass(frozen=True, slots=True)
class StageTime:
    """The time that the shared screen spent on one stage, in all its ``visits``, and may spend, both in seconds.

    A stage that was never on the screen has no moment at which it came there first.
    """

    title: str
    allowed: float
    first: datetime | None
    seconds: float
    visits: int


@dataclass(frozen=True, slots=True)
class PublicationRow:
    """That an objective was published in the session, what the quality gate named, and why it was published then."""

    objective_id: int
    objective: str
    by: str
    at: datetime
    missing: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class SessionRecord:
    """Everything that a planning session leaves behind; of one that runs, everything so far (`written_at`).

    ``kept_to_team`` is how many drafts are left out because only the team sees them as yet.
    """

    session: SessionRow
    last_cycle: str | None
    written_at: datetime
    participants: tuple[ParticipantRow, ...]
    course: tuple[StageTime, ...]
    lessons: tuple[LessonRow, ...]
    scores: tuple[ObjectiveScores, ...]
    goals: tuple[ObjectiveChange, ...]
    rounds: tuple[RoundRow, ...]
    contributions: tuple[ContributionRow, ...]
    decisions: tuple[DecisionRow, ...]
    publications: tuple[PublicationRow, ...]
    kept_to_team: int = 0

    @property
    def so_far(self) -> bool:
        """Whether the session has not ended, so that the record may grow."""
        return self.session.state != SessionState.ENDED

    @property
    def parked(self) -> tuple[ContributionRow, ...]:
        """Return the parking lot."""
        return self._written(ContributionKind.PARKING)

    @property
    def questions(self) -> tuple[ContributionRow, ...]:
        """Return the questions that came up while reading."""
        return self._written(ContributionKind.QUESTION)

    @property
    def drafts_left(self) -> tuple[ContributionRow, ...]:
        """Return the drafts that did not become objectives."""
        return tuple(row for row in self._written(ContributionKind.DRAFT) if row.objective_id is None)

    def decided(self, kind: DecisionKind) -> tuple[DecisionRow, ...]:
        """Return the decisions, or what will not be done."""
        return tuple(row for row in self.decisions if row.kind == kind)

    def _written(self, kind: ContributionKind) -> tuple[ContributionRow, ...]:
        return tuple(row for row in self.contributions if row.kind == kind)


def session_record(session: Session, session_id: int, now: datetime, of_teams: Set[int] | None = None) -> SessionRecord:
    """Return the record of a planning session as it is at a moment (in UTC); raises NotFound.

    As long as the cycle is planned, whoever is of other teams gets it without what the team has not shared yet;
    ``of_teams`` are the reader's, None for one who may read everything.
    """
    held = planning_session(session, session_id)
    kept = look_back(session, session_id)
    hides = of_teams is not None and held.team_id not in of_teams and held.cycle_state == CycleState.PLANNING
    goals, hidden = _goals(session, held, kept, hides)
    return SessionRecord(
        session=held,
        last_cycle=kept.last_cycle,
        written_at=now,
        participants=participants_of(session, session_id),
        course=_course(session, held, now),
        lessons=_lessons(session, held),
        scores=kept.scores,
        goals=goals,
        rounds=tuple(row for row in rounds_of(session, session_id) if not _tells(row, hides, hidden)),
        contributions=tuple(row for row in contributions_of(session, session_id) if not (hides and _is_draft(row))),
        decisions=tuple(row for row in decisions_of_session(session, session_id) if row.objective_id not in hidden),
        publications=_publications(session, held),
        kept_to_team=len(hidden),
    )


def _is_draft(row: ContributionRow) -> bool:
    return row.kind == ContributionKind.DRAFT


def _tells(row: RoundRow, hides: bool, hidden: Set[int]) -> bool:
    """Tell whether a vote names what is kept to the team."""
    return (hides and row.kind == VoteKind.RANKING) or row.objective_id in hidden


def _lessons(session: Session, held: SessionRow) -> tuple[LessonRow, ...]:
    """Return the lessons that were on the screen: those of the cycle, up to the session's end."""
    rows = lessons_of(session, held.team_id, held.last_cycle_id or held.cycle_id)
    return tuple(row for row in rows if held.ended_at is None or row.at <= held.ended_at)


def _goals(
    session: Session, held: SessionRow, kept: LookBack, hides: bool
) -> tuple[tuple[ObjectiveChange, ...], Set[int]]:
    """Return what became of the goals, and the objectives that are left out."""
    after = goals_of_team(session, held.team_id, held.cycle_id) if kept.after is None else kept.after
    # Before a session has started nothing has changed yet.
    before = kept.before if held.started_at else after
    then, now = before.get("objectives", ()), after.get("objectives", ())
    stand = {**{each["key"]: each for each in then}, **{each["key"]: each for each in now}}
    hidden = {key for key, each in stand.items() if hides and _is_kept(each)}
    shown = ([each for each in found if each["key"] not in hidden] for found in (then, now))
    return compare_goals(*shown), hidden


def _is_kept(objective: Mapping[str, Any]) -> bool:
    return objective["state"] == ObjectiveState.DRAFT and not objective.get("shared")


def _course(session: Session, held: SessionRow, now: datetime) -> tuple[StageTime, ...]:
    """Return how long each stage was on the shared screen, in the order in which they came there first.

    Those that never did follow in the order of the course. A clock that is held stops nothing here, and a stage that
    was moved or dropped meanwhile keeps its time.
    """
    if held.started_at is None:
        return ()
    shown = shown_stages(session, held.key, held.started_at, len(held.stages) - 1)
    stays: dict[Shown, list[tuple[datetime, datetime]]] = {}
    for (start, stage), (end, _) in pairwise([*shown, (held.ended_at or now, -1)]):
        stays.setdefault(stage, []).append((start, end))
    left_out = [place for place in range(len(held.stages)) if place not in stays]
    named = ((held.stages[each] if isinstance(each, int) else each, each) for each in (*stays, *left_out))
    return tuple(_time(stage, stays.get(each, ())) for stage, each in named)


def _time(stage: Stage, stays: Sequence[tuple[datetime, datetime]]) -> StageTime:
    seconds = sum(max(0.0, (end - start).total_seconds()) for start, end in stays)
    return StageTime(stage.title, stage.minutes * 60, stays[0][0] if stays else None, seconds, len(stays))


def _publications(session: Session, held: SessionRow) -> tuple[PublicationRow, ...]:
    if held.started_at is None:
        return ()
    until = () if held.ended_at is None else (col(Publication.at) <= held.ended_at,)
    rows = session.execute(
        sa.select(Publication, col(Objective.title), col(Person.name))
        .join(Objective, col(Publication.objective_id) == Objective.id)
        .join(Person, col(Publication.person_id) == Person.id)
        .where(
            col(Objective.team_id) == held.team_id,
            col(Objective.cycle_id) == held.cycle_id,
            col(Publication.at) >= held.started_at,
            *until,
        )
        .order_by(col(Publication.id))
    )
    return tuple(
        PublicationRow(row.objective_id, title, name, row.at, tuple(row.missing), row.reason)
        for row, title, name in rows
    )
