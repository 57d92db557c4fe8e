"""How badly some constants of the forecast do on many key results at once, and the gradient of that."""

from typing import NamedTuple

import numpy as np
from scipy.special import expit, logsumexp, ndtr

from benchmarks.forecast_families import FRACTIONS
from benchmarks.forecast_seen import STEPPING, Array, Seen
from domain import forecast_candidates as candidates
from domain import forecast_weighing as weighing
from domain.forecast_candidates import CANDIDATES

COUNT = len(CANDIDATES)
WAITING = [place for place, candidate in enumerate(CANDIDATES) if candidate.waits]
SHARES = np.array(weighing.SHARES)
TRAITS = 4
SOFT = 0.015  # how gradually a value comes to lie in the interval, as a chance
INTERVAL = 0.80
INTERVAL_COUNTS, DAY_COUNTS, BRIER_COUNTS, BEATING_COUNTS = 100.0, 6.0, 3.0, 40.0
CLEARLY = 0.85
ROUGH, MANY, SMALLEST = (-1.0, -0.25, 0.5, 1.25, 1.9), (-0.7, -0.3, 0.1), 20  # how forecasts are told apart
PRIORS_COUNT, EFFECTS_COUNT = 0.0005, 0.004


class Effects(NamedTuple):
    """The constants: a row for each model, a column for each trait."""

    weights: Array
    widths: Array
    trust: Array
    step: Array
    widening: Array
    take_off: Array


def constants() -> Array:
    """The constants that stand in the code, one after the other."""
    rest = (candidates.TRUST, candidates.STEP, candidates.WIDENING, candidates.TAKE_OFF)
    rows = [*(each.weight for each in CANDIDATES), *(each.width for each in CANDIDATES), *rest]
    return np.array(rows, dtype=float).ravel()


def effects(numbers: Array) -> Effects:
    """The constants by what they are for."""
    rows = numbers.reshape(-1, TRAITS)
    return Effects(rows[:COUNT], rows[COUNT : 2 * COUNT], *rows[2 * COUNT :])


class _Chances(NamedTuple):
    """The chance of a smaller value, and how it changes with each log weight and each log width."""

    below: Array
    by_weight: Array
    by_width: Array


