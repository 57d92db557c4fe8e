"""Flags on output-heavy goals, what was said about them, and who is told."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Index
from sqlmodel import Field

from domain.vocabulary import Concern, FlagMove, FlagState
from models.base import Editable, Record, utc_now, words


class Flag(Editable, table=True):
    """A manager's remark on an objective, or on one of its key results, that asks for an answer.

    ``before`` is what the objective held when the flag was raised and ``after`` when it was last resolved or
    dismissed: title, outcome share, and each key result with its text, label and weight.
    """

    __tablename__ = "flag"
    __table_args__ = (Index("flag_by_state_and_objective", "state", "objective_id"),)

    objective_id: int = Field(foreign_key="objective.id", index=True)
    key_result_id: int | None = Field(default=None, foreign_key="key_result.id", index=True)
    kind: Concern = Field(sa_type=words(Concern))
    comment: str
    due_on: date | None = None
    state: FlagState = Field(default=FlagState.OPEN, sa_type=words(FlagState))
    raised_by_id: int = Field(foreign_key="person.id")
    raised_at: datetime = Field(default_factory=utc_now)
    before: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    after: dict[str, Any] | None = Field(default=None, sa_type=JSON)


class FlagEvent(Record, table=True):
    """One move in the conversation about a flag, with what was said; append-only."""

    __tablename__ = "flag_event"

    flag_id: int = Field(foreign_key="flag.id", index=True)
    move: FlagMove = Field(sa_type=words(FlagMove))
    text: str = ""
    person_id: int = Field(foreign_key="person.id")
    at: datetime = Field(default_factory=utc_now)


class Notice(Record, table=True):
    """A sentence for one person about a move on a flag, until that person has read it."""

    __tablename__ = "notice"
    __table_args__ = (Index("notice_by_person_and_reading", "person_id", "read_at"),)

    person_id: int = Field(foreign_key="person.id")
    flag_event_id: int = Field(foreign_key="flag_event.id")
    flag_id: int = Field(foreign_key="flag.id", index=True)
    text: str
    at: datetime = Field(default_factory=utc_now)
    read_at: datetime | None = None
