"""Writing planned steps as bulk statements, each record with its audit event; nothing is committed here."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import func, select, text, update
from sqlmodel import Session, col

from models import (
    AuditEvent,
    CheckIn,
    ClassificationEvent,
    Cycle,
    Initiative,
    InitiativeLink,
    KeyResult,
    Membership,
    Objective,
    Person,
    Record,
    Team,
)
from models.base import utc_now
from services.audit import as_text
from services.bulk import Values, creation, event, insert_rows
from services.exchange.records import changed_values, check_in_row, key_result_row, objective_row, plain, row_of
from services.exchange.steps import KeyResultStep, ObjectiveStep, Steps
from services.permissions import Actor

CHUNK = 1_000
Item = TypeVar("Item")


class Writer:
    """Writes the steps of one import for one person, at one moment."""

    def __init__(
        self, session: Session, actor: Actor, request_key: str | None, progress: Callable[[int, int], None]
    ) -> None:
        self._session, self._actor, self._progress = session, actor, progress
        self._request_key = request_key
        self._at = utc_now()

    def write(self, steps: Steps) -> None:
        """Write everything, what others refer to first."""
        self._organisation(steps)
        self._objectives(steps.objectives)
        self._initiatives(steps)
        done, of = 0, len(steps.key_results)
        for chunk in _chunks(steps.key_results):
            self._key_results(chunk)
            done += len(chunk)
            self._progress(done, of)

    def _organisation(self, steps: Steps) -> None:
        teams = sorted(steps.teams, key=lambda team: sum(1 for _ in team.line()))
        self._number(Team, teams)
        parents = [team.parent.key if team.parent else None for team in teams]
        pairs = zip(teams, parents, strict=True)
        self._create(Team, [row_of(Team, id=team.key, name=team.name, parent_id=parent) for team, parent in pairs])
        self._number(Person, steps.people)
        self._create(Person, [row_of(Person, id=who.key, name=who.name, email=who.email) for who in steps.people])
        members = [{"person_id": step.person.key, "team_id": step.team.key} for step in steps.memberships]
        self._create(Membership, [row_of(Membership, **member) for member in self._numbered(Membership, members)])
        self._number(Cycle, steps.cycles)
        names = ("name", "starts_on", "ends_on", "state")
        rows = [{name: getattr(cycle, name) for name in names} for cycle in steps.cycles]
        ids = [cycle.key for cycle in steps.cycles]
        self._create(Cycle, [row_of(Cycle, id=key, **row) for key, row in zip(ids, rows, strict=True)])

    def _objectives(self, steps: Sequence[ObjectiveStep]) -> None:
        for chunk in _chunks(steps):
            new = [step for step in chunk if step.stored is None]
            self._number(Objective, new)
            self._create(Objective, [objective_row(step) for step in new])
            self._change(Objective, [(step.stored, step.changes) for step in chunk if step.stored is not None])

    def _initiatives(self, steps: Steps) -> None:
        new = [step for step in steps.initiatives if step.key is None]
        self._number(Initiative, new)
        ends = [{"id": step.key, "team_id": step.team.key, "owner_id": step.owner.key} for step in new]
        titles = [step.title for step in new]
        rows = zip(ends, titles, strict=True)
        self._create(Initiative, [row_of(Initiative, title=title, **end) for end, title in rows])

    def _key_results(self, chunk: Sequence[KeyResultStep]) -> None:
        new = [step for step in chunk if step.stored is None]
        self._number(KeyResult, new)
        created = [key_result_row(step) for step in new]
        self._create(KeyResult, [row for row, _ in created])
        known = [step for step in chunk if step.stored is not None]
        changed = [changed_values(step) for step in known]
        changes = [(step.stored, values) for step, (values, _) in zip(known, changed, strict=True)]
        self._change(KeyResult, changes)
        labelled = [label for _, label in (*created, *changed) if label is not None]
        events = [{**label.event, "at": self._at} for label in labelled]
        self._insert(ClassificationEvent, self._numbered(ClassificationEvent, events))
        self._check_ins([step for step in chunk if step.check_in is not None])
        self._links([step for step in chunk if step.initiative is not None])

    def _check_ins(self, steps: Sequence[KeyResultStep]) -> None:
        known = {"author_id": self._actor.person_id, "entered_at": self._at}
        self._create(CheckIn, self._numbered(CheckIn, [check_in_row(step, **known) for step in steps]))

    def _links(self, steps: Sequence[KeyResultStep]) -> None:
        ends = [(step.initiative.key, step.key) for step in steps if step.initiative is not None]
        links = [{"initiative_id": initiative, "key_result_id": key_result} for initiative, key_result in ends]
        self._insert(InitiativeLink, self._numbered(InitiativeLink, links))
        told = {"field": "key_result_ids"}
        self._trail(
            event("linked", Initiative, initiative or 0, self._actor.person_id, self._at, after=str(key_result), **told)
            for initiative, key_result in ends
        )

    def _create(self, table: type[Record], rows: Sequence[Values]) -> None:
        self._insert(table, rows)
        self._trail(creation(table, row, self._actor.person_id, self._at) for row in rows)

    def _change(
        self, table: type[Record], changes: Iterable[tuple[Mapping[str, Any] | None, Mapping[str, Any]]]
    ) -> None:
        """Write new values of stored records, which this transaction has locked, with an event for each field."""
        events: list[Values] = []
        for stored, values in changes:
            if stored is None or not values:
                continue
            new = {name: plain(value) for name, value in values.items()}
            query = update(table).where(col(table.id) == stored["id"])
            self._session.execute(query.values(version=stored["version"] + 1, **new))
            for name, value in new.items():
                told = {"field": name, "before": as_text(stored[name]), "after": as_text(value)}
                events.append(event("changed", table, stored["id"], self._actor.person_id, self._at, **told))
        self._trail(events)

    def _trail(self, events: Iterable[Values]) -> None:
        rows = list(events)
        if rows and self._request_key is not None:
            rows[0] = {**rows[0], "request_key": self._request_key}
            self._request_key = None
        self._insert(AuditEvent, self._numbered(AuditEvent, rows))

    def _numbered(self, table: type[Record], rows: Sequence[Values]) -> list[Values]:
        keys = self._reserve(table, len(rows))
        return [{**row, "id": key} for key, row in zip(keys, rows, strict=True)]

    def _number(self, table: type[Record], steps: Sequence[Any]) -> None:
        for key, step in zip(self._reserve(table, len(steps)), steps, strict=True):
            step.key = key

    def _reserve(self, table: type[Record], number: int) -> Sequence[int]:
        """Ids for new rows: from the sequence in PostgreSQL; in SQLite the writer is alone, so the next ones."""
        if not number:
            return ()
        if self._session.get_bind().dialect.name != "postgresql":
            highest = self._session.execute(select(func.max(col(table.id)))).scalar_one() or 0
            return range(highest + 1, highest + 1 + number)
        sequence = f"pg_get_serial_sequence('{table.__tablename__}', 'id')"
        query = text(f"SELECT nextval({sequence}) FROM generate_series(1, :number)")
        return self._session.execute(query, {"number": number}).scalars().all()

    def _insert(self, table: type[Record], rows: Sequence[Values]) -> None:
        if rows:
            insert_rows(self._session, table, rows)


def _chunks(items: Iterable[Item]) -> Iterable[list[Item]]:
    rest = iter(items)
    while chunk := list(islice(rest, CHUNK)):
        yield chunk
