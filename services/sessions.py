"""Planning sessions: prepare one, lead through its stages, and what the shared screen shows."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlmodel import Session, col, select

from domain.planning import Stage, as_json, check_stages, clock, from_json, places_in
from domain.validation import FieldProblem
from domain.vocabulary import SessionState
from models import Cycle, KeyResult, Objective, PlanningSession, SessionTemplate
from models.base import utc_now
from models.inputs import Name
from models.planning_inputs import SessionInput, StageInput
from services import audit, changes, stage_trail
from services.errors import InvalidInput, NotAllowed, NotFound, NotPossible
from services.objectives import require_open_cycle
from services.permissions import Actor, authorise, rights_of
from services.session_goals import goals_of_team

CODE_LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # without those that look alike
CODE_LENGTH = 6
SHOWN = "shown"  # in the trail, with the seconds of the stage at which a key result came onto the screen
CODE_HOLDS = timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class Opened:
    """A prepared session and the code by which participants join it."""

    session_id: int
    code: str


def prepare_session(session: Session, actor: Actor, planned: SessionInput, request_key: str | None = None) -> Opened:
    """Store a session that has not started yet, and return it with its code; the same request key writes once."""
    if (earlier := audit.repeated(session, request_key)) is not None:
        return Opened(earlier, session.get_one(PlanningSession, earlier).code)
    authorise(session, actor, planned.team_id)
    require_open_cycle(session, planned.cycle_id)
    _check_last_cycle(session, planned)
    record = PlanningSession(
        **planned.model_dump(exclude={"stages"}),
        stages=as_json(_checked(planned.stages)),
        facilitator_id=actor.person_id,
        code=_new_code(session),
        code_expires_at=utc_now() + CODE_HOLDS,
    )
    audit.created(session, actor, record, request_key)
    audit.commit(session, goals=False)
    return Opened(record.key, record.code)


def start_session(session: Session, actor: Actor, session_id: int) -> None:
    """Begin with the first stage and its clock; what the team has drafted by then is kept for the record."""
    record = _led(session, actor, session_id)
    if record.state == SessionState.RUNNING:
        return
    now = utc_now()
    before = goals_of_team(session, record.team_id, record.cycle_id)
    values = {"state": SessionState.RUNNING, "started_at": now, "stage_started_at": now, "before": before}
    _write(session, actor, record, {**values, "code_expires_at": now + CODE_HOLDS})


def go_to_stage(session: Session, actor: Actor, session_id: int, stage: int) -> None:
    """Show another stage, with a clock that starts anew; the participants' screens follow."""
    record = _running(session, actor, session_id)
    if not 0 <= stage < len(record.stages):
        raise NotPossible(f"This session has stages 1 to {len(record.stages)}. Choose one of them.")
    if stage != record.stage:
        _write(session, actor, record, _anew(stage))


def run_clock(session: Session, actor: Actor, session_id: int, running: bool) -> None:
    """Let the clock of the stage go on, or hold it."""
    record = _running(session, actor, session_id)
    now = utc_now()
    if running and record.stage_started_at is None:
        _write(session, actor, record, {"stage_started_at": now})
    elif not running and record.stage_started_at is not None:
        spent = record.stage_spent + (now - record.stage_started_at).total_seconds()
        _write(session, actor, record, {"stage_started_at": None, "stage_spent": spent})


def show(
    session: Session,
    actor: Actor,
    session_id: int,
    objective_id: int | None = None,
    key_result_id: int | None = None,
) -> None:
    """Put an objective, or a key result with its objective, on the shared screen; nothing clears it.

    A key result that comes onto the screen gets a clock of its own: the trail keeps how far the stage's clock was.
    """
    record = _running(session, actor, session_id)
    if key_result_id is not None:
        objective_id = session.exec(select(KeyResult.objective_id).where(KeyResult.id == key_result_id)).first()
    if objective_id is not None:
        _require_of_team(session, record, objective_id)
    if key_result_id not in (None, record.focus_key_result_id):
        audit.note(session, actor, SHOWN, record, after=f"{_spent(record):.0f}")
    values: dict[str, Any] = {"focus_objective_id": objective_id, "focus_key_result_id": key_result_id}
    _write(session, actor, record, values)


def hand_over(session: Session, actor: Actor, session_id: int) -> None:
    """Make the acting member of the team the facilitator."""
    record = _led(session, actor, session_id)
    _write(session, actor, record, {"facilitator_id": actor.person_id})


def renew_code(session: Session, actor: Actor, session_id: int) -> str:
    """Replace the code by a fresh one; who has joined stays."""
    record = _led(session, actor, session_id)
    _write(session, actor, record, {"code": _new_code(session), "code_expires_at": utc_now() + CODE_HOLDS})
    return record.code


