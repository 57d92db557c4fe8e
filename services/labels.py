"""Outcome or output: suggestions stored with their reasons, verdicts stored with who gave them and why."""

from dataclasses import asdict

from sqlmodel import Session, col, select

from domain.classification import FourAnswers, Suggestion, classify
from domain.validation import FieldProblem
from domain.vocabulary import Label, LabelSource
from models import ClassificationEvent, KeyResult
from models.inputs import LabelInput
from services import audit, changes
from services.errors import InvalidInput
from services.objectives import require_open_cycle
from services.permissions import Actor, authorise
from services.precedents import with_precedent
from services.published import account_for, held, settles


def suggest(session: Session, record: KeyResult) -> None:
    """Write the suggested label into a key result, with its event; nothing is confirmed and nothing committed.

    What people decided about a similar key result counts, and stands as the first reason.
    """
    session.add(apply_suggestion(record, with_precedent(session, record, suggestion_for(record))))


def suggestion_for(record: KeyResult) -> Suggestion:
    """Return what the classifier says about a key result as it stands."""
    return classify(record.title, record.measure, record.unit, record.baseline, record.target)


def apply_suggestion(record: KeyResult, suggestion: Suggestion) -> ClassificationEvent:
    """Set the suggested label on a stored key result and return the event to store beside it."""
    record.label = suggestion.label
    record.label_source = LabelSource.SUGGESTED
    record.label_probability = suggestion.probability
    record.indicator = suggestion.indicator
    record.control = suggestion.control
    return ClassificationEvent(
        key_result_id=record.key,
        label=suggestion.label,
        source=LabelSource.SUGGESTED,
        probability=suggestion.probability,
        text=record.title,
        reasons=[asdict(reason) for reason in suggestion.reasons],
        answers=asdict(suggestion.answers),
    )


def decide_label(
    session: Session, actor: Actor, seen_version: int, verdict: LabelInput, request_key: str | None = None
) -> LabelSource:
    """Confirm or override a label and return which of the two it was; the same request key writes once.

    An override, and an exemption, needs a reason: raises InvalidInput without one.
    """
    record = changes.lock(session, KeyResult, verdict.key_result_id)
    if audit.repeated(session, request_key) is not None:
        return record.label_source
    objective = held(session, record.objective_id)
    authorise(session, actor, objective.team_id)
    require_open_cycle(session, objective.cycle_id)
    source = _source(session, record, verdict)
    answers = FourAnswers(verdict.backlog, verdict.others_move_it, verdict.worthless_success, verdict.substitution)
    values = verdict.model_dump(include={"label", "exemption", "indicator", "control"}, exclude_none=True)
    if record.version == seen_version and not settles(record.label):
        account_for(session, actor, objective, record, {"label": verdict.label}, verdict.reason, "reason")
    changes.save(session, actor, record, seen_version, {**values, "label_source": source})
    event = ClassificationEvent(
        key_result_id=record.key,
        label=verdict.label,
        source=source,
        text=record.title,
        reason=verdict.reason,
        answers=asdict(answers),
        person_id=actor.person_id,
    )
    session.add(event)
    audit.note(session, actor, source.value, record, field="label", after=verdict.label.value, request_key=request_key)
    audit.commit(session)
    return source


def _source(session: Session, record: KeyResult, verdict: LabelInput) -> LabelSource:
    if verdict.label == Label.UNCLEAR:
        raise InvalidInput([FieldProblem("label", "Choose outcome or output, or leave it unconfirmed.")])
    suggested = session.exec(
        select(ClassificationEvent.label)
        .where(ClassificationEvent.key_result_id == record.key, ClassificationEvent.source == LabelSource.SUGGESTED)
        .order_by(col(ClassificationEvent.id).desc())
    ).first()
    overrides = suggested is not None and suggested not in (verdict.label, Label.UNCLEAR)
    if overrides and not verdict.reason:
        message = f"The suggestion was {suggested}. Say in one sentence why it is an {verdict.label}."
        raise InvalidInput([FieldProblem("reason", message)])
    if verdict.exemption != record.exemption and not verdict.reason:
        raise InvalidInput([FieldProblem("reason", "Say in one sentence why this counts in the mix or does not.")])
    return LabelSource.OVERRIDDEN if overrides else LabelSource.CONFIRMED
