"""What became of key results and initiatives, and what they were before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, exists, func, or_
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from domain.vocabulary import ConversionKind, CycleState, FlagState, InitiativeState, Label
from models import CheckIn, Conversion, Cycle, Flag, Initiative, InitiativeLink, KeyResult, Objective, Person

MOST_PLACES = 200
OPEN = (FlagState.OPEN, FlagState.ACKNOWLEDGED)


@dataclass(frozen=True, slots=True)
class ConversionRow:
    """A demotion, promotion or split with the names of what it connects; nothing stands where there is no such end."""

    key: int
    kind: ConversionKind
    at: datetime
    who: str
    undone_at: datetime | None
    version: int
    key_result_id: int | None
    key_result: str
    dropped: bool
    made_id: int | None
    made: str
    initiative_id: int | None
    initiative: str
    initiative_state: InitiativeState | None

    @property
    def stands(self) -> bool:
        """Tell whether it holds still: not undone, and nobody has taken its beginning back in by hand."""
        if self.undone_at is not None:
            return False
        if self.kind == ConversionKind.DEMOTED:
            return self.dropped
        return self.kind == ConversionKind.SPLIT or self.initiative_state == InitiativeState.DROPPED


@dataclass(frozen=True, slots=True)
class Held:
    """What stays with a key result whatever becomes of it."""

    check_ins: int
    open_flags: int


def conversions_of(
    session: Session, key_result_ids: Sequence[int] = (), initiative_ids: Sequence[int] = ()
) -> tuple[ConversionRow, ...]:
    """Return the conversions that began with these, or led to them, the latest first, in one statement."""
    if not (key_result_ids or initiative_ids):
        return ()
    made = aliased(KeyResult)
    ends = (Conversion.from_key_result_id, Conversion.to_key_result_id)
    rows = session.execute(
        select(Conversion, Person.name, KeyResult, made.title, Initiative)  # type: ignore[call-overload]
        .join(Person, col(Conversion.person_id) == Person.id)
        .outerjoin(KeyResult, col(Conversion.from_key_result_id) == KeyResult.id)
        .outerjoin(made, col(Conversion.to_key_result_id) == made.id)
        .outerjoin(Initiative, col(Conversion.initiative_id) == Initiative.id)
        .where(
            or_(
                *(col(end).in_(key_result_ids) for end in ends),
                col(Conversion.initiative_id).in_(initiative_ids),
            )
        )
        .order_by(col(Conversion.id).desc())
    )
    return tuple(_row(*row) for row in rows)


def held_by(session: Session, key_result_ids: Sequence[int]) -> Mapping[int, Held]:
    """Return how many check-ins that count and how many open flags key results hold, in one statement."""
    later = aliased(CheckIn)
    corrected = exists().where(col(later.supersedes_id) == CheckIn.id)
    counted = (col(CheckIn.key_result_id) == KeyResult.id, col(CheckIn.value).is_not(None), ~corrected)
    waiting = (col(Flag.key_result_id) == KeyResult.id, col(Flag.state).in_(OPEN))
    rows = session.execute(
        select(
            KeyResult.id,
            select(func.count(col(CheckIn.id))).where(*counted).correlate(KeyResult).scalar_subquery(),
            select(func.count(col(Flag.id))).where(*waiting).correlate(KeyResult).scalar_subquery(),
        ).where(col(KeyResult.id).in_(key_result_ids))
    )
    return {key: Held(check_ins, open_flags) for key, check_ins, open_flags in rows}


def made_by(session: Session, conversion_id: int) -> int | None:
    """Return the key result to which a conversion leads."""
    return session.exec(select(Conversion.to_key_result_id).where(Conversion.id == conversion_id)).first()


@dataclass(frozen=True, slots=True)
class Place:
    """A key result under which work can stand."""

    key: int
    title: str
    objective: str
    label: Label
    beside: bool


def places_for_work(session: Session, key_result_id: int) -> tuple[Place, ...]:
    """Return the key results that a key result could become work under, those of its own objective first.

    They are live, of the same team and cycle or of the objective that its own one contributes to, and no outputs.
    """
    own = (
        select(Objective.id, Objective.team_id, Objective.cycle_id, Objective.parent_id)
        .join(KeyResult, col(KeyResult.objective_id) == Objective.id)
        .where(KeyResult.id == key_result_id)
        .subquery()
    )
    team, cycle, key = col(Objective.team_id), col(Objective.cycle_id), col(Objective.id)
    near = and_(cycle == own.c.cycle_id, or_(team == own.c.team_id, key == own.c.parent_id))
    beside = key == own.c.id
    rows = session.execute(
        select(KeyResult.id, KeyResult.title, Objective.title, KeyResult.label, beside)  # type: ignore[call-overload]
        .select_from(KeyResult)
        .join(Objective, col(KeyResult.objective_id) == Objective.id)
        .join(own, near)
        .where(col(KeyResult.dropped).is_(False), KeyResult.id != key_result_id, col(KeyResult.label) != Label.OUTPUT)
        .order_by(beside.desc(), col(KeyResult.label) != Label.OUTCOME, col(KeyResult.id))
        .limit(MOST_PLACES)
    )
    return tuple(Place(key, title, objective, label, bool(near_by)) for key, title, objective, label, near_by in rows)


def objectives_for_work(session: Session, initiative_id: int) -> Mapping[int, str]:
    """Return the objectives of an initiative's team in open cycles, those that it is meant to serve first, by id."""
    served = (
        select(KeyResult.objective_id)
        .join(InitiativeLink, col(InitiativeLink.key_result_id) == KeyResult.id)
        .where(InitiativeLink.initiative_id == initiative_id)
    )
    team = select(Initiative.team_id).where(Initiative.id == initiative_id).scalar_subquery()
    rows = session.execute(
        select(Objective.id, Objective.title, Cycle.name)
        .join(Cycle, col(Objective.cycle_id) == Cycle.id)
        .where(
            or_(col(Objective.team_id) == team, col(Objective.id).in_(served)), col(Cycle.state) != CycleState.CLOSED
        )
        .order_by(col(Objective.id).in_(served).desc(), col(Cycle.starts_on).desc(), col(Objective.id))
        .limit(MOST_PLACES)
    )
    return {key: f"{cycle}: {title}" for key, title, cycle in rows}


def _row(
    conversion: Conversion,
    who: str,
    origin: KeyResult | None,
    made: str | None,
    work: Initiative | None,
) -> ConversionRow:
    return ConversionRow(
        key=conversion.key,
        kind=conversion.kind,
        at=conversion.at,
        who=who,
        undone_at=conversion.undone_at,
        version=conversion.version,
        key_result_id=conversion.from_key_result_id,
        key_result=origin.title if origin else "",
        dropped=origin.dropped if origin else False,
        made_id=conversion.to_key_result_id,
        made=made or "",
        initiative_id=conversion.initiative_id,
        initiative=work.title if work else "",
        initiative_state=work.state if work else None,
    )
