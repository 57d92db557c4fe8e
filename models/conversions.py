"""Key results and initiatives that were made from each other."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON
from sqlmodel import Field

from domain.vocabulary import ConversionKind
from models.base import Editable, utc_now, words


class Conversion(Editable, table=True):
    """A demotion, promotion or split, with what is needed to undo it.

    demoted: ``from_key_result_id`` became ``initiative_id`` under ``to_key_result_id``.
    promoted: ``initiative_id`` became ``to_key_result_id``.
    split: ``from_key_result_id`` kept its first part, ``to_key_result_id`` took the second.
    ``before`` holds the values that an undo puts back, by the name of the record, and when it proposed a decision.
    """

    __tablename__ = "conversion"

    kind: ConversionKind = Field(sa_type=words(ConversionKind))
    from_key_result_id: int | None = Field(default=None, foreign_key="key_result.id", index=True)
    to_key_result_id: int | None = Field(default=None, foreign_key="key_result.id", index=True)
    initiative_id: int | None = Field(default=None, foreign_key="initiative.id", index=True)
    before: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    person_id: int = Field(foreign_key="person.id")
    at: datetime = Field(default_factory=utc_now)
    undone_at: datetime | None = None
