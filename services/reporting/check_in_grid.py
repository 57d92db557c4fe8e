"""The table of check-ins: what waits for a person, with what was entered last and what can be ticked."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from domain.policy import Policy
from domain.vocabulary import Measure
from models import AuditEvent, KeyResult, Milestone
from services import audit
from services.newest_check_ins import NewestEntry, newest_entries
from services.permissions import Actor
from services.reporting.key_result import MilestoneRow
from services.reporting.key_results import KeyResultRow, load_key_results
from services.reporting.my_week import my_week


@dataclass(frozen=True, slots=True)
class GridRow:
    """A key result in the table; ``days_overdue`` is missing where it is not due but asked for."""

    key_result: KeyResultRow
    days_overdue: int | None
    newest: NewestEntry | None
    steps: tuple[MilestoneRow, ...]


def check_in_grid(
    session: Session, actor: Actor, today: date, policy: Policy, asked: Collection[int] = ()
) -> tuple[GridRow, ...]:
    """Return the person's key results that are due, most overdue first, then those that were asked for by their ids."""
    due = my_week(session, actor, today, policy).due
    late: dict[int, int | None] = {item.key_result.key: item.days_overdue for item in due}
    more = [number for number in asked if number not in late]
    others = load_key_results(session, today, policy, col(KeyResult.id).in_(more)) if more else ()
    rows = [*(item.key_result for item in due), *others]
    newest = newest_entries(session, [row.key for row in rows])
    steps = _steps(session, [row.key for row in rows if row.measurement.measure == Measure.MILESTONE])
    return tuple(GridRow(row, late.get(row.key), newest.get(row.key), steps.get(row.key, ())) for row in rows)


def recorded(session: Session, actor: Actor, request_keys: Collection[str]) -> tuple[str, ...]:
    """Return which of these requests have stored a check-in of this person."""
    return tuple(sorted(audit.written(session, actor, "check_in", request_keys)))


def company_mark(session: Session) -> str:
    """Return what tells this company's data from that of another database at the same address."""
    first = session.exec(select(AuditEvent.at, AuditEvent.id).order_by(col(AuditEvent.id)).limit(1)).first()
    return "" if first is None else f"{first[0]:%Y%m%d%H%M%S%f}-{first[1]}"


def _steps(session: Session, key_result_ids: Collection[int]) -> Mapping[int, tuple[MilestoneRow, ...]]:
    if not key_result_ids:
        return {}
    query = select(Milestone).where(col(Milestone.key_result_id).in_(key_result_ids)).order_by(col(Milestone.id))
    found: dict[int, list[MilestoneRow]] = defaultdict(list)
    for step in session.exec(query):
        found[step.key_result_id].append(MilestoneRow(step.key, step.title, step.weight, step.due_on, step.done_on))
    return {number: tuple(steps) for number, steps in found.items()}
