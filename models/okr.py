"""Cycles, objectives, key results and what happens to them."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, Column, ForeignKey, Index, Integer, UniqueConstraint
from sqlmodel import Field

from domain.vocabulary import (
    Commitment,
    Control,
    CycleState,
    Exemption,
    Indicator,
    InitiativeState,
    Label,
    LabelSource,
    Measure,
    ObjectiveKind,
    ObjectiveState,
)
from models.base import Editable, Record, utc_now, words


def _contributed_to() -> Column[int | None]:
    # Objectives and key results name each other: this reference stands outside the order in which tables are made.
    reference = ForeignKey("key_result.id", use_alter=True, name="objective_contributes_to_key_result")
    return Column(Integer, reference, index=True)


class Cycle(Editable, table=True):
    """A span of time, usually a quarter, for which objectives are set."""

    __tablename__ = "cycle"
    __table_args__ = (CheckConstraint("ends_on >= starts_on", name="cycle_ends_after_it_starts"),)

    name: str = Field(unique=True, max_length=100)
    starts_on: date
    ends_on: date
    state: CycleState = Field(default=CycleState.PLANNING, sa_type=words(CycleState))


class Objective(Editable, table=True):
    """What a team wants to be true by the end of a cycle; it has exactly one owner.

    A draft that is not ``shared`` is seen by its team only. ``sufficiency`` answers whether the objective could be
    missed although every key result is reached, ``narrative`` says where a critical bet is told from the customer's
    side, and ``carried_from_id`` names the objective of an earlier cycle that this one goes on with.
    """

    __tablename__ = "objective"
    __table_args__ = (Index("objective_by_cycle_and_team", "cycle_id", "team_id"),)

    team_id: int = Field(foreign_key="team.id", index=True)
    cycle_id: int = Field(foreign_key="cycle.id")
    owner_id: int = Field(foreign_key="person.id", index=True)
    parent_id: int | None = Field(default=None, foreign_key="objective.id", index=True)
    parent_key_result_id: int | None = Field(default=None, sa_column=_contributed_to())
    title: str
    description: str = ""
    commitment: Commitment = Field(default=Commitment.ASPIRATIONAL, sa_type=words(Commitment))
    kind: ObjectiveKind = Field(default=ObjectiveKind.STANDARD, sa_type=words(ObjectiveKind))
    state: ObjectiveState = Field(default=ObjectiveState.DRAFT, sa_type=words(ObjectiveState))
    shared: bool = True
    position: int = 0
    sufficiency: str = ""
    narrative: str = ""
    carried_from_id: int | None = Field(default=None, foreign_key="objective.id", index=True)


class KeyResult(Editable, table=True):
    """A number, or a milestone, that tells whether the objective is being reached.

    ``plan_points`` holds pairs of a day in ISO form and the value planned for it.
    """

    __tablename__ = "key_result"
    __table_args__ = (
        CheckConstraint("weight > 0", name="key_result_weight_is_positive"),
        CheckConstraint("due_on >= starts_on", name="key_result_is_due_after_it_starts"),
        Index("key_result_by_owner_and_due", "owner_id", "due_on"),
    )

    objective_id: int = Field(foreign_key="objective.id", index=True)
    owner_id: int = Field(foreign_key="person.id")
    title: str
    measure: Measure | None = Field(default=None, sa_type=words(Measure))
    unit: str = Field(default="", max_length=60)
    baseline: float | None = None
    target: float | None = None
    low: float | None = None
    high: float | None = None
    stretch: float | None = None
    weight: float = 1.0
    cadence_days: int = 7
    starts_on: date
    due_on: date
    plan_points: list[list[Any]] = Field(default_factory=list, sa_type=JSON)
    source: str = ""
    metric_id: int | None = Field(default=None, foreign_key="metric.id", index=True)
    score: float | None = None
    dropped: bool = False
    label: Label = Field(default=Label.UNCLEAR, sa_type=words(Label))
    label_source: LabelSource = Field(default=LabelSource.SUGGESTED, sa_type=words(LabelSource))
    label_probability: float = 0.5
    indicator: Indicator | None = Field(default=None, sa_type=words(Indicator))
    control: Control | None = Field(default=None, sa_type=words(Control))
    exemption: Exemption = Field(default=Exemption.NONE, sa_type=words(Exemption))
    position: int = 0
    carried_from_id: int | None = Field(default=None, foreign_key="key_result.id", index=True)


class Milestone(Editable, table=True):
    """A weighted step of a key result that is measured by milestones."""

    __tablename__ = "milestone"
    __table_args__ = (CheckConstraint("weight > 0", name="milestone_weight_is_positive"),)

    key_result_id: int = Field(foreign_key="key_result.id", index=True)
    title: str
    weight: float = 1.0
    due_on: date | None = None
    done_on: date | None = None


class CheckIn(Record, table=True):
    """A value that was true on a day, with confidence and a sentence; append-only.

    A correction points to the check-in that it supersedes. A withdrawal is a correction without a value.
    """

    __tablename__ = "check_in"
    __table_args__ = (
        CheckConstraint("confidence BETWEEN 0 AND 10", name="check_in_confidence_from_0_to_10"),
        CheckConstraint("value IS NOT NULL OR supersedes_id IS NOT NULL", name="check_in_has_a_value_or_withdraws_one"),
        Index("check_in_by_key_result_and_day", "key_result_id", "as_of"),
        Index("check_in_by_author_and_moment", "author_id", "entered_at"),
    )

    key_result_id: int = Field(foreign_key="key_result.id")
    value: float | None = None
    confidence: int | None = None
    note: str = ""
    as_of: date
    entered_at: datetime = Field(default_factory=utc_now)
    author_id: int = Field(foreign_key="person.id")
    supersedes_id: int | None = Field(default=None, foreign_key="check_in.id", unique=True)


class Initiative(Editable, table=True):
    """Work that is meant to move one or more key results."""

    __tablename__ = "initiative"

    team_id: int = Field(foreign_key="team.id", index=True)
    owner_id: int = Field(foreign_key="person.id", index=True)
    title: str
    hypothesis: str = ""
    state: InitiativeState = Field(default=InitiativeState.IDEA, sa_type=words(InitiativeState))
    starts_on: date | None = None
    due_on: date | None = None
    result: str = ""


class InitiativeLink(Record, table=True):
    """Which key result an initiative is meant to move."""

    __tablename__ = "initiative_link"
    __table_args__ = (UniqueConstraint("initiative_id", "key_result_id"),)

    initiative_id: int = Field(foreign_key="initiative.id")
    key_result_id: int = Field(foreign_key="key_result.id", index=True)


class ClassificationEvent(Record, table=True):
    """A label that was suggested, confirmed or overridden, by whom and why; append-only.

    ``reasons`` holds the spans and rules behind a suggestion, ``answers`` the four yes/no answers.
    """

    __tablename__ = "classification_event"

    key_result_id: int = Field(foreign_key="key_result.id", index=True)
    label: Label = Field(sa_type=words(Label))
    source: LabelSource = Field(sa_type=words(LabelSource))
    probability: float | None = None
    text: str = ""
    reason: str = ""
    reasons: list[dict[str, Any]] = Field(default_factory=list, sa_type=JSON)
    answers: dict[str, bool | None] = Field(default_factory=dict, sa_type=JSON)
    person_id: int | None = Field(default=None, foreign_key="person.id")
    at: datetime = Field(default_factory=utc_now)
