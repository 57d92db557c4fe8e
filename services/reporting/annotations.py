"""The remarks that stand in the chart of a key result."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session, col, select

from models import Annotation, Person


@dataclass(frozen=True, slots=True)
class AnnotationRow:
    """A remark on a day, and who wrote it when."""

    key: int
    on_day: date
    text: str
    author: str
    at: datetime


def annotations_of(session: Session, key_result_id: int) -> tuple[AnnotationRow, ...]:
    """Return the remarks on a key result that were not taken out, in the order of their days."""
    rows = session.execute(
        select(Annotation, Person.name)
        .join(Person, col(Annotation.author_id) == Person.id)
        .where(Annotation.key_result_id == key_result_id, col(Annotation.removed_at).is_(None))
        .order_by(col(Annotation.on_day), col(Annotation.id))
    )
    return tuple(AnnotationRow(record.key, record.on_day, record.text, name, record.at) for record, name in rows)
