"""What counts as the value of a key result, day by day: people's check-ins, and the metric that it looks at."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from domain.linked_values import counts_between, merged
from domain.measurement import Reading, Schedule
from models import CheckIn, KeyResult, MetricPoint

Readings = Mapping[int, tuple[Reading, ...]]
LATER = aliased(CheckIn)
LIVE_CHECK_INS = (  # put together once for its cost
    select(col(CheckIn.key_result_id), col(CheckIn.as_of), col(CheckIn.value), col(CheckIn.confidence))
    .outerjoin(LATER, col(LATER.supersedes_id) == CheckIn.id)
    .where(col(LATER.id).is_(None), col(CheckIn.value).is_not(None))
    .order_by(col(CheckIn.key_result_id), col(CheckIn.as_of), col(CheckIn.id))
)


class MetricLink(NamedTuple):
    """The metric that a key result looks at, and the first and last day on which its values count."""

    metric_id: int
    first: date
    last: date


def link_of(record: KeyResult) -> MetricLink | None:
    """Return the metric that a stored key result looks at, None where people alone say its value."""
    if record.metric_id is None:
        return None
    return MetricLink(record.metric_id, *counts_between(Schedule(record.starts_on, record.due_on)))


def live_readings(session: Session, links: Mapping[int, MetricLink | None]) -> Readings:
    """Return what counts, by key result and in order of the day that it is true for; `links` names them all.

    Takes one statement, and another one where some of them look at a metric.
    """
    if not links:
        return {}
    found = live_check_ins(session, links)
    linked = {key: link for key, link in links.items() if link is not None}
    if not linked:
        return found
    points = live_points(session, {link.metric_id for link in linked.values()})
    both = {
        key: merged(found.get(key, ()), points.get(link.metric_id, ()), link.first, link.last)
        for key, link in linked.items()
    }
    return {**found, **{key: readings for key, readings in both.items() if readings}}


def live_check_ins(session: Session, key_result_ids: Iterable[int]) -> Readings:
    """Return the check-ins that count, by key result and in order of the day that they are true for."""
    return _by_key(session.execute(LIVE_CHECK_INS.where(col(CheckIn.key_result_id).in_(list(key_result_ids)))))


def live_points(session: Session, metric_ids: Iterable[int], since: date | None = None) -> Readings:
    """Return the values that count, by metric and in order of their days; with `since` only from that day on.

    Two that count for one day, as two databases that were merged may have, give the one that was stored later.
    """
    later = aliased(MetricPoint)
    where = () if since is None else (col(MetricPoint.as_of) >= since,)
    rows = session.execute(
        select(col(MetricPoint.metric_id), col(MetricPoint.as_of), col(MetricPoint.value))
        .outerjoin(later, col(later.supersedes_id) == MetricPoint.id)
        .where(
            col(MetricPoint.metric_id).in_(sorted(metric_ids)),
            *where,
            col(later.id).is_(None),
            col(MetricPoint.value).is_not(None),
        )
        .order_by(col(MetricPoint.metric_id), col(MetricPoint.as_of), col(MetricPoint.id))
    )
    return {key: tuple({point.as_of: point for point in points}.values()) for key, points in _by_key(rows).items()}


def _by_key(rows: Iterable[Any]) -> Readings:
    found: dict[int, list[Reading]] = defaultdict(list)
    for key, as_of, value, *confidence in rows:
        found[key].append(Reading(as_of, value, *confidence))
    return {key: tuple(readings) for key, readings in found.items()}
