"""Metrics and their dated values, as an archive holds them."""

from domain.vocabulary import PointOrigin
from models import Metric, MetricPoint
from services.exchange.archive.building import KEY, day, link, moment, number, word
from services.exchange.archive.schema import Column, RecordType

METRICS = RecordType(
    "metrics",
    "metric",
    Metric,
    (
        Column("name", required=True),
        link("team", "teams"),
        link("owner", "people"),
        *(Column("unit"), Column("definition"), Column("source")),
    ),
    ("name",),
    "name",
    unique=True,
)
METRIC_POINTS = RecordType(
    "metric_points",
    "metric_point",
    MetricPoint,
    (
        *(KEY, link("metric", "metrics")),
        day("as_of", required=True),
        number("value"),
        word("origin", PointOrigin),
        link("author", "people"),
        moment("entered_at"),
        link("supersedes", "metric_points", required=False),
    ),
    ("metric_id", "as_of", "value", "origin", "author_id", "entered_at", "supersedes_id"),
    "metric_id",
)
