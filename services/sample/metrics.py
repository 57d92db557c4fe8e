"""The company's metrics and their values, those that were corrected included."""

from collections.abc import Iterator
from datetime import timedelta

from models import Metric, MetricPoint
from services.quarters import working_moment
from services.sample.company import Plan


def metrics(plan: Plan) -> Iterator[Metric]:
    """Return the metrics in the order of their file."""
    for key, row in enumerate(plan.rows["metrics"], 1):
        yield row.build(
            Metric,
            id=key,
            team_id=plan.keys["teams"].of(row, "team"),
            owner_id=plan.keys["people"].of(row, "owner"),
            **row.filled("name", "unit", "definition", "source"),
        )


def points(plan: Plan) -> Iterator[MetricPoint]:
    """Return the values that are true by today; a correction supersedes the latest entry of its day."""
    latest: dict[tuple[int, str, int], int] = {}
    number = 0
    for row in plan.rest("metric_points"):
        metric, day = plan.keys["metrics"].of(row, "metric"), row.whole("day")
        as_of = plan.first_day(row) + timedelta(days=day)
        if as_of > plan.today:
            continue
        number += 1
        supersedes = latest.get((metric, row["cycle"], row.whole("supersedes_day"))) if row["supersedes_day"] else None
        if row["supersedes_day"] and supersedes is None:
            raise row.problem("supersedes_day", "There is no earlier value of this metric on that day.")
        latest[metric, row["cycle"], day] = number
        yield row.build(
            MetricPoint,
            id=number,
            metric_id=metric,
            as_of=as_of,
            entered_at=working_moment(as_of, number),
            author_id=plan.keys["people"].of(row, "author"),
            supersedes_id=supersedes,
            **row.filled("value", "origin"),
        )
