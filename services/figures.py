"""The numbers of an objective's key results at a moment, as a decision keeps them beside texts, labels and weights."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import Session, col

from domain.formatting import percent, value_with_unit
from domain.goal_changes import aim_in_words
from domain.measurement import Measurement, Reading, Schedule, known_by
from domain.policy import Policy
from domain.progress import progress
from domain.roll_up import status_words
from domain.status import standing
from domain.vocabulary import Exemption, Label, Status
from models import KeyResult
from services.reporting.key_results import load_key_results

Figures = dict[str, Any]  # of one key result, as JSON holds them


@dataclass(frozen=True, slots=True)
class KeyResultThen:
    """A key result as it stood when something was decided; ``status`` is None where no numbers were kept then.

    ``value`` is in the key result's unit, ``progress`` a raw fraction, and ``aim`` says from where to where it went.
    """

    key: int
    title: str
    label: Label
    exemption: Exemption
    weight: float
    aim: str
    unit: str
    value: float | None
    progress: float | None
    status: Status | None
    stale: bool

    @property
    def in_words(self) -> str:
        """Say the numbers in a line: "165 hours, from 204 to 140 hours, 61 %, on track"; empty where there are none."""
        if self.status is None:
            return ""
        value = "no value yet" if self.value is None else value_with_unit(self.value, self.unit)
        share = () if self.progress is None else (percent(self.progress),)
        return ", ".join((value, self.aim, *share, status_words(self.status) + (", stale" if self.stale else "")))


@dataclass(frozen=True, slots=True)
class Then:
    """An objective at the moment of a decision: its outcome share, None when nothing counted, and its key results."""

    share: float | None
    key_results: tuple[KeyResultThen, ...]

    def of(self, key_result_id: int | None) -> KeyResultThen | None:
        """Return one of the key results, None where it is not among them."""
        return next((row for row in self.key_results if row.key == key_result_id), None)


def take_figures(session: Session, objective_id: int, today: date, policy: Policy) -> Mapping[int, Figures]:
    """Return the numbers of an objective's key results as they are on a day, by key result."""
    rows = load_key_results(session, today, policy, col(KeyResult.objective_id) == objective_id)
    return {row.key: figures(row.measurement, row.readings, row.schedule, today, policy) for row in rows}


def figures(m: Measurement, readings: Sequence[Reading], schedule: Schedule, today: date, policy: Policy) -> Figures:
    """Return the numbers of one key result on a day, from its readings in order of their days."""
    known = known_by(readings, today)
    latest = known[-1] if known else None
    stands = standing(m, readings, schedule, today, policy.status_preset)
    return {
        **{"measure": m.measure, "unit": m.unit, "baseline": m.baseline, "target": m.target, "low": m.low},
        **{"high": m.high, "value": latest.value if latest else None},
        **{"as_of": latest.as_of.isoformat() if latest else None},
        **{"progress": progress(m, readings, schedule, today).value, "status": stands.status, "stale": stands.stale},
    }


def with_figures(snapshot: Mapping[str, Any], found: Mapping[int, Figures]) -> dict[str, Any]:
    """Return a snapshot as JSON with the numbers of its key results beside what it says of them already."""
    rows = [{**row, **found.get(row["key"], {})} for row in snapshot.get("key_results", ())]
    return {**snapshot, "key_results": rows}


def then(snapshot: Mapping[str, Any]) -> Then | None:
    """Return what a stored snapshot tells of its moment, without what was dropped; None where nothing was kept."""
    if not snapshot:
        return None
    live = (row for row in snapshot.get("key_results", ()) if not row.get("dropped"))
    return Then(snapshot.get("share"), tuple(map(_key_result, live)))


def _key_result(row: Mapping[str, Any]) -> KeyResultThen:
    status = row.get("status")
    return KeyResultThen(
        key=row["key"],
        title=row["title"],
        label=Label(row["label"]),
        exemption=Exemption(row["exemption"]),
        weight=row["weight"],
        aim=aim_in_words(row) if status else "",
        unit=row.get("unit") or "",
        value=row.get("value"),
        progress=row.get("progress"),
        status=Status(status) if status else None,
        stale=bool(row.get("stale")),
    )
