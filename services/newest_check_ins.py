"""The entry about each key result that was made last, and by whom: what somebody who types has not seen yet."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func
from sqlmodel import Session, col, select

from models import CheckIn, KeyResult, Person


@dataclass(frozen=True, slots=True)
class NewestEntry:
    """What was entered last about a key result; without a value it withdrew an earlier check-in."""

    check_in_id: int
    key_result_id: int
    author_id: int
    author: str
    value: float | None
    unit: str
    as_of: date
    note: str


def newest_entries(
    session: Session, key_result_ids: Collection[int], not_by: int | None = None
) -> Mapping[int, NewestEntry]:
    """Return what was entered last, by key result; ``not_by`` leaves out the entries of one person."""
    if not key_result_ids:
        return {}
    wanted = select(func.max(col(CheckIn.id))).where(col(CheckIn.key_result_id).in_(key_result_ids))
    if not_by is not None:
        wanted = wanted.where(CheckIn.author_id != not_by)
    rows = session.execute(
        select(CheckIn, Person.name, KeyResult.unit)
        .join(Person, col(CheckIn.author_id) == Person.id)
        .join(KeyResult, col(CheckIn.key_result_id) == KeyResult.id)
        .where(col(CheckIn.id).in_(wanted.group_by(col(CheckIn.key_result_id))))
    )
    return {
        entry.key_result_id: NewestEntry(
            *(entry.key, entry.key_result_id, entry.author_id, author, entry.value, unit, entry.as_of, entry.note)
        )
        for entry, author, unit in rows
    }
