"""What participants of a planning session do: join, write things down, and take them back."""

import secrets
from datetime import datetime

from sqlmodel import Session, select

from domain.formatting import day
from domain.validation import FieldProblem
from domain.vocabulary import LessonKind, SessionState
from models import Contribution, Lesson, Participant, Person, PlanningSession
from models.base import utc_now
from models.database import take_turns
from models.planning_inputs import ContributionInput, JoinInput, LessonInput
from services import audit, changes
from services.errors import InvalidInput, NotAllowed, NotFound
from services.permissions import Actor, authorise
from services.sessions import CODE_LENGTH, CODE_LETTERS, is_expired, require_running

JOINED_ELSEWHERE = "{name} has joined already. Go on with the page on that device, or join as a guest."


def require_code(session: Session, code: str) -> None:
    """Raise InvalidInput, with what to do, unless one can join by this code now."""
    _by_code(session, code)


def join(session: Session, entered: JoinInput, known: bool = True) -> str:
    """Return the token of who joins by a session's code.

    A known person who joins again gets the same one, unless nobody vouches that it is the same person: then ``known``
    is False, because with the token goes the right to change what that person wrote and voted.
    Raises InvalidInput for a wrong or expired code, and for a name that is missing or taken.
    """
    found = _by_code(session, entered.code)
    take_turns(session, f"participants-{found.key}")
    name = _name(session, entered)
    mine = (Participant.session_id == found.key, Participant.name == name)
    earlier = session.exec(select(Participant).where(*mine)).first()
    if earlier is not None and entered.person_id is not None and earlier.person_id == entered.person_id:
        if not known:
            raise InvalidInput([FieldProblem("person_id", JOINED_ELSEWHERE.format(name=name))])
        return earlier.token
    if earlier is not None:
        message = f"Somebody called {name} has joined already. Add something that tells you apart."
        raise InvalidInput([FieldProblem("name", message)])
    token = secrets.token_urlsafe(18)
    joined = Participant(session_id=found.key, person_id=entered.person_id, name=name, token=token)
    session.add(joined)
    session.flush()
    audit.note(session, acting(joined), "joined", joined, after=name)
    audit.commit(session, goals=False)
    return token


def participant(session: Session, token: str) -> Participant:
    """Return who a token stands for; raises NotFound."""
    found = session.exec(select(Participant).where(Participant.token == token)).first()
    if found is None:
        raise NotFound("This address belongs to no participant. Join with the code on the shared screen.")
    return found


def acting(joined: Participant) -> Actor | None:
    """Return the person on whose behalf a participant acts; None for a guest."""
    return Actor(joined.person_id, joined.name) if joined.person_id is not None else None


def contribute(session: Session, token: str, written: ContributionInput, request_key: str | None = None) -> int:
    """Store what a participant wrote and return its id; the same request key writes once."""
    joined = participant(session, token)
    if (earlier := audit.repeated(session, request_key)) is not None:
        return earlier
    require_running(session, joined.session_id)
    record = Contribution(session_id=joined.session_id, participant_id=joined.key, **written.model_dump())
    key = audit.created(session, acting(joined), record, request_key)
    audit.commit(session, goals=False)
    return key


def learn(session: Session, token: str, kind: LessonKind, text: str, request_key: str | None = None) -> int:
    """Store a participant's lesson of the cycle that is looked back on and return its id; the same key writes once."""
    joined = participant(session, token)
    if (earlier := audit.repeated(session, request_key)) is not None:
        return earlier
    held = require_running(session, joined.session_id)
    cycle_id = held.last_cycle_id or held.cycle_id
    learnt = LessonInput(cycle_id=cycle_id, team_id=held.team_id, session_id=held.key, kind=kind, text=text)
    record = Lesson(**learnt.model_dump(), author_id=joined.person_id, author_name=joined.name)
    key = audit.created(session, acting(joined), record, request_key)
    audit.commit(session, goals=False)
    return key


def take_back(session: Session, token: str, contribution_id: int) -> None:
    """Take one's own contribution back; it stays in the history."""
    joined = participant(session, token)
    record = changes.lock(session, Contribution, contribution_id)
    if record.participant_id != joined.key:
        raise NotAllowed("Only its author may take this back.")
    require_running(session, joined.session_id)
    _mark(session, acting(joined), record, "removed_at", utc_now())


def settle(session: Session, actor: Actor, contribution_id: int, settled: bool = True) -> None:
    """Tick a question or a parked point off, or open it again; any member of the team may."""
    record = changes.lock(session, Contribution, contribution_id)
    of = session.get_one(PlanningSession, record.session_id)
    authorise(session, actor, of.team_id)
    _mark(session, actor, record, "settled_at", utc_now() if settled else None)


def _mark(session: Session, actor: Actor | None, record: Contribution, field: str, moment: datetime | None) -> None:
    if (getattr(record, field) is None) != (moment is None):
        audit.changed(session, actor, record, {field: moment})
        record.version += 1
    audit.commit(session, goals=False)


def _by_code(session: Session, typed: str) -> PlanningSession:
    code = "".join(typed.split()).replace("-", "").upper()
    may_be = len(code) == CODE_LENGTH and set(code) <= set(CODE_LETTERS)
    found = session.exec(select(PlanningSession).where(PlanningSession.code == code)).first() if may_be else None
    if found is None:
        raise _refused("No session has this code. Type the six characters from the shared screen.")
    if found.state == SessionState.ENDED:
        raise _refused("This session has ended. Its record can be read by everybody who works here.")
    now = utc_now()
    if is_expired(found, now):
        expired = day(found.code_expires_at.date(), now.date())
        raise _refused(f"This code expired on {expired}. Ask the facilitator for a new one.")
    return found


def _refused(message: str) -> InvalidInput:
    return InvalidInput([FieldProblem("code", message)])


def _name(session: Session, entered: JoinInput) -> str:
    if entered.person_id is not None:
        person = session.get(Person, entered.person_id)
        if person is None or not person.is_active:
            raise InvalidInput([FieldProblem("person_id", "Choose somebody who is active here, or join as a guest.")])
        return person.name
    name = " ".join(entered.name.split())
    if not name:
        raise InvalidInput([FieldProblem("name", "Say who you are: the others see your name.")])
    return name
