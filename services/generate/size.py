"""How big an invented organisation is, and the three things that all of its parts are made from."""

from dataclasses import dataclass, fields
from datetime import date
from random import Random

from domain.validation import FieldProblem
from services.errors import InvalidInput


@dataclass(frozen=True, slots=True)
class Size:
    """How many of each; objectives and key results are those of one cycle, check-ins those of all."""

    teams: int = 200
    objectives: int = 2000
    key_results: int = 10000
    cycles: int = 4
    check_ins: int = 500000


@dataclass(frozen=True, slots=True)
class Recipe:
    """The size, the day that counts as today, and the one source of chance."""

    size: Size
    today: date
    chance: Random


def check_size(size: Size) -> None:
    """Raise InvalidInput unless there is at least one of each; check-ins may be none."""
    for field in fields(size):
        least = 0 if field.name == "check_ins" else 1
        if getattr(size, field.name) < least:
            raise InvalidInput([FieldProblem(field.name, f"{field.name.replace('_', '-')} must be {least} or more.")])
