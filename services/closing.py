"""Closing a cycle: scores with their reasons, what becomes of each objective, lessons, and reopening."""

from dataclasses import asdict, dataclass
from datetime import date

from sqlalchemy import ColumnElement, update
from sqlmodel import Session, col, func, select

from domain.closing import (
    ClosingRule,
    Ending,
    check_ending,
    closing_rule,
    computed_score,
    ending_as_computed,
    final_score,
)
from domain.policy import Policy
from domain.progress import Progress
from domain.validation import FieldProblem
from domain.vocabulary import CycleState, ObjectiveState
from models import AuditEvent, Cycle, KeyResult, KeyResultClosing, Lesson, Objective, ObjectiveClosing
from models.base import utc_now
from models.planning_inputs import EndingInput, LessonInput, VerdictInput
from services import audit, changes
from services.errors import InvalidInput, NotFound, NotPossible
from services.objectives import require_open_cycle
from services.permissions import Actor, authorise, authorise_admin
from services.publishing import CLOSED_EARLY
from services.reporting.key_results import load_key_results
from services.snapshots import as_json, take_snapshot

TAKES_SCORES = (CycleState.ACTIVE, CycleState.CLOSING)


@dataclass(frozen=True, slots=True)
class Unfinished:
    """How many key results of a cycle have no score yet, and how many objectives no verdict."""

    key_results: int
    objectives: int

    def __bool__(self) -> bool:
        """Tell whether anything is left to do."""
        return bool(self.key_results or self.objectives)


def end_key_result(
    session: Session,
    actor: Actor,
    key_result_id: int,
    entered: EndingInput,
    today: date,
    policy: Policy,
    request_key: str | None = None,
) -> float:
    """Store how a key result ended and return its score; the same call changes what was said before.

    The same request key writes once.
    """
    if audit.repeated(session, request_key) is not None:
        return session.get_one(KeyResult, key_result_id).score or 0.0
    record = changes.lock(session, KeyResult, key_result_id)
    objective = _require_scoring(session, actor, record.objective_id)
    row = load_key_results(session, today, policy, col(KeyResult.id) == key_result_id)[0]
    rule = closing_rule(objective.commitment, record.exemption, record.measure)
    score = _end(session, actor, record, rule, row.progress, Ending(**entered.model_dump()), request_key)
    audit.commit(session)
    return score


def end_as_computed(session: Session, actor: Actor, objective_id: int, today: date, policy: Policy) -> int:
    """Score an objective's key results as their numbers say where that needs no words, and return how many.

    What has a score keeps it; what was not measured, was missed, or is about learning waits for a person.
    """
    changes.lock(session, Objective, objective_id)
    objective = _require_scoring(session, actor, objective_id)
    waiting = (col(KeyResult.dropped).is_(False), col(KeyResult.score).is_(None))
    rows = load_key_results(session, today, policy, col(Objective.id) == objective_id, *waiting)
    done = 0
    for row in rows:
        rule = closing_rule(objective.commitment, row.exemption, row.measurement.measure)
        ending = ending_as_computed(rule, row.progress)
        if ending is not None:
            _end(session, actor, changes.lock(session, KeyResult, row.key), rule, row.progress, ending)
            done += 1
    audit.commit(session)
    return done


def _end(
    session: Session,
    actor: Actor,
    record: KeyResult,
    rule: ClosingRule,
    progress: Progress,
    ending: Ending,
    request_key: str | None = None,
) -> float:
    computed = computed_score(rule, progress)
    if problems := list(check_ending(rule, computed, ending)):
        raise InvalidInput(problems)
    values = {**asdict(ending), "computed": computed, "person_id": actor.person_id, "at": utc_now()}
    if rule == ClosingRule.SCORE:
        values["met"] = None
    found = session.exec(select(KeyResultClosing).where(KeyResultClosing.key_result_id == record.key)).first()
    if found is None:
        audit.created(session, actor, KeyResultClosing(key_result_id=record.key, **values), request_key)
    elif audit.changed(session, actor, found, values, request_key):
        found.version += 1
    score = final_score(rule, computed, ending)
    if audit.changed(session, actor, record, {"score": score}):
        record.version += 1
    return score


def give_verdict(session: Session, actor: Actor, objective_id: int, given: VerdictInput) -> None:
    """Say whether an objective is kept, modified or abandoned after its cycle; a later word replaces the earlier."""
    changes.lock(session, Objective, objective_id)
    _require_scoring(session, actor, objective_id)
    snapshot = as_json(take_snapshot(session, objective_id))
    values = {**given.model_dump(), "snapshot": snapshot, "person_id": actor.person_id, "at": utc_now()}
    found = session.exec(select(ObjectiveClosing).where(ObjectiveClosing.objective_id == objective_id)).first()
    if found is None:
        audit.created(session, actor, ObjectiveClosing(objective_id=objective_id, **values))
    elif audit.changed(session, actor, found, values):
        found.version += 1
    audit.commit(session)


def add_lesson(session: Session, actor: Actor, learnt: LessonInput, request_key: str | None = None) -> int:
    """Store a team's lesson of a cycle and return its id; the same request key writes once."""
    if (earlier := audit.repeated(session, request_key)) is not None:
        return earlier
    authorise(session, actor, learnt.team_id)
    require_open_cycle(session, learnt.cycle_id)
    record = Lesson(**learnt.model_dump(), author_id=actor.person_id, author_name=actor.name)
    key = audit.created(session, actor, record, request_key)
    audit.commit(session, goals=False)
    return key


