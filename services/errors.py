"""What a use case may refuse, in business words; each edge translates these once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from domain.validation import FieldProblem
from services.newest_check_ins import NewestEntry


class Refusal(Exception):
    """A request that cannot be carried out; the text tells the reader what to do."""


class NotFound(Refusal):
    """The record does not exist, or does not exist any more."""


class NotAllowed(Refusal):
    """The acting person's role does not permit this."""


class CycleClosed(Refusal):
    """The cycle is closed and its records are read-only."""


class NotPossible(Refusal):
    """The record is not in a state in which this can be done, or not any more."""


class InvalidInput(Refusal):
    """One or more fields cannot be accepted; nothing was stored."""

    def __init__(self, problems: Sequence[FieldProblem]) -> None:
        self.problems = tuple(problems)
        super().__init__(" ".join(problem.message for problem in self.problems))

    def of(self, field: str) -> str:
        """Return the messages about one field, or an empty string."""
        return " ".join(problem.message for problem in self.problems if problem.field == field)


class RowsRefused(Refusal):
    """Some rows of a table cannot be accepted as they stand; nothing of the table was stored.

    ``problems`` names the refused cells by key result. ``unseen`` holds what colleagues entered, by key result as
    well, that whoever typed has not seen yet.
    """

    def __init__(self, problems: Mapping[int, Sequence[FieldProblem]], unseen: Mapping[int, NewestEntry]) -> None:
        self.problems = problems
        self.unseen = unseen
        super().__init__("Nothing is recorded yet: see the messages in the table.")


@dataclass(frozen=True, slots=True)
class Conflict:
    """One field as the colleague saved it and as this person wants it."""

    field: str
    theirs: str
    yours: str


class StaleVersion(Refusal):
    """Somebody else saved the record since it was opened; both texts are kept."""

    def __init__(self, changed_by: str, current_version: int, conflicts: Sequence[Conflict]) -> None:
        self.changed_by = changed_by
        self.current_version = current_version
        self.conflicts = tuple(conflicts)
        super().__init__(f"{changed_by} saved this while you were editing. Your text is kept: compare and save again.")
