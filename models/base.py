"""The declarative base, and how words and moments are stored."""

from datetime import UTC, datetime
from enum import StrEnum

from sqlalchemy import Enum as EnumType
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel


class Base(SQLModel, registry=registry()):
    """Parent of every table; a registry of its own survives a hot reload of this module."""


class Record(Base):
    """A row with a number of its own."""

    id: int | None = Field(default=None, primary_key=True)

    @property
    def key(self) -> int:
        """Return the id of a stored row."""
        if self.id is None:
            raise ValueError(f"This {type(self).__name__} has not been stored yet.")
        return self.id


class Editable(Record):
    """A row that people edit; the version tells a stale save from a fresh one."""

    version: int = 1


def words(vocabulary: type[StrEnum]) -> EnumType:
    """Return the column type that stores a vocabulary's words as readable text."""
    return EnumType(
        vocabulary,
        native_enum=False,
        create_constraint=False,
        length=30,
        values_callable=lambda members: [member.value for member in members],
    )


def utc_now() -> datetime:
    """Return this moment, aware, in UTC."""
    return datetime.now(UTC)
