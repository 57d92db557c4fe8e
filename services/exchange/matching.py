"""Teams, people and cycles that rows name: the stored ones, found whatever the spelling, and those to be created."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from sqlalchemy import select as sa_select
from sqlmodel import Session, col, select

from domain.vocabulary import CycleState, Role
from models import Cycle, Membership, Person, Team
from services.permissions import RANK, Actor, rights_of

PERSON_COLUMNS = ("name", "email", "id", "is_admin", "is_active")


@lru_cache(maxsize=16_384)
def fold(text: str) -> str:
    """A text as names are compared: without regard to case, spacing and how accents are encoded."""
    return " ".join(unicodedata.normalize("NFC", text).split()).casefold()


def fold_cycle(name: str) -> str:
    """A cycle's name as names are compared: “2026-Q1” and “2026 q1” are one."""
    return re.sub(r"[\W_]+", "", fold(name))


@dataclass(slots=True, eq=False)
class TeamRef:
    """A team that is stored (it has a key) or that will be, once something needs it."""

    name: str
    key: int | None = None
    parent: "TeamRef | None" = None
    wanted: bool = False

    def line(self) -> Iterator["TeamRef"]:
        """The team and all teams above it."""
        team: TeamRef | None = self
        while team is not None:
            yield team
            team = team.parent

    def want(self) -> None:
        """Have the team, and those above it, stored."""
        for team in self.line():
            team.wanted = True


@dataclass(slots=True, eq=False)
class PersonRef:
    """A person who is stored, or who will be."""

    name: str
    email: str | None = None
    key: int | None = None
    is_admin: bool = False
    is_active: bool = True
    wanted: bool = False


@dataclass(slots=True, eq=False)
class CycleRef:
    """A cycle that is stored, or that will be."""

    name: str
    starts_on: date
    ends_on: date
    state: CycleState
    key: int | None = None
    wanted: bool = False


@dataclass(slots=True)
class Known:
    """What is stored of teams, people, cycles and roles, and what the acting person may do."""

    is_admin: bool
    own_teams: frozenset[int]
    actor: PersonRef
    teams: dict[str, TeamRef] = field(default_factory=dict)
    people: dict[str, PersonRef] = field(default_factory=dict)
    cycles: dict[str, CycleRef] = field(default_factory=dict)
    cycles_by_dates: dict[tuple[date, date], CycleRef] = field(default_factory=dict)
    roles: dict[tuple[int, int], Role] = field(default_factory=dict)

    def may_check_in(self, person: PersonRef, team: TeamRef) -> bool:
        """Whether a person's roles let them record check-ins in a team."""
        if person.is_admin:
            return True
        roles = (self.roles.get((person.key or 0, above.key or 0)) for above in team.line())
        return any(role is not None and RANK[role] >= RANK[Role.MEMBER] for role in roles)

    def may_write(self, team: TeamRef) -> bool:
        """Whether the acting person may write in a team."""
        return self.is_admin or (team.key is not None and team.key in self.own_teams)


def read_known(session: Session, actor: Actor) -> Known:
    """What is stored, in five queries; raises NotAllowed when the acting person is not active here."""
    rights = rights_of(session, actor)
    people = [
        PersonRef(*row)
        for row in session.execute(
            sa_select(*(col(getattr(Person, name)) for name in PERSON_COLUMNS)).order_by(col(Person.id))
        )
    ]
    known = Known(
        is_admin=rights.is_admin,
        own_teams=frozenset(rights.teams(Role.MEMBER)),
        actor=next(person for person in people if person.key == actor.person_id),
    )
    _index_people(known, people)
    _read_teams(known, session)
    _read_cycles(known, session)
    for membership in session.exec(select(Membership.person_id, Membership.team_id, Membership.role)):
        known.roles[membership[0], membership[1]] = Role(membership[2])
    return known


def _index_people(known: Known, people: list[PersonRef]) -> None:
    # Active people come first: a name that only differs in case from that of somebody who left means the other one.
    for person in sorted(people, key=lambda person: not person.is_active):
        known.people.setdefault(fold(person.name), person)
        if person.email:
            known.people.setdefault(fold(person.email), person)


def _read_teams(known: Known, session: Session) -> None:
    rows = session.exec(select(Team.id, Team.name, Team.parent_id).order_by(col(Team.id))).all()
    refs = {key: TeamRef(name, key) for key, name, _ in rows}
    for key, name, parent_id in rows:
        refs[key].parent = refs.get(parent_id)
        known.teams.setdefault(fold(name), refs[key])


def _read_cycles(known: Known, session: Session) -> None:
    for cycle in session.exec(select(Cycle).order_by(col(Cycle.id))).all():
        ref = CycleRef(cycle.name, cycle.starts_on, cycle.ends_on, CycleState(cycle.state), cycle.key)
        known.cycles.setdefault(fold_cycle(cycle.name), ref)
        known.cycles_by_dates.setdefault((cycle.starts_on, cycle.ends_on), ref)
