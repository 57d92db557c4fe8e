"""Which cycle and which team a command is about, by the names that people use."""

from collections.abc import Sequence
from typing import Protocol, TypeVar

from sqlmodel import Session

from services.errors import NotFound
from services.reporting.people import CycleRow, TeamRow, current_cycle, list_cycles, list_teams

MOST_NAMES = 40


class Named(Protocol):
    """Something that people call by a name."""

    @property
    def name(self) -> str:
        """Return the name."""


Found = TypeVar("Found", bound=Named)


def cycle_called(session: Session, name: str | None) -> CycleRow:
    """Return the cycle of that name, or the one that pages show first; raises NotFound with the names there are."""
    cycles = list_cycles(session)
    current = current_cycle(cycles)
    if current is None:
        raise NotFound("There is no cycle yet. Write one, import a spreadsheet, or run “outboard load-sample”.")
    return current if name is None else _called("cycle", name, cycles)


def team_called(session: Session, name: str | None) -> TeamRow | None:
    """Return the team of that name, None where all are meant; raises NotFound with the names there are."""
    return None if name is None else _called("team", name, list_teams(session))


def _called(noun: str, name: str, known: Sequence[Found]) -> Found:
    wanted = " ".join(name.split()).casefold()
    exact = [thing for thing in known if thing.name == name]
    alike = [thing for thing in known if " ".join(thing.name.split()).casefold() == wanted]
    if len(exact or alike) == 1:
        return (exact or alike)[0]
    names = ", ".join(thing.name for thing in known[:MOST_NAMES])
    more = f" and {len(known) - MOST_NAMES} more" if len(known) > MOST_NAMES else ""
    said = f"There is no {noun} called “{name[:60]}”."
    raise NotFound(f"{said} There are: {names}{more}." if known else said)
