"""What the models of the forecast expect of many key results, as arrays, beside what came."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from scipy.special import gammaln

from benchmarks.forecast_families import FRACTIONS, Case
from domain import forecast_weighing as weighing
from domain.forecast import bounds_of
from domain.forecast_candidates import CANDIDATES
from domain.forecast_history import history_of, points_of
from domain.measurement import known_by

Array = Any
FEWEST = 4
STEPPING = [place for place, candidate in enumerate(CANDIDATES) if candidate.may_step]


@dataclass(frozen=True)
class Seen:
    """Forecasts to be made, one a row: what each model expects, and what came; on the scale of each history.

    `floor` and `ceiling` say whether the value that came lies at an end of what is possible.
    """

    centre: Array
    spread: Array
    freedom: Array
    likelihood: Array
    traits: Array
    target: Array
    rising: Array
    truth: Array
    floor: Array
    ceiling: Array
    hit: Array
    group: Array

    @cached_property
    def constant(self) -> Array:
        """The logarithm of what Student's densities are multiplied by."""
        half = self.freedom / 2
        return gammaln(half + 0.5) - gammaln(half) - 0.5 * np.log(self.freedom * np.pi)


def seen(cases: Sequence[Case], groups: Sequence[str]) -> Seen:
    """Every forecast of every key result that has enough values."""
    rows = [row for case in cases for fraction in FRACTIONS if (row := _row(case, fraction, groups))]
    outlooks = np.array([row[0] for row in rows])
    parts = len(weighing.SHARES)
    likelihood = outlooks[:, :, 3]
    likelihood = likelihood - likelihood[:, :-parts].max(axis=1, keepdims=True)
    likelihood[:, -parts:] = 0.0
    rest = [np.array(column) for column in zip(*(row[1:] for row in rows), strict=True)]
    return Seen(outlooks[:, :, 0], outlooks[:, :, 1], outlooks[:, :, 2], likelihood, *rest)


def _row(case: Case, fraction: float, groups: Sequence[str]) -> tuple[Any, ...] | None:
    m, known = case.measurement, known_by(case.readings, case.day(fraction))
    points = points_of(m, known, case.schedule)
    history = history_of(points, 1.0) if len(points) >= FEWEST else None
    if history is None:
        return None
    weeks = (case.schedule.span_days - points[-1][0]) / 7
    models = [candidate.model for candidate in CANDIDATES]
    found = [tuple(model.outlook(history.series, weeks)) for model in models]
    found += [tuple(models[place].outlook(history.series, weeks, history.step_at)) for place in STEPPING]
    ends = (m.baseline or 0.0, m.target or 0.0)
    found += [(part.centre, part.spread, part.freedom, 0.0) for part in weighing.take_offs(history, ends, weeks, 0.0)]
    low, high = bounds_of(m, known)
    return (
        found, weighing.traits_of(history, weeks), history.scaled(ends[1]), case.rising, history.scaled(case.truth),
        case.truth <= low, case.truth >= high, float(case.hit),
        groups.index(case.family) * len(FRACTIONS) + FRACTIONS.index(fraction),
    )  # fmt: skip