def take_lesson_back(session: Session, actor: Actor, lesson_id: int) -> None:
    """Take a lesson back; it stays in the history."""
    record = changes.lock(session, Lesson, lesson_id)
    authorise(session, actor, record.team_id)
    require_open_cycle(session, record.cycle_id)
    if record.removed_at is None:
        audit.changed(session, actor, record, {"removed_at": utc_now()})
        record.version += 1
    audit.commit(session, goals=False)


def begin_closing(session: Session, actor: Actor, cycle_id: int) -> None:
    """Let the teams score what a running cycle has brought; last check-ins are still taken."""
    record = _cycle_of_admin(session, actor, cycle_id)
    if record.state not in TAKES_SCORES:
        raise NotPossible(f"{record.name} is {record.state}. Only an active cycle can begin to close.")
    _set_state(session, actor, record, CycleState.CLOSING)


def close_cycle(session: Session, actor: Actor, cycle_id: int, reason: str = "") -> None:
    """Make a cycle read-only; with scores or verdicts missing it takes a reason, which the trail keeps.

    Raises InvalidInput for the field `reason` when something is missing and no reason is given.
    """
    record = _cycle_of_admin(session, actor, cycle_id)
    if record.state not in TAKES_SCORES:
        raise NotPossible(f"{record.name} is {record.state}. Only a cycle that is active or closing can be closed.")
    missing = unfinished(session, cycle_id)
    if missing and not reason.strip():
        message = f"{missing.key_results} key results have no score and {missing.objectives} objectives no verdict."
        raise InvalidInput([FieldProblem("reason", f"{message} Say why the cycle is closed all the same.")])
    _move_objectives(session, cycle_id, ObjectiveState.PUBLISHED, ObjectiveState.CLOSED)
    audit.note(session, actor, "closed", record, after=reason.strip() or None)
    _set_state(session, actor, record, CycleState.CLOSED)


def reopen_cycle(session: Session, actor: Actor, cycle_id: int, reason: str) -> None:
    """Let people write in a closed cycle again, for a reason that the trail keeps.

    Objectives that were closed before their cycle stay closed.
    """
    record = _cycle_of_admin(session, actor, cycle_id)
    if record.state != CycleState.CLOSED:
        raise NotPossible(f"{record.name} is not closed, so there is nothing to reopen.")
    if not reason.strip():
        raise InvalidInput([FieldProblem("reason", "Say why the cycle is reopened: its numbers were final.")])
    early = select(AuditEvent.entity_id).where(AuditEvent.entity == "objective", AuditEvent.action == CLOSED_EARLY)
    with_the_cycle = col(Objective.id).not_in(early)
    _move_objectives(session, cycle_id, ObjectiveState.CLOSED, ObjectiveState.PUBLISHED, with_the_cycle)
    audit.note(session, actor, "reopened", record, after=reason.strip())
    _set_state(session, actor, record, CycleState.CLOSING)


def unfinished(session: Session, cycle_id: int) -> Unfinished:
    """Return what has to be scored and judged before a cycle is complete."""
    of_cycle = (col(Objective.cycle_id) == cycle_id, col(Objective.state) == ObjectiveState.PUBLISHED)
    unscored = (
        select(func.count(col(KeyResult.id)))
        .join(Objective, col(KeyResult.objective_id) == Objective.id)
        .where(*of_cycle, col(KeyResult.dropped).is_(False), col(KeyResult.score).is_(None))
    )
    unjudged = (
        select(func.count(col(Objective.id)))
        .outerjoin(ObjectiveClosing, col(ObjectiveClosing.objective_id) == Objective.id)
        .where(*of_cycle, col(ObjectiveClosing.id).is_(None))
    )
    return Unfinished(session.exec(unscored).one(), session.exec(unjudged).one())


def _require_scoring(session: Session, actor: Actor, objective_id: int) -> Objective:
    objective = session.get(Objective, objective_id)
    if objective is None:
        raise NotFound("This objective does not exist any more. Reload the page.")
    authorise(session, actor, objective.team_id)
    cycle = require_open_cycle(session, objective.cycle_id)
    if cycle.state not in TAKES_SCORES:
        raise NotPossible(f"{cycle.name} is still planned. Scores are given when it has run.")
    return objective


def _cycle_of_admin(session: Session, actor: Actor, cycle_id: int) -> Cycle:
    authorise_admin(session, actor)
    return changes.lock(session, Cycle, cycle_id)


def _set_state(session: Session, actor: Actor, record: Cycle, state: CycleState) -> None:
    if audit.changed(session, actor, record, {"state": state}):
        record.version += 1
    audit.commit(session)


def _move_objectives(
    session: Session, cycle_id: int, before: ObjectiveState, after: ObjectiveState, *where: ColumnElement[bool]
) -> None:
    # The cycle's own event tells of it: an event for each of two thousand objectives would say nothing more.
    moved = update(Objective).where(col(Objective.cycle_id) == cycle_id, col(Objective.state) == before, *where)
    session.exec(moved.values(state=after, version=Objective.version + 1))
