"""What the flag screens ask beside the flags themselves: the last move of each, and what somebody has not read."""

from collections.abc import Mapping

from sqlalchemy import func, select
from sqlmodel import Session, col

from domain.coaching import Sibling
from models import FlagEvent, KeyResult, Notice, Person
from services.permissions import Actor
from services.reporting.flag_rows import in_utc
from services.reporting.flags import FlagEventRow


def last_moves(session: Session, flag_ids: tuple[int, ...]) -> Mapping[int, FlagEventRow]:
    """Return the latest move on each of these flags, by the flag's id, in one statement."""
    if not flag_ids:
        return {}
    latest = (
        select(func.max(col(FlagEvent.id))).where(col(FlagEvent.flag_id).in_(flag_ids)).group_by(col(FlagEvent.flag_id))
    )
    rows = session.execute(
        select(FlagEvent, col(Person.name))
        .join(Person, col(FlagEvent.person_id) == Person.id)
        .where(col(FlagEvent.id).in_(latest))
    )
    return {
        event.flag_id: FlagEventRow(event.key, event.move, event.text, event.person_id, name, in_utc(event.at))
        for event, name in rows
    }


def unread_about(session: Session, actor: Actor, flag_id: int) -> int:
    """Return how many notices about a flag this person has not read."""
    mine = (col(Notice.person_id) == actor.person_id, col(Notice.flag_id) == flag_id, col(Notice.read_at).is_(None))
    return int(session.execute(select(func.count(col(Notice.id))).where(*mine)).scalar_one())


def siblings_of(session: Session, objective_id: int, except_for: int) -> tuple[Sibling, ...]:
    """Return the other live key results of an objective, as the coach looks at them."""
    rows = session.execute(
        select(col(KeyResult.title), col(KeyResult.indicator), col(KeyResult.exemption))
        .where(
            col(KeyResult.objective_id) == objective_id,
            col(KeyResult.id) != except_for,
            col(KeyResult.dropped).is_(False),
        )
        .order_by(col(KeyResult.id))
    )
    return tuple(Sibling(*row) for row in rows)
