"""Teams, people, memberships and cycles: what an administrator sets up."""

from sqlmodel import Session, col, select

from domain.validation import FieldProblem
from domain.vocabulary import CycleState
from models import Cycle, Membership, Person, Team
from models.database import take_turns
from models.inputs import CycleInput, MembershipInput, PersonInput, TeamInput
from services import audit, changes
from services.errors import CycleClosed, InvalidInput, NotAllowed, NotFound
from services.permissions import Actor, authorise_admin

ORGANISATION = "organisation"  # who changes it takes turns: a free name, a tree and a last administrator stay so


def start_organisation(session: Session, team: TeamInput, admin: PersonInput, cycle: CycleInput) -> Actor:
    """Create the first team, person (an administrator) and cycle in an empty database.

    Raises NotAllowed when somebody is there already.
    """
    take_turns(session, ORGANISATION)
    if session.exec(select(Person.id)).first() is not None:
        raise NotAllowed("This database has people already. Ask an administrator to add you.")
    _check_cycle(cycle)
    person = Person.model_validate(admin, update={"is_admin": True, "is_active": True})
    session.add(person)
    session.flush()
    actor = Actor(person.key, person.name)
    audit.note(session, actor, "created", person, after=person.name)
    audit.created(session, actor, Team.model_validate(team))
    audit.created(session, actor, Cycle.model_validate(cycle))
    audit.commit(session)
    return actor


def create_team(session: Session, actor: Actor, team: TeamInput) -> int:
    """Store a team and return its id."""
    _begin(session, actor)
    _refuse_circle(session, None, team.parent_id)
    taken = select(Team.id).where(Team.name == team.name)
    _refuse_taken(session, "name", taken, f"A team called {team.name} exists.")
    return _stored(session, actor, Team.model_validate(team))


def update_team(session: Session, actor: Actor, team_id: int, seen_version: int, team: TeamInput) -> None:
    """Save a team's new name, purpose or place; a team cannot stand below itself."""
    _begin(session, actor)
    record = changes.lock(session, Team, team_id)
    _refuse_circle(session, team_id, team.parent_id)
    taken = select(Team.id).where(Team.name == team.name, Team.id != team_id)
    _refuse_taken(session, "name", taken, f"Another team is called {team.name}.")
    changes.save(session, actor, record, seen_version, team.model_dump())
    audit.commit(session)


def create_person(session: Session, actor: Actor, person: PersonInput) -> int:
    """Store a person and return the id."""
    _begin(session, actor)
    _refuse_taken_person(session, person)
    return _stored(session, actor, Person.model_validate(person))


def update_person(session: Session, actor: Actor, person_id: int, seen_version: int, person: PersonInput) -> None:
    """Save a person; the last active administrator stays one."""
    _begin(session, actor)
    record = changes.lock(session, Person, person_id)
    others = select(Person.id).where(
        col(Person.is_admin).is_(True), col(Person.is_active).is_(True), Person.id != person_id
    )
    if not (person.is_admin and person.is_active) and session.exec(others).first() is None:
        raise InvalidInput([FieldProblem("is_admin", "At least one active administrator must remain.")])
    _refuse_taken_person(session, person, person_id)
    changes.save(session, actor, record, seen_version, person.model_dump())
    audit.commit(session)


def set_membership(session: Session, actor: Actor, membership: MembershipInput) -> int:
    """Give a person a role in a team, in place of the one they had there; return the membership's id."""
    _begin(session, actor)
    if session.get(Person, membership.person_id) is None or session.get(Team, membership.team_id) is None:
        raise NotFound("This person or team does not exist any more. Reload the page.")
    found = session.exec(
        select(Membership)
        .where(Membership.person_id == membership.person_id, Membership.team_id == membership.team_id)
        .with_for_update()
    ).first()
    if found is None:
        return _stored(session, actor, Membership.model_validate(membership))
    changes.save(session, actor, found, found.version, {"role": membership.role})
    audit.commit(session)
    return found.key


def create_cycle(session: Session, actor: Actor, cycle: CycleInput) -> int:
    """Store a cycle and return its id."""
    _begin(session, actor)
    _check_cycle(cycle)
    taken = select(Cycle.id).where(Cycle.name == cycle.name)
    _refuse_taken(session, "name", taken, f"A cycle called {cycle.name} exists.")
    return _stored(session, actor, Cycle.model_validate(cycle))


def update_cycle(session: Session, actor: Actor, cycle_id: int, seen_version: int, cycle: CycleInput) -> None:
    """Save a cycle's name, dates and state."""
    _begin(session, actor)
    _check_cycle(cycle)
    record = changes.lock(session, Cycle, cycle_id)
    if record.state == CycleState.CLOSED:
        raise CycleClosed(f"{record.name} is closed and read-only. Reopen it first, with a reason.")
    taken = select(Cycle.id).where(Cycle.name == cycle.name, Cycle.id != cycle_id)
    _refuse_taken(session, "name", taken, f"Another cycle is called {cycle.name}.")
    changes.save(session, actor, record, seen_version, cycle.model_dump())
    audit.commit(session)


def _begin(session: Session, actor: Actor) -> None:
    take_turns(session, ORGANISATION)
    authorise_admin(session, actor)


def _stored(session: Session, actor: Actor, record: Team | Person | Membership | Cycle) -> int:
    key = audit.created(session, actor, record)
    audit.commit(session)
    return key


def _check_cycle(cycle: CycleInput) -> None:
    if cycle.ends_on < cycle.starts_on:
        raise InvalidInput([FieldProblem("ends_on", "The cycle ends before it starts. Move the end date.")])


def _refuse_taken(session: Session, field: str, query: object, message: str) -> None:
    if session.exec(query).first() is not None:  # type: ignore[call-overload]  # any select of ids
        raise InvalidInput([FieldProblem(field, message)])


def _refuse_taken_person(session: Session, person: PersonInput, person_id: int | None = None) -> None:
    others = select(Person.id).where(Person.id != (person_id or 0))
    taken = others.where(Person.name == person.name)
    _refuse_taken(session, "name", taken, f"{person.name} exists already. Add something that tells them apart.")
    if person.email:
        taken = others.where(Person.email == person.email)
        _refuse_taken(session, "email", taken, f"Somebody else has the address {person.email}.")


def _refuse_circle(session: Session, team_id: int | None, parent_id: int | None) -> None:
    if parent_id is not None and session.get(Team, parent_id) is None:
        raise InvalidInput([FieldProblem("parent_id", "The team above does not exist any more. Choose another one.")])
    above, seen = parent_id, {team_id}
    while above is not None:
        if above in seen:
            raise InvalidInput([FieldProblem("parent_id", "A team cannot stand below itself. Choose another parent.")])
        seen.add(above)
        above = session.exec(select(Team.parent_id).where(Team.id == above)).first()
