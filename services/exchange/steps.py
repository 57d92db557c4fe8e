"""The writes that a plan consists of; each knows its row and what is stored already."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from domain.vocabulary import Commitment
from services.exchange.filldown import RefusedRow
from services.exchange.matching import CycleRef, PersonRef, TeamRef
from services.exchange.okrrows import OkrRow
from services.exchange.report import ImportReport

Stored = Mapping[str, Any]


@dataclass(slots=True, eq=False)
class ObjectiveStep:
    """An objective that rows name: stored (it has a key) or to be created once a row needs it."""

    team: TeamRef
    cycle: CycleRef
    title: str
    rows: list[OkrRow] = field(default_factory=list)
    stored: Stored | None = None
    owner: PersonRef | None = None
    description: str = ""
    commitment: Commitment | None = None
    changes: Mapping[str, Any] = field(default_factory=dict)
    barrier: RefusedRow | None = None
    wanted: bool = False
    key: int | None = None


@dataclass(slots=True, eq=False)
class CheckInStep:
    """A value that the file tells, with the earlier check-in of the same day that it corrects."""

    value: float
    as_of: date
    confidence: int | None
    note: str
    supersedes_id: int | None = None


@dataclass(slots=True, eq=False)
class InitiativeStep:
    """Work that rows name: stored, or to be created."""

    team: TeamRef
    owner: PersonRef
    title: str
    key: int | None = None
    wanted: bool = False


@dataclass(slots=True, eq=False)
class KeyResultStep:
    """What is written for a row: a new key result, or changed fields of a stored one, and what hangs on it."""

    row: OkrRow
    objective: ObjectiveStep
    owner: PersonRef
    values: Mapping[str, Any] = field(default_factory=dict)
    stored: Stored | None = None
    check_in: CheckInStep | None = None
    initiative: InitiativeStep | None = None
    relabel: bool = False
    key: int | None = None


@dataclass(slots=True, eq=False)
class MembershipStep:
    """A person who becomes a member of a team, so that they can check in there."""

    person: PersonRef
    team: TeamRef


@dataclass(slots=True)
class Steps:
    """Everything that an import writes, and the report about it."""

    report: ImportReport
    teams: list[TeamRef]
    people: list[PersonRef]
    cycles: list[CycleRef]
    memberships: list[MembershipStep]
    objectives: list[ObjectiveStep]
    key_results: list[KeyResultStep]
    initiatives: list[InitiativeStep]
