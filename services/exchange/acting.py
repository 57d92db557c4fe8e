"""On whose behalf a command imports."""

from sqlmodel import Session, col, select

from models import Person
from services import audit
from services.errors import NotFound
from services.exchange.matching import fold
from services.permissions import Actor

FIRST_NAME = "Administrator"


def nobody_yet(session: Session) -> bool:
    """Whether the database has no person at all."""
    return session.exec(select(Person.id)).first() is None


def first_administrator(session: Session) -> Actor:
    """Store the first person of an empty database, an administrator; nothing is committed."""
    person = Person(name=FIRST_NAME, is_admin=True)
    session.add(person)
    session.flush()
    actor = Actor(person.key, person.name)
    audit.note(session, actor, "created", person, after=person.name)
    return actor


def acting_person(session: Session, name: str = "") -> Actor:
    """The active person with a name or e-mail address, by default the first administrator; raises NotFound."""
    people = session.exec(select(Person).where(col(Person.is_active).is_(True)).order_by(col(Person.id))).all()
    if name:
        fitting = [person for person in people if fold(name) in (fold(person.name), fold(person.email or ""))]
    else:
        fitting = [person for person in people if person.is_admin]
    if not fitting:
        sought = f"called “{name}”" if name else "who is an administrator"
        raise NotFound(f"There is no active person {sought}. Name somebody who is.")
    return Actor(fitting[0].key, fitting[0].name)