def change_stages(
    session: Session, actor: Actor, session_id: int, seen_version: int, stages: Sequence[StageInput]
) -> None:
    """Save another course of stages for a session; the present stage stays on the screen wherever it comes.

    Where it is dropped, the stage in its place comes onto the screen, with a clock that starts anew. The trail keeps
    where each stage went, so that the record finds the time that it has had.
    """
    record = _led(session, actor, session_id)
    course = _checked(stages)
    values: dict[str, Any] = {"stages": as_json(course)}
    if record.state == SessionState.RUNNING:
        places = places_in(from_json(record.stages), course)
        to = places[record.stage]
        present = {"stage": to} if to is not None else _anew(min(record.stage, len(course) - 1))
        stage_trail.note_moves(session, actor, record, places, present["stage"])
        values |= present
    changes.save(session, actor, record, seen_version, values)
    audit.commit(session, goals=False)


def end_session(session: Session, actor: Actor, session_id: int) -> None:
    """End the session; its record keeps what the team has by then."""
    record = _running(session, actor, session_id)
    now = utc_now()
    after = goals_of_team(session, record.team_id, record.cycle_id)
    values = {"state": SessionState.ENDED, "ended_at": now, "after": after, "stage_started_at": None}
    _write(session, actor, record, {**values, "code_expires_at": min(now, record.code_expires_at)})


def save_template(session: Session, actor: Actor, name: Name, stages: Sequence[StageInput]) -> int:
    """Keep a course of stages under a name, in place of the one that had it, and return its id."""
    held = rights_of(session, actor)
    if not held.is_admin and not held.teams():
        raise NotAllowed("Only a member of a team may keep a course of stages. Ask an administrator to add you.")
    course = as_json(_checked(stages))
    found = session.exec(select(SessionTemplate).where(SessionTemplate.name == name).with_for_update()).first()
    if found is None:
        key = audit.created(session, actor, SessionTemplate(name=name, stages=course))
    else:
        changes.save(session, actor, found, found.version, {"stages": course})
        key = found.key
    audit.commit(session, goals=False)
    return key


def require_running(session: Session, session_id: int) -> PlanningSession:
    """Return a session that runs and does not end before this transaction; raise NotPossible otherwise."""
    record = session.get(PlanningSession, session_id, with_for_update={"read": True}, populate_existing=True)
    if record is None:
        raise NotFound("This planning session does not exist.")
    _refuse_unless_running(record)
    return record


def _led(session: Session, actor: Actor, session_id: int) -> PlanningSession:
    """Return the locked session if the actor belongs to its team and it has not ended."""
    record = changes.lock(session, PlanningSession, session_id)
    authorise(session, actor, record.team_id)
    if record.state == SessionState.ENDED:
        raise NotPossible("This session has ended. Its record stays as it is.")
    return record


def _running(session: Session, actor: Actor, session_id: int) -> PlanningSession:
    record = _led(session, actor, session_id)
    _refuse_unless_running(record)
    return record


def _refuse_unless_running(record: PlanningSession) -> None:
    if record.state == SessionState.PREPARED:
        raise NotPossible("This session has not started yet. The facilitator starts it on the shared screen.")
    if record.state == SessionState.ENDED:
        raise NotPossible("This session has ended. Its record stays as it is.")


def _write(session: Session, actor: Actor, record: PlanningSession, values: Mapping[str, Any]) -> None:
    if audit.changed(session, actor, record, values):
        record.version += 1
    audit.commit(session, goals=False)


def _anew(stage: int) -> dict[str, Any]:
    """Return what a session holds when a stage comes onto the screen."""
    unfocused = {"focus_objective_id": None, "focus_key_result_id": None}
    return {"stage": stage, "stage_started_at": utc_now(), "stage_spent": 0.0, **unfocused}


def _checked(stages: Sequence[StageInput]) -> tuple[Stage, ...]:
    course = tuple(Stage(stage.kind, stage.title, stage.minutes) for stage in stages)
    if problems := list(check_stages(course)):
        raise InvalidInput(problems)
    return course


def _check_last_cycle(session: Session, planned: SessionInput) -> None:
    if planned.last_cycle_id is None:
        return
    if planned.last_cycle_id == planned.cycle_id or session.get(Cycle, planned.last_cycle_id) is None:
        message = "Choose an earlier cycle to look back on, or none."
        raise InvalidInput([FieldProblem("last_cycle_id", message)])


def _spent(record: PlanningSession) -> float:
    """Return the seconds that the present stage has taken."""
    present = from_json(record.stages)[record.stage]
    return clock(present, record.stage_started_at, record.stage_spent, utc_now()).spent


def _require_of_team(session: Session, record: PlanningSession, objective_id: int) -> None:
    found = session.get(Objective, objective_id)
    if found is None or found.team_id != record.team_id:
        raise NotPossible("This objective is not one of the team that plans here. Choose one of its objectives.")


def _new_code(session: Session) -> str:
    while True:
        code = "".join(secrets.choice(CODE_LETTERS) for _ in range(CODE_LENGTH))
        if session.exec(select(PlanningSession.id).where(col(PlanningSession.code) == code)).first() is None:
            return code


def is_expired(record: PlanningSession, now: datetime) -> bool:
    """Tell whether the code of a session joins nobody any more."""
    return record.code_expires_at <= now
