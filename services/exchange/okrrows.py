"""What reading a table gives: typed rows, what is wrong with others, and the choices that a person may make."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from domain.vocabulary import Commitment, Label, Measure


class Severity(StrEnum):
    """Whether a problem keeps a row out, or only needs to be known."""

    REFUSED = "refused"
    NOTE = "note"


class BlankBaseline(StrEnum):
    """What a blank baseline means for a key result that should rise."""

    LEAVE = "leave"
    ZERO = "zero"


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """Choices that override what the file seems to say; None and empty text mean: find out."""

    decimal_comma: bool | None = None
    day_first: bool | None = None
    blank_baseline: BlankBaseline = BlankBaseline.LEAVE
    default_team: str = ""
    default_cycle: str = ""
    fiscal_start_month: int = 1


@dataclass(frozen=True, slots=True)
class RowProblem:
    """What is wrong in which row and column; `column` is the column's name in the file, or empty."""

    row: int
    column: str
    message: str
    severity: Severity


@dataclass(frozen=True, slots=True)
class Duplicate:
    """A row that says exactly the same as an earlier one."""

    row: int
    first: int


@dataclass(frozen=True, slots=True)
class OkrRow:
    """One row as typed values: an objective, or a key result with the objective that it belongs to.

    Two rows are equal when they say the same, whatever their numbers are. A key result is empty for a row that names
    only an objective. `kept` holds cell texts that are not what their column promises, to be shown beside the record.
    """

    number: int = field(compare=False)
    team: str
    cycle: str
    cycle_start: date
    cycle_end: date
    objective: str
    organization: str = ""
    objective_description: str = ""
    objective_owner: str = ""
    commitment: Commitment | None = None
    key_result: str = ""
    owner: str = ""
    measure: Measure | None = None
    unit: str = ""
    baseline: float | None = None
    target: float | None = None
    low: float | None = None
    high: float | None = None
    stretch: float | None = None
    current_value: float | None = None
    current_date: date | None = None
    confidence: int | None = None
    comment: str = ""
    score: float | None = None
    weight: float | None = None
    due_date: date | None = None
    label: Label | None = None
    cadence_days: int | None = None
    source: str = ""
    initiative: str = ""
    kept: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadResult:
    """Everything that a table holds: each of its rows is in `rows`, in `duplicates` or among the refused problems.

    Notes beyond the first 20,000 are counted in `omitted_notes` and not listed; refusals are always listed.
    """

    rows: tuple[OkrRow, ...]
    duplicates: tuple[Duplicate, ...]
    problems: tuple[RowProblem, ...]
    omitted_notes: int = 0

    @property
    def refused(self) -> tuple[RowProblem, ...]:
        """The problems that keep a row out."""
        return tuple(problem for problem in self.problems if problem.severity == Severity.REFUSED)

    @property
    def notes(self) -> tuple[RowProblem, ...]:
        """The problems that only need to be known."""
        return tuple(problem for problem in self.problems if problem.severity == Severity.NOTE)
