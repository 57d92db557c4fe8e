"""How the models of a forecast are weighed against each other, and what they expect together."""

import math
from collections.abc import Iterator
from typing import NamedTuple

from domain.forecast_history import History
from domain.forecast_mixture import Mixture, Part, mixture
from domain.forecast_models import Swing, Trend


class Candidate(NamedTuple):
    """A model, the logarithm of its weight before any reading, and how many times its own width it is given.

    `may_step` lets it explain a jump as a step; `waits` marks a key result that has not moved yet.
    """

    model: Trend | Swing
    log_weight: float
    width: float
    may_step: bool = False
    waits: bool = False


# Fitted by benchmarks/forecast_fitting.py on simulated key results; benchmarks/forecast.py measures on others.
CANDIDATES = (
    Candidate(Trend(slope=0.0), -2.48, 0.92, waits=True),
    Candidate(Trend(level_noise=0.1, slope=0.0), -2.22, 1.52, may_step=True, waits=True),
    Candidate(Trend(level_noise=3, slope=0.0), -6.28, 1.14),
    Candidate(Trend(slope=1), -2.47, 0.60, may_step=True),
    Candidate(Trend(level_noise=0.1, slope=1), -3.92, 0.84, may_step=True),
    Candidate(Trend(slope_noise=0.02, slope=1), -4.61, 0.77),
    Candidate(Trend(fading=0.12, slope=25), -3.88, 1.36),
    Candidate(Trend(fading=0.3, slope=100), -2.39, 1.47),
    Candidate(Trend(fading=0.6, slope=400), -3.57, 1.65),
    Candidate(Trend(level_noise=0.1, slope_noise=0.02, fading=0.1, slope=2), -3.43, 5.17, may_step=True),
    Candidate(Trend(level_noise=1, slope_noise=1, fading=0.1, slope=2), -1.63, 1.05),
    Candidate(Trend(fading=-0.12, slope=0.1), -2.37, 0.77),
    Candidate(Trend(fading=-0.3, slope=0.01), -5.29, 0.97),
    Candidate(Swing(0.45), -2.89, 1.20),
    Candidate(Swing(0.8), 0.00, 0.35),
)
TRUST = 1.55  # how much the readings count against the weights before any reading
STEP = -0.52  # the logarithm of how likely a step is
WIDENING, NARROWING = 0.012, 0.41  # with the time ahead, as a multiple of the time behind
TAKE_OFF, TAKE_OFF_RATE = 0.99, 0.80  # the logarithm of how much more likely than staying; how soon
SHARES = (0.15, 0.35, 0.55, 0.75, 0.95, 1.15)  # of the way to the target
SHARE_SPREAD = 0.12
_NEAREST = 1e-9  # of the range of the values: below this a target is no way off
MANY = 30.0  # degrees of freedom: nearly a normal distribution


def expected_together(history: History, ends: tuple[float, float] | None, weeks_left: float) -> Mixture:
    """What all models together expect some weeks after the last value, on the scale of the history.

    `ends` are baseline and target where there is a way between them.
    """
    return mixture(_parts(history, ends, weeks_left))


def _parts(history: History, ends: tuple[float, float] | None, weeks_left: float) -> Iterator[Part]:
    """What each model expects, what it expects if there was a step, and what a key result that still waits may do."""
    ahead = weeks_left / history.weeks
    widening = math.sqrt(1 + WIDENING * ahead**2) * math.exp(NARROWING * ahead / (1 + ahead))
    waiting = -math.inf
    for candidate in CANDIDATES:
        for part in _both_ways(candidate, history, weeks_left, widening):
            yield part
            if candidate.waits:
                waiting = _log_sum(waiting, part.log_weight)
    if ends and _NEAREST < abs(ends[1] - ends[0]) / history.scale < math.inf:
        yield from _take_offs(history, ends, ahead, waiting + TAKE_OFF)


def _both_ways(candidate: Candidate, history: History, weeks_left: float, widening: float) -> Iterator[Part]:
    width = candidate.width * widening
    for step_at in (0, history.step_at) if candidate.may_step and history.step_at else (0,):
        seen = candidate.model.outlook(history.series, weeks_left, step_at)
        weight = candidate.log_weight + TRUST * seen.log_likelihood + (STEP if step_at else 0.0)
        yield Part(weight, seen.centre, seen.spread * width, seen.freedom)


def _take_offs(history: History, ends: tuple[float, float], ahead: float, log_weight: float) -> Iterator[Part]:
    """What work that shows late may still bring: a share of the way, from the better of now and the start.

    The shares do not depend on the target, so that a higher target never has a better chance.
    """
    way = (ends[1] - ends[0]) / history.scale
    better = max if way > 0 else min
    start, reach = better(0.0, history.scaled(ends[0])), 1 - math.exp(-TAKE_OFF_RATE * ahead)
    for share in SHARES:
        centre, spread = start + way * share * reach, SHARE_SPREAD * abs(way) * reach
        yield Part(log_weight - math.log(len(SHARES)), centre, spread, MANY)


def _log_sum(a: float, b: float) -> float:
    high, low = max(a, b), min(a, b)
    return high + math.log1p(math.exp(low - high))
