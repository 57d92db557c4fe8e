"""Initiatives beside the key results that they are meant to move."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, ScalarSelect, func, select
from sqlmodel import Session, col

from domain.initiatives import done_day
from domain.vocabulary import InitiativeState
from models import AuditEvent, Initiative, InitiativeLink, Person
from services.errors import NotFound


@dataclass(frozen=True, slots=True)
class InitiativeRow:
    """An initiative with its owner and the key results that it is linked to.

    `set_done_on` is the day on which somebody set it to done, `written_on` the day on which it was written down.
    """

    key: int
    title: str
    hypothesis: str
    state: InitiativeState
    team_id: int
    owner_id: int
    owner: str
    starts_on: date | None
    due_on: date | None
    result: str
    version: int
    key_result_ids: tuple[int, ...]
    set_done_on: date | None = None
    written_on: date | None = None

    def done_on(self, today: date) -> date | None:
        """Return the day on which the work counts as done, or None while it is not."""
        if self.state != InitiativeState.DONE:
            return None
        return done_day(self.set_done_on, self.due_on, self.written_on, today)


def set_to_done() -> ScalarSelect[datetime]:
    """Return, for each initiative of a query, the moment of the last change to done as a subquery.

    To take back that the work became a key result is no such change: it says nothing about when the work was done.
    """
    return _last_event(
        col(AuditEvent.field) == "state", col(AuditEvent.after) == "done", col(AuditEvent.before) != "dropped"
    )


def written() -> ScalarSelect[datetime]:
    """Return, for each initiative of a query, the moment when it was written down as a subquery."""
    return _last_event(col(AuditEvent.action) == "created")


def as_day(moment: datetime | None) -> date | None:
    """Return a moment's day in UTC, or None without a moment."""
    return moment.date() if moment else None


def _last_event(*conditions: ColumnElement[bool]) -> ScalarSelect[datetime]:
    return (
        select(func.max(col(AuditEvent.at)))
        .where(col(AuditEvent.entity) == "initiative", col(AuditEvent.entity_id) == Initiative.id, *conditions)
        .correlate(Initiative)
        .scalar_subquery()
    )


def initiatives_of(session: Session, key_result_ids: Sequence[int]) -> tuple[InitiativeRow, ...]:
    """Return the initiatives that are meant to move any of these key results."""
    linked = select(col(InitiativeLink.initiative_id)).where(col(InitiativeLink.key_result_id).in_(key_result_ids))
    return _load(session, col(Initiative.id).in_(linked)) if key_result_ids else ()


def initiative(session: Session, initiative_id: int) -> InitiativeRow:
    """Return one initiative; raises NotFound."""
    rows = _load(session, col(Initiative.id) == initiative_id)
    if not rows:
        raise NotFound("This initiative does not exist.")
    return rows[0]


def initiatives_by_id(session: Session, initiative_ids: Sequence[int]) -> Mapping[int, InitiativeRow]:
    """Return these initiatives by their ids, in the order of writing."""
    rows = _load(session, col(Initiative.id).in_(initiative_ids)) if initiative_ids else ()
    return {row.key: row for row in rows}


def _load(session: Session, where: ColumnElement[bool]) -> tuple[InitiativeRow, ...]:
    found = session.execute(
        select(Initiative, col(Person.name), col(InitiativeLink.key_result_id), set_to_done(), written())
        .join(Person, col(Initiative.owner_id) == Person.id)
        .outerjoin(InitiativeLink, col(InitiativeLink.initiative_id) == Initiative.id)
        .where(where)
        .order_by(col(Initiative.id), col(InitiativeLink.id))
    ).all()
    heads = {record.key: (record, owner, done_at, at) for record, owner, _, done_at, at in found}
    links: dict[int, list[int]] = defaultdict(list)
    for record, _, key_result_id, *_ in found:
        links[record.key] += [] if key_result_id is None else [key_result_id]
    same = ("title", "hypothesis", "state", "team_id", "owner_id", "starts_on", "due_on", "result", "version")
    return tuple(
        InitiativeRow(
            key=key,
            owner=owner,
            key_result_ids=tuple(links[key]),
            set_done_on=as_day(done_at),
            written_on=as_day(written_at),
            **{name: getattr(record, name) for name in same},
        )
        for key, (record, owner, done_at, written_at) in heads.items()
    )
