"""What must hold for all records of an archive together with those of the database."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlmodel import Session, col, select

from models import Person
from services.exchange.archive import contents
from services.exchange.archive.reading import refused
from services.exchange.archive.schema import RecordType
from services.exchange.archive.stored import parents_of
from services.exchange.okrrows import RowProblem

Matches = Mapping[str, Sequence[Any]]


def problems_of_all(session: Session, matches: Matches) -> Iterator[RowProblem]:
    """Yield trees with circles, addresses that two people would share, and an archive that leaves no administrator."""
    for kind in (contents.TEAMS, contents.OBJECTIVES):
        yield from _circles(session, kind, matches[kind.name])
    people = matches[contents.PEOPLE.name]
    if people:
        yield from _addresses(session, people)
        yield from _administrators(session, people)


def _circles(session: Session, kind: RecordType, matches: Sequence[Any]) -> Iterator[RowProblem]:
    if not any(match.values["parent_id"] for match in matches):
        return
    above = parents_of(session, kind)
    above.update(
        {match.id: match.values["parent_id"] for match in matches if isinstance(match.values["parent_id"], int)}
    )
    circling = in_circles(above)
    for match in matches:
        if match.id in circling:
            column = next(column.name for column in kind.stored if column.stores == "parent_id")
            yield match.record.problem(column, f"The {kind.noun} would stand below itself.")


def in_circles(above: Mapping[int, int | None]) -> set[int]:
    """Return the records that stand below themselves, given what stands above each."""
    walk_of: dict[int, int] = {}
    circling: set[int] = set()
    for start in above:
        path: list[int] = []
        at: int | None = start
        while at is not None and at not in walk_of:
            walk_of[at] = start
            path.append(at)
            at = above.get(at)
        if at is not None and walk_of[at] == start:
            circling.update(path[path.index(at) :])
    return circling


def _addresses(session: Session, people: Sequence[Any]) -> Iterator[RowProblem]:
    wanted = {match.values["email"] for match in people if match.values["email"]}
    query = select(Person.email, Person.id).where(col(Person.email).in_(wanted))
    owners: dict[str | None, int | None] = dict(session.exec(query).all())
    for match in people:
        email = match.values["email"]
        if email and owners.setdefault(email, match.id) != match.id:
            yield match.record.problem("email", f"{email} is the address of somebody else.")


def _administrators(session: Session, people: Sequence[Any]) -> Iterator[RowProblem]:
    query = select(Person.id).where(col(Person.is_admin).is_(True), col(Person.is_active).is_(True))
    remaining = set(session.exec(query).all()) - {match.id for match in people}
    if remaining or any(match.values["is_admin"] and match.values["is_active"] for match in people):
        return
    first = people[0].record
    yield refused(first.row, first.where, "is_admin", "At least one active administrator must remain.")
