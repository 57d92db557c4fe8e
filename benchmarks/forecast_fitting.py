"""Fit how much each model of the forecast counts and how wide it is, on key results with known ends; print it.

The key results are simulated, or cut out of the earlier half of real weekly series. What is made small is the mean
negative log density of the value on the due date, the Brier score, and how far the 80 % interval is from holding in
80 % of the cases, in each family and on each of the four days; a family whose Brier score is not clearly below that
of a straight line counts extra. The constants stand in domain/forecast_weighing.py. Fitting starts from them, so that
it can be taken further; it takes a few minutes.

Usage: python benchmarks/forecast_fitting.py [STEPS]
"""

import math
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import fmean
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

import numpy as np  # noqa: E402
from scipy.optimize import minimize  # noqa: E402
from scipy.special import expit, gammaln, logsumexp, ndtr  # noqa: E402

from benchmarks.forecast import reaches  # noqa: E402
from benchmarks.forecast_families import FAMILIES, FITTED, FRACTIONS, Case, simulated  # noqa: E402
from benchmarks.weekly_series import real  # noqa: E402
from domain import forecast_weighing as weighing  # noqa: E402
from domain.forecast_history import history_of, points_of  # noqa: E402
from domain.measurement import known_by  # noqa: E402

SEED, EACH, STEPS = 22, 150, 60
FEWEST = 4
INTERVAL = 0.785  # the bounds of a measure, left out here, add the rest to 80 %
CLEARLY, LEAST_BRIER = 0.85, 0.05
Array = Any
WEATHER, AIR = "weather", "air"
GROUPS = [*FAMILIES, WEATHER, AIR]
CANDIDATES = weighing.CANDIDATES
COUNT = len(CANDIDATES)
STEPPING = [place for place, candidate in enumerate(CANDIDATES) if candidate.may_step]
WAITING = [place for place, candidate in enumerate(CANDIDATES) if candidate.waits]
SHARES = np.array(weighing.SHARES)


@dataclass(frozen=True)
class Seen:
    """Forecasts to be made, one a row: what each model expects, and what came; on the scale of each history."""

    centre: Array
    spread: Array
    freedom: Array
    likelihood: Array
    ahead: Array
    start: Array
    way: Array
    target: Array
    truth: Array
    hit: Array
    group: Array

    @property
    def rising(self) -> Array:
        """Whether the target lies above the baseline."""
        return self.way > 0


def seen(cases: Sequence[Case]) -> Seen:
    """Every forecast of every key result that has enough values."""
    rows = [row for case in cases for fraction in FRACTIONS if (row := _row(case, fraction))]
    outlooks = np.array([row[0] for row in rows])
    likelihood = outlooks[:, :, 3] - outlooks[:, :, 3].max(axis=1, keepdims=True)
    rest = [np.array(column) for column in zip(*(row[1:] for row in rows), strict=True)]
    return Seen(outlooks[:, :, 0], outlooks[:, :, 1], outlooks[:, :, 2], likelihood, *rest)


def _row(case: Case, fraction: float) -> tuple[Any, ...] | None:
    known = known_by(case.readings, case.day(fraction))
    points = points_of(case.measurement, known, case.schedule)
    history = history_of(points, 1.0) if len(points) >= FEWEST else None
    if history is None:
        return None
    weeks = (case.schedule.span_days - points[-1][0]) / 7
    models = [candidate.model for candidate in CANDIDATES]
    found = [model.outlook(history.series, weeks) for model in models]
    found += [models[place].outlook(history.series, weeks, history.step_at) for place in STEPPING]
    baseline, target = (history.scaled(mark or 0.0) for mark in (case.measurement.baseline, case.measurement.target))
    better = max if target > baseline else min
    group = GROUPS.index(case.family) * len(FRACTIONS) + FRACTIONS.index(fraction)
    truth = history.scaled(case.truth)
    return (
        found, weeks / history.weeks, better(0.0, baseline), target - baseline, target, truth, float(case.hit), group
    )  # fmt: skip


def _is_told(case: Case, fraction: float) -> bool:
    return len(known_by(case.readings, case.day(fraction))) >= FEWEST - 1


def _split(numbers: Array) -> tuple[Array, Array, Array]:
    return numbers[:COUNT], numbers[COUNT : 2 * COUNT], numbers[2 * COUNT :]


def parts(numbers: Array, data: Seen) -> tuple[Array, Array, Array, Array]:
    """Log weight, centre, spread and freedom of every part of every forecast under these constants."""
    weights, widths, (step, trust, widening, narrowing, take_off, rate) = _split(numbers)
    prior = np.concatenate([weights, weights[STEPPING] + step])
    log_weight = prior + np.exp(trust) * data.likelihood
    waiting = logsumexp(log_weight[:, WAITING], axis=1, keepdims=True) + take_off - math.log(len(SHARES))
    log_weight = np.hstack([log_weight, np.repeat(waiting, len(SHARES), axis=1)])
    log_weight -= logsumexp(log_weight, axis=1, keepdims=True)
    wide = np.sqrt(1 + np.exp(widening) * data.ahead**2) * np.exp(narrowing * data.ahead / (1 + data.ahead))
    reach = (data.way * (1 - np.exp(-np.exp(rate) * data.ahead)))[:, None]
    spread = data.spread * np.exp(np.concatenate([widths, widths[STEPPING]])) * wide[:, None]
    centre = np.hstack([data.centre, data.start[:, None] + reach * SHARES])
    spread = np.hstack([spread, np.repeat(weighing.SHARE_SPREAD * np.abs(reach), len(SHARES), axis=1)])
    many = np.full((len(data.ahead), len(SHARES)), weighing.MANY)
    return log_weight, centre, spread, np.hstack([data.freedom, many])


