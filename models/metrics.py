"""Numbers that are measured by themselves, and dated remarks on a key result."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Index
from sqlmodel import Field

from domain.vocabulary import PointOrigin
from models.base import Editable, Record, utc_now, words


class Metric(Editable, table=True):
    """A number that is measured again and again, whichever key results look at it.

    ``source`` says where its points come from ("nightly export of the billing system").
    """

    __tablename__ = "metric"

    team_id: int = Field(foreign_key="team.id", index=True)
    owner_id: int = Field(foreign_key="person.id")
    name: str = Field(unique=True, max_length=200)
    unit: str = Field(default="", max_length=60)
    definition: str = ""
    source: str = ""


class MetricPoint(Record, table=True):
    """The value of a metric on a day; append-only.

    A later point for the same day supersedes the earlier one. A withdrawal is a point without a value.
    """

    __tablename__ = "metric_point"
    __table_args__ = (
        CheckConstraint("value IS NOT NULL OR supersedes_id IS NOT NULL", name="metric_point_has_a_value_or_withdraws"),
        Index("metric_point_by_metric_and_day", "metric_id", "as_of"),
    )

    metric_id: int = Field(foreign_key="metric.id")
    as_of: date
    value: float | None = None
    origin: PointOrigin = Field(default=PointOrigin.TYPED, sa_type=words(PointOrigin))
    author_id: int = Field(foreign_key="person.id")
    entered_at: datetime = Field(default_factory=utc_now)
    supersedes_id: int | None = Field(default=None, foreign_key="metric_point.id", unique=True)


class Annotation(Editable, table=True):
    """A remark on a day in the life of a key result, drawn into its chart ("the campaign began")."""

    __tablename__ = "annotation"

    key_result_id: int = Field(foreign_key="key_result.id", index=True)
    on_day: date
    text: str = Field(max_length=200)
    author_id: int = Field(foreign_key="person.id")
    at: datetime = Field(default_factory=utc_now)
    removed_at: datetime | None = None
