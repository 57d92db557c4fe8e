"""A team's ideas for later cycles."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, col

from models import BacklogItem, Objective, Person

MOST_TAKEN_UP = 10


@dataclass(frozen=True, slots=True)
class BacklogRow:
    """An idea with who wrote it; ``objective`` is the title of what it became, empty while it waits."""

    key: int
    team_id: int
    title: str
    note: str
    author: str
    at: datetime
    version: int
    objective_id: int | None
    objective: str


@dataclass(frozen=True, slots=True)
class Backlog:
    """A team's ideas in its order, and the latest of those that became objectives."""

    waiting: tuple[BacklogRow, ...]
    taken_up: tuple[BacklogRow, ...]


def backlog_of(session: Session, team_id: int) -> Backlog:
    """Return a team's backlog; what was removed is not in it."""
    wanted = (
        select(BacklogItem, col(Person.name), col(Objective.title))
        .join(Person, col(BacklogItem.author_id) == Person.id)
        .outerjoin(Objective, col(BacklogItem.objective_id) == Objective.id)
        .where(col(BacklogItem.team_id) == team_id, col(BacklogItem.removed_at).is_(None))
        .order_by(col(BacklogItem.position), col(BacklogItem.id))
    )
    rows = _rows(session.execute(wanted).all())
    taken = sorted((row for row in rows if row.objective_id is not None), key=lambda row: -row.key)
    return Backlog(tuple(row for row in rows if row.objective_id is None), tuple(taken[:MOST_TAKEN_UP]))


def _rows(found: Sequence[Any]) -> tuple[BacklogRow, ...]:
    same = ("key", "team_id", "title", "note", "at", "version", "objective_id")
    return tuple(
        BacklogRow(author=author, objective=objective or "", **{name: getattr(item, name) for name in same})
        for item, author, objective in found
    )
