"""What a person may send to plan and to close a cycle, with the shape checked; the services check what it means."""

from typing import Annotated

from pydantic import Field

from domain.vocabulary import ContributionKind, DecisionKind, LessonKind, StageKind, Verdict, VoteKind
from models.inputs import Input, Line, Name, Prose, Text


class StageInput(Input):
    """One stage of a planning session."""

    kind: StageKind
    title: Line
    minutes: float


class SessionInput(Input):
    """A planning session as a form sends it."""

    team_id: int
    cycle_id: int
    last_cycle_id: int | None = None
    title: Name
    stages: tuple[StageInput, ...]
    anonymous: bool = False


class JoinInput(Input):
    """Who wants to take part in a planning session: a known person, or a guest with a name."""

    code: Text = Field(max_length=40)
    person_id: int | None = None
    name: Text = Field(default="", max_length=200)


class ContributionInput(Input):
    """What a participant writes down in a planning session."""

    kind: ContributionKind
    text: Annotated[Line, Field(max_length=500)]
    objective_id: int | None = None
    key_result_id: int | None = None


class RoundInput(Input):
    """A vote as the facilitator opens it."""

    kind: VoteKind
    question: Annotated[Line, Field(max_length=500)]
    objective_id: int | None = None
    key_result_id: int | None = None
    anonymous: bool = False


class BallotInput(Input):
    """A participant's vote: a number with a remark, or an order of candidates."""

    value: int | None = None
    choices: tuple[int, ...] = ()
    remark: Annotated[Prose, Field(max_length=500)] = ""


class EndingInput(Input):
    """How a key result ended; what does not apply to it stays empty."""

    met: bool | None = None
    adjustment: float = 0.0
    reason: Prose = ""
    post_mortem: Prose = ""
    learnt: Prose = ""


class VerdictInput(Input):
    """What becomes of an objective after its cycle."""

    verdict: Verdict
    note: Prose = ""


class LessonInput(Input):
    """What a team learnt in a cycle."""

    cycle_id: int
    team_id: int
    session_id: int | None = None
    kind: LessonKind
    text: Annotated[Line, Field(max_length=500)]


class DecisionInput(Input):
    """Something that was decided, or that will not be done."""

    team_id: int
    kind: DecisionKind = DecisionKind.DECISION
    title: Annotated[Line, Field(max_length=500)]
    reason: Prose = ""
    objective_id: int | None = None
    key_result_id: int | None = None
    session_id: int | None = None


class BacklogInput(Input):
    """An idea for an objective of a later cycle."""

    team_id: int
    title: Annotated[Line, Field(max_length=500)]
    note: Prose = ""
