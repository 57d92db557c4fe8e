"""One key result in full: check-ins, label history, milestones, initiatives and changes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from domain.linked_values import counts_between
from domain.policy import Policy
from domain.vocabulary import Label, LabelSource, Measure
from models import CheckIn, ClassificationEvent, KeyResult, Milestone, Person
from services.errors import NotFound
from services.reporting.annotations import AnnotationRow, annotations_of
from services.reporting.history import Happening, history_of
from services.reporting.initiatives import InitiativeRow, initiatives_of
from services.reporting.key_results import KeyResultRow, live, load_key_results
from services.reporting.metrics import LinkedMetric, linked_metric
from services.reporting.readings import MetricLink

LATER = aliased(CheckIn)  # named once: an alias of its own in each query would cost more than the query


@dataclass(frozen=True, slots=True)
class CheckInRow:
    """A check-in with its author and, where it was corrected or withdrawn, by which entry."""

    key: int
    as_of: date
    value: float | None
    confidence: int | None
    note: str
    entered_at: datetime
    author: str
    supersedes_id: int | None
    superseded_by: int | None

    @property
    def counts(self) -> bool:
        """Tell whether this is what is held to be true."""
        return self.superseded_by is None and self.value is not None


@dataclass(frozen=True, slots=True)
class LabelEvent:
    """A suggestion or a person's verdict, with its reasons."""

    label: Label
    source: LabelSource
    probability: float | None
    text: str
    reason: str
    reasons: tuple[dict[str, Any], ...]
    answers: dict[str, bool | None]
    who: str
    at: datetime


@dataclass(frozen=True, slots=True)
class MilestoneRow:
    """A weighted step and when it was done."""

    key: int
    title: str
    weight: float
    due_on: date | None
    done_on: date | None


@dataclass(frozen=True, slots=True)
class KeyResultDetail:
    """How a key result stands: what a check-in changes."""

    key_result: KeyResultRow
    siblings: tuple[KeyResultRow, ...]
    check_ins: tuple[CheckInRow, ...]
    annotations: tuple[AnnotationRow, ...]
    milestones: tuple[MilestoneRow, ...]
    metric: LinkedMetric | None = None


@dataclass(frozen=True, slots=True)
class KeyResultBackground:
    """What its own page shows of a key result that no check-in changes."""

    labels: tuple[LabelEvent, ...]
    initiatives: tuple[InitiativeRow, ...]
    history: tuple[Happening, ...]

    @property
    def suggestion(self) -> LabelEvent | None:
        """Return the latest suggestion of the classifier."""
        return latest_suggestion(self.labels)


def key_result_detail(session: Session, key_result_id: int, today: date, policy: Policy) -> KeyResultDetail:
    """Return how one key result stands; raises NotFound."""
    objective = select(KeyResult.objective_id).where(KeyResult.id == key_result_id).scalar_subquery()
    together = load_key_results(session, today, policy, col(KeyResult.objective_id) == objective)
    found = next((row for row in together if row.key == key_result_id), None)
    if found is None:
        raise NotFound("This key result does not exist. It may have been in another database.")
    return KeyResultDetail(
        key_result=found,
        siblings=tuple(row for row in live(together) if row.key != key_result_id),
        check_ins=check_ins_of(session, key_result_id),
        annotations=annotations_of(session, key_result_id),
        milestones=milestones_of(session, key_result_id) if found.measurement.measure == Measure.MILESTONE else (),
        metric=_metric_of(session, found),
    )


def key_result_background(session: Session, key_result_id: int) -> KeyResultBackground:
    """Return the label's history, the initiatives and the changes of one key result."""
    return KeyResultBackground(
        labels=labels_of(session, key_result_id),
        initiatives=initiatives_of(session, [key_result_id]),
        history=history_of(session, {"key_result": [key_result_id]}),
    )


def _metric_of(session: Session, row: KeyResultRow) -> LinkedMetric | None:
    if row.metric_id is None:
        return None
    return linked_metric(session, MetricLink(row.metric_id, *counts_between(row.schedule)))


def check_ins_of(session: Session, key_result_id: int) -> tuple[CheckInRow, ...]:
    """Return every check-in, those that were corrected included, latest day first."""
    rows = session.execute(
        select(CheckIn, Person.name, LATER.id)
        .join(Person, col(CheckIn.author_id) == Person.id)
        .outerjoin(LATER, col(LATER.supersedes_id) == CheckIn.id)
        .where(CheckIn.key_result_id == key_result_id)
        .order_by(col(CheckIn.as_of).desc(), col(CheckIn.id).desc())
    )
    same = ("key", "as_of", "value", "confidence", "note", "entered_at", "supersedes_id")
    return tuple(
        CheckInRow(author=author, superseded_by=later_id, **{name: getattr(entry, name) for name in same})
        for entry, author, later_id in rows
    )


def labels_of(session: Session, key_result_id: int) -> tuple[LabelEvent, ...]:
    """Return how the label came about, latest first."""
    rows = session.execute(
        select(ClassificationEvent, Person.name)
        .outerjoin(Person, col(ClassificationEvent.person_id) == Person.id)
        .where(ClassificationEvent.key_result_id == key_result_id)
        .order_by(col(ClassificationEvent.id).desc())
    )
    same = ("label", "source", "probability", "text", "reason", "answers", "at")
    return tuple(
        LabelEvent(
            who=name or "Outboard", reasons=tuple(event.reasons), **{field: getattr(event, field) for field in same}
        )
        for event, name in rows
    )


def latest_suggestion(labels: Sequence[LabelEvent]) -> LabelEvent | None:
    """Return the latest suggestion among events that are ordered from the latest on."""
    return next((event for event in labels if event.source == LabelSource.SUGGESTED), None)


def milestones_of(session: Session, key_result_id: int) -> tuple[MilestoneRow, ...]:
    """Return the steps in the order in which they were written."""
    rows = session.exec(
        select(Milestone).where(Milestone.key_result_id == key_result_id).order_by(col(Milestone.id))
    ).all()
    return tuple(MilestoneRow(step.key, step.title, step.weight, step.due_on, step.done_on) for step in rows)
