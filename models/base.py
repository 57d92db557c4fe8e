"""The declarative base, and how words and moments are stored."""

from datetime import UTC, datetime
from enum import StrEnum

from sqlalchemy import Enum as EnumType
from sqlalchemy.orm import registry
from sqlmodel import SQLModel


class Base(SQLModel, registry=registry()):
    """Parent of every table; a registry of its own survives a hot reload of this module."""


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
