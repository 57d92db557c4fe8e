"""What a person may send, with the shape checked; the services check what it means."""

from datetime import date
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from domain.vocabulary import (
    Commitment,
    Concern,
    Control,
    CycleState,
    Exemption,
    Indicator,
    InitiativeState,
    Label,
    Measure,
    ObjectiveKind,
    Role,
)

LONGEST_TEXT = 10_000


def _tidy(text: str) -> str:
    return " ".join(text.split())


def _readable(text: str) -> str:
    if "\0" in text:
        raise ValueError("the text holds a NUL character, which no database of ours can keep")
    return text


Text = Annotated[str, AfterValidator(_readable)]
Line = Annotated[Text, AfterValidator(_tidy), Field(min_length=1, max_length=LONGEST_TEXT)]
Name = Annotated[Text, AfterValidator(_tidy), Field(min_length=1, max_length=200)]
Prose = Annotated[Text, Field(max_length=LONGEST_TEXT)]


class Input(BaseModel):
    """Parent of every input: unknown fields are refused, text is stripped."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True, frozen=True)


class TeamInput(Input):
    """A team's name, purpose and place in the tree."""

    name: Name
    purpose: Prose = ""
    parent_id: int | None = None


class PersonInput(Input):
    """Who somebody is."""

    name: Name
    email: Text | None = Field(default=None, max_length=320, pattern=r"^[^@\s]+@[^@\s]+$")
    title: Prose = ""
    is_admin: bool = False
    is_active: bool = True


class MembershipInput(Input):
    """A person's role in a team."""

    person_id: int
    team_id: int
    role: Role = Role.MEMBER


class CycleInput(Input):
    """A cycle's name, dates and state."""

    name: Annotated[Name, Field(max_length=100)]
    starts_on: date
    ends_on: date
    state: CycleState = CycleState.PLANNING


class ObjectiveInput(Input):
    """An objective as a form sends it; its state is moved by services.publishing."""

    team_id: int
    cycle_id: int
    owner_id: int
    title: Line
    parent_id: int | None = None
    parent_key_result_id: int | None = None
    description: Prose = ""
    commitment: Commitment = Commitment.ASPIRATIONAL
    kind: ObjectiveKind = ObjectiveKind.STANDARD
    sufficiency: Prose = ""
    narrative: Prose = ""


class MilestoneInput(Input):
    """A weighted step; a step is the same step as long as its title stays."""

    title: Line
    weight: float = 1.0
    due_on: date | None = None
    done_on: date | None = None


class KeyResultInput(Input):
    """A key result as a form sends it; numbers may be missing while nobody knows them."""

    objective_id: int
    owner_id: int
    title: Line
    measure: Measure | None = None
    unit: Text = Field(default="", max_length=60)
    baseline: float | None = None
    target: float | None = None
    low: float | None = None
    high: float | None = None
    stretch: float | None = None
    weight: float = 1.0
    cadence_days: int = 7
    starts_on: date
    due_on: date
    plan_points: tuple[tuple[date, float], ...] = ()
    source: Prose = ""
    metric_id: int | None = None
    score: float | None = None
    milestones: tuple[MilestoneInput, ...] = ()


class CheckInInput(Input):
    """A value, or the milestones that are done, with confidence and a sentence."""

    key_result_id: int
    value: float | None = None
    done_milestones: tuple[int, ...] | None = None
    confidence: int | None = None
    note: Prose = ""
    as_of: date
    supersedes_id: int | None = None


class LabelInput(Input):
    """A person's verdict on what a key result measures."""

    key_result_id: int
    label: Label
    exemption: Exemption = Exemption.NONE
    indicator: Indicator | None = None
    control: Control | None = None
    reason: Prose = ""
    backlog: bool | None = None
    others_move_it: bool | None = None
    worthless_success: bool | None = None
    substitution: bool | None = None


class InitiativeInput(Input):
    """Work that is meant to move key results."""

    team_id: int
    owner_id: int
    title: Line
    hypothesis: Prose = ""
    state: InitiativeState = InitiativeState.IDEA
    starts_on: date | None = None
    due_on: date | None = None
    result: Prose = ""
    key_result_ids: tuple[int, ...] = ()


class FlagInput(Input):
    """A manager's remark on an objective, or on one of its key results."""

    objective_id: int
    key_result_id: int | None = None
    kind: Concern
    comment: Annotated[Prose, Field(min_length=1)]
    due_on: date | None = None


class WebhookInput(Input):
    """An address that is told about flags; without a secret the program makes one, or keeps the one that is stored."""

    name: Name
    url: Annotated[Text, Field(min_length=1, max_length=2000)]
    secret: Annotated[Text, Field(default="", max_length=200, repr=False)]


class MetricInput(Input):
    """A metric as a form sends it."""

    team_id: int
    owner_id: int
    name: Name
    unit: Text = Field(default="", max_length=60)
    definition: Prose = ""
    source: Prose = ""


class AnnotationInput(Input):
    """A remark on a day in the life of a key result."""

    key_result_id: int
    on_day: date
    text: Annotated[Line, Field(max_length=200)]
