"""Planning sessions as screens show them: where one stands, who takes part, what was written and how it was voted."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, select

from domain.planning import CLINIC_MINUTES, Clock, Stage, clock, from_json
from domain.vocabulary import ContributionKind, CycleState, SessionState, VoteKind
from domain.votes import Tally, Vote, ranking, tally
from models import Ballot, Contribution, Cycle, Participant, Person, PlanningSession, SessionTemplate, Team, VoteRound
from models.audit import AuditEvent
from services.errors import NotFound
from services.sessions import SHOWN


@dataclass(frozen=True, slots=True)
class SessionRow:
    """A planning session with its place and its people; times are in UTC.

    ``focused_at`` is how many seconds of the stage were over when a key result last came onto the screen.
    """

    key: int
    title: str
    team_id: int
    team: str
    cycle_id: int
    cycle: str
    cycle_state: CycleState
    last_cycle_id: int | None
    facilitator_id: int
    facilitator: str
    state: SessionState
    code: str
    code_expires_at: datetime
    stages: tuple[Stage, ...]
    place: int
    stage_started_at: datetime | None
    stage_spent: float
    focus_objective_id: int | None
    focus_key_result_id: int | None
    anonymous: bool
    started_at: datetime | None
    ended_at: datetime | None
    version: int
    focused_at: float

    @property
    def stage(self) -> Stage:
        """Return the present stage."""
        return self.stages[self.place]

    def clock(self, now: datetime) -> Clock:
        """Return the clock of the present stage."""
        return clock(self.stage, self.stage_started_at, self.stage_spent, now)

    def focus_clock(self, now: datetime) -> Clock:
        """Return the clock of the key result on the screen; it is held with the clock of the stage."""
        return self.clock(now).since(self.focused_at, CLINIC_MINUTES)


@dataclass(frozen=True, slots=True)
class ParticipantRow:
    """Who takes part; a guest has no person."""

    key: int
    session_id: int
    person_id: int | None
    name: str
    joined_at: datetime


@dataclass(frozen=True, slots=True)
class ContributionRow:
    """What a participant wrote."""

    key: int
    participant_id: int
    author: str
    kind: ContributionKind
    text: str
    objective_id: int | None
    key_result_id: int | None
    at: datetime
    settled: bool


@dataclass(frozen=True, slots=True)
class RoundRow:
    """A vote: who has voted, and, once it is revealed, what the votes say.

    ``votes`` and ``order`` are empty until then; ``order`` holds the candidates of a ranking with their points.
    """

    key: int
    kind: VoteKind
    question: str
    objective_id: int | None
    key_result_id: int | None
    number: int
    anonymous: bool
    opened_at: datetime
    revealed_at: datetime | None
    voted: frozenset[int]
    votes: tuple[Vote, ...]
    order: tuple[tuple[int, float], ...]

    @property
    def tally(self) -> Tally | None:
        """Return what a revealed vote says; None for a ranking and as long as it is hidden."""
        if self.revealed_at is None or self.kind == VoteKind.RANKING:
            return None
        return tally(self.kind, self.votes)


def planning_session(session: Session, session_id: int) -> SessionRow:
    """Return one planning session; raises NotFound."""
    found = _sessions(session, PlanningSession.id == session_id)
    if not found:
        raise NotFound("This planning session does not exist. It may have been in another database.")
    return found[0]


def planning_sessions(session: Session) -> tuple[SessionRow, ...]:
    """Return all planning sessions, the latest first."""
    return tuple(reversed(_sessions(session)))


def participants_of(session: Session, session_id: int) -> tuple[ParticipantRow, ...]:
    """Return who takes part, in the order in which they joined."""
    rows = session.exec(select(Participant).where(Participant.session_id == session_id).order_by(col(Participant.id)))
    return tuple(_participant(row) for row in rows)


def participant_by_token(session: Session, token: str) -> ParticipantRow | None:
    """Return who a token stands for, or None."""
    found = session.exec(select(Participant).where(Participant.token == token)).first()
    return _participant(found) if found else None


def contributions_of(session: Session, session_id: int) -> tuple[ContributionRow, ...]:
    """Return what the participants wrote and did not take back, in the order in which it came in."""
    rows = session.execute(
        select(Contribution, Participant.name)
        .join(Participant, col(Contribution.participant_id) == Participant.id)
        .where(Contribution.session_id == session_id, col(Contribution.removed_at).is_(None))
        .order_by(col(Contribution.id))
    )
    same = ("key", "participant_id", "kind", "text", "objective_id", "key_result_id", "at")
    return tuple(
        ContributionRow(
            author=name, settled=row.settled_at is not None, **{field: getattr(row, field) for field in same}
        )
        for row, name in rows
    )


def rounds_of(session: Session, session_id: int) -> tuple[RoundRow, ...]:
    """Return the votes of a session in the order in which they were opened; hidden ones tell only who has voted."""
    found = session.execute(
        sa.select(VoteRound, Ballot, col(Participant.name))
        .outerjoin(Ballot, col(Ballot.round_id) == VoteRound.id)
        .outerjoin(Participant, col(Ballot.participant_id) == Participant.id)
        .where(col(VoteRound.session_id) == session_id)
        .order_by(col(VoteRound.id), col(Participant.name))
    )
    rounds: dict[int, VoteRound] = {}
    ballots: dict[int, list[tuple[Ballot, str]]] = defaultdict(list)
    for row, ballot, name in found:
        rounds[row.key] = row
        if ballot is not None:
            ballots[row.key].append((ballot, name))
    return tuple(_round(row, ballots[key]) for key, row in rounds.items())


def ballot_of(session: Session, round_id: int, participant_id: int) -> tuple[int | None, tuple[int, ...], str] | None:
    """Return a participant's own vote as (value, choices, remark), or None before it."""
    mine = (Ballot.round_id == round_id, Ballot.participant_id == participant_id)
    found = session.exec(select(Ballot).where(*mine)).first()
    return (found.value, tuple(found.choices), found.remark) if found else None


