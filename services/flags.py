"""Flags as acts of people: raise, reply, acknowledge, resolve, dismiss, reopen; each move kept with what was said."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from domain.flags import CLOSED, MOVES, NEEDS_TEXT, may_ever
from domain.validation import FieldProblem
from domain.vocabulary import FlagMove, FlagState, Role
from models import Flag, FlagEvent, KeyResult, Objective, Person, Team
from models.inputs import LONGEST_TEXT, FlagInput
from services import audit, changes, notices
from services.errors import Conflict, InvalidInput, NotAllowed, NotFound, StaleVersion
from services.objectives import require_open_cycle
from services.permissions import Actor, rights_of
from services.snapshots import as_json, take_snapshot

WANTED = {
    FlagMove.RAISED: "Say what the flag is about.",
    FlagMove.REPLIED: "Write what you want to answer.",
    FlagMove.DISMISSED: "Say in one sentence why this flag is dismissed: it helps to set the thresholds.",
    FlagMove.REOPENED: "Say in one sentence why this flag is open again.",
}
WHO_MAY = {
    FlagMove.RAISED: "Only a lead of {team}, or of a team above it, may raise a flag here.",
    FlagMove.REPLIED: "Only a member of {team}, or an owner of what is flagged, may reply.",
    FlagMove.ACKNOWLEDGED: "Only an owner of what is flagged may acknowledge the flag.",
    FlagMove.RESOLVED: "Only a lead of {team}, or of a team above it, may resolve the flag.",
    FlagMove.DISMISSED: "Only a lead of {team}, or of a team above it, may dismiss the flag.",
    FlagMove.REOPENED: "Only a lead of {team}, or of a team above it, may reopen the flag.",
}


class FlagMovedOn(StaleVersion):
    """Somebody else was faster: the text says who did what, and ``conflicts`` hold both states and both texts."""

    def __init__(self, done: str, changed_by: str, current_version: int, conflicts: list[Conflict]) -> None:
        super().__init__(changed_by, current_version, conflicts)
        self.args = (f"{changed_by} {done} meanwhile. Your text is kept: read the conversation and decide again.",)


@dataclass(frozen=True, slots=True)
class _Roles:
    manager: bool
    owner: bool
    member: bool

    def allow(self, move: FlagMove) -> bool:
        if move == FlagMove.RAISED:
            return self.manager
        return may_ever(move, manager=self.manager, owner=self.owner, member=self.member)


def raise_flag(
    session: Session, actor: Actor, flag: FlagInput, request_key: str | None = None, today: date | None = None
) -> int:
    """Store a flag with a snapshot of the objective and return its id; the same request key writes once.

    With ``today`` an answer that would be due earlier is refused.
    """
    if (earlier := audit.repeated(session, request_key)) is not None:
        return earlier
    key_result = _flagged(session, flag)
    _authorise(session, actor, FlagMove.RAISED, flag.objective_id, key_result)
    text = _said(FlagMove.RAISED, flag.comment, "comment")
    if today is not None and flag.due_on is not None and flag.due_on < today:
        raise InvalidInput([FieldProblem("due_on", "This day is over. Choose today or a later one.")])
    record = Flag(
        **flag.model_dump(exclude={"comment"}),
        comment=text,
        raised_by_id=actor.person_id,
        before=as_json(take_snapshot(session, flag.objective_id)),
    )
    audit.created(session, actor, record, request_key)
    _tell(session, actor, record, FlagMove.RAISED, text)
    audit.commit(session, goals=False)
    return record.key


def reply(session: Session, actor: Actor, flag_id: int, text: str, request_key: str | None = None) -> None:
    """Add a reply; an owner's reply to an open flag acknowledges it too. The same request key writes once."""
    flag = changes.lock(session, Flag, flag_id)
    if audit.repeated(session, request_key) is not None:
        return
    roles = _authorise(session, actor, FlagMove.REPLIED, flag.objective_id, _key_result_of(session, flag))
    said = _said(FlagMove.REPLIED, text, "text")
    _require_state(session, actor, flag, FlagMove.REPLIED, said)
    if roles.owner and flag.state == FlagState.OPEN:
        _set_state(session, actor, flag, FlagMove.ACKNOWLEDGED)
        _note(session, actor, flag, FlagMove.ACKNOWLEDGED, "")
    audit.note(session, actor, "replied", flag, field="conversation", after=said, request_key=request_key)
    _tell(session, actor, flag, FlagMove.REPLIED, said)
    flag.version += 1
    audit.commit(session, goals=False)


def acknowledge(session: Session, actor: Actor, flag_id: int, seen_version: int, text: str = "") -> None:
    """Let an owner say that the flag was seen."""
    _move(session, actor, flag_id, seen_version, FlagMove.ACKNOWLEDGED, text)


def resolve(session: Session, actor: Actor, flag_id: int, seen_version: int, text: str = "") -> None:
    """Close a flag because what it was about has changed; the objective is kept as it stands now."""
    _move(session, actor, flag_id, seen_version, FlagMove.RESOLVED, text)


