"""Planning sessions on a shared screen: stages, who takes part, what they write and how they vote."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, UniqueConstraint
from sqlmodel import Field

from domain.vocabulary import ContributionKind, SessionState, VoteKind
from models.base import Editable, utc_now, words


class SessionTemplate(Editable, table=True):
    """A course of stages with their minutes, to start planning sessions from.

    ``stages`` holds, in order, the kind, title and minutes of each stage.
    """

    __tablename__ = "session_template"

    name: str = Field(unique=True, max_length=200)
    stages: list[dict[str, Any]] = Field(default_factory=list, sa_type=JSON)


class PlanningSession(Editable, table=True):
    """A team's session for one cycle: where it stands, what the shared screen shows, and how one joins.

    The clock of a stage runs from ``stage_started_at``; ``stage_spent`` holds the seconds from before it was last
    started again, and a clock that stands has no start. ``before`` and ``after`` are the team's goals for the cycle
    when the session started and ended.
    """

    __tablename__ = "planning_session"

    team_id: int = Field(foreign_key="team.id", index=True)
    cycle_id: int = Field(foreign_key="cycle.id", index=True)
    last_cycle_id: int | None = Field(default=None, foreign_key="cycle.id")
    facilitator_id: int = Field(foreign_key="person.id")
    title: str
    state: SessionState = Field(default=SessionState.PREPARED, sa_type=words(SessionState))
    code: str = Field(unique=True, max_length=12)
    code_expires_at: datetime
    stages: list[dict[str, Any]] = Field(default_factory=list, sa_type=JSON)
    stage: int = 0
    stage_started_at: datetime | None = None
    stage_spent: float = 0.0
    focus_objective_id: int | None = Field(default=None, foreign_key="objective.id")
    focus_key_result_id: int | None = Field(default=None, foreign_key="key_result.id")
    anonymous: bool = False
    before: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    after: dict[str, Any] | None = Field(default=None, sa_type=JSON)
    created_at: datetime = Field(default_factory=utc_now)
    started_at: datetime | None = None
    ended_at: datetime | None = None


class Participant(Editable, table=True):
    """Somebody who takes part in a planning session, as a known person or as a guest with a name.

    ``token`` stands for the participant in the address of the device that joined.
    """

    __tablename__ = "participant"
    __table_args__ = (UniqueConstraint("session_id", "name"),)

    session_id: int = Field(foreign_key="planning_session.id")
    person_id: int | None = Field(default=None, foreign_key="person.id")
    name: str = Field(max_length=200)
    token: str = Field(unique=True, max_length=60)
    joined_at: datetime = Field(default_factory=utc_now)


class Contribution(Editable, table=True):
    """What a participant wrote down in a planning session: a question, a draft objective, or a point to park."""

    __tablename__ = "contribution"

    session_id: int = Field(foreign_key="planning_session.id", index=True)
    participant_id: int = Field(foreign_key="participant.id")
    kind: ContributionKind = Field(sa_type=words(ContributionKind))
    text: str
    objective_id: int | None = Field(default=None, foreign_key="objective.id")
    key_result_id: int | None = Field(default=None, foreign_key="key_result.id")
    at: datetime = Field(default_factory=utc_now)
    settled_at: datetime | None = None
    removed_at: datetime | None = None


class VoteRound(Editable, table=True):
    """One vote of a planning session: hidden until it is revealed; a new round keeps the earlier one."""

    __tablename__ = "vote_round"

    session_id: int = Field(foreign_key="planning_session.id", index=True)
    kind: VoteKind = Field(sa_type=words(VoteKind))
    question: str
    objective_id: int | None = Field(default=None, foreign_key="objective.id")
    key_result_id: int | None = Field(default=None, foreign_key="key_result.id")
    number: int = 1
    anonymous: bool = False
    opened_at: datetime = Field(default_factory=utc_now)
    revealed_at: datetime | None = None


class Ballot(Editable, table=True):
    """A participant's vote in a round: a number with a remark, or an order of candidates by their ids."""

    __tablename__ = "ballot"
    __table_args__ = (UniqueConstraint("round_id", "participant_id"),)

    round_id: int = Field(foreign_key="vote_round.id")
    participant_id: int = Field(foreign_key="participant.id")
    value: int | None = None
    choices: list[int] = Field(default_factory=list, sa_type=JSON)
    remark: str = ""
    at: datetime = Field(default_factory=utc_now)