def templates(session: Session) -> tuple[tuple[str, tuple[Stage, ...]], ...]:
    """Return the kept courses of stages with their names, by name."""
    rows = session.exec(select(SessionTemplate).order_by(col(SessionTemplate.name)))
    return tuple((row.name, from_json(row.stages)) for row in rows)


def _sessions(session: Session, *where: Any) -> list[SessionRow]:
    named = (col(Team.name), col(Cycle.name), col(Cycle.state), col(Person.name))
    rows = session.execute(
        sa.select(PlanningSession, *named, _focused_at())
        .join(Team, col(PlanningSession.team_id) == Team.id)
        .join(Cycle, col(PlanningSession.cycle_id) == Cycle.id)
        .join(Person, col(PlanningSession.facilitator_id) == Person.id)
        .where(*where)
        .order_by(col(PlanningSession.id))
    )
    same = (
        *("key", "title", "team_id", "cycle_id", "last_cycle_id", "facilitator_id", "state", "code"),
        *("code_expires_at", "stage_started_at", "stage_spent", "focus_objective_id", "focus_key_result_id"),
        *("anonymous", "started_at", "ended_at", "version"),
    )
    return [
        SessionRow(
            team=team,
            cycle=cycle,
            cycle_state=state,
            facilitator=facilitator,
            stages=from_json(row.stages),
            place=row.stage,
            focused_at=float(focused_at or 0),
            **{name: getattr(row, name) for name in same},
        )
        for row, team, cycle, state, facilitator, focused_at in rows
    ]


def _focused_at() -> Any:
    about = (col(AuditEvent.entity) == "planning_session", col(AuditEvent.entity_id) == col(PlanningSession.id))
    found = sa.select(col(AuditEvent.after)).where(*about, col(AuditEvent.action) == SHOWN)
    return found.order_by(col(AuditEvent.id).desc()).limit(1).scalar_subquery()


def _participant(row: Participant) -> ParticipantRow:
    return ParticipantRow(row.key, row.session_id, row.person_id, row.name, row.joined_at)


def _round(row: VoteRound, ballots: list[tuple[Ballot, str]]) -> RoundRow:
    shown = ballots if row.revealed_at is not None else []
    scored = [(ballot, name) for ballot, name in shown if ballot.value is not None]
    votes = [Vote("" if row.anonymous else name, ballot.value or 0, ballot.remark) for ballot, name in scored]
    # In an anonymous round the order of the votes must not tell the names either.
    votes.sort(key=lambda vote: (vote.value, vote.remark) if row.anonymous else (0, ""))
    candidates = sorted({choice for ballot, _ in shown for choice in ballot.choices})
    same = ("key", "kind", "question", "objective_id", "key_result_id", "number", "anonymous", "opened_at")
    return RoundRow(
        revealed_at=row.revealed_at,
        voted=frozenset(ballot.participant_id for ballot, _ in ballots),
        votes=tuple(votes),
        order=ranking(candidates, [ballot.choices for ballot, _ in shown]),
        **{name: getattr(row, name) for name in same},
    )
