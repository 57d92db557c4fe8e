"""Dated values made ready for a forecast: one a day, stray values set aside, a step found, all on one scale."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from domain.forecast_models import Series
from domain.measurement import Measurement, Reading, Schedule, path_ends

_DAYS_A_WEEK = 7
_LONGEST = 30  # what is older tells little about the end and would make a page slow
_FEWEST = 5  # below this nobody can tell a stray value from a turn
_STRAY = 6.0  # times the usual distance from the line between the neighbours
_RETURNS = 0.5  # the neighbours differ by less than this share of the distance
_LEAST_NOISE = 0.02  # of the range of the values: nothing is measured better


@dataclass(frozen=True, slots=True)
class History:
    """Values by weeks since the first, `origin` + `scale` × value in the measure's unit.

    `step_at` is the place of the value after which the level may have changed for good (0: none), `stray` how many
    values were set aside, `roughness` the usual distance of a value from the line between its neighbours.
    """

    series: Series
    origin: float
    scale: float
    step_at: int
    stray: int
    roughness: float

    @property
    def weeks(self) -> float:
        """How long the history is."""
        return self.series.weeks[-1]

    def scaled(self, value: float) -> float:
        """A value of the measure on the scale of the history."""
        return (value - self.origin) / self.scale

    def unscaled(self, value: float) -> float:
        """A value on the scale of the history as a value of the measure."""
        return self.origin + self.scale * value


def points_of(m: Measurement, known: Sequence[Reading], schedule: Schedule) -> list[tuple[int, float]]:
    """The last value of each day by days since the start; the baseline stands on the first day unless a value does."""
    found = {(reading.as_of - schedule.starts_on).days: reading.value for reading in known}
    ends = path_ends(m)
    if ends and (not found or min(found) > 0):
        found[0] = ends[0]
    return sorted(found.items())[-_LONGEST:]


def history_of(points: Sequence[tuple[int, float]], otherwise: float) -> History | None:
    """The history of at least two dated values; `otherwise` is the scale when all are the same.

    None when the numbers are too far apart to compute with.
    """
    kept = without_strays([(day / _DAYS_A_WEEK, value) for day, value in points])
    values = [value for _, value in kept]
    scale = (max(values) - min(values)) or abs(otherwise) or 1.0
    if not math.isfinite(scale):
        return None
    origin, first = kept[-1][1], kept[0][0]
    moved = [(value - origin) / scale for value in values]
    series = Series([week - first for week, _ in kept], moved, _LEAST_NOISE)
    return History(series, origin, scale, step_of(moved), len(points) - len(kept), roughness_of(series))


def without_strays(points: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """The dated values without single ones far from the line between their neighbours, which agree with each other."""
    if len(points) < _FEWEST:
        return list(points)
    off = [0.0, *(_distance(points, place) for place in range(1, len(points) - 1)), 0.0]
    return [point for place, point in enumerate(points) if not _is_stray(points, off, place)]


def roughness_of(series: Series) -> float:
    """The usual distance of a value from the line between its neighbours; 0 below three values."""
    points = list(zip(series.weeks, series.values, strict=True))
    return median([abs(_distance(points, place)) for place in range(1, len(points) - 1)] or [0.0])


def step_of(values: Sequence[float]) -> int:
    """The place of the value that changed most unlike the others, with at least one value after it; 0 when too few."""
    if len(values) < _FEWEST:
        return 0
    changes = [later - earlier for earlier, later in pairwise(values)]
    usual = median(changes)
    return 1 + max(range(len(changes) - 1), key=lambda place: abs(changes[place] - usual))


def _distance(points: Sequence[tuple[float, float]], place: int) -> float:
    (week_a, a), (week, value), (week_b, b) = points[place - 1 : place + 2]
    return value - a - (b - a) * (week - week_a) / (week_b - week_a)


def _is_stray(points: Sequence[tuple[float, float]], off: Sequence[float], place: int) -> bool:
    inner = range(1, len(points) - 1)
    if place not in inner:
        return False
    usual = median([abs(off[other]) for other in inner if abs(other - place) > 1] or [math.inf])
    turn = abs(points[place + 1][1] - points[place - 1][1])
    return abs(off[place]) > _STRAY * usual and turn < _RETURNS * abs(off[place])
