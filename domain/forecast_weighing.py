"""How the models of a forecast are weighed against each other, and what they expect together."""

import math
from collections.abc import Iterator
from operator import mul

from domain.forecast_candidates import CANDIDATES, STEP, TAKE_OFF, TRUST, WIDENING, Effects
from domain.forecast_history import History
from domain.forecast_mixture import Mixture, Part, mixture

TAKE_OFF_RATE = 0.8  # how soon work that shows late shows, as a multiple of the time behind
SHARES = (0.15, 0.35, 0.55, 0.75, 0.95, 1.15)  # of the way to the target
SHARE_SPREAD = 0.12
WIDEST = 1.2  # the logarithm of how many times its own width a model may be given at most
MOST_SPREAD = 3.0
MANY = 30.0  # degrees of freedom: nearly a normal distribution

_NEAREST = 1e-9  # of the range of the values: below this a target is no way off
_SMOOTHEST, _USUAL_ROUGHNESS, _USUAL_COUNT = 0.01, 0.07, 12


def expected_together(history: History, ends: tuple[float, float] | None, weeks_left: float) -> Mixture:
    """What all models together expect some weeks after the last value, on the scale of the history.

    `ends` are baseline and target where there is a way between them.
    """
    return mixture(_parts(history, ends, weeks_left))


def traits_of(history: History, weeks_left: float) -> Effects:
    """What the constants may depend on: one, the share of the time ahead, how rough the values are, how many.

    The last two are logarithms of multiples of what is usual.
    """
    return (
        1.0,
        2 * weeks_left / (weeks_left + history.weeks) - 1,
        math.log((history.roughness + _SMOOTHEST) / _USUAL_ROUGHNESS),
        math.log(len(history.series.values) / _USUAL_COUNT),
    )


def width_of(log_width: float) -> float:
    """How many times its own width a model is given: never much more than three times as much or as little."""
    return math.exp(WIDEST * math.tanh(log_width / WIDEST))


def most_spread(ahead: float) -> float:
    """What the spread of a model tends to at most, as a multiple of the range of the values so far.

    `ahead` is the time left as a multiple of the time behind. Whatever a model makes of a few values, what has moved
    within a range does not leave it altogether at once.
    """
    return MOST_SPREAD * math.sqrt(ahead)


def _parts(history: History, ends: tuple[float, float] | None, weeks_left: float) -> Iterator[Part]:
    """What each model expects, what it expects if there was a step, and what a key result that still waits may do."""
    traits = traits_of(history, weeks_left)
    trust = math.exp(_sum(TRUST, traits))
    step = _sum(STEP, traits)
    widening = _sum(WIDENING, traits)
    most = most_spread(weeks_left / history.weeks)
    waiting = -math.inf
    for candidate in CANDIDATES:
        weight, width = _sum(candidate.weight, traits), width_of(_sum(candidate.width, traits) + widening)
        for step_at in (0, history.step_at) if candidate.may_step and history.step_at else (0,):
            seen = candidate.model.outlook(history.series, weeks_left, step_at)
            log_weight = weight + trust * seen.log_likelihood + (step if step_at else 0.0)
            spread = seen.spread * width
            yield Part(log_weight, seen.centre, spread / math.sqrt(1 + (spread / most) ** 2), seen.freedom)
            if candidate.waits:
                waiting = _log_sum(waiting, log_weight)
    if ends and _NEAREST < abs(ends[1] - ends[0]) / history.scale < math.inf:
        yield from take_offs(history, ends, weeks_left, waiting + _sum(TAKE_OFF, traits))


def take_offs(history: History, ends: tuple[float, float], weeks_left: float, log_weight: float) -> Iterator[Part]:
    """What work that shows late may still bring: a share of the way, from the better of now and the start.

    The shares do not depend on the target, so that a higher target never has a better chance.
    """
    way = (ends[1] - ends[0]) / history.scale
    better = max if way > 0 else min
    start, reach = better(0.0, history.scaled(ends[0])), 1 - math.exp(-TAKE_OFF_RATE * weeks_left / history.weeks)
    for share in SHARES:
        centre, spread = start + way * share * reach, SHARE_SPREAD * abs(way) * reach
        yield Part(log_weight - math.log(len(SHARES)), centre, spread, MANY)


def _sum(effects: Effects, traits: Effects) -> float:
    return math.fsum(map(mul, effects, traits))


def _log_sum(a: float, b: float) -> float:
    high, low = max(a, b), min(a, b)
    return high + math.log1p(math.exp(low - high))