def _below(of: tuple[Array, Array, Array, Array], value: Array) -> Array:
    log_weight, centre, spread, freedom = of
    t = (value[:, None] - centre) / spread
    size = np.sqrt(freedom * np.log1p(t * t / freedom)) * (8 * freedom + 1) / (8 * freedom + 3)
    return (np.exp(log_weight) * ndtr(np.copysign(size, t))).sum(axis=1)


def _log_density(of: tuple[Array, Array, Array, Array], value: Array) -> Array:
    log_weight, centre, spread, freedom = of
    t = (value[:, None] - centre) / spread
    constant = gammaln((freedom + 1) / 2) - gammaln(freedom / 2) - 0.5 * np.log(freedom * np.pi) - np.log(spread)
    return logsumexp(log_weight + constant - (freedom + 1) / 2 * np.log1p(t * t / freedom), axis=1)


def to_beat(cases: Sequence[Case]) -> Array:
    """For each family the Brier score of a straight line or of the share of hits, whichever is better."""
    found = []
    for family in GROUPS:
        group = [case for case in cases if case.family == family]
        share = fmean(case.hit for case in group)
        told = [(case, fraction) for case in group for fraction in FRACTIONS if _is_told(case, fraction)]
        line = fmean(reaches(case, fraction) != case.hit for case, fraction in told)
        found.append(min(share * (1 - share), line))
    return np.maximum(found, LEAST_BRIER)


def loss_on(data: Seen, beaten: Array) -> Callable[[Array], float]:
    """The function of the constants that fitting makes small; `beaten` are Brier scores that must be undercut."""
    days = len(FRACTIONS)
    families_of = data.group // days

    def loss(numbers: Array) -> float:
        weights, widths, _ = _split(numbers)
        of = parts(numbers, data)
        under, below = _below(of, data.truth), _below(of, data.target)
        held = expit((under - 0.1) / 0.015) * expit((0.9 - under) / 0.015)
        errors = (np.where(data.rising, 1 - below, below) - data.hit) ** 2
        briers = np.array([errors[families_of == family].mean() for family in range(len(GROUPS))])
        missed = 20 * np.sum(np.maximum(0, briers / beaten - CLEARLY) ** 2)
        cells = np.array([held[data.group == group].mean() for group in range(len(GROUPS) * days)])
        families = cells.reshape(-1, days).mean(axis=1)
        off = 50 * np.sum((families - INTERVAL) ** 2) + 6 * np.sum((cells - INTERVAL) ** 2)
        small = 0.0005 * np.sum((weights - weights.max()) ** 2) + 0.02 * np.sum(widths**2)
        return float(-_log_density(of, data.truth).mean() + errors.mean() + missed + off + small)

    return loss


def _grouped(cases: Sequence[Case]) -> list[Case]:
    return [replace(case, family=WEATHER if case.family.startswith("Seattle") else AIR) for case in cases]


def current() -> Array:
    """The constants that stand in the code."""
    rest = (
        weighing.STEP, math.log(weighing.TRUST), math.log(weighing.WIDENING), weighing.NARROWING, weighing.TAKE_OFF,
        math.log(weighing.TAKE_OFF_RATE),
    )  # fmt: skip
    weights, widths = ([getattr(each, name) for each in CANDIDATES] for name in ("log_weight", "width"))
    return np.array([*weights, *np.log(widths), *rest])


def main() -> int:
    """Fit and print the constants in the order in which they stand in the code."""
    steps = int(sys.argv[1]) if len(sys.argv) > 1 else STEPS
    cases = simulated(FITTED, SEED, EACH) + _grouped(real(later=False))
    loss = loss_on(seen(cases), to_beat(cases))
    begun = current()
    found = minimize(loss, begun, method="L-BFGS-B", options={"maxiter": steps})
    weights, widths, (step, trust, widening, narrowing, take_off, rate) = _split(found.x)
    for candidate, weight, width in zip(CANDIDATES, weights - weights.max(), np.exp(widths), strict=True):
        print(f"{weight:.2f}, {width:.2f}  {candidate.model}")
    print(f"STEP {step:.2f}, TRUST {np.exp(trust):.2f}, WIDENING {np.exp(widening):.3f}, NARROWING {narrowing:.2f}")
    print(f"TAKE_OFF {take_off:.2f}, TAKE_OFF_RATE {np.exp(rate):.2f}")
    print(f"loss {loss(begun):.4f} before, {found.fun:.4f} after")
    return 0


if __name__ == "__main__":
    sys.exit(main())
