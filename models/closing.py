"""How objectives are published and closed, what was learnt and decided, and what waits for a later cycle."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Index
from sqlmodel import Field

from domain.vocabulary import DecisionKind, DecisionState, LessonKind, Verdict
from models.base import Editable, Record, utc_now, words


class KeyResultClosing(Editable, table=True):
    """How a key result ended: met or not, or a score from 0 to 1, and what was learnt.

    ``computed`` is what the numbers give and ``adjustment`` what the owner moved it by, with ``reason``; the final
    score stands in the key result itself.
    """

    __tablename__ = "key_result_closing"

    key_result_id: int = Field(foreign_key="key_result.id", unique=True)
    met: bool | None = None
    computed: float | None = None
    adjustment: float = 0.0
    reason: str = ""
    post_mortem: str = ""
    learnt: str = ""
    person_id: int = Field(foreign_key="person.id")
    at: datetime = Field(default_factory=utc_now)


class ObjectiveClosing(Editable, table=True):
    """What becomes of an objective after its cycle, with what it held when that was said."""

    __tablename__ = "objective_closing"

    objective_id: int = Field(foreign_key="objective.id", unique=True)
    verdict: Verdict = Field(sa_type=words(Verdict))
    note: str = ""
    snapshot: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    person_id: int = Field(foreign_key="person.id")
    at: datetime = Field(default_factory=utc_now)


class Publication(Record, table=True):
    """That an objective was published, by whom, and what it held then; append-only.

    ``missing`` is what the quality gate named, and ``reason`` why it was published all the same.
    """

    __tablename__ = "publication"

    objective_id: int = Field(foreign_key="objective.id", index=True)
    person_id: int = Field(foreign_key="person.id")
    at: datetime = Field(default_factory=utc_now)
    snapshot: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    missing: list[str] = Field(default_factory=list, sa_type=JSON)
    reason: str = ""


class Lesson(Editable, table=True):
    """What a team learnt in a cycle; a guest of a planning session has a name only."""

    __tablename__ = "lesson"
    __table_args__ = (Index("lesson_by_cycle_and_team", "cycle_id", "team_id"),)

    cycle_id: int = Field(foreign_key="cycle.id")
    team_id: int = Field(foreign_key="team.id")
    session_id: int | None = Field(default=None, foreign_key="planning_session.id", index=True)
    kind: LessonKind = Field(sa_type=words(LessonKind))
    text: str
    author_id: int | None = Field(default=None, foreign_key="person.id")
    author_name: str = Field(max_length=200)
    at: datetime = Field(default_factory=utc_now)
    removed_at: datetime | None = None


class Decision(Editable, table=True):
    """Something that was decided, or proposed by a change of a published goal, with the numbers at that moment."""

    __tablename__ = "decision"
    __table_args__ = (Index("decision_by_team_and_state", "team_id", "state"),)

    team_id: int = Field(foreign_key="team.id")
    objective_id: int | None = Field(default=None, foreign_key="objective.id", index=True)
    key_result_id: int | None = Field(default=None, foreign_key="key_result.id", index=True)
    session_id: int | None = Field(default=None, foreign_key="planning_session.id", index=True)
    kind: DecisionKind = Field(default=DecisionKind.DECISION, sa_type=words(DecisionKind))
    state: DecisionState = Field(default=DecisionState.PROPOSED, sa_type=words(DecisionState))
    title: str
    reason: str = ""
    snapshot: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    proposed_by_id: int = Field(foreign_key="person.id")
    proposed_at: datetime = Field(default_factory=utc_now)
    decided_by_id: int | None = Field(default=None, foreign_key="person.id")
    decided_at: datetime | None = None


class BacklogItem(Editable, table=True):
    """An idea for an objective of a later cycle, and the objective that it became."""

    __tablename__ = "backlog_item"

    team_id: int = Field(foreign_key="team.id", index=True)
    title: str
    note: str = ""
    position: int = 0
    author_id: int = Field(foreign_key="person.id")
    at: datetime = Field(default_factory=utc_now)
    objective_id: int | None = Field(default=None, foreign_key="objective.id", index=True)
    removed_at: datetime | None = None
