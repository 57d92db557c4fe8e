"""Key results as every page shows them: stored facts, live readings and what the domain makes of both."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlmodel import Session, col

from domain.expected import expected_progress
from domain.measurement import Measurement, Reading, Schedule, path_ends, why_not_measurable
from domain.outcome_mix import MixItem
from domain.policy import Policy
from domain.progress import Progress, progress
from domain.status import Standing, is_divergent, standing
from domain.vocabulary import Control, CycleState, Exemption, Indicator, Label, LabelSource, Measure
from models import Cycle, KeyResult, Milestone, Objective, Person, Team
from services.reporting.readings import link_of, live_readings
from services.reporting.visible import is_kept_to_team

PLACE: tuple[Any, ...] = (
    *(Objective.title, Objective.state, Objective.shared, Team.id, Team.name),
    *(Cycle.id, Cycle.name, Cycle.state, Person.name),
)
IN_PLACE = (  # put together once for its cost
    select(KeyResult, *(col(place) for place in PLACE))
    .select_from(KeyResult)
    .join(Objective, col(KeyResult.objective_id) == Objective.id)
    .join(Team, col(Objective.team_id) == Team.id)
    .join(Cycle, col(Objective.cycle_id) == Cycle.id)
    .join(Person, col(KeyResult.owner_id) == Person.id)
    .order_by(col(KeyResult.id))
)
SAME_AS_STORED = (
    *("title", "objective_id", "owner_id", "weight", "label", "label_source", "label_probability", "indicator"),
    *("control", "exemption", "source", "metric_id", "score", "dropped", "position", "version"),
)


@dataclass(frozen=True, slots=True)
class KeyResultRow:
    """A key result with its place, its numbers, its label and how it stands today."""

    key: int
    title: str
    objective_id: int
    objective: str
    is_kept_to_team: bool
    team_id: int
    team: str
    cycle_id: int
    cycle: str
    cycle_state: CycleState
    owner_id: int
    owner: str
    measurement: Measurement
    schedule: Schedule
    readings: tuple[Reading, ...]
    weight: float
    label: Label
    label_source: LabelSource
    label_probability: float
    indicator: Indicator | None
    control: Control | None
    exemption: Exemption
    source: str
    metric_id: int | None
    score: float | None
    dropped: bool
    position: int
    version: int
    progress: Progress
    standing: Standing

    @property
    def latest(self) -> Reading | None:
        """Return the reading that is true now."""
        return self.readings[-1] if self.readings else None

    @property
    def last_check_in(self) -> Reading | None:
        """Return the last reading that a person recorded: confidence is theirs, and so is the next check-in."""
        return next((reading for reading in reversed(self.readings) if not reading.from_metric), None)

    @property
    def needs(self) -> str:
        """Return what is missing before progress can be computed, or an empty string."""
        return why_not_measurable(self.measurement)

    @property
    def divergence(self) -> str | None:
        """Return a sentence when the owner's confidence and the numbers disagree."""
        said = self.last_check_in
        return is_divergent(said.confidence if said else None, self.standing.status)

    @property
    def mix_item(self) -> MixItem:
        """Return the key result as the outcome mix sees it."""
        found = self.measurement
        return MixItem(
            *(self.weight, self.label, self.exemption, self.indicator, self.key, self.title),
            *(found.measure, found.unit, found.baseline is not None),
            confirmed=self.label_source != LabelSource.SUGGESTED,
            owner_id=self.owner_id,
        )

    def expected(self, today: date) -> float | None:
        """Return the expected progress today, or None where the measure has no path to a target."""
        if path_ends(self.measurement) is None:
            return None
        return expected_progress(self.schedule, today, self.measurement)


def load_key_results(
    session: Session, today: date, policy: Policy, *where: ColumnElement[bool]
) -> tuple[KeyResultRow, ...]:
    """Return the key results that meet the conditions, in the order in which they were written.

    Takes three statements whatever their number, and one more where some of them look at a metric. The conditions may
    name KeyResult, Objective and Cycle.
    """
    found = session.execute(IN_PLACE.where(*where)).all()
    records = [row[0] for row in found]
    readings = live_readings(session, {record.key: link_of(record) for record in records})
    weights = milestone_weights(session, [r.key for r in records if r.measure == Measure.MILESTONE])
    return tuple(_row(row, readings, weights, today, policy) for row in found)


def milestone_weights(session: Session, key_result_ids: Sequence[int]) -> Mapping[int, float]:
    """Return the weight of all milestones, by key result, where there are milestones."""
    if not key_result_ids:
        return {}
    rows = session.execute(
        select(col(Milestone.key_result_id), func.sum(col(Milestone.weight)))
        .where(col(Milestone.key_result_id).in_(key_result_ids))
        .group_by(col(Milestone.key_result_id))
    )
    return {key: float(weight) for key, weight in rows}


def measurement_of(record: KeyResult, milestone_weight: float | None = None) -> Measurement:
    """Return how a stored key result is measured; milestones count from 0 to the weight of them all."""
    if record.measure == Measure.MILESTONE:
        return Measurement(record.measure, record.unit, 0.0, milestone_weight or 1.0)
    numbers = (record.baseline, record.target, record.low, record.high, record.stretch)
    return Measurement(record.measure, record.unit, *numbers)


def schedule_of(record: KeyResult) -> Schedule:
    """Return a stored key result's calendar."""
    plan = tuple((date.fromisoformat(day), float(value)) for day, value in record.plan_points)
    return Schedule(record.starts_on, record.due_on, record.cadence_days, plan)


def _row(
    found: Any, readings: Mapping[int, tuple[Reading, ...]], weights: Mapping[int, float], today: date, policy: Policy
) -> KeyResultRow:
    record, objective, state, shared, team_id, team, cycle_id, cycle, cycle_state, owner = found
    measurement = measurement_of(record, weights.get(record.key))
    schedule, own = schedule_of(record), readings.get(record.key, ())
    return KeyResultRow(
        key=record.key,
        objective=objective,
        is_kept_to_team=is_kept_to_team(state, shared, cycle_state),
        team_id=team_id,
        team=team,
        cycle_id=cycle_id,
        cycle=cycle,
        cycle_state=cycle_state,
        owner=owner,
        measurement=measurement,
        schedule=schedule,
        readings=own,
        progress=progress(measurement, own, schedule, today),
        standing=standing(measurement, own, schedule, today, policy.status_preset),
        **{name: getattr(record, name) for name in SAME_AS_STORED},
    )


def live(rows: Iterable[KeyResultRow]) -> tuple[KeyResultRow, ...]:
    """Return the key results that count: those that were not dropped."""
    return tuple(row for row in rows if not row.dropped)
