"""Initiatives beside the key results that they are meant to move."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, select

from domain.vocabulary import InitiativeState
from models import Initiative, InitiativeLink, Person
from services.errors import NotFound


@dataclass(frozen=True, slots=True)
class InitiativeRow:
    """An initiative with its owner and the key results that it is linked to."""

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


def initiatives_of(session: Session, key_result_ids: Sequence[int]) -> tuple[InitiativeRow, ...]:
    """Return the initiatives that are meant to move any of these key results."""
    linked = select(InitiativeLink.initiative_id).where(col(InitiativeLink.key_result_id).in_(key_result_ids))
    return _load(session, col(Initiative.id).in_(linked)) if key_result_ids else ()


def initiative(session: Session, initiative_id: int) -> InitiativeRow:
    """Return one initiative; raises NotFound."""
    rows = _load(session, col(Initiative.id) == initiative_id)
    if not rows:
        raise NotFound("This initiative does not exist.")
    return rows[0]


def _load(session: Session, where: ColumnElement[bool]) -> tuple[InitiativeRow, ...]:
    found = session.execute(
        select(Initiative, Person.name, InitiativeLink.key_result_id)
        .join(Person, col(Initiative.owner_id) == Person.id)
        .outerjoin(InitiativeLink, col(InitiativeLink.initiative_id) == Initiative.id)
        .where(where)
        .order_by(col(Initiative.id), col(InitiativeLink.id))
    ).all()
    heads = {record.key: (record, owner) for record, owner, _ in found}
    links: dict[int, list[int]] = defaultdict(list)
    for record, _, key_result_id in found:
        links[record.key] += [] if key_result_id is None else [key_result_id]
    same = ("title", "hypothesis", "state", "team_id", "owner_id", "starts_on", "due_on", "result", "version")
    return tuple(
        InitiativeRow(
            key=key, owner=owner, key_result_ids=tuple(links[key]), **{name: getattr(record, name) for name in same}
        )
        for key, (record, owner) in heads.items()
    )
