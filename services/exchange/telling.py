"""The value that a row tells: the check-in to record for it, unless somebody told it before."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlmodel import Session, col

from models import CheckIn
from services.check_ins import LONGEST_NOTE
from services.exchange.okrrows import OkrRow
from services.exchange.steps import CheckInStep


@dataclass(frozen=True, slots=True)
class Told:
    """A check-in as it is stored."""

    key: int
    value: float | None
    as_of: date
    confidence: int | None
    note: str
    supersedes_id: int | None


def read_told(session: Session, key_result_ids: Sequence[int]) -> dict[int, list[Told]]:
    """All check-ins of some key results, superseded and withdrawn ones too, the earliest entry first."""
    found: dict[int, list[Told]] = {}
    if not key_result_ids:
        return found
    names = ("key_result_id", *Told.__slots__[1:])
    columns = [col(CheckIn.id), *(col(getattr(CheckIn, name)) for name in names)]
    query = select(*columns).where(col(CheckIn.key_result_id).in_(key_result_ids)).order_by(col(CheckIn.id))
    for key, key_result_id, *rest in session.execute(query):
        found.setdefault(key_result_id, []).append(Told(key, *rest))
    return found


def check_in_for(row: OkrRow, cycle_end: date, today: date, told: Sequence[Told] = ()) -> CheckInStep | None:
    """The check-in that a row asks for, None when it has no value or says what was told before.

    A value without a day, or of a day to come, counts for the last day of the cycle, or today if that is earlier.
    What was corrected or withdrawn since stays so: an import never repeats it.
    """
    if row.current_value is None:
        return None
    dated = row.current_date if row.current_date and row.current_date <= today else None
    note = row.comment if len(row.comment) <= LONGEST_NOTE else ""
    step = CheckInStep(row.current_value, dated or min(cycle_end, today), row.confidence, note)
    if any(_says(entry, step, dated) for entry in told):
        return None
    if dated:
        step.supersedes_id = _current_of_day(told, dated)
    return step


def _says(entry: Told, step: CheckInStep, dated: date | None) -> bool:
    return (
        entry.value == step.value
        and dated in (None, entry.as_of)
        and step.confidence in (None, entry.confidence)
        and step.note in ("", entry.note)
    )


def _current_of_day(told: Iterable[Told], day: date) -> int | None:
    entries = list(told)
    superseded = {entry.supersedes_id for entry in entries}
    return next(
        (
            entry.key
            for entry in reversed(entries)
            if entry.as_of == day and entry.value is not None and entry.key not in superseded
        ),
        None,
    )
