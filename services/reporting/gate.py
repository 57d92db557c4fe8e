"""What objectives lack before they are published, and by which state of their goals one can tell a stale look."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from zlib import crc32

from sqlalchemy import ColumnElement
from sqlalchemy import select as sa_select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from domain.measurement import why_not_measurable
from domain.quality_gate import GateKeyResult, GateObjective, Missing, missing
from domain.vocabulary import Measure
from models import KeyResult, Objective, Person
from services.reporting.key_results import measurement_of, milestone_weights


@dataclass(frozen=True, slots=True)
class Gate:
    """What an objective lacks; ``seen`` is another number after each change of it or of its key results."""

    missing: tuple[Missing, ...]
    seen: int


def gate_of(session: Session, objective_id: int) -> Gate:
    """Return what one objective lacks."""
    return gates(session, col(Objective.id) == objective_id).get(objective_id, Gate((), 0))


def gates_of_team(session: Session, team_id: int, cycle_id: int) -> Mapping[int, Gate]:
    """Return what each objective of a team lacks in a cycle, by the objective's id."""
    return gates(session, col(Objective.team_id) == team_id, col(Objective.cycle_id) == cycle_id)


def gates(session: Session, *where: ColumnElement[bool]) -> Mapping[int, Gate]:
    """Return what each objective that meets the conditions lacks, by its id; takes three statements."""
    found = session.execute(
        sa_select(Objective, col(Person.is_active))
        .join(Person, col(Objective.owner_id) == Person.id)
        .where(*where)
        .order_by(col(Objective.position), col(Objective.id))
    ).all()
    rows = _key_results(session, [record.key for record, _ in found])
    return {record.key: _gate(record, active, rows[record.key]) for record, active in found}


def _key_results(session: Session, objective_ids: list[int]) -> Mapping[int, list[tuple[KeyResult, GateKeyResult]]]:
    owner = aliased(Person)
    found = session.execute(
        sa_select(KeyResult, col(owner.is_active))
        .join(owner, col(KeyResult.owner_id) == owner.id)
        .where(col(KeyResult.objective_id).in_(objective_ids))
        .order_by(col(KeyResult.position), col(KeyResult.id))
    ).all()
    weights = milestone_weights(session, [record.key for record, _ in found if record.measure == Measure.MILESTONE])
    rows: dict[int, list[tuple[KeyResult, GateKeyResult]]] = defaultdict(list)
    for record, active in found:
        rows[record.objective_id].append((record, _seen_by_gate(record, active, weights)))
    return rows


def _seen_by_gate(record: KeyResult, active: bool, weights: Mapping[int, float]) -> GateKeyResult:
    needs = why_not_measurable(measurement_of(record, weights.get(record.key)))
    same = (record.source, record.label, record.indicator, record.exemption)
    return GateKeyResult(record.key, record.title, active, needs, *same)


def _gate(record: Objective, active: bool, rows: list[tuple[KeyResult, GateKeyResult]]) -> Gate:
    versions = [record.version, *((row.key, row.version) for row, _ in rows)]
    said = (record.kind, record.sufficiency, record.narrative)
    live = [found for row, found in rows if not row.dropped]
    return Gate(missing(GateObjective(active, *said, live)), crc32(repr(versions).encode()))
