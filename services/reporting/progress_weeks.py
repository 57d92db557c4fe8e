"""How the objectives of a cycle stood at the end of each of its weeks, by what was known on that day."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, exists, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from domain.expected import expected_progress
from domain.measurement import STAY_MEASURES, Measurement, Reading, Schedule, is_held, known_by
from domain.policy import Policy
from domain.progress import path_share, progress
from domain.roll_up import WORST_FIRST, RollUp, WeightedProgress, objective_progress, worst_status
from domain.status import standing
from domain.vocabulary import Exemption, Measure, Status, StatusPreset
from domain.weeks import Week, begun, weeks_between
from models import CheckIn, Cycle, KeyResult, Objective, Team
from services.errors import NotFound
from services.reporting.key_results import KeyResultRow, load_key_results
from services.reporting.visible import SEEN_BY_ALL

MOST_SHOWN = 40
UNKNOWN, BROKEN = -0.5, -1.0  # where a key result without a value, or beyond its limit, stands among the gaps


@dataclass(frozen=True, slots=True)
class WeekCell:
    """How an objective stood when a week closed; `stale` where the status rests on old check-ins alone."""

    status: Status
    stale: bool
    progress: RollUp


@dataclass(frozen=True, slots=True)
class ObjectiveWeeks:
    """An objective with a cell for each week that has begun, and its live key results as they stand today."""

    key: int
    title: str
    team: str
    cells: tuple[WeekCell, ...]
    key_results: tuple[KeyResultRow, ...]

    @property
    def now(self) -> WeekCell | None:
        """Return the latest week, or None before the first."""
        return self.cells[-1] if self.cells else None

    @property
    def turned_at_risk(self) -> bool:
        """Tell whether it is at risk and was not a week before."""
        return self._turned and self.cells[-1].status == Status.AT_RISK

    @property
    def recovered(self) -> bool:
        """Tell whether it was at risk a week before and is not any more."""
        return self._turned and self.cells[-2].status == Status.AT_RISK

    @property
    def _turned(self) -> bool:
        return len(self.cells) > 1 and self.cells[-1].status != self.cells[-2].status


@dataclass(frozen=True, slots=True)
class ProgressWeeks:
    """The weeks of a cycle, how many of them have begun, and the objectives, worst first, with how many there are."""

    weeks: tuple[Week, ...]
    begun: int
    objectives: tuple[ObjectiveWeeks, ...]
    total: int

    @property
    def key_results(self) -> tuple[KeyResultRow, ...]:
        """Return the live key results of the objectives shown."""
        return tuple(row for objective in self.objectives for row in objective.key_results)


def progress_weeks(
    session: Session, cycle_id: int, team_ids: Sequence[int] | None, today: date, policy: Policy
) -> ProgressWeeks:
    """Return the objectives of a cycle, for these teams or for all, week by week; raises NotFound.

    Takes six statements whatever their number. At most 40 objectives are computed and returned: of more than that,
    those with the key results furthest below their expected path.
    """
    dates = session.execute(select(col(Cycle.starts_on), col(Cycle.ends_on)).where(col(Cycle.id) == cycle_id)).first()
    if dates is None:
        raise NotFound("This cycle does not exist. It may have been in another database.")
    where = _scope(cycle_id, team_ids)
    found = session.execute(
        select(col(Objective.id), col(Objective.title), col(Team.name))
        .join(Team, col(Objective.team_id) == Team.id)
        .where(*where)
        .order_by(col(Objective.id))
    ).all()
    weeks = weeks_between(*dates)
    shown = _furthest_behind(session, found, where, today)
    rows = _rows(session, shown, begun(weeks, today), today, policy)
    return ProgressWeeks(weeks, len(begun(weeks, today)), rows, len(found))


def _scope(cycle_id: int, team_ids: Sequence[int] | None) -> list[ColumnElement[bool]]:
    where = [col(Objective.cycle_id) == cycle_id, SEEN_BY_ALL]
    return where if team_ids is None else [*where, col(Objective.team_id).in_(team_ids)]


def _rows(
    session: Session, found: Sequence[Any], weeks: Sequence[Week], today: date, policy: Policy
) -> tuple[ObjectiveWeeks, ...]:
    own: dict[int, list[KeyResultRow]] = defaultdict(list)
    keys = [key for key, _, _ in found]
    wanted = (col(KeyResult.objective_id).in_(keys), col(KeyResult.dropped).is_(False))
    for row in load_key_results(session, today, policy, *wanted) if keys else ():
        own[row.objective_id].append(row)
    days = [week.closes_on(today) for week in weeks]
    rows = (
        ObjectiveWeeks(key, title, team, tuple(cell(own[key], day, policy) for day in days), tuple(own[key]))
        for key, title, team in found
    )
    return tuple(sorted(rows, key=_badness))


def cell(key_results: Sequence[KeyResultRow], day: date, policy: Policy) -> WeekCell:
    """Return how an objective with these live key results stood on a day, by the values that are true until then."""
    preset = policy.status_preset
    stood = [
        (row, _stood(row.measurement, row.schedule, known_by(row.readings, day), day, preset)) for row in key_results
    ]
    status = worst_status(found.status for row, found in stood if row.exemption == Exemption.NONE)
    giving = [found.stale for row, found in stood if row.exemption == Exemption.NONE and found.status == status]
    rolled_up = objective_progress([WeightedProgress(row.weight, found.progress) for row, found in stood])
    return WeekCell(status, bool(giving) and all(giving), rolled_up)


class _Stood(NamedTuple):
    status: Status
    stale: bool
    progress: float | None


@lru_cache(maxsize=20_000)  # a check-in changes the weeks after its day, and those of one key result only
def _stood(m: Measurement, schedule: Schedule, known: Sequence[Reading], day: date, preset: StatusPreset) -> _Stood:
    found = standing(m, known, schedule, day, preset)
    return _Stood(found.status, found.stale, progress(m, known, schedule, day).value)


def _badness(row: ObjectiveWeeks) -> tuple[int, float, int]:
    if row.now is None:
        return 0, 0.0, row.key
    return WORST_FIRST.index(row.now.status), row.now.progress.value or 0.0, row.key


def _furthest_behind(
    session: Session, found: Sequence[Any], where: Sequence[ColumnElement[bool]], today: date
) -> list[Any]:
    """Choose the objectives to show by the latest value of each key result, which is quick for ten thousand of them."""
    worst: dict[int, float] = {}
    for objective_id, gap in _gaps(session, where, today):
        worst[objective_id] = min(gap, worst.get(objective_id, 1.0))
    return sorted(found, key=lambda row: (worst.get(row[0], 1.0), row[0]))[:MOST_SHOWN]


def _gaps(session: Session, where: Sequence[ColumnElement[bool]], today: date) -> list[tuple[int, float]]:
    fields = ("measure", "unit", "baseline", "target", "low", "high")
    rows = session.execute(
        select(
            col(KeyResult.objective_id),
            *(_latest(today), col(KeyResult.starts_on), col(KeyResult.due_on)),
            *(getattr(KeyResult, name) for name in fields),
        )
        .join(Objective, col(KeyResult.objective_id) == Objective.id)
        .where(col(KeyResult.dropped).is_(False), col(KeyResult.exemption) == Exemption.NONE, *where)
    )
    return [(key, _gap(Measurement(*m), value, _expected(start, due, today))) for key, value, start, due, *m in rows]


def _latest(today: date) -> Any:
    """Select the value that is true today: the latest one that nobody corrected."""
    later = aliased(CheckIn)
    return (
        select(col(CheckIn.value))
        .where(
            col(CheckIn.key_result_id) == KeyResult.id,
            col(CheckIn.value).is_not(None),
            col(CheckIn.as_of) <= today,
            ~exists().where(col(later.supersedes_id) == CheckIn.id),
        )
        .order_by(col(CheckIn.as_of).desc(), col(CheckIn.id).desc())
        .limit(1)
        .correlate(KeyResult)
        .scalar_subquery()
    )


@lru_cache(maxsize=1000)  # the key results of a cycle share a few pairs of dates
def _expected(start: date, due: date, today: date) -> float:
    return expected_progress(Schedule(start, due), today)


def _gap(m: Measurement, value: float | None, expected: float) -> float:
    """Return about how far a key result is above its path; plan points and the weight of milestones are left out."""
    if value is None:
        return UNKNOWN
    if m.measure in STAY_MEASURES:
        return 0.0 if is_held(m, value) else BROKEN
    share = None if m.measure == Measure.MILESTONE else path_share(m, value)
    return 0.0 if share is None else max(BROKEN, share - expected)
