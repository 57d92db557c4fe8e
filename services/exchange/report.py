"""What an import did, or would do: counts of what is created and changed, and a line for every row."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from services.exchange.okrrows import RowProblem

ALWAYS_COUNTED = ("objectives", "key_results")


class RowAction(StrEnum):
    """What happens to a row of the file."""

    CREATED = "created"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    SKIPPED = "skipped"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """What happens to one row, what the row is about, and in which column of the file the reason lies."""

    row: int
    action: RowAction
    what: str
    column: str = ""
    message: str = ""


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import wrote, or would write; `rows` counts the file's rows and `lines` holds one line for each.

    `created` and `changed` count records by their plural name ("objectives", "key_results", "teams", "people",
    "cycles", "check_ins", …); `unchanged` counts rows that say what is stored already, or what an earlier row says.
    """

    rows: int
    created: Mapping[str, int] = field(default_factory=dict)
    changed: Mapping[str, int] = field(default_factory=dict)
    unchanged: int = 0
    refused: tuple[RowProblem, ...] = ()
    notes: tuple[RowProblem, ...] = ()
    lines: tuple[PlannedRow, ...] = ()

    @property
    def writes(self) -> bool:
        """Whether anything is created or changed."""
        return any(self.created.values()) or any(self.changed.values())

    @property
    def accepted(self) -> int:
        """How many rows are not refused."""
        return self.rows - len({problem.row for problem in self.refused})

    def number_of(self, action: RowAction) -> int:
        """How many rows have this fate."""
        return sum(line.action == action for line in self.lines)

    def as_json(self) -> dict[str, Any]:
        """The report for programs; objectives and key results are always counted, other things where there are any."""
        return {
            "rows": self.rows,
            "created": _counted(self.created),
            "changed": _counted(self.changed),
            "unchanged": self.unchanged,
            "refused": [
                {"row": problem.row, "column": problem.column, "message": problem.message} for problem in self.refused
            ],
        }


def _counted(numbers: Mapping[str, int]) -> dict[str, int]:
    return {**dict.fromkeys(ALWAYS_COUNTED, 0), **{name: number for name, number in numbers.items() if number}}
