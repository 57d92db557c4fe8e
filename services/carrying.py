"""Going on with an objective in another cycle, and copying one: chosen key results from their last value on."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlmodel import Session, col, select

from domain.carrying import NO_STEPS_LEFT, carried
from domain.measurement import Measurement
from domain.validation import FieldProblem
from domain.vocabulary import LabelSource, Measure
from models import ClassificationEvent, Cycle, KeyResult, Milestone, Objective, Person
from services import audit, changes
from services.errors import InvalidInput, NotPossible
from services.objectives import require_open_cycle
from services.permissions import Actor, authorise
from services.reporting.key_results import measurement_of
from services.reporting.readings import link_of, live_readings

KEPT_OF_OBJECTIVE = ("team_id", "title", "description", "commitment", "kind", "narrative")
KEPT_OF_KEY_RESULT = (
    *("title", "measure", "unit", "weight", "cadence_days", "source", "metric_id"),
    *("label", "label_source", "label_probability", "indicator", "control", "exemption"),
)
NUMBERS = ("baseline", "target", "low", "high", "stretch")
DATED = (*NUMBERS, "starts_on", "due_on", "plan_points")
KEPT_OF_EVENT = ("label", "source", "probability", "reasons", "answers", "person_id", "at")


class GoesOnAlready(NotPossible):
    """The objective was carried over into this cycle before; ``objective_id`` is the one that goes on with it."""

    def __init__(self, title: str, cycle: str, objective_id: int) -> None:
        self.objective_id = objective_id
        super().__init__(f"“{title}” goes on in {cycle} already. Open it there, or duplicate it.")


def carry_over(
    session: Session,
    actor: Actor,
    objective_id: int,
    to_cycle_id: int,
    key_result_ids: Sequence[int],
    request_key: str | None = None,
) -> int:
    """Start a draft in another open cycle that goes on with an objective, and return its id.

    Each chosen key result starts from its last value and without check-ins; label, unit, weight, cadence, source and
    metric are kept, and so is a target that still lies ahead. Of milestones the undone steps go on. Only the team sees
    the draft. Raises CycleClosed, GoesOnAlready, and InvalidInput for the field `key_result_ids`.
    """
    source = changes.lock(session, Objective, objective_id)
    if (earlier := audit.repeated(session, request_key)) is not None:
        return earlier
    authorise(session, actor, source.team_id)
    cycle = require_open_cycle(session, to_cycle_id)
    _require_new(session, source, cycle)
    chosen = _chosen(session, source, key_result_ids)
    made = _begin(session, actor, source, cycle, request_key)
    _go_on(session, actor, source, made, chosen, cycle)
    audit.commit(session)
    return made.key


def duplicate(session: Session, actor: Actor, objective_id: int, request_key: str | None = None) -> int:
    """Copy an objective with its live key results as a draft of the same cycle, and return the copy's id.

    Baselines, targets, dates and plans are kept, all steps are undone; check-ins, links to initiatives and scores stay
    with the original. Only the team sees the copy. Raises CycleClosed.
    """
    source = changes.lock(session, Objective, objective_id)
    if (earlier := audit.repeated(session, request_key)) is not None:
        return earlier
    authorise(session, actor, source.team_id)
    cycle = require_open_cycle(session, source.cycle_id)
    same = (*KEPT_OF_OBJECTIVE, "cycle_id", "parent_id", "parent_key_result_id")
    values = {**_kept(source, same), "title": f"Copy of {source.title}"}
    made = Objective(**values, owner_id=_owner(session, actor, source.owner_id), shared=False)
    audit.created(session, actor, made, request_key, copied_from=source.key)
    for record in _live(session, source.key):
        owner = _owner(session, actor, record.owner_id)
        added = _add(session, actor, made, record, {**_kept(record, DATED), "owner_id": owner})
        _copy_steps(session, actor, record, added, cycle, only_undone=False)
        _copy_label(session, record, added, f"Copied from “{source.title}”.")
    audit.commit(session)
    return made.key


def _begin(session: Session, actor: Actor, source: Objective, cycle: Cycle, request_key: str | None) -> Objective:
    """Store the draft that goes on with an objective in a cycle, still without key results."""
    values = {**_kept(source, KEPT_OF_OBJECTIVE), **_line_in(session, source, cycle)}
    owner = _owner(session, actor, source.owner_id)
    made = Objective(**values, cycle_id=cycle.key, owner_id=owner, shared=False, carried_from_id=source.key)
    audit.created(session, actor, made, request_key)
    return made


def _go_on(
    session: Session, actor: Actor, source: Objective, made: Objective, chosen: Sequence[KeyResult], cycle: Cycle
) -> None:
    """Let key results go on in a draft: each from its last value, with its label and the steps that are left."""
    last = live_readings(session, {record.key: link_of(record) for record in chosen})
    dates = {"starts_on": cycle.starts_on, "due_on": cycle.ends_on}
    said = f"Carried over from {session.get_one(Cycle, source.cycle_id).name}."
    for record in chosen:
        readings = last.get(record.key, ())
        numbers = carried(measurement_of(record), readings[-1].value if readings else None)
        origin = {"carried_from_id": record.key, "owner_id": _owner(session, actor, record.owner_id)}
        added = _add(session, actor, made, record, {**dates, **origin, **_numbers(record, numbers)})
        _copy_steps(session, actor, record, added, cycle, only_undone=True)
        _copy_label(session, record, added, said)


def steps_of(session: Session, key_result_id: int) -> Sequence[Milestone]:
    """Return the steps of a key result in the order of writing."""
    wanted = select(Milestone).where(col(Milestone.key_result_id) == key_result_id)
    return session.exec(wanted.order_by(col(Milestone.id))).all()


def _require_new(session: Session, source: Objective, cycle: Cycle) -> None:
    if cycle.key == source.cycle_id:
        message = f"“{source.title}” stands in {cycle.name}. Choose another cycle, or duplicate it."
        raise InvalidInput([FieldProblem("cycle_id", message)])
    found = session.exec(
        select(Objective.id)
        .where(col(Objective.carried_from_id) == source.key, col(Objective.cycle_id) == cycle.key)
        .order_by(col(Objective.id))
    ).first()
    if found is not None:
        raise GoesOnAlready(source.title, cycle.name, found)


def _chosen(session: Session, source: Objective, key_result_ids: Sequence[int]) -> list[KeyResult]:
    own = {record.key: record for record in _all(session, source.key)}
    problems = []
    for key in dict.fromkeys(key_result_ids):
        record = own.get(key)
        if record is None:
            problems.append("A key result of another objective was chosen. Choose among those of this one.")
        elif record.dropped:
            problems.append(f"“{record.title}” was dropped. Leave it out, or take it back in first.")
        elif record.measure == Measure.MILESTONE and all(step.done_on for step in steps_of(session, key)):
            problems.append(f"“{record.title}”: {NO_STEPS_LEFT} Leave it out.")
    if problems:
        raise InvalidInput([FieldProblem("key_result_ids", message) for message in problems])
    return [record for key, record in own.items() if key in key_result_ids]


def _all(session: Session, objective_id: int) -> Sequence[KeyResult]:
    order = (col(KeyResult.position), col(KeyResult.id))
    return session.exec(select(KeyResult).where(col(KeyResult.objective_id) == objective_id).order_by(*order)).all()


def _live(session: Session, objective_id: int) -> list[KeyResult]:
    return [record for record in _all(session, objective_id) if not record.dropped]


def _owner(session: Session, actor: Actor, owner_id: int) -> int:
    active = session.exec(select(Person.is_active).where(col(Person.id) == owner_id)).first()
    return owner_id if active else actor.person_id


def _line_in(session: Session, source: Objective, cycle: Cycle) -> Mapping[str, int | None]:
    """Return what the objective contributes to in another cycle: what goes on there with its parent, if anything."""
    if source.parent_id is None:
        return {}
    parent = session.exec(
        select(Objective.id)
        .where(col(Objective.carried_from_id) == source.parent_id, col(Objective.cycle_id) == cycle.key)
        .order_by(col(Objective.id))
    ).first()
    if parent is None:
        return {}
    through = select(KeyResult.id).where(
        col(KeyResult.carried_from_id) == source.parent_key_result_id, col(KeyResult.objective_id) == parent
    )
    return {"parent_id": parent, "parent_key_result_id": session.exec(through).first()}


def _kept(record: Objective | KeyResult | ClassificationEvent, names: Sequence[str]) -> dict[str, Any]:
    return {name: getattr(record, name) for name in names}


def _numbers(record: KeyResult, numbers: Measurement) -> Mapping[str, Any]:
    return {name: None if record.measure == Measure.MILESTONE else getattr(numbers, name) for name in NUMBERS}


def _add(session: Session, actor: Actor, made: Objective, record: KeyResult, values: Mapping[str, Any]) -> KeyResult:
    added = KeyResult(objective_id=made.key, **_kept(record, KEPT_OF_KEY_RESULT), **values)
    audit.created(session, actor, added)
    return added


def _copy_steps(
    session: Session, actor: Actor, record: KeyResult, added: KeyResult, cycle: Cycle, *, only_undone: bool
) -> None:
    if record.measure != Measure.MILESTONE:
        return
    for step in steps_of(session, record.key):
        if only_undone and step.done_on:
            continue
        inside = step.due_on is not None and cycle.starts_on <= step.due_on <= cycle.ends_on
        due = step.due_on if inside else None
        audit.created(
            session, actor, Milestone(key_result_id=added.key, title=step.title, weight=step.weight, due_on=due)
        )


def _copy_label(session: Session, record: KeyResult, added: KeyResult, said: str) -> None:
    """Copy the latest suggestion and, where a person gave the label, the latest verdict, which then stands last."""
    events = session.exec(
        select(ClassificationEvent)
        .where(col(ClassificationEvent.key_result_id) == record.key)
        .order_by(col(ClassificationEvent.id).desc())
    ).all()
    suggested = next((event for event in events if event.source == LabelSource.SUGGESTED), None)
    decided = next((event for event in events if event.source != LabelSource.SUGGESTED), None)
    kept = (suggested, decided if record.label_source != LabelSource.SUGGESTED else None)
    for event in kept:
        if event is not None:
            told: dict[str, Any] = {"reason": f"{said} {event.reason}".strip(), "text": added.title}
            session.add(ClassificationEvent(key_result_id=added.key, **told, **_kept(event, KEPT_OF_EVENT)))
            session.flush()
