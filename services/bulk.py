"""Writing many rows with ids of their own into a database that nobody uses yet."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import func, insert, text
from sqlmodel import Session, col, select

from models import (
    Annotation,
    AuditEvent,
    BacklogItem,
    Ballot,
    CheckIn,
    ClassificationEvent,
    Contribution,
    Conversion,
    Cycle,
    Decision,
    Flag,
    FlagEvent,
    Initiative,
    InitiativeLink,
    KeyResult,
    KeyResultClosing,
    Lesson,
    Membership,
    Metric,
    MetricPoint,
    Milestone,
    Notice,
    Objective,
    ObjectiveClosing,
    Participant,
    Person,
    PlanningSession,
    Publication,
    Record,
    Team,
    VoteRound,
)
from services.errors import NotAllowed

Values = dict[str, Any]
ROWS_AT_ONCE = 50_000
WITH_IDS: tuple[type[Record], ...] = (
    *(Team, Person, Membership, Cycle, Objective, KeyResult, Milestone, CheckIn, Initiative, InitiativeLink),
    *(ClassificationEvent, AuditEvent, Flag, FlagEvent, Notice, Conversion, Annotation, Metric, MetricPoint),
    *(Publication, KeyResultClosing, ObjectiveClosing, Lesson, Decision, BacklogItem),
    *(PlanningSession, Participant, Contribution, VoteRound, Ballot),
)
NOT_TOLD = frozenset({"id", "version"})


def require_nobody(session: Session) -> None:
    """Raise NotAllowed when the database has people or teams already."""
    people = session.exec(select(func.count(col(Person.id)))).one()
    teams = session.exec(select(func.count(col(Team.id)))).one()
    if people or teams:
        raise NotAllowed(
            f"This database is in use: it has {people} people and {teams} teams. Invented data goes only into an "
            "empty database. Choose another one with DATABASE_URL."
        )


def insert_rows(session: Session, table: type[Record], rows: Sequence[Values]) -> int:
    """Store rows that all name the same columns, in their order, and return how many they are."""
    for start in range(0, len(rows), ROWS_AT_ONCE):
        session.connection().execute(insert(table), rows[start : start + ROWS_AT_ONCE])
    return len(rows)


def continue_numbering(session: Session) -> None:
    """Let the database hand out ids that follow those written here; SQLite does so by itself."""
    if session.connection().dialect.name != "postgresql":
        return
    for table in WITH_IDS:
        name = str(table.__tablename__)
        highest = f'SELECT coalesce(max(id), 0) + 1 FROM "{name}"'
        session.connection().execute(text(f"SELECT setval(pg_get_serial_sequence('{name}', 'id'), ({highest}), false)"))


def creation(entity: type[Record], row: Mapping[str, Any], actor_id: int | None, at: datetime) -> Values:
    """Return the audit event, still without an id, that tells of a row's creation."""
    told = {name: value for name, value in row.items() if value is not None and name not in NOT_TOLD}
    return event("created", entity, row["id"], actor_id, at, after=json.dumps(told, ensure_ascii=False, default=str))


def event(
    action: str, entity: type[Record], entity_id: int, actor_id: int | None, at: datetime, **details: str
) -> Values:
    """Return an audit event, still without an id, as a row to store; a guest of a planning session is no actor."""
    about = {"action": action, "entity": str(entity.__tablename__), "entity_id": entity_id}
    told = {"field": "", "before": None, "after": None, "request_key": None}
    return {"at": at, "actor_id": actor_id, **about, **told, **details}
