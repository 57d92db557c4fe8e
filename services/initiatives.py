"""Writing initiatives: the work, what it is expected to move, and what came of it."""

from collections.abc import Sequence

from sqlmodel import Session, col, select

from domain.validation import FieldProblem
from models import Initiative, InitiativeLink, KeyResult, Objective
from models.inputs import InitiativeInput
from services import audit, changes
from services.errors import InvalidInput
from services.objectives import require_active_person
from services.permissions import Actor, authorise


def create_initiative(
    session: Session, actor: Actor, initiative: InitiativeInput, request_key: str | None = None
) -> int:
    """Store an initiative with its links and return its id; the same request key writes once."""
    if (earlier := audit.repeated(session, request_key)) is not None:
        return earlier
    authorise(session, actor, initiative.team_id)
    _check(session, initiative)
    record = Initiative(**initiative.model_dump(exclude={"key_result_ids"}))
    audit.created(session, actor, record, request_key)
    _link(session, actor, record, initiative.key_result_ids)
    audit.commit(session)
    return record.key


def update_initiative(
    session: Session, actor: Actor, initiative_id: int, seen_version: int, initiative: InitiativeInput
) -> None:
    """Save an edited initiative and the key results that it is meant to move."""
    record = changes.lock(session, Initiative, initiative_id)
    authorise(session, actor, record.team_id)
    authorise(session, actor, initiative.team_id)
    _check(session, initiative)
    linked = select(InitiativeLink.key_result_id).where(InitiativeLink.initiative_id == record.key)
    texts = (_titles(session, session.exec(linked).all()), _titles(session, initiative.key_result_ids))
    values = initiative.model_dump(exclude={"key_result_ids"})
    changes.save(session, actor, record, seen_version, values, {"key_result_ids": texts})
    if _link(session, actor, record, initiative.key_result_ids):
        record.version = seen_version + 1
    audit.commit(session)


def _check(session: Session, initiative: InitiativeInput) -> None:
    require_active_person(session, initiative.owner_id)
    if initiative.starts_on and initiative.due_on and initiative.due_on < initiative.starts_on:
        raise InvalidInput([FieldProblem("due_on", "The initiative is due before it starts. Move one of the dates.")])
    known = session.exec(
        select(KeyResult.id)
        .join(Objective, col(KeyResult.objective_id) == Objective.id)
        .where(col(KeyResult.id).in_(initiative.key_result_ids))
    ).all()
    if len(known) != len(set(initiative.key_result_ids)):
        raise InvalidInput([FieldProblem("key_result_ids", "One of the key results does not exist any more.")])


def _link(session: Session, actor: Actor, record: Initiative, key_result_ids: tuple[int, ...]) -> bool:
    links = {
        link.key_result_id: link
        for link in session.exec(select(InitiativeLink).where(InitiativeLink.initiative_id == record.key)).all()
    }
    for key_result_id in set(key_result_ids) - links.keys():
        session.add(InitiativeLink(initiative_id=record.key, key_result_id=key_result_id))
        audit.note(session, actor, "linked", record, field="key_result_ids", after=str(key_result_id))
    for key_result_id in links.keys() - set(key_result_ids):
        session.delete(links[key_result_id])
        audit.note(session, actor, "unlinked", record, field="key_result_ids", before=str(key_result_id))
    return links.keys() != set(key_result_ids)


def _titles(session: Session, key_result_ids: Sequence[int]) -> str:
    titles = select(KeyResult.title).where(col(KeyResult.id).in_(key_result_ids)).order_by(col(KeyResult.id))
    return "\n".join(session.exec(titles).all())
