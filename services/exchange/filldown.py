"""Blank cells below a filled one: to which organisation, team, cycle and objective a row belongs."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from domain.vocabulary import Commitment
from services.exchange.cycles import CycleSpan, parse_cycle
from services.exchange.fields import Field
from services.exchange.measures import commitment_of
from services.exchange.okrrows import ReadOptions
from services.exchange.rowcells import RowCells


class RefusedRow(Exception):
    """A row that cannot be imported, with the field at fault and the reason."""

    def __init__(self, field: Field, message: str) -> None:
        self.field = field
        super().__init__(message)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a row stands: what it says itself, else what the rows above it said."""

    organization: str = ""
    team: str = ""
    cycle: str = ""
    cycle_start: date | None = None
    cycle_end: date | None = None
    objective: str = ""
    description: str = ""
    owner: str = ""
    commitment: Commitment | None = None


def next_place(above: Place, cells: RowCells) -> Place:
    """The place of a row below another: a new organisation ends the team, a new team or cycle ends the objective."""
    place = _in_organization(above, cells.line(Field.ORGANIZATION))
    place = _in_team(place, cells.line(Field.TEAM))
    place = _in_cycle(place, cells)
    return _under_objective(place, cells)


def _in_organization(above: Place, organization: str) -> Place:
    if not organization or organization.casefold() == above.organization.casefold():
        return above
    team = "" if above.organization else above.team
    return replace(_without_objective(above), organization=organization, team=team)


def _in_team(above: Place, team: str) -> Place:
    if not team:
        return above
    same = team.casefold() == above.team.casefold()
    return replace(above if same else _without_objective(above), team=team)


def _in_cycle(above: Place, cells: RowCells) -> Place:
    name, start, end = cells.line(Field.CYCLE), cells.day(Field.CYCLE_START), cells.day(Field.CYCLE_END)
    if not (name or start or end):
        return above
    if name and name.casefold() == above.cycle.casefold():
        return replace(above, cycle_start=start or above.cycle_start, cycle_end=end or above.cycle_end)
    if not name and (start or above.cycle_start, end or above.cycle_end) == (above.cycle_start, above.cycle_end):
        return above
    return replace(_without_objective(above), cycle=name, cycle_start=start, cycle_end=end)


def _under_objective(above: Place, cells: RowCells) -> Place:
    title = cells.line(Field.OBJECTIVE)
    description, owner = cells.text(Field.OBJECTIVE_DESCRIPTION), cells.line(Field.OBJECTIVE_OWNER)
    word = cells.line(Field.COMMITMENT)
    commitment = commitment_of(word)
    if word and commitment is None:
        cells.keep(Field.COMMITMENT, "An objective is committed or aspirational.")
    if title and title != above.objective:
        return replace(above, objective=title, description=description, owner=owner, commitment=commitment)
    return replace(
        above,
        description=description or above.description,
        owner=owner or above.owner,
        commitment=commitment or above.commitment,
    )


def _without_objective(place: Place) -> Place:
    return replace(place, objective="", description="", owner="", commitment=None)


class Cycles:
    """The cycles of a file: each name has one span, the first that the file gives it."""

    def __init__(self, options: ReadOptions) -> None:
        self._options = options
        self._known: dict[str, CycleSpan] = {}

    def span(self, place: Place, cells: RowCells) -> CycleSpan:
        """The span of a row's cycle; raises `RefusedRow` where name and dates tell none."""
        name = place.cycle or ("" if place.cycle_start else self._options.default_cycle)
        if not name and not (place.cycle_start and place.cycle_end):
            raise RefusedRow(Field.CYCLE, "No cycle is given. Write one such as 2026-Q1 in this row or above it.")
        known = self._known.get(name.casefold()) if name else None
        month = self._options.fiscal_start_month
        span = parse_cycle(name, place.cycle_start, place.cycle_end, fiscal_start_month=month) or known
        if span is None:
            raise RefusedRow(
                Field.CYCLE, f"When “{name}” starts and ends is not known. Add the cycle's first and last day."
            )
        if span.end < span.start:
            raise RefusedRow(Field.CYCLE_END, f"The cycle ends on {span.end}, before it starts on {span.start}.")
        first = self._known.setdefault(span.name.casefold(), span)
        if (first.start, first.end) != (span.start, span.end):
            cells.note(Field.CYCLE_START, f"“{name}” has other dates above; {first.start} to {first.end} is used.")
        return first


def team_of(place: Place, mapping: Mapping[Field, int], options: ReadOptions) -> tuple[str, str]:
    """The organisation and the team of a row; an organisation without a team is the team."""
    team = place.team or place.organization or options.default_team
    if not team:
        field = Field.TEAM if Field.TEAM in mapping else Field.ORGANIZATION
        raise RefusedRow(field, "No team is given. Write it in this row or above it, or choose one for the whole file.")
    organization = "" if place.organization.casefold() == team.casefold() else place.organization
    return organization, team
