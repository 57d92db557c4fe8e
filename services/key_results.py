"""Writing key results: numbers that make sense, milestones, and a suggested label from the first moment."""

from collections.abc import Iterable
from typing import Any

from sqlmodel import Session, col, select

from domain.measurement import Measurement, Schedule
from domain.validation import FieldProblem, check_measurement, check_schedule, check_weight
from domain.vocabulary import LabelSource, Measure
from models import KeyResult, Metric, Milestone, Objective
from models.inputs import KeyResultInput, MilestoneInput
from services import audit, changes, labels
from services.errors import InvalidInput, NotFound
from services.objectives import require_active_person, require_open_cycle
from services.permissions import Actor, authorise
from services.published import account_for, held

READ_BY_CLASSIFIER = frozenset({"title", "measure", "unit", "baseline", "target"})
MEANT_BY_A_VERDICT = frozenset({"title", "measure"})  # another target does not make an output an outcome


def create_key_result(
    session: Session, actor: Actor, key_result: KeyResultInput, request_key: str | None = None
) -> int:
    """Store a key result with its suggested label and return its id; the same request key writes once."""
    if (earlier := audit.repeated(session, request_key)) is not None:
        return earlier
    record = add_key_result(session, actor, key_result, request_key)
    audit.commit(session)
    return record.key


def add_key_result(
    session: Session, actor: Actor, key_result: KeyResultInput, request_key: str | None = None
) -> KeyResult:
    """Store a key result with its suggested label as a part of a larger act, and commit nothing."""
    authorise_in_objective(session, actor, key_result.objective_id)
    check_key_result(session, key_result)
    record = KeyResult(**columns_of(key_result))
    audit.created(session, actor, record, request_key)
    _write_milestones(session, actor, record, key_result.milestones)
    labels.suggest(session, record)
    return record


def update_key_result(
    session: Session,
    actor: Actor,
    key_result_id: int,
    seen_version: int,
    key_result: KeyResultInput,
    *,
    rewritten: bool = False,
    reason: str = "",
) -> bool:
    """Save an edited key result and tell whether that proposed a decision.

    A label that nobody confirmed is suggested anew when the text changes.
    In a published objective a change of what was agreed needs a ``reason``; see services.published.

    One that is ``rewritten`` says something else than before: its label is suggested anew even if a person gave it,
    as soon as its text or measure differs. What the person said stays in the history of the label.
    """
    record = changes.lock(session, KeyResult, key_result_id)
    authorise_in_objective(session, actor, record.objective_id)
    authorise_in_objective(session, actor, key_result.objective_id)
    objective = held(session, record.objective_id)
    check_key_result(session, key_result)
    values = columns_of(key_result)
    reads_differently = any(getattr(record, name) != values[name] for name in READ_BY_CLASSIFIER)
    says_differently = rewritten and any(getattr(record, name) != values[name] for name in MEANT_BY_A_VERDICT)
    stored = _stored_milestones(session, record)
    texts = (_as_lines(stored.values()), _as_lines(key_result.milestones))
    current = record.version == seen_version
    proposed = current and account_for(session, actor, objective, record, values, reason)
    changes.save(session, actor, record, seen_version, values, {"milestones": texts})
    if _write_milestones(session, actor, record, key_result.milestones):
        record.version = seen_version + 1
    if says_differently or (reads_differently and record.label_source == LabelSource.SUGGESTED):
        labels.suggest(session, record)
    audit.commit(session)
    return proposed


def drop_key_result(session: Session, actor: Actor, key_result_id: int, seen_version: int, dropped: bool) -> None:
    """Take a key result out of the reckoning, or back in; its history stays."""
    record = changes.lock(session, KeyResult, key_result_id)
    authorise_in_objective(session, actor, record.objective_id)
    changes.save(session, actor, record, seen_version, {"dropped": dropped})
    audit.commit(session)


def authorise_in_objective(session: Session, actor: Actor, objective_id: int) -> Objective:
    """Return the objective if the actor may work in its team and its cycle is open; else raise."""
    objective = session.get(Objective, objective_id)
    if objective is None:
        raise NotFound("This objective does not exist any more. Choose another one.")
    authorise(session, actor, objective.team_id)
    require_open_cycle(session, objective.cycle_id)
    return objective


def check_key_result(session: Session, key_result: KeyResultInput) -> None:
    """Raise InvalidInput that names every field that cannot be right."""
    require_active_person(session, key_result.owner_id)
    numbers = Measurement(**key_result.model_dump(include=set(Measurement.__slots__)))
    schedule = Schedule(key_result.starts_on, key_result.due_on, key_result.cadence_days, key_result.plan_points)
    problems = [*check_measurement(numbers), *check_weight(key_result.weight), *check_schedule(schedule)]
    for step in key_result.milestones:
        problems += [FieldProblem("milestones", problem.message) for problem in check_weight(step.weight)]
    problems += _link_problems(session, key_result)
    titles = [step.title for step in key_result.milestones]
    if len(titles) != len(set(titles)):
        problems.append(FieldProblem("milestones", "Two milestones have the same title. Tell them apart."))
    if problems:
        raise InvalidInput(problems)


def _link_problems(session: Session, key_result: KeyResultInput) -> Iterable[FieldProblem]:
    if key_result.metric_id is None:
        return
    if key_result.measure == Measure.MILESTONE:
        yield FieldProblem("metric_id", "Milestones are ticked off by people. Choose another measure, or no metric.")
    elif session.get(Metric, key_result.metric_id) is None:
        yield FieldProblem("metric_id", "This metric does not exist any more. Choose another one, or none.")


def columns_of(key_result: KeyResultInput) -> dict[str, Any]:
    """Return the values of the key result's own columns; a score that nobody sent stays as it is."""
    values = key_result.model_dump(exclude={"milestones", "score"} - key_result.model_fields_set | {"milestones"})
    values["plan_points"] = [[day.isoformat(), value] for day, value in key_result.plan_points]
    return values


def _write_milestones(session: Session, actor: Actor, record: KeyResult, steps: tuple[MilestoneInput, ...]) -> bool:
    differs = False
    existing = _stored_milestones(session, record)
    for step in steps:
        if (kept := existing.pop(step.title, None)) is not None:
            differs |= audit.changed(session, actor, kept, step.model_dump(exclude={"done_on"}))
        else:
            differs = True
            audit.created(session, actor, Milestone(key_result_id=record.key, **step.model_dump()))
    for gone in existing.values():
        audit.note(session, actor, "removed", gone, before=gone.title)
        session.delete(gone)
    return differs or bool(existing)


def _stored_milestones(session: Session, record: KeyResult) -> dict[str, Milestone]:
    steps = session.exec(
        select(Milestone).where(col(Milestone.key_result_id) == record.key).order_by(col(Milestone.id))
    ).all()
    return {step.title: step for step in steps}


def _as_lines(steps: Iterable[Milestone | MilestoneInput]) -> str:
    return "\n".join(step.title if step.weight == 1 else f"{step.title} | {step.weight:g}" for step in steps)
