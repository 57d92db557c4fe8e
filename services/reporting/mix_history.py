"""How the outcome share moved from cycle to cycle, and which teams and key results moved it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from time import monotonic
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import Engine, case, exists, func, select
from sqlmodel import Session, col

from domain.mix_change import ShareChange, ShareMove, Stand, Told, share_change
from domain.outcome_mix import MixItem, OutcomeMix, combined_mix, counted_items, outcome_mix
from domain.vocabulary import ConversionKind, CycleState, Exemption, Label
from models import ClassificationEvent, Conversion, Cycle, KeyResult, Objective
from services.reporting.mix_memory import live, marks_outside, of_teams

LIMITED = (Exemption.BASELINE, Exemption.LEARNING)  # of these only one an objective is exempt, so each is looked at
# Closed cycles are read-only but for merging an export; that key results came so is seen after so many seconds.
CLOSED_FOR = 60.0
MixesByCycle = Mapping[int, Mapping[int, OutcomeMix]]


@dataclass(frozen=True, slots=True)
class _Kept:
    frame: list[Any]
    marks: tuple[Any, ...]
    checked: float
    mixes: MixesByCycle


_remembered: WeakKeyDictionary[Engine, dict[tuple[int, ...], _Kept]] = WeakKeyDictionary()


def past_mixes(
    session: Session, cycle_ids: tuple[int, ...], team_ids: Sequence[int] | None, beside: int
) -> MixesByCycle:
    """Return the mix of each of these teams, or of all, in each cycle: cycle → team → mix; empty cycles are missing.

    Those of the whole organisation are kept until something changes outside of the cycle `beside` which they are
    shown, whose mix is asked for first.
    """
    if team_ids is not None or not cycle_ids:
        return _load(session, cycle_ids, team_ids)
    known = _remembered.setdefault(session.get_bind().engine, {})
    kept, (open_cycles, *frame) = known.get(cycle_ids), _frame(session, cycle_ids)
    now = monotonic()
    if kept and kept.frame == frame and not open_cycles and now - kept.checked < CLOSED_FOR:
        return kept.mixes
    marks = marks_outside(session, beside)
    if kept is None or (kept.frame, kept.marks) != (frame, marks):
        kept = _Kept(frame, marks, now, _load(session, cycle_ids, None))
    known.clear()
    known[cycle_ids] = replace(kept, checked=now)
    return kept.mixes


def key_result_moves(session: Session, earlier: int, later: int, team_ids: Sequence[int]) -> ShareChange:
    """Return which key results of these teams moved the share from the earlier cycle to the later one."""
    first_label = (
        select(col(ClassificationEvent.label))
        .where(col(ClassificationEvent.key_result_id) == KeyResult.id)
        .order_by(col(ClassificationEvent.id))
        .limit(1)
        .scalar_subquery()
    )
    rows = session.execute(
        select(
            *(col(Objective.cycle_id), col(Objective.id), col(Objective.team_id), col(KeyResult.dropped)),
            *(col(KeyResult.weight), col(KeyResult.label), col(KeyResult.exemption)),
            *(col(KeyResult.id), col(KeyResult.title), first_label, *_converted()),
        )
        .join(Objective, col(KeyResult.objective_id) == Objective.id)
        .where(col(Objective.cycle_id).in_((earlier, later)), *of_teams(team_ids))
        .order_by(col(Objective.id), col(KeyResult.id))
    ).all()
    counted = _counted(rows)
    before = [_told(row, counted) for row in rows if row[0] == earlier and not row[3]]
    return share_change(before, [_told(row, counted) for row in rows if row[0] == later])


def _converted() -> tuple[Any, ...]:
    lasting = col(Conversion.undone_at).is_(None)
    to_this = col(Conversion.to_key_result_id) == KeyResult.id
    return (
        exists().where(
            lasting,
            col(Conversion.kind) == ConversionKind.DEMOTED,
            col(Conversion.from_key_result_id) == KeyResult.id,
        ),
        exists().where(lasting, col(Conversion.kind) == ConversionKind.PROMOTED, to_this),
        exists().where(lasting, col(Conversion.kind) == ConversionKind.SPLIT, to_this),
    )


def _counted(rows: Sequence[Any]) -> set[int]:
    items: dict[int, list[MixItem]] = defaultdict(list)
    for _, objective_id, _, dropped, weight, label, exemption, key, *_ in rows:
        if not dropped:
            items[objective_id].append(MixItem(weight, label, exemption, None, key))
    return {item.key for found in items.values() for item in counted_items(found)}


def _told(row: Any, counted: set[int]) -> Told:
    _, _, team_id, dropped, weight, label, exemption, key, title, first, demoted, promoted, split = row
    counts = exemption == Exemption.NONE if dropped else key in counted
    came = ShareMove.PROMOTED if promoted else ShareMove.SPLIT_OFF if split else ShareMove.ADDED
    left = (ShareMove.DEMOTED if demoted else ShareMove.DROPPED) if dropped else None
    return Told(key, title, team_id, Stand(Label(label), weight, counts), first, came, left)


def _frame(session: Session, cycle_ids: Sequence[int]) -> tuple[Any, ...]:
    """Return how many of these cycles are not closed, and what differs when a cycle or an objective changes."""
    still_open = select(func.count()).where(col(Cycle.id).in_(cycle_ids), col(Cycle.state) != CycleState.CLOSED)
    saved = select(func.sum(col(Cycle.version))).where(col(Cycle.id).in_(cycle_ids))
    own = select(func.count(), func.sum(col(Objective.version)), still_open.scalar_subquery(), saved.scalar_subquery())
    number, edited, *cycles = session.execute(own.where(col(Objective.cycle_id).in_(cycle_ids))).one()
    return (*cycles, number, edited)


def _load(session: Session, cycle_ids: Sequence[int], team_ids: Sequence[int] | None) -> MixesByCycle:
    """Add up in the database what counts alike; only the exemptions that may be one too many come one by one."""
    alone = case((col(KeyResult.exemption).in_(LIMITED), col(KeyResult.id)), else_=0)
    objective = case((col(KeyResult.exemption).in_(LIMITED), col(Objective.id)), else_=0)
    group = (
        *(col(Objective.cycle_id), col(Objective.team_id), objective),
        *(col(KeyResult.label), col(KeyResult.exemption), alone),
    )
    rows = session.execute(
        select(*group, func.sum(col(KeyResult.weight)))
        .select_from(KeyResult)
        .join(Objective, col(KeyResult.objective_id) == Objective.id)
        .where(*live(team_ids), col(Objective.cycle_id).in_(cycle_ids))
        .group_by(*group)
    )
    items: dict[int, dict[int, dict[int, list[MixItem]]]] = defaultdict(lambda: defaultdict(lambda: defaultdict(list)))
    for cycle_id, team_id, objective_id, label, exemption, key, weight in rows:
        items[cycle_id][team_id][objective_id].append(MixItem(weight, label, exemption, None, key))
    return {
        cycle_id: {team: combined_mix(outcome_mix(found) for found in parts.values()) for team, parts in teams.items()}
        for cycle_id, teams in items.items()
    }
