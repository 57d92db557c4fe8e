"""Where a row belongs: its team, cycle and owner, as stored or to be created, or why it cannot belong there."""

import re
from collections.abc import Callable
from datetime import date

from domain.vocabulary import CycleState
from services.exchange.fields import Field
from services.exchange.filldown import RefusedRow
from services.exchange.matching import CycleRef, Known, PersonRef, TeamRef, fold, fold_cycle
from services.exchange.okrrows import OkrRow
from services.exchange.steps import MembershipStep

LONGEST_NAME, LONGEST_CYCLE_NAME, LONGEST_ADDRESS = 200, 100, 320
_ADDRESS = re.compile(r"[^@\s<>]+@[^@\s<>]+")
_NAMED_ADDRESS = re.compile(r"(?P<name>.*?)\s*<(?P<address>[^@\s<>]+@[^@\s<>]+)>")

Note = Callable[[OkrRow, Field, str], None]


class Places:
    """Finds, or prepares to create, what rows name; every doubt is told to `note`, every refusal is a `RefusedRow`."""

    def __init__(self, known: Known, today: date, note: Note) -> None:
        self.known, self.today, self._note = known, today, note
        self.teams: list[TeamRef] = []
        self.people: list[PersonRef] = []
        self.cycles: list[CycleRef] = []
        self.memberships: dict[tuple[PersonRef, TeamRef], MembershipStep] = {}
        self._said: set[str] = set()

    def team(self, row: OkrRow) -> TeamRef:
        """The team of a row; a new one stands below the row's organisation."""
        found = self.known.teams.get(fold(row.team))
        if found is None:
            above = self._organization(row) if row.organization else None
            return self._new_team(row.team, above, Field.TEAM)
        self._check_organization(found, row)
        return found

    def cycle(self, row: OkrRow) -> CycleRef:
        """The cycle of a row, by its name or else by its dates."""
        dates = (row.cycle_start, row.cycle_end)
        found = self.known.cycles.get(fold_cycle(row.cycle)) or self.known.cycles_by_dates.get(dates)
        if found is None:
            return self._new_cycle(row)
        if fold_cycle(found.name) != fold_cycle(row.cycle):
            self._note_once(
                row, Field.CYCLE, f"“{row.cycle}” has the dates of the cycle “{found.name}” and is that one."
            )
        elif (found.starts_on, found.ends_on) != dates:
            span = f"{found.starts_on} to {found.ends_on}"
            self._note_once(row, Field.CYCLE, f"The cycle “{found.name}” is stored with other dates; {span} is used.")
        return found

    def person(self, text: str, column: Field) -> PersonRef:
        """The person whom a cell names by name, by e-mail address, or as “Name <address>”."""
        name, address = _name_and_address(text)
        found = self.known.people.get(fold(address or name)) or self.known.people.get(fold(name))
        if found is None:
            return self._new_person(name, address, column)
        if not found.is_active:
            raise RefusedRow(column, f"{found.name} is not active here any more. Write another owner.")
        return found

    def is_person(self, text: str, key: int) -> bool:
        """Whether a cell names the stored person with this key, active or not."""
        name, address = _name_and_address(text)
        found = self.known.people.get(fold(address or name)) or self.known.people.get(fold(name))
        return found is not None and found.key == key

    def join(self, person: PersonRef, team: TeamRef, row: OkrRow, column: Field) -> None:
        """See to it that an owner can check in: store who is new, and make them a member of the team if need be."""
        person.wanted = True
        if (person, team) in self.memberships or self.known.may_check_in(person, team):
            return
        viewer = (person.key or 0, team.key or 0) in self.known.roles
        if viewer or not self.known.is_admin:
            self._note_once(
                row, column, f"{person.name} is not a member of “{team.name}” and cannot check in there yet."
            )
            return
        team.want()
        self.memberships[person, team] = MembershipStep(person, team)

    def _organization(self, row: OkrRow) -> TeamRef:
        found = self.known.teams.get(fold(row.organization))
        return found or self._new_team(row.organization, None, Field.ORGANIZATION)

    def _new_team(self, name: str, above: TeamRef | None, column: Field) -> TeamRef:
        self._require_admin(column, f"There is no team “{name}”", "teams")
        _require_length(name, LONGEST_NAME, column)
        team = TeamRef(name, parent=above)
        self.known.teams[fold(name)] = team
        self.teams.append(team)
        return team

    def _check_organization(self, team: TeamRef, row: OkrRow) -> None:
        wanted = fold(row.organization)
        if not wanted or any(fold(above.name) == wanted for above in team.line()):
            return
        if team.parent is None:
            self._note_once(row, Field.ORGANIZATION, f"“{team.name}” stands at the top here and stays there.")
            return
        raise RefusedRow(
            Field.ORGANIZATION,
            f"The team “{team.name}” stands below “{team.parent.name}”, not below “{row.organization}”. "
            "Each team has a name of its own: rename this one in the file.",
        )

    def _new_cycle(self, row: OkrRow) -> CycleRef:
        self._require_admin(Field.CYCLE, f"There is no cycle “{row.cycle}”", "cycles")
        _require_length(row.cycle, LONGEST_CYCLE_NAME, Field.CYCLE)
        cycle = CycleRef(row.cycle, row.cycle_start, row.cycle_end, self._state(row))
        self.known.cycles[fold_cycle(row.cycle)] = cycle
        self.known.cycles_by_dates[row.cycle_start, row.cycle_end] = cycle
        self.cycles.append(cycle)
        return cycle

    def _state(self, row: OkrRow) -> CycleState:
        """A past cycle waits for its last check-ins: only a person closes it."""
        if row.cycle_end < self.today:
            return CycleState.CLOSING
        return CycleState.PLANNING if row.cycle_start > self.today else CycleState.ACTIVE

    def _new_person(self, name: str, address: str | None, column: Field) -> PersonRef:
        self._require_admin(column, f"“{name}” is not known here", "people")
        _require_length(name, LONGEST_NAME, column)
        _require_length(address or "", LONGEST_ADDRESS, column)
        person = PersonRef(name, address)
        self.known.people[fold(name)] = person
        if address:
            self.known.people[fold(address)] = person
        self.people.append(person)
        return person

    def _require_admin(self, column: Field, what: str, plural: str) -> None:
        if not self.known.is_admin:
            raise RefusedRow(column, f"{what}. Only an administrator can add {plural} with an import.")

    def _note_once(self, row: OkrRow, column: Field, message: str) -> None:
        if message not in self._said:
            self._said.add(message)
            self._note(row, column, message)


def _require_length(name: str, longest: int, column: Field) -> None:
    if len(name) > longest:
        raise RefusedRow(column, f"A name has at most {longest} characters; this one has {len(name):,}.")


def _name_and_address(text: str) -> tuple[str, str | None]:
    if match := _NAMED_ADDRESS.fullmatch(text):
        return match["name"].strip("\"' ") or match["address"], match["address"]
    return (text, text) if _ADDRESS.fullmatch(text) else (text, None)
