"""Metrics as the pages show them: the list, one metric with its values, and what looks at it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ScalarSelect, func, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from domain.measurement import Reading
from domain.policy import Policy
from domain.vocabulary import PointOrigin
from models import KeyResult, Metric, MetricPoint, Person, Team
from services.errors import NotFound
from services.reporting.key_results import KeyResultRow, load_key_results
from services.reporting.readings import MetricLink, live_points
from services.reporting.visible import SEEN_BY_ALL

RECENT_DAYS = 182  # what a row of the list draws
MOST_POINTS = 60  # what the history of a metric shows of its latest days
FIELDS = ("team_id", "owner_id", "name", "unit", "definition", "source", "version")
LATER = aliased(MetricPoint)


@dataclass(frozen=True, slots=True)
class MetricRow:
    """A metric with its place, its latest value that counts, and how many live key results look at it."""

    key: int
    name: str
    unit: str
    definition: str
    source: str
    team_id: int
    team: str
    owner_id: int
    owner: str
    version: int
    latest: Reading | None
    key_results: int
    recent: tuple[Reading, ...] = ()


@dataclass(frozen=True, slots=True)
class PointRow:
    """A value of a metric with its author and, where it was corrected or withdrawn, by which entry."""

    key: int
    as_of: date
    value: float | None
    origin: PointOrigin
    author: str
    entered_at: datetime
    superseded_by: int | None

    @property
    def counts(self) -> bool:
        """Tell whether this is what is held to be true."""
        return self.superseded_by is None and self.value is not None


@dataclass(frozen=True, slots=True)
class MetricDetail:
    """One metric: all values that count, the latest entries with what they replaced, and what looks at it."""

    metric: MetricRow
    values: tuple[Reading, ...]
    points: tuple[PointRow, ...]
    points_in_all: int
    key_results: tuple[KeyResultRow, ...]


@dataclass(frozen=True, slots=True)
class LinkedMetric:
    """The metric of a key result, and every entry of the days on which its values count, latest day first."""

    key: int
    name: str
    unit: str
    source: str
    points: tuple[PointRow, ...]

    @property
    def values(self) -> tuple[Reading, ...]:
        """Return the values that count, earliest day first."""
        counted = [point for point in reversed(self.points) if point.counts]
        return tuple(Reading(point.as_of, point.value, None, True) for point in counted if point.value is not None)


def list_metrics(session: Session, today: date) -> tuple[MetricRow, ...]:
    """Return all metrics by name with their values of half a year, in two statements."""
    rows = session.execute(_metrics().order_by(func.lower(Metric.name), col(Metric.id))).all()
    recent = live_points(session, [row[0].key for row in rows], today - timedelta(days=RECENT_DAYS)) if rows else {}
    return tuple(_row(row, recent.get(row[0].key, ())) for row in rows)


def metric_detail(session: Session, metric_id: int, today: date, policy: Policy) -> MetricDetail:
    """Return everything about one metric; raises NotFound."""
    found = session.execute(_metrics().where(col(Metric.id) == metric_id)).first()
    if found is None:
        raise NotFound("This metric does not exist. It may have been in another database.")
    values = live_points(session, [metric_id]).get(metric_id, ())
    entries = _points(metric_id).add_columns(func.count().over()).limit(MOST_POINTS)
    points = session.execute(entries).all()
    return MetricDetail(
        metric=_row(found, values),
        values=values,
        points=tuple(_point(row) for row in points),
        points_in_all=points[0][-1] if points else 0,
        key_results=load_key_results(session, today, policy, col(KeyResult.metric_id) == metric_id, SEEN_BY_ALL),
    )


def linked_metric(session: Session, link: MetricLink) -> LinkedMetric:
    """Return the metric that a key result looks at, in two statements."""
    metric = session.get_one(Metric, link.metric_id)
    between = col(MetricPoint.as_of).between(link.first, link.last)
    points = session.execute(_points(link.metric_id).where(between)).all()
    return LinkedMetric(metric.key, metric.name, metric.unit, metric.source, tuple(_point(row) for row in points))


def metric_choices(session: Session) -> Mapping[int, tuple[str, str]]:
    """Return the name and the unit of every metric, by id and in the order of the names."""
    rows = session.execute(select(col(Metric.id), col(Metric.name), col(Metric.unit)).order_by(func.lower(Metric.name)))
    return {key: (name, unit) for key, name, unit in rows}


def _metrics() -> Any:
    latest = (_latest(MetricPoint.as_of), _latest(MetricPoint.value))
    looks = (col(KeyResult.metric_id) == Metric.id, col(KeyResult.dropped).is_(False))
    linked = select(func.count(col(KeyResult.id))).where(*looks).correlate(Metric).scalar_subquery()
    columns: tuple[Any, ...] = (Metric, col(Team.name), col(Person.name), *latest, linked)
    return select(*columns).join(Team, col(Metric.team_id) == Team.id).join(Person, col(Metric.owner_id) == Person.id)


def _latest(what: Any) -> ScalarSelect[Any]:
    counts = (col(LATER.id).is_(None), col(MetricPoint.value).is_not(None))
    return (
        select(what)
        .outerjoin(LATER, col(LATER.supersedes_id) == MetricPoint.id)
        .where(col(MetricPoint.metric_id) == Metric.id, *counts)
        .order_by(col(MetricPoint.as_of).desc(), col(MetricPoint.id).desc())
        .limit(1)
        .correlate(Metric)
        .scalar_subquery()
    )


def _points(metric_id: int) -> Any:
    return (
        select(MetricPoint, col(Person.name), col(LATER.id))
        .join(Person, col(MetricPoint.author_id) == Person.id)
        .outerjoin(LATER, col(LATER.supersedes_id) == MetricPoint.id)
        .where(col(MetricPoint.metric_id) == metric_id)
        .order_by(col(MetricPoint.as_of).desc(), col(MetricPoint.id).desc())
    )


def _row(found: Any, recent: tuple[Reading, ...]) -> MetricRow:
    metric, team, owner, as_of, value, linked = found
    latest = None if as_of is None else Reading(as_of, value)
    fields = {name: getattr(metric, name) for name in FIELDS}
    return MetricRow(key=metric.key, team=team, owner=owner, latest=latest, key_results=linked, recent=recent, **fields)


def _point(found: Any) -> PointRow:
    point, author, later = found[:3]
    return PointRow(point.key, point.as_of, point.value, point.origin, author, point.entered_at, later)
