"""Reading who there is: people, teams as a tree, cycles."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import starmap

from sqlalchemy import select as sa_select
from sqlmodel import Session, col, select

from domain.vocabulary import CycleState, Role
from models import Cycle, Membership, Person, Team


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person who can be chosen."""

    key: int
    name: str
    title: str
    is_admin: bool


@dataclass(frozen=True, slots=True)
class TeamRow:
    """A team with its depth in the tree and the ids of itself and all teams below."""

    key: int
    name: str
    depth: int
    branch: tuple[int, ...]
    parent_id: int | None = None
    purpose: str = ""
    version: int = 1

    @property
    def indented(self) -> str:
        """Return the name as a menu shows the tree."""
        return "\u2003" * self.depth + self.name


@dataclass(frozen=True, slots=True)
class CycleRow:
    """A cycle that can be chosen."""

    key: int
    name: str
    starts_on: date
    ends_on: date
    state: CycleState
    version: int = 1


def list_people(session: Session) -> tuple[PersonRow, ...]:
    """Return the active people by name."""
    wanted = (Person.id, Person.name, Person.title, Person.is_admin)
    rows = session.execute(sa_select(*map(col, wanted)).where(col(Person.is_active).is_(True)).order_by(Person.name))
    return tuple(starmap(PersonRow, rows.all()))


def list_teams(session: Session) -> tuple[TeamRow, ...]:
    """Return the teams in tree order, each followed by the teams below it."""
    children: dict[int | None, list[tuple[int, str, str, int]]] = {}
    wanted = (Team.id, Team.parent_id, Team.name, Team.purpose, Team.version)
    for row in session.execute(sa_select(*map(col, wanted)).order_by(col(Team.name))):
        children.setdefault(row.parent_id, []).append((row.id, row.name, row.purpose, row.version))

    def below(parent: int | None, depth: int) -> list[TeamRow]:
        rows: list[TeamRow] = []
        for key, name, purpose, version in children.get(parent, []):
            lower = below(key, depth + 1)
            branch = (key, *(row.key for row in lower))
            rows += [TeamRow(key, name, depth, branch, parent, purpose, version), *lower]
        return rows

    return tuple(below(None, 0))


def list_cycles(session: Session) -> tuple[CycleRow, ...]:
    """Return the cycles, latest first."""
    rows = session.exec(select(Cycle).order_by(col(Cycle.starts_on).desc(), col(Cycle.id).desc())).all()
    return tuple(CycleRow(row.key, row.name, row.starts_on, row.ends_on, row.state, row.version) for row in rows)


def current_cycle(cycles: tuple[CycleRow, ...]) -> CycleRow | None:
    """Return the cycle to show first: the latest active one, else the latest that is not in planning, else any."""
    for states in ((CycleState.ACTIVE,), (CycleState.CLOSING, CycleState.CLOSED), (CycleState.PLANNING,)):
        found = next((cycle for cycle in cycles if cycle.state in states), None)
        if found is not None:
            return found
    return None


def list_memberships(session: Session) -> Mapping[int, Sequence[tuple[str, Role]]]:
    """Return each person's teams by name, with the role held there."""
    rows = session.exec(
        select(Membership.person_id, Team.name, Membership.role)
        .join(Team, col(Membership.team_id) == Team.id)
        .order_by(Team.name)
    ).all()
    found: dict[int, list[tuple[str, Role]]] = {}
    for person_id, team, role in rows:
        found.setdefault(person_id, []).append((team, Role(role)))
    return found
