"""How each key result of the company got its label: a suggestion first, then a person's word on it."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime, timedelta

from domain.classification import FourAnswers, Suggestion
from domain.vocabulary import Label, LabelSource
from models import ClassificationEvent, KeyResult
from services.labels import apply_suggestion, suggestion_for
from services.quarters import working_moment
from services.sample.company import Plan
from services.sample.files import Row

WRITTEN_WITHIN = 20  # minutes
BARELY = 0.65  # the probability of a suggestion that a person had to put right
ANSWERS = {Label.OUTCOME: FourAnswers(False, True, False, True), Label.OUTPUT: FourAnswers(True, False, True, False)}


@dataclass(frozen=True, slots=True)
class Verdict:
    """A person's word on a label: who, when, and which of confirmed and overridden it was."""

    key_result_id: int
    person_id: int
    source: LabelSource
    at: datetime


def settle_labels(plan: Plan, records: list[KeyResult]) -> tuple[list[ClassificationEvent], list[Verdict]]:
    """Set the suggested labels where nobody decided; return all events and every decision."""
    events: list[ClassificationEvent] = []
    verdicts: list[Verdict] = []
    for record, row in zip(records, plan.rows["key_results"], strict=True):
        events.append(_suggested(plan, record, row))
        for event, verdict in _decided(plan, record, row):
            events.append(event)
            verdicts.append(verdict)
    return events, verdicts


def written_at(plan: Plan, record: KeyResult) -> datetime:
    """Return when a key result was written: ten days before it starts, or at the latest the day before yesterday.

    Those of an objective that a planning session made were written in the same session.
    """
    kept = plan.kept_in_sessions().get(record.objective_id)
    if kept is not None:
        return kept + timedelta(minutes=WRITTEN_WITHIN + record.key % WRITTEN_WITHIN)
    return _moment(plan, record.starts_on - timedelta(days=10), record.key)


def _suggested(plan: Plan, record: KeyResult, row: Row) -> ClassificationEvent:
    suggestion, at = suggestion_for(record), written_at(plan, record)
    if not row["label"]:
        event = apply_suggestion(record, suggestion)
    else:
        event = apply_suggestion(record.model_copy(), _before(suggestion, record.label, record.label_source))
        record.label_probability = event.probability or BARELY
    event.at = at
    return event


def _before(suggestion: Suggestion, label: Label, source: LabelSource) -> Suggestion:
    """The suggestion that the person met: one against the verdict is a doubt unless the person overrode it."""
    if source == LabelSource.OVERRIDDEN:
        other = Label.OUTPUT if label == Label.OUTCOME else Label.OUTCOME
        return suggestion if suggestion.label == other else _leaning_to(suggestion, other)
    if suggestion.label in (label, Label.UNCLEAR):
        return suggestion
    return replace(suggestion, label=Label.UNCLEAR, probability=BARELY, answers=FourAnswers())


def _leaning_to(suggestion: Suggestion, label: Label) -> Suggestion:
    sign = 1 if label == Label.OUTCOME else -1
    reasons = tuple(reason for reason in suggestion.reasons if reason.weight * sign > 0)
    return replace(suggestion, label=label, probability=BARELY, reasons=reasons, answers=ANSWERS[label])


def _decided(plan: Plan, record: KeyResult, row: Row) -> Iterator[tuple[ClassificationEvent, Verdict]]:
    if not row["label"]:
        return
    person, at = plan.keys["people"].of(row, "label_by"), _moment(plan, record.starts_on, record.key)
    if record.label not in ANSWERS:
        raise row.problem("label", "A person's label is outcome or output. Leave the cell empty for a suggestion.")
    event = ClassificationEvent(
        key_result_id=record.key,
        label=record.label,
        source=record.label_source,
        text=record.title,
        reason=row["label_reason"],
        answers=asdict(ANSWERS[record.label]),
        person_id=person,
        at=at,
    )
    yield event, Verdict(record.key, person, record.label_source, at)


def _moment(plan: Plan, day: date, number: int) -> datetime:
    return working_moment(min(day, plan.today - timedelta(days=2)), number)