class Loss:
    """How badly the constants do on some forecasts; called with constants it gives that and its gradient.

    `beaten` are the Brier scores to be undercut, one a family.
    """

    def __init__(self, data: Seen, beaten: Array) -> None:
        self.data, self.beaten = data, beaten
        rough, many = (np.digitize(data.traits[:, place], edges) for place, edges in ((2, ROUGH), (3, MANY)))
        alike = rough * (len(MANY) + 1) + many
        self.in_cell = np.hstack([_shares(data.group), _shares(alike)])
        self.in_family = _shares(data.group // len(FRACTIONS))
        self.even = self.in_family.mean(axis=1)

    def __call__(self, numbers: Array) -> tuple[float, Array]:
        """The loss and its gradient."""
        data, found = self.data, effects(numbers)
        logits, shares = self._logits(found)
        share_of = np.exp(logits - logsumexp(logits, axis=1, keepdims=True))
        spread, slope = self._spread(found)
        density, by_weight, by_width = _log_density(share_of, spread, data)
        under = _below(share_of, spread, data, data.truth)
        below = _below(share_of, spread, data, data.target)
        interval, by_under, _ = self._interval(under.below)
        brier, by_below, _ = self._brier(below.below)
        total = interval + brier - float(self.even @ density)
        weight = (
            by_under[:, None] * under.by_weight + by_below[:, None] * below.by_weight - self.even[:, None] * by_weight
        )
        width = by_under[:, None] * under.by_width + by_below[:, None] * below.by_width - self.even[:, None] * by_width
        small, by_numbers = _small(numbers)
        return total + small, self._gradient(found, weight, width * slope, shares) + by_numbers

    def reached(self, numbers: Array) -> tuple[Array, Array]:
        """How often the interval holds and the Brier score, one a family."""
        data, found = self.data, effects(numbers)
        logits, _ = self._logits(found)
        share_of, (spread, _) = np.exp(logits - logsumexp(logits, axis=1, keepdims=True)), self._spread(found)
        _, _, off = self._interval(_below(share_of, spread, data, data.truth).below)
        _, _, briers = self._brier(_below(share_of, spread, data, data.target).below)
        return INTERVAL + off, briers

    def _logits(self, found: Effects) -> tuple[Array, Array]:
        traits = self.data.traits
        base = traits @ found.weights.T
        step = (traits @ found.step)[:, None]
        models = np.hstack([base, base[:, STEPPING] + step])
        models = models + np.exp(traits @ found.trust)[:, None] * self.data.likelihood[:, : models.shape[1]]
        waits = [*WAITING, *(COUNT + n for n, place in enumerate(STEPPING) if place in WAITING)]
        waiting = logsumexp(models[:, waits], axis=1, keepdims=True)
        shares = np.zeros_like(models)
        shares[:, waits] = np.exp(models[:, waits] - waiting)
        late = waiting + (traits @ found.take_off)[:, None] - np.log(len(SHARES))
        return np.hstack([models, np.repeat(late, len(SHARES), axis=1)]), shares

    def _spread(self, found: Effects) -> tuple[Array, Array]:
        """The spread of each part, and how the logarithm of its width changes with the sum over the traits."""
        traits = self.data.traits
        width = np.tanh((traits @ found.widths.T + (traits @ found.widening)[:, None]) / weighing.WIDEST)
        width = np.hstack([width, width[:, STEPPING], np.zeros((len(traits), len(SHARES)))])
        share = (1 + traits[:, 1:2]) / 2
        most = np.repeat(weighing.MOST_SPREAD * np.sqrt(share / (1 - share)), width.shape[1], axis=1)
        most[:, -len(SHARES) :] = np.inf
        spread = self.data.spread * np.exp(weighing.WIDEST * width)
        capped = 1 / (1 + (spread / most) ** 2)
        return spread * np.sqrt(capped), (1 - width * width) * capped

    def _interval(self, under: Array) -> tuple[float, Array, Array]:
        low, high = expit((under - 0.1) / SOFT), expit((0.9 - under) / SOFT)
        slope_low, slope_high = low * (1 - low) / SOFT, -high * (1 - high) / SOFT
        low, slope_low = np.where(self.data.ceiling, 1.0, low), np.where(self.data.ceiling, 0.0, slope_low)
        high, slope_high = np.where(self.data.floor, 1.0, high), np.where(self.data.floor, 0.0, slope_high)
        held, slope = low * high, slope_low * high + low * slope_high
        cells, families = held @ self.in_cell - INTERVAL, held @ self.in_family - INTERVAL
        by_held = 2 * DAY_COUNTS * self.in_cell @ cells + 2 * INTERVAL_COUNTS * self.in_family @ families
        return float(DAY_COUNTS * cells @ cells + INTERVAL_COUNTS * families @ families), by_held * slope, families

    def _brier(self, below: Array) -> tuple[float, Array, Array]:
        off = np.where(self.data.rising, 1 - below, below) - self.data.hit
        briers = (off * off) @ self.in_family
        over = np.maximum(0, briers / self.beaten - CLEARLY)
        by_error = BRIER_COUNTS * self.even + self.in_family @ (2 * BEATING_COUNTS * over / self.beaten)
        total = BRIER_COUNTS * float(briers.mean()) + BEATING_COUNTS * float(over @ over)
        return total, by_error * 2 * off * np.where(self.data.rising, -1.0, 1.0), briers

    def _gradient(self, found: Effects, weight: Array, width: Array, shares: Array) -> Array:
        traits, models = self.data.traits, COUNT + len(STEPPING)
        late = weight[:, models:].sum(axis=1)
        weight = weight[:, :models] + late[:, None] * shares
        trust = np.exp(traits @ found.trust) * (weight * self.data.likelihood[:, :models]).sum(axis=1)
        stepped, width_stepped = weight[:, COUNT:], width[:, COUNT:models]
        base, base_width = weight[:, :COUNT].copy(), width[:, :COUNT].copy()
        base[:, STEPPING] += stepped
        base_width[:, STEPPING] += width_stepped
        rows = [trust, stepped.sum(axis=1), base_width.sum(axis=1), late]
        return np.vstack([base.T @ traits, base_width.T @ traits, *(row @ traits for row in rows)]).ravel()


def _shares(group: Array) -> Array:
    """For each forecast its share of its group; a column for each group that is not too small."""
    names, counts = np.unique(group, return_counts=True)
    names, counts = names[counts >= SMALLEST], counts[counts >= SMALLEST]
    return (group[:, None] == names) / counts


def _small(numbers: Array) -> tuple[float, Array]:
    """What keeps the constants small, so that nothing is learnt that little speaks for."""
    counts = np.full(numbers.reshape(-1, TRAITS).shape, EFFECTS_COUNT)
    counts[:COUNT, 0] = PRIORS_COUNT
    counts = counts.ravel()
    return float(counts @ numbers**2), 2 * counts * numbers


def _below(share_of: Array, spread: Array, data: Seen, value: Array) -> _Chances:
    freedom = data.freedom
    t = (value[:, None] - data.centre) / spread
    ratio = (8 * freedom + 1) / (8 * freedom + 3)
    size = np.copysign(np.sqrt(freedom * np.log1p(t * t / freedom)) * ratio, t)
    chance = ndtr(size)
    below = (share_of * chance).sum(axis=1)
    safe = np.where(np.abs(size) < 1e-9, 1.0, size)
    slope = np.exp(-0.5 * size * size) / np.sqrt(2 * np.pi) * ratio**2 * t * t / (1 + t * t / freedom) / safe
    return _Chances(below, share_of * (chance - below[:, None]), -share_of * slope)


def _log_density(share_of: Array, spread: Array, data: Seen) -> tuple[Array, Array, Array]:
    freedom = data.freedom
    t2 = ((data.truth[:, None] - data.centre) / spread) ** 2
    each = np.log(share_of + 1e-300) + data.constant - np.log(spread) - (freedom + 1) / 2 * np.log1p(t2 / freedom)
    total = logsumexp(each, axis=1)
    share = np.exp(each - total[:, None])
    return total, share - share_of, share * ((freedom + 1) * t2 / (freedom + t2) - 1)
