"""The models that a forecast weighs against each other, each filtered over dated values on one common scale."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

_BREAK = 400.0  # variance of a step: twenty times the noise of a reading
_FREEDOM = 2.0  # how many readings the first guess of the noise is worth


class Outlook(NamedTuple):
    """What a model expects on a day: a Student distribution, and how likely the readings were under the model."""

    centre: float
    spread: float
    freedom: float
    log_likelihood: float


class Series(NamedTuple):
    """Readings as a model sees them: weeks since the first, values, and the first guess of the noise of a reading."""

    weeks: Sequence[float]
    values: Sequence[float]
    noise: float


@dataclass(frozen=True, slots=True)
class Trend:
    """A level that moves along a slope; both may wander, and the slope may fade or grow.

    Variances are a week, in multiples of the variance of one reading. `fading` is the rate a week at which the slope
    fades (negative: grows); `slope` the variance of the first slope. This is the local linear trend with a damped
    slope in continuous time, filtered by Kalman's equations with the noise of a reading unknown.
    """

    level_noise: float = 0.0
    slope_noise: float = 0.0
    fading: float = 0.0
    slope: float = 1.0

    def outlook(self, series: Series, horizon: float, break_at: int = 0) -> Outlook:
        """What is expected `horizon` weeks after the last reading; a step is allowed for at reading `break_at`."""
        level, drift, before = series.values[0], 0.0, 0.0
        variances = (1.0, 0.0, self.slope)
        belief = _Noise(series.noise)
        for place in range(1, len(series.values)):
            week = series.weeks[place]
            reach, keep, (a, b, c) = self._moved(variances, week - before)
            before = week
            a += _BREAK if place == break_at else 0.0
            level, drift = level + reach * drift, keep * drift
            miss, total = series.values[place] - level, a + 1.0
            belief.learn(miss, total)
            level, drift = level + a / total * miss, drift + b / total * miss
            variances = a - a * a / total, b - a * b / total, c - b * b / total
        reach, _, (a, _, _) = self._moved(variances, horizon)
        return belief.outlook(level + reach * drift, a + 1.0)

    def _moved(
        self, variances: tuple[float, float, float], weeks: float
    ) -> tuple[float, float, tuple[float, float, float]]:
        """How far a slope of one leads in a time, what is left of it, and the variances afterwards."""
        a, b, c = variances
        keep = math.exp(-self.fading * weeks)
        reach = (1 - keep) / self.fading if self.fading else weeks
        wander = self.slope_noise * weeks
        return (
            reach,
            keep,
            (
                a + 2 * reach * b + reach * reach * c + (self.level_noise + wander * weeks / 3) * weeks,
                keep * (b + reach * c) + wander * weeks / 2,
                keep * keep * c + wander,
            ),
        )


@dataclass(frozen=True, slots=True)
class Swing:
    """A straight line with swings around it that die down: `keep` of a deviation is left after a week.

    A regression with autocorrelated errors (generalised least squares, one reading after the other).
    """

    keep: float

    def outlook(self, series: Series, horizon: float, _break_at: int = 0) -> Outlook:
        """What is expected `horizon` weeks after the last reading."""
        level, slope, (a, b, c) = 0.0, 0.0, (1.0, 0.0, 1.0)
        first, last, before = series.values[0], 0.0, 0.0
        belief = _Noise(series.noise)
        for week, value in zip(series.weeks[1:], series.values[1:], strict=True):
            left = self.keep ** (week - before)
            x, y = 1 - left, week - left * before
            to_level, to_slope = a * x + b * y, b * x + c * y
            total = x * to_level + y * to_slope + 1 - left * left
            miss = value - first - left * last - x * level - y * slope
            belief.learn(miss, total)
            level, slope = level + to_level / total * miss, slope + to_slope / total * miss
            a, b, c = a - to_level**2 / total, b - to_level * to_slope / total, c - to_slope**2 / total
            last, before = value - first, week
        left = self.keep**horizon
        x, y = 1 - left, before + horizon - left * before
        total = x * (a * x + b * y) + y * (b * x + c * y) + 1 - left * left
        return belief.outlook(first + left * last + x * level + y * slope, total)


class _Noise:
    """What the readings so far tell about the noise of one, and how likely they were."""

    __slots__ = ("freedom", "log_likelihood", "squares")

    def __init__(self, guess: float) -> None:
        self.squares, self.freedom, self.log_likelihood = guess * guess * _FREEDOM, _FREEDOM, 0.0

    def learn(self, miss: float, total: float) -> None:
        """Take in how far a reading was from what was expected, with the variance that was expected."""
        scaled = miss * miss / total
        half = (self.freedom + 1) / 2
        self.log_likelihood += (
            math.lgamma(half)
            - math.lgamma(half - 0.5)
            - 0.5 * math.log(math.pi * self.squares * total)
            - half * math.log1p(scaled / self.squares)
        )
        self.squares += scaled
        self.freedom += 1

    def outlook(self, centre: float, total: float) -> Outlook:
        """The Student distribution around a centre."""
        return Outlook(centre, math.sqrt(total * self.squares / self.freedom), self.freedom, self.log_likelihood)
