"""Teams, people and who belongs where."""

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from domain.vocabulary import Role
from models.base import Editable, words


class Team(Editable, table=True):
    """A group of people with objectives; teams form a tree."""

    __tablename__ = "team"

    name: str = Field(unique=True, max_length=200)
    purpose: str = ""
    parent_id: int | None = Field(default=None, foreign_key="team.id", index=True)


class Person(Editable, table=True):
    """Somebody who owns, updates or reads."""

    __tablename__ = "person"

    name: str = Field(unique=True, max_length=200)
    email: str | None = Field(default=None, unique=True, max_length=320)
    title: str = ""
    is_admin: bool = False
    is_active: bool = True


class Membership(Editable, table=True):
    """A person's role in a team; it holds for the teams below as well."""

    __tablename__ = "membership"
    __table_args__ = (UniqueConstraint("person_id", "team_id"),)

    person_id: int = Field(foreign_key="person.id")
    team_id: int = Field(foreign_key="team.id", index=True)
    role: Role = Field(default=Role.MEMBER, sa_type=words(Role))
