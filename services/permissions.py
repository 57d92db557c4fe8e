"""Who may do what: a role holds in its team and in all teams below; an administrator may do everything."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy import Select, bindparam
from sqlalchemy import select as sa_select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from domain.vocabulary import Role
from models import Membership, Person, Team
from services.errors import NotAllowed, NotFound

RANK: Mapping[Role, int] = {Role.VIEWER: 0, Role.MEMBER: 1, Role.LEAD: 2}


def _roles_in_line() -> Select[Role]:
    """Return the query for the roles that `person` has in `team` and the teams above it, built once for its cost."""
    line = select(col(Team.id), col(Team.parent_id)).where(col(Team.id) == bindparam("team"))
    climbed = line.cte("line", recursive=True)
    above = aliased(Team)
    climbed = climbed.union(
        select(col(above.id), col(above.parent_id)).join(climbed, col(above.id) == climbed.c.parent_id)
    )
    held = sa_select(col(Membership.role)).where(col(Membership.person_id) == bindparam("person"))
    return held.where(col(Membership.team_id).in_(sa_select(climbed.c.id)))


ROLES_IN_LINE = _roles_in_line()


@dataclass(frozen=True, slots=True)
class Actor:
    """The person on whose behalf something is done."""

    person_id: int
    name: str


@dataclass(frozen=True, slots=True)
class Rights:
    """What an actor may do, for showing or hiding what would be refused; services check again."""

    is_admin: bool
    roles: Mapping[int, Role] = field(default_factory=dict)

    def allow(self, team_id: int, at_least: Role = Role.MEMBER) -> bool:
        """Tell whether the actor has this role or a higher one in the team."""
        role = self.roles.get(team_id)
        return self.is_admin or (role is not None and RANK[role] >= RANK[at_least])

    def teams(self, at_least: Role = Role.MEMBER) -> list[int]:
        """Return the ids of the teams in which the actor has this role or a higher one."""
        return [team_id for team_id in self.roles if self.allow(team_id, at_least)]


def authorise(session: Session, actor: Actor, team_id: int, at_least: Role = Role.MEMBER) -> None:
    """Raise NotAllowed unless the actor has this role or a higher one in the team or a team above it.

    Raises NotFound when there is no such team.
    """
    name = session.exec(select(Team.name).where(Team.id == team_id)).first()
    if name is None:
        raise NotFound("This team does not exist any more. Choose another one.")
    if _is_admin(session, actor):
        return
    roles = session.execute(ROLES_IN_LINE, {"team": team_id, "person": actor.person_id}).scalars()
    if all(RANK[Role(role)] < RANK[at_least] for role in roles):
        raise NotAllowed(f"Only a {at_least} of {name} may do this. Ask a lead of the team to add you.")


def authorise_admin(session: Session, actor: Actor) -> None:
    """Raise NotAllowed unless the actor is an administrator."""
    if not _is_admin(session, actor):
        raise NotAllowed("Only an administrator may do this.")


def rights_of(session: Session, actor: Actor) -> Rights:
    """Return what an actor may do in every team, with roles handed down the tree."""
    held = session.exec(
        select(Person.is_admin, Membership.team_id, Membership.role)
        .outerjoin(Membership, col(Membership.person_id) == Person.id)
        .where(Person.id == actor.person_id, col(Person.is_active).is_(True))
    ).all()
    if not held:
        raise _not_active(actor)
    if held[0][0]:
        return Rights(is_admin=True)
    own = {team_id: Role(role) for _, team_id, role in held if role is not None}
    children: dict[int | None, list[int]] = {}
    for team_id, parent_id in session.exec(select(Team.id, Team.parent_id)).all():
        children.setdefault(parent_id, []).append(team_id or 0)
    roles: dict[int, Role] = {}
    waiting: list[tuple[int, Role | None]] = [(team_id, None) for team_id in children.get(None, [])]
    while waiting:
        team_id, inherited = waiting.pop()
        role = _higher(own.get(team_id), inherited)
        if role is not None:
            roles[team_id] = role
        waiting.extend((child, role) for child in children.get(team_id, []))
    return Rights(is_admin=False, roles=roles)


def _higher(one: Role | None, other: Role | None) -> Role | None:
    return max((role for role in (one, other) if role is not None), key=RANK.__getitem__, default=None)


def _is_admin(session: Session, actor: Actor) -> bool:
    found = session.exec(
        select(Person.is_admin).where(Person.id == actor.person_id, col(Person.is_active).is_(True))
    ).first()
    if found is None:
        raise _not_active(actor)
    return found


def _not_active(actor: Actor) -> NotAllowed:
    return NotAllowed(f"{actor.name or 'This person'} is not an active person here. Choose who is working.")
