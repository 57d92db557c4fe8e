"""An objective as it stands at a moment, kept to be compared with a later one."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, col

from domain.outcome_mix import MixItem, outcome_mix
from domain.vocabulary import Exemption, Label, LabelSource
from models import KeyResult, Objective
from services.errors import NotFound


@dataclass(frozen=True, slots=True)
class SnapshotKeyResult:
    """A key result's text, label and weight at a moment; ``key`` is its id."""

    key: int
    title: str
    label: Label
    label_source: LabelSource
    exemption: Exemption
    weight: float
    dropped: bool


@dataclass(frozen=True, slots=True)
class Snapshot:
    """An objective's title, outcome share from 0 to 1 (None when nothing counts) and key results at a moment."""

    title: str
    share: float | None
    key_results: tuple[SnapshotKeyResult, ...]


def take_snapshot(session: Session, objective_id: int) -> Snapshot:
    """Return an objective as it stands now; raises NotFound."""
    found = session.execute(
        select(col(Objective.title), KeyResult)
        .outerjoin(KeyResult, col(KeyResult.objective_id) == Objective.id)
        .where(col(Objective.id) == objective_id)
        .order_by(col(KeyResult.id))
    ).all()
    if not found:
        raise NotFound("This objective does not exist any more. Reload the page to see what is there.")
    kept = tuple(_kept(record) for _, record in found if record is not None)
    items = [MixItem(row.weight, row.label, row.exemption, None, row.key) for row in kept if not row.dropped]
    return Snapshot(found[0][0], outcome_mix(items).share, kept)


def as_json(snapshot: Snapshot) -> dict[str, Any]:
    """Return a snapshot as a flag stores it."""
    return asdict(snapshot)


def from_json(stored: Mapping[str, Any]) -> Snapshot:
    """Return a stored snapshot; what is missing in it reads as empty."""
    rows = stored.get("key_results", ())
    return Snapshot(stored.get("title", ""), stored.get("share"), tuple(_read(row) for row in rows))


def _kept(record: KeyResult) -> SnapshotKeyResult:
    return SnapshotKeyResult(
        key=record.key,
        title=record.title,
        label=record.label,
        label_source=record.label_source,
        exemption=record.exemption,
        weight=record.weight,
        dropped=record.dropped,
    )


def _read(row: Mapping[str, Any]) -> SnapshotKeyResult:
    return SnapshotKeyResult(
        key=row["key"],
        title=row["title"],
        label=Label(row["label"]),
        label_source=LabelSource(row["label_source"]),
        exemption=Exemption(row["exemption"]),
        weight=row["weight"],
        dropped=row["dropped"],
    )
