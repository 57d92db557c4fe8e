"""Teams in a tree of three levels, about six people a team, and cycles up to the active one."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from math import isqrt
from random import Random

from domain.vocabulary import CycleState, Role
from services.bulk import Values
from services.generate.size import Recipe
from services.generate.texts import DEPARTMENTS, FIRST_NAMES, FOCUSES, LAST_NAMES, TITLES
from services.quarters import cycle_end, cycle_start, quarter_name

COMPANY = "Brightwater"
TEAM_SIZES = (5, 6, 6, 7)
GUESTS = 0.1  # the share of people who also read in another team
ADMIN = 1


@dataclass(frozen=True, slots=True)
class Organisation:
    """The rows of an organisation, and who works in which team (the lead first)."""

    teams: Sequence[Values]
    people: Sequence[Values]
    memberships: Sequence[Values]
    cycles: Sequence[Values]
    crews: Mapping[int, Sequence[int]]


def organisation(recipe: Recipe) -> Organisation:
    """Return the people, teams and cycles of a recipe."""
    teams = list(_teams(recipe.size.teams))
    crews = _crews(recipe.chance, len(teams))
    people = [_person(recipe.chance, key) for crew in crews.values() for key in crew]
    return Organisation(teams, people, list(_memberships(recipe.chance, crews)), list(_cycles(recipe)), crews)


def _teams(number: int) -> Iterator[Values]:
    departments = min(number - 1, isqrt(number))
    for key in range(1, number + 1):
        level = 0 if key == 1 else 1 if key <= departments + 1 else 2
        parent = (None, 1, 2 + (key - departments - 2) % max(1, departments))[level]
        purpose = f"What {_team_name(key, departments)} is for, in one sentence that everybody knows."
        yield {"id": key, "version": 1, "name": _team_name(key, departments), "purpose": purpose, "parent_id": parent}


def _team_name(key: int, departments: int) -> str:
    if key == 1:
        return COMPANY
    position, below = (key - 2) % departments, (key - 2) // departments
    again = position // len(DEPARTMENTS)
    name = DEPARTMENTS[position % len(DEPARTMENTS)] + (f" {again + 1}" if again else "")
    if not below:
        return name
    round_, focus = divmod(below - 1, len(FOCUSES))
    return f"{name} {FOCUSES[focus]}" + (f" {round_ + 1}" if round_ else "")


def _crews(chance: Random, teams: int) -> dict[int, list[int]]:
    keys = count(ADMIN)
    return {team: [next(keys) for _ in range(chance.choice(TEAM_SIZES))] for team in range(1, teams + 1)}


def _person(chance: Random, key: int) -> Values:
    name = _person_name(key - 1)
    address = name.lower().replace(" ", ".")
    title, is_admin = chance.choice(TITLES), key == ADMIN
    said = {"name": name, "email": f"{address}@brightwater.test", "title": title}
    return {"id": key, "version": 1, **said, "is_admin": is_admin, "is_active": True}


def _person_name(number: int) -> str:
    first, further = number % len(FIRST_NAMES), number // len(FIRST_NAMES)
    again, step = divmod(further, len(LAST_NAMES))
    name = f"{FIRST_NAMES[first]} {LAST_NAMES[(first + step) % len(LAST_NAMES)]}"
    return f"{name} {again + 1}" if again else name


def _memberships(chance: Random, crews: Mapping[int, Sequence[int]]) -> Iterator[Values]:
    keys = count(1)
    for team, crew in crews.items():
        for person in crew:
            role = Role.LEAD if person == crew[0] else Role.MEMBER
            yield {"id": next(keys), "version": 1, "person_id": person, "team_id": team, "role": role}
            guest_of = chance.randrange(1, len(crews) + 1)
            if chance.random() < GUESTS and guest_of != team:
                role = Role.VIEWER
                yield {"id": next(keys), "version": 1, "person_id": person, "team_id": guest_of, "role": role}


def _cycles(recipe: Recipe) -> Iterator[Values]:
    for key in range(1, recipe.size.cycles + 1):
        offset = key - recipe.size.cycles
        days = {"starts_on": cycle_start(recipe.today, offset), "ends_on": cycle_end(recipe.today, offset)}
        state = CycleState.CLOSED if offset else CycleState.ACTIVE
        yield {"id": key, "version": 1, "name": quarter_name(recipe.today, offset), **days, "state": state}
