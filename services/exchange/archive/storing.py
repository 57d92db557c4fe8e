"""Taking an archive into a database: a preview, and then all of it in one transaction or nothing."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import bindparam, text, update
from sqlmodel import Session, select

from models import AuditEvent, Editable, Person
from models.base import utc_now
from services import audit, bulk
from services.errors import NotAllowed
from services.exchange.archive.contents import APPEND_ONLY, LATE, RECORD_TYPES
from services.exchange.archive.merging import Match, Merge, merge
from services.exchange.archive.reading import Archive
from services.exchange.archive.schema import RecordType
from services.exchange.archive.stored import own_links, table_of
from services.exchange.report import ImportReport, PlannedRow, RowAction
from services.permissions import Actor, authorise_admin

WAITING = "Nothing is imported until every record can be."


def plan_archive(session: Session, actor: Actor | None, archive: Archive, today: date) -> ImportReport:
    """Return what importing an archive would do; nothing is written.

    Raises NotAllowed unless the actor is an administrator; nobody needs to act on a database without people.
    """
    _authorise(session, actor)
    return _report(archive, merge(session, archive, today))


def apply_archive(session: Session, actor: Actor | None, archive: Archive, today: date) -> ImportReport:
    """Write what is new and what differs, and return what was done; with any refusal nothing is written.

    Check-ins and labels keep their authors and moments. Nothing is ever removed. Raises NotAllowed as the plan does.
    """
    _authorise(session, actor)
    _lock(session)
    merged = merge(session, archive, today)
    report = _report(archive, merged)
    if report.refused or not report.writes:
        session.rollback()
        return report
    writer = _Writer(session, actor)
    for kind in RECORD_TYPES:
        writer.write(kind, merged.matches[kind.name])
    for kind in RECORD_TYPES:
        writer.link_late(kind, merged.matches[kind.name])
    bulk.continue_numbering(session)
    audit.commit(session)
    return report


def _authorise(session: Session, actor: Actor | None) -> None:
    if actor is not None:
        authorise_admin(session, actor)
    elif session.exec(select(Person.id)).first() is not None:
        raise NotAllowed("Only an administrator may import an export. Choose who is working.")


def _lock(session: Session) -> None:
    """Keep other writers out until the end, as SQLite does by itself: ids are chosen and records compared here."""
    if session.connection().dialect.name == "postgresql":
        tables = ", ".join(f'"{table_of(kind).name}"' for kind in RECORD_TYPES)
        session.connection().execute(text(f"LOCK TABLE {tables} IN SHARE ROW EXCLUSIVE MODE"))


def _report(archive: Archive, merged: Merge) -> ImportReport:
    refused = tuple(merged.problems)
    lines = tuple(_lines(merged, waiting=bool(refused)))
    wrong = tuple(PlannedRow(each.row, RowAction.REFUSED, "", each.column, each.message) for each in refused)
    if refused:
        return ImportReport(archive.rows, refused=refused, lines=(*wrong, *lines))
    created = {name: sum(match.stored is None for match in found) for name, found in merged.matches.items()}
    changed = {name: sum(bool(match.differing) for match in found) for name, found in merged.matches.items()}
    unchanged = archive.rows - sum(created.values()) - sum(changed.values())
    return ImportReport(archive.rows, _some(created), _some(changed), unchanged, lines=lines)


def _some(counts: Mapping[str, int]) -> dict[str, int]:
    return {name: count for name, count in counts.items() if count}


def _lines(merged: Merge, waiting: bool) -> Iterator[PlannedRow]:
    wrong = {(problem.row, problem.message.partition(": ")[0]) for problem in merged.problems}
    rows = {row for row, _ in wrong}
    for found in merged.matches.values():
        for match in found:
            row, where = match.record.row, match.record.where
            if waiting and (row, where) not in wrong and (where or row not in rows):
                yield PlannedRow(match.record.row, RowAction.SKIPPED, match.record.what, message=WAITING)
            elif not waiting:
                yield _line(match)


def _line(match: Match) -> PlannedRow:
    row, what = match.record.row, match.record.what
    if match.stored is None:
        return PlannedRow(row, RowAction.CREATED, what)
    differing = match.differing
    if differing:
        return PlannedRow(row, RowAction.CHANGED, what, message=f"Changes {', '.join(differing)}.")
    return PlannedRow(row, RowAction.UNCHANGED, what)


class _Writer:
    def __init__(self, session: Session, actor: Actor | None) -> None:
        self.session = session
        self.actor_id = None if actor is None else actor.person_id
        self.at: datetime = utc_now()

    def write(self, kind: RecordType, matches: list[Match]) -> None:
        """Store the new and the changed records of a kind, with their lines in the history of changes."""
        fresh = [match for match in matches if match.stored is None]
        rows = [_row(kind, match) for match in fresh]
        bulk.insert_rows(self.session, kind.table, rows)
        self._link_to_own_kind(kind, fresh)
        changed = [match for match in matches if match.differing]
        for match in changed:
            self._change(kind, match)
        told = [self._created(kind, match) for match in fresh]
        told += [line for match in changed for line in self._changed(kind, match)]
        bulk.insert_rows(self.session, AuditEvent, told)

    def link_late(self, kind: RecordType, matches: list[Match]) -> None:
        """Store the links to records that were written after these."""
        for field in LATE[kind.name]:
            self._link(kind, field, [match for match in matches if match.stored is None or field in match.differing])

    def _link_to_own_kind(self, kind: RecordType, fresh: list[Match]) -> None:
        for field in () if kind in APPEND_ONLY else own_links(kind):
            self._link(kind, field, [match for match in fresh if match.values[field]])

    def _link(self, kind: RecordType, field: str, matches: list[Match]) -> None:
        table = table_of(kind)
        rows = [{"which": match.id, "above": match.values[field]} for match in matches]
        query = update(table).where(table.c.id == bindparam("which")).values({field: bindparam("above")})
        if rows:
            self.session.connection().execute(query, rows)

    def _change(self, kind: RecordType, match: Match) -> None:
        table = table_of(kind)
        version = (match.stored or {})["version"] + 1
        late = LATE[kind.name]
        values = {name: value for name, value in match.differing.items() if name not in late}
        query = update(table).where(table.c.id == match.id).values({**values, "version": version})
        self.session.connection().execute(query)

    def _created(self, kind: RecordType, match: Match) -> bulk.Values:
        event = bulk.creation(kind.table, {"id": match.id, **match.values}, 0, self.at)
        return {**event, "actor_id": self.actor_id}

    def _changed(self, kind: RecordType, match: Match) -> Iterator[bulk.Values]:
        stored = match.stored or {}
        for field, value in match.differing.items():
            texts = {"before": audit.as_text(stored[field]), "after": audit.as_text(value)}
            event = bulk.event("changed", kind.table, match.id, 0, self.at, field=field, **texts)
            yield {**event, "actor_id": self.actor_id}


def _row(kind: RecordType, match: Match) -> bulk.Values:
    row: dict[str, Any] = {"id": match.id, **match.values}
    if issubclass(kind.table, Editable):
        row["version"] = 1
        above = (*own_links(kind), *LATE[kind.name])
        row.update(dict.fromkeys(above))  # what stands above may be written after it
    return row
