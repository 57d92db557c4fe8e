"""Which work is done for which key result, and since when; no check-in changes the answer."""

from datetime import date
from typing import NamedTuple

from sqlalchemy import ColumnElement, select
from sqlmodel import Session, col

from domain.initiatives import done_day
from domain.vocabulary import InitiativeState
from models import Cycle, Initiative, InitiativeLink, KeyResult, Objective, Person
from services.reporting.initiatives import as_day, set_to_done, written
from services.reporting.work_scope import OPEN_CYCLE


class DoneLink(NamedTuple):
    """An initiative that is done, its owner, since when, and a live key result that it should have moved."""

    key: int
    title: str
    owner_id: int
    owner: str
    done_on: date
    key_result_id: int


def done_links(session: Session, today: date, *where: ColumnElement[bool]) -> list[DoneLink]:
    """Return the done work of open cycles, once for each live key result, in the order of linking, in one statement.

    The conditions may name Initiative, KeyResult, Objective and Cycle.
    """
    found = session.execute(
        select(
            *(col(Initiative.id), col(Initiative.title), col(Initiative.owner_id), col(Person.name)),
            *(set_to_done(), col(Initiative.due_on), written(), col(InitiativeLink.key_result_id)),
        )
        .join(InitiativeLink, col(InitiativeLink.initiative_id) == Initiative.id)
        .join(KeyResult, col(InitiativeLink.key_result_id) == KeyResult.id)
        .join(Objective, col(KeyResult.objective_id) == Objective.id)
        .join(Cycle, col(Objective.cycle_id) == Cycle.id)
        .join(Person, col(Initiative.owner_id) == Person.id)
        .where(col(Initiative.state) == InitiativeState.DONE, col(KeyResult.dropped).is_(False), OPEN_CYCLE)
        .where(*where)
        .order_by(col(InitiativeLink.id))
    )
    return [
        DoneLink(key or 0, title, owner_id, owner, day, key_result)
        for key, title, owner_id, owner, set_at, due_on, at, key_result in found
        if (day := done_day(as_day(set_at), due_on, as_day(at), today)) is not None
    ]