def dismiss(session: Session, actor: Actor, flag_id: int, seen_version: int, reason: str) -> None:
    """Close a flag because it does not apply, with the reason; the objective is kept as it stands now."""
    _move(session, actor, flag_id, seen_version, FlagMove.DISMISSED, reason)


def reopen(session: Session, actor: Actor, flag_id: int, seen_version: int, reason: str) -> None:
    """Ask again about a flag that was closed, with the reason."""
    _move(session, actor, flag_id, seen_version, FlagMove.REOPENED, reason)


def _move(session: Session, actor: Actor, flag_id: int, seen_version: int, move: FlagMove, text: str) -> None:
    flag = changes.lock(session, Flag, flag_id)
    _authorise(session, actor, move, flag.objective_id, _key_result_of(session, flag))
    said = _said(move, text, "reason" if move in NEEDS_TEXT else "text")
    if flag.version != seen_version:
        raise _moved_on(session, actor, flag, move, said)
    _require_state(session, actor, flag, move, said)
    _set_state(session, actor, flag, move)
    if flag.state in CLOSED:
        flag.after = as_json(take_snapshot(session, flag.objective_id))
    _tell(session, actor, flag, move, said)
    audit.commit(session, goals=False)


def _flagged(session: Session, flag: FlagInput) -> KeyResult | None:
    """Return the flagged key result, which nobody drops until this transaction ends; None for an objective."""
    if flag.key_result_id is None:
        return None
    record = changes.lock(session, KeyResult, flag.key_result_id)
    if record.objective_id != flag.objective_id:
        raise InvalidInput([FieldProblem("key_result_id", "This key result belongs to another objective meanwhile.")])
    if record.dropped:
        message = f"“{record.title}” was dropped meanwhile. Flag the objective instead, or put the key result back."
        raise InvalidInput([FieldProblem("key_result_id", message)])
    return record


def _key_result_of(session: Session, flag: Flag) -> KeyResult | None:
    return session.get(KeyResult, flag.key_result_id) if flag.key_result_id is not None else None


def _authorise(
    session: Session, actor: Actor, move: FlagMove, objective_id: int, key_result: KeyResult | None
) -> _Roles:
    """Return the actor's roles if they ever allow the move and the cycle is open; else raise."""
    objective = session.get(Objective, objective_id)
    if objective is None:
        raise NotFound("This objective does not exist any more. Reload the page to see what is there.")
    rights, team_id = rights_of(session, actor), objective.team_id
    owners = {objective.owner_id, key_result.owner_id if key_result else None}
    roles = _Roles(rights.allow(team_id, Role.LEAD), actor.person_id in owners, rights.allow(team_id))
    if not roles.allow(move):
        raise NotAllowed(WHO_MAY[move].format(team=session.get_one(Team, team_id).name))
    require_open_cycle(session, objective.cycle_id)
    return roles


def _said(move: FlagMove, text: str, field: str) -> str:
    said = text.strip()
    if not said and move in NEEDS_TEXT:
        raise InvalidInput([FieldProblem(field, WANTED[move])])
    if len(said) > LONGEST_TEXT:
        raise InvalidInput([FieldProblem(field, f"Keep the text under {LONGEST_TEXT:,} characters.")])
    if "\0" in said:
        raise InvalidInput([FieldProblem(field, "The text holds a NUL character. Type it anew.")])
    return said


def _require_state(session: Session, actor: Actor, flag: Flag, move: FlagMove, said: str) -> None:
    if flag.state not in MOVES[move].states:
        raise _moved_on(session, actor, flag, move, said)


def _moved_on(session: Session, actor: Actor, flag: Flag, move: FlagMove, said: str) -> FlagMovedOn:
    last, name = session.exec(
        select(FlagEvent, Person.name)
        .join(Person, col(FlagEvent.person_id) == Person.id)
        .where(FlagEvent.flag_id == flag.key)
        .order_by(col(FlagEvent.id).desc())
    ).first() or (None, "Somebody")
    who = "You" if last is not None and last.person_id == actor.person_id else name
    done = "replied to this flag" if last is None or last.move == FlagMove.REPLIED else f"{last.move} this flag"
    wanted = MOVES[move].leads_to or flag.state
    pairs = ("state", flag.state, wanted), ("text", last.text if last else "", said)
    conflicts = [Conflict(field, theirs, yours) for field, theirs, yours in pairs if theirs != yours]
    return FlagMovedOn(done, who, flag.version, conflicts)


def _set_state(session: Session, actor: Actor, flag: Flag, move: FlagMove) -> None:
    state = MOVES[move].leads_to or flag.state
    audit.note(session, actor, move.value, flag, field="state", before=flag.state.value, after=state.value)
    flag.state = state
    flag.version += 1


def _tell(session: Session, actor: Actor, flag: Flag, move: FlagMove, text: str) -> None:
    event = _note(session, actor, flag, move, text)
    notices.tell(session, actor, flag, event)


def _note(session: Session, actor: Actor, flag: Flag, move: FlagMove, text: str) -> FlagEvent:
    event = FlagEvent(flag_id=flag.key, move=move, text=text, person_id=actor.person_id)
    session.add_all((flag, event))
    session.flush()
    return event
