"""Whom and what to measure with: an ordinary team, a busy person, a key result with many check-ins.

To compare two databases, subjects are chosen that have as much to show in one as in the other.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import Session, text

from domain.policy import Policy
from models.database import make_engine, reading
from services.permissions import Actor
from services.reporting.my_week import my_week

ACTIVE = "JOIN objective o ON o.id = k.objective_id JOIN cycle c ON c.id = o.cycle_id AND c.state = 'active'"
TEAMS = f"""
    SELECT t.id, t.name, count(DISTINCT o.id), count(DISTINCT k.id), count(i.id)
    FROM key_result k {ACTIVE} JOIN team t ON t.id = o.team_id LEFT JOIN check_in i ON i.key_result_id = k.id
    WHERE NOT k.dropped AND t.id NOT IN (SELECT parent_id FROM team WHERE parent_id IS NOT NULL)
    GROUP BY t.id, t.name ORDER BY t.id
"""
PEOPLE = f"""
    SELECT p.id, p.name
    FROM key_result k {ACTIVE} JOIN person p ON p.id = k.owner_id
    WHERE NOT k.dropped AND o.state <> 'closed' AND p.is_active
    GROUP BY p.id, p.name ORDER BY count(k.id) DESC, p.id LIMIT 100
"""
KEY_RESULTS = f"""
    SELECT k.id, k.title, count(i.id)
    FROM key_result k {ACTIVE} JOIN check_in i ON i.key_result_id = k.id
    WHERE NOT k.dropped AND k.measure = 'increase'
    GROUP BY k.id, k.title ORDER BY count(i.id) DESC, k.id
"""
OBJECTIVES = f"""
    SELECT o.id, o.title, count(DISTINCT k.id), count(i.id)
    FROM key_result k {ACTIVE} JOIN check_in i ON i.key_result_id = k.id
    WHERE NOT k.dropped
    GROUP BY o.id, o.title ORDER BY count(DISTINCT k.id) DESC, o.id
"""
MOST = 50


@dataclass(frozen=True, slots=True)
class Subject:
    """A row with an id, a name and how much there is to show of it."""

    key: int
    name: str
    amounts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Subjects:
    """What a database offers to measure with, and the names of its cycles, the active one first."""

    teams: Sequence[Subject]
    people: Sequence[Subject]
    key_results: Sequence[Subject]
    objectives: Sequence[Subject]
    cycles: Sequence[str]


def subjects_of(url: str) -> Subjects:
    """Look a generated database through."""
    engine = make_engine(url)
    with reading(engine) as session:
        teams, key_results, objectives = (_rows(session, query) for query in (TEAMS, KEY_RESULTS, OBJECTIVES))
        people = _busiest(session)
        cycles = session.connection().execute(text("SELECT name FROM cycle ORDER BY state = 'active' DESC, id DESC"))
        names = [str(name) for (name,) in cycles]
    engine.dispose()
    return Subjects(teams, people, key_results, objectives, names)


def most_alike(ones: Sequence[Subject], others: Sequence[Subject]) -> tuple[Subject, Subject]:
    """Return the pair, one from each side, whose amounts differ least; the first such pair where several do."""
    pairs = ((one, other) for one in ones[:MOST] for other in others[:MOST])
    return min(pairs, key=lambda pair: _difference(*pair))


def _difference(one: Subject, other: Subject) -> float:
    return sum(abs(a - b) / max(a, b, 1) for a, b in zip(one.amounts, other.amounts, strict=True))


def _busiest(session: Session) -> list[Subject]:
    """Look up who has most check-ins due, with how many are due, key results held and lately updated."""
    people = [Actor(row.key, row.name) for row in _rows(session, PEOPLE)]
    weeks = [(person, my_week(session, person, date.today(), Policy())) for person in people]
    weeks.sort(key=lambda pair: -len(pair[1].due))
    return [
        Subject(person.person_id, person.name, (len(week.due), len(week.own), len(week.recent)))
        for person, week in weeks
    ]


def _rows(session: Session, query: str) -> list[Subject]:
    rows: Sequence[Any] = session.connection().execute(text(query)).all()
    return [Subject(row[0], row[1], tuple(row[2:])) for row in rows]
