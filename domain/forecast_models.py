"""The models that a forecast weighs against each other, each filtered over dated values on one common scale."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from operator import mul
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


@dataclass(frozen=True, slots=True)
class Season:
    """A straight line with a swing of so many weeks around it, each reading with noise of its own.

    `slope` and `swing` are variances before any reading, in multiples of the variance of one reading. A Bayesian
    linear regression with the noise of a reading unknown, solved at once by Cholesky's decomposition.
    """

    period: float
    slope: float = 4.0
    swing: float = 9.0

    def outlook(self, series: Series, horizon: float, _break_at: int = 0) -> Outlook:
        """What is expected `horizon` weeks after the last reading."""
        turn, first = 2 * math.pi / self.period, series.values[0]
        weeks = series.weeks[1:]
        columns = [
            [1.0] * len(weeks),
            weeks,
            [math.cos(turn * week) - 1 for week in weeks],
            [math.sin(turn * week) for week in weeks],
        ]
        off = [value - first for value in series.values[1:]]
        known = (1.0, 1 / self.slope, 1 / self.swing, 1 / self.swing)
        end = weeks[-1] + horizon
        ahead = (1.0, end, math.cos(turn * end) - 1, math.sin(turn * end))
        solved, reach, stretch = _solved(columns, off, known, ahead)
        belief = _Noise(series.noise)
        belief.learn_all(len(off), sum(map(mul, off, off)) - sum(map(mul, solved, solved)), stretch - _log(known))
        return belief.outlook(first + sum(map(mul, solved, reach)), 1 + sum(map(mul, reach, reach)))


def _solved(
    columns: Sequence[Sequence[float]], off: Sequence[float], known: Sequence[float], ahead: Sequence[float]
) -> tuple[list[float], list[float], float]:
    """Cholesky's root of the normal equations applied to the readings and to a place ahead, and its log determinant."""
    root: list[list[float]] = []
    solved: list[float] = []
    reach: list[float] = []
    for place, column in enumerate(columns):
        row: list[float] = []
        for other in range(place):
            rest = sum(map(mul, column, columns[other])) - sum(map(mul, row, root[other]))
            row.append(rest / root[other][other])
        pivot = math.sqrt(sum(map(mul, column, column)) + known[place] - sum(map(mul, row, row)))
        solved.append((sum(map(mul, column, off)) - sum(map(mul, row, solved))) / pivot)
        reach.append((ahead[place] - sum(map(mul, row, reach))) / pivot)
        root.append([*row, pivot])
    return solved, reach, 2 * _log([row[-1] for row in root])


def _log(numbers: Iterable[float]) -> float:
    """The logarithm of the product."""
    return math.log(math.prod(numbers))


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

    def learn_all(self, readings: int, squares: float, stretch: float) -> None:
        """Take in many readings at once: the sum of their scaled misses squared, the log of all variances expected."""
        before, half = self.squares, self.freedom / 2
        self.squares += max(0.0, squares)
        self.freedom += readings
        self.log_likelihood += (
            math.lgamma(self.freedom / 2)
            - math.lgamma(half)
            - 0.5 * (readings * math.log(math.pi) + stretch)
            + half * math.log(before)
            - self.freedom / 2 * math.log(self.squares)
        )

    def outlook(self, centre: float, total: float) -> Outlook:
        """The Student distribution around a centre."""
        return Outlook(centre, math.sqrt(total * self.squares / self.freedom), self.freedom, self.log_likelihood)
