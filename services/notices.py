"""Who is told about a move on a flag, inside the program and outside, and what they have read."""

from sqlalchemy import ColumnElement, update
from sqlmodel import Session, col, select

from domain.flags import CONCERN_WORDS
from domain.vocabulary import FlagMove
from models import Flag, FlagEvent, KeyResult, Notice, Objective, Person
from models.base import utc_now
from services import audit, webhooks
from services.errors import NotFound
from services.permissions import Actor, rights_of

LONGEST_QUOTE = 140


def tell(session: Session, actor: Actor, flag: Flag, event: FlagEvent) -> None:
    """Write a notice of a stored move for everybody concerned but the actor, and queue it for webhooks; no commit.

    Concerned are the owners of what is flagged, who raised the flag and who took part, as far as they are active.
    """
    objective = session.get(Objective, flag.objective_id)
    if objective is None:
        raise NotFound("This objective does not exist any more.")
    key_result = session.get(KeyResult, flag.key_result_id) if flag.key_result_id else None
    subject = key_result.title if key_result else objective.title
    text = sentence(actor, flag, event, subject)
    owners = {objective.owner_id} | ({key_result.owner_id} if key_result else set())
    for person_id in _concerned(session, flag, owners - {actor.person_id}, actor):
        session.add(Notice(person_id=person_id, flag_event_id=event.key, flag_id=flag.key, text=text, at=event.at))
    webhooks.announce(session, f"flag.{event.move}", flag.key, _payload(actor, flag, event, objective, key_result))


def mark_read(session: Session, actor: Actor, flag_id: int) -> int:
    """Mark what this person was told about a flag as read, and return how many notices that were."""
    return _read(session, actor, col(Notice.flag_id) == flag_id)


def mark_all_read(session: Session, actor: Actor) -> int:
    """Mark everything that this person was told as read, and return how many notices that were."""
    return _read(session, actor)


def sentence(actor: Actor, flag: Flag, event: FlagEvent, subject: str) -> str:
    """Return what a notice of a move says; ``subject`` is the title of what is flagged."""
    if event.move == FlagMove.RAISED:
        return f"{actor.name} raised a flag on “{subject}”: {CONCERN_WORDS[flag.kind]}.{_quoted(flag.comment)}"
    if event.move == FlagMove.REPLIED:
        return f"{actor.name} replied about “{subject}”.{_quoted(event.text)}"
    return f"{actor.name} {event.move} the flag on “{subject}”.{_quoted(event.text)}"


def _read(session: Session, actor: Actor, *where: ColumnElement[bool]) -> int:
    rights_of(session, actor)  # refuses somebody who has left
    unread = (col(Notice.person_id) == actor.person_id, col(Notice.read_at).is_(None), *where)
    keys = session.exec(select(Notice.id).where(*unread)).all()
    if keys:
        session.exec(update(Notice).where(*unread).values(read_at=utc_now()))
        audit.commit(session, goals=False)
    return len(keys)


def _concerned(session: Session, flag: Flag, owners: set[int], actor: Actor) -> list[int]:
    took_part = session.exec(select(FlagEvent.person_id).where(FlagEvent.flag_id == flag.key).distinct()).all()
    people = ({flag.raised_by_id, *took_part} | owners) - {actor.person_id}
    active = select(Person.id).where(col(Person.id).in_(people), col(Person.is_active).is_(True))
    return [key for key in session.exec(active.order_by(col(Person.id))).all() if key is not None]


def _quoted(text: str) -> str:
    line = " ".join(text.split())
    if len(line) > LONGEST_QUOTE:
        line = line[: LONGEST_QUOTE - 1].rstrip() + "…"
    return f" “{line}”" if line else ""


def _payload(
    actor: Actor, flag: Flag, event: FlagEvent, objective: Objective, key_result: KeyResult | None
) -> dict[str, object]:
    return {
        "kind": flag.kind.value,
        "state": flag.state.value,
        "comment": flag.comment,
        "due_on": flag.due_on.isoformat() if flag.due_on else None,
        "objective": {"id": objective.key, "title": objective.title},
        "key_result": {"id": key_result.key, "title": key_result.title} if key_result else None,
        "who": actor.name,
        "text": event.text,
        "occurred_at": event.at.isoformat(),
    }
