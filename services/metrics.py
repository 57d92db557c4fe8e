"""Metrics and their dated values: append-only points, of which a later one for the same day supersedes the earlier."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from domain.formatting import day, value_with_unit
from domain.validation import FieldProblem, check_value
from domain.vocabulary import PointOrigin
from models import Metric, MetricPoint, Team
from models.database import take_turns
from models.inputs import MetricInput
from services import audit, changes
from services.errors import InvalidInput, NotFound
from services.exchange.matching import fold
from services.objectives import require_active_person
from services.permissions import Actor, authorise

NAMES = "metric names"  # whoever gives one waits for whoever else does, so that no name comes twice
DatedValue = tuple[date, float]


@dataclass(frozen=True, slots=True)
class PointsReceipt:
    """How many values were new, how many took the place of another one for their day, and how many stood there."""

    stored: int = 0
    superseding: int = 0
    unchanged: int = 0

    def __add__(self, other: "PointsReceipt") -> "PointsReceipt":
        """Return both together."""
        return PointsReceipt(
            self.stored + other.stored, self.superseding + other.superseding, self.unchanged + other.unchanged
        )


def create_metric(session: Session, actor: Actor, metric: MetricInput, request_key: str | None = None) -> int:
    """Store a metric and return its id; the same request key writes once."""
    if (earlier := audit.repeated(session, request_key)) is not None:
        return earlier
    authorise(session, actor, metric.team_id)
    _check(session, metric, None)
    key = audit.created(session, actor, Metric(**metric.model_dump()), request_key)
    audit.commit(session)
    return key


def update_metric(session: Session, actor: Actor, metric_id: int, seen_version: int, metric: MetricInput) -> None:
    """Save an edited metric; its points and the key results that look at it stay."""
    record = changes.lock(session, Metric, metric_id)
    authorise(session, actor, record.team_id)
    authorise(session, actor, metric.team_id)
    _check(session, metric, metric_id)
    changes.save(session, actor, record, seen_version, metric.model_dump())
    audit.commit(session)


def record_points(
    session: Session,
    actor: Actor,
    metric_id: int,
    points: Sequence[DatedValue],
    today: date,
    origin: PointOrigin = PointOrigin.TYPED,
) -> PointsReceipt:
    """Store values of a metric by day and return what they changed; what stands there already is not written again."""
    receipt = add_points(session, actor, metric_id, points, today, origin)
    if receipt.stored or receipt.superseding:
        audit.commit(session, goals=False)
    return receipt


def add_points(
    session: Session, actor: Actor, metric_id: int, points: Sequence[DatedValue], today: date, origin: PointOrigin
) -> PointsReceipt:
    """Store values of a metric as a part of a larger act, and commit nothing."""
    metric = changes.lock(session, Metric, metric_id)
    authorise(session, actor, metric.team_id)
    _check_points(points, today)
    standing = _standing(session, metric_id, {as_of for as_of, _ in points})
    wanted = {as_of: value for as_of, value in points if as_of not in standing or standing[as_of].value != value}
    written = [
        MetricPoint(
            metric_id=metric_id,
            as_of=as_of,
            value=value,
            origin=origin,
            author_id=actor.person_id,
            supersedes_id=standing[as_of].id if as_of in standing else None,
        )
        for as_of, value in sorted(wanted.items())
    ]
    audit.all_created(session, actor, written)
    superseding = sum(point.supersedes_id is not None for point in written)
    unchanged = len({as_of for as_of, _ in points}) - len(written)
    return PointsReceipt(len(written) - superseding, superseding, unchanged)


def withdraw_point(session: Session, actor: Actor, point_id: int, request_key: str | None = None) -> int:
    """Undo a value: a later point without one supersedes it, both stay in the history; return the metric's id."""
    undone = session.get(MetricPoint, point_id)
    if undone is None:
        raise NotFound("This value does not exist.")
    metric = changes.lock(session, Metric, undone.metric_id)
    if audit.repeated(session, request_key) is not None:
        return metric.key
    authorise(session, actor, metric.team_id)
    if undone.value is None or _is_superseded(session, point_id):
        message = "This value was corrected or withdrawn already. Reload the page to see what counts."
        raise InvalidInput([FieldProblem("supersedes_id", message)])
    entry = MetricPoint(metric_id=metric.key, as_of=undone.as_of, author_id=actor.person_id, supersedes_id=point_id)
    audit.created(session, actor, entry, request_key)
    audit.commit(session, goals=False)
    return metric.key


def _check(session: Session, metric: MetricInput, metric_id: int | None) -> None:
    require_active_person(session, metric.owner_id)
    take_turns(session, NAMES)
    known = session.exec(select(Metric.id, Metric.name, Team.name).join(Team, col(Metric.team_id) == Team.id)).all()
    for key, name, team in known:
        if key != metric_id and fold(name) == fold(metric.name):
            message = f"A metric called “{name}” exists already, in {team}. Choose another name, or use that metric."
            raise InvalidInput([FieldProblem("name", message)])


def _check_points(points: Iterable[DatedValue], today: date) -> None:
    seen: dict[date, float] = {}
    for as_of, value in points:
        problems = [*check_value(value)]
        if as_of > today:
            problems.append(FieldProblem("as_of", "A value is true already. Choose today or an earlier day."))
        if seen.setdefault(as_of, value) != value and not problems:
            values = f"{value_with_unit(seen[as_of], '')} and {value_with_unit(value, '')}"
            problems.append(FieldProblem("as_of", f"There are two values for {day(as_of, today)}: {values}. Keep one."))
        if problems:
            raise InvalidInput(problems)


def _standing(session: Session, metric_id: int, days: set[date]) -> dict[date, MetricPoint]:
    """What a new point for each of these days would supersede: a value, or the withdrawal of one."""
    later = aliased(MetricPoint)
    found = session.exec(
        select(MetricPoint)
        .outerjoin(later, col(later.supersedes_id) == MetricPoint.id)
        .where(MetricPoint.metric_id == metric_id, col(MetricPoint.as_of) >= min(days, default=date.max))
        .where(col(later.id).is_(None))
        .order_by(col(MetricPoint.id))
    ).all()
    return {point.as_of: point for point in found if point.as_of in days}


def _is_superseded(session: Session, point_id: int) -> bool:
    return session.exec(select(MetricPoint.id).where(MetricPoint.supersedes_id == point_id)).first() is not None
