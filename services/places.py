"""What changes with an objective that goes to another cycle or team: the calendar of its key results, and the words."""

from sqlmodel import Session, col, select

from domain.carrying import Span, moved_day, moved_schedule
from models import Cycle, KeyResult, Milestone, Objective, Team
from services import audit
from services.permissions import Actor
from services.reporting.key_results import schedule_of


def move_in_words(session: Session, record: Objective, to_team_id: int, to_cycle_id: int) -> str:
    """Return where an objective would go, such as "moved from 2026 Q4 to 2027 Q1", empty where it stays."""
    parts = []
    if record.cycle_id != to_cycle_id:
        names = [session.get_one(Cycle, key).name for key in (record.cycle_id, to_cycle_id)]
        parts.append(f"moved from {names[0]} to {names[1]}")
    if record.team_id != to_team_id:
        names = [session.get_one(Team, key).name for key in (record.team_id, to_team_id)]
        parts.append(f"moved from {names[0]} to {names[1]}")
    return "; ".join(parts)


def move_calendars(session: Session, actor: Actor, objective_id: int, from_cycle_id: int, to_cycle_id: int) -> None:
    """Shift the dates of an objective's key results into another cycle; nothing happens within the same one."""
    if from_cycle_id == to_cycle_id:
        return
    wanted = select(KeyResult).where(col(KeyResult.objective_id) == objective_id)
    for record in session.exec(wanted.order_by(col(KeyResult.id))).all():
        move_calendar(session, actor, record, from_cycle_id, to_cycle_id)


def move_calendar(session: Session, actor: Actor, record: KeyResult, from_cycle_id: int, to_cycle_id: int) -> None:
    """Shift a key result's dates, plan points and undone steps into another cycle, and commit nothing."""
    cycles = [session.get_one(Cycle, key) for key in (from_cycle_id, to_cycle_id)]
    before, after = (Span(cycle.starts_on, cycle.ends_on) for cycle in cycles)
    moved = moved_schedule(schedule_of(record), before, after)
    values = {"starts_on": moved.starts_on, "due_on": moved.due_on}
    points = [[day.isoformat(), value] for day, value in moved.plan_points]
    if audit.changed(session, actor, record, {**values, "plan_points": points}):
        record.version += 1
    left = select(Milestone).where(
        col(Milestone.key_result_id) == record.key, col(Milestone.done_on).is_(None), col(Milestone.due_on).is_not(None)
    )
    for step in session.exec(left).all():
        if step.due_on is not None:
            audit.changed(session, actor, step, {"due_on": moved_day(step.due_on, before, after)})
