"""Simulated key results with known ends: families of ways in which values go."""

import math
import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate

from domain.measurement import Measurement, Reading, Schedule
from domain.vocabulary import Measure

START = date(2026, 1, 5)
FRACTIONS = (0.35, 0.5, 0.65, 0.8)
STRAY_SHARE = 0.03
Path01 = Callable[[float], float]


@dataclass(frozen=True)
class Case:
    """A key result with all its readings, and the value that was read on its due date."""

    family: str
    measurement: Measurement
    readings: tuple[Reading, ...]
    schedule: Schedule
    truth: float

    @property
    def rising(self) -> bool:
        """Whether the target lies above the baseline."""
        return self.measurement.measure == Measure.INCREASE

    @property
    def hit(self) -> bool:
        """Whether the target was reached."""
        target = self.measurement.target or 0.0
        return self.truth >= target if self.rising else self.truth <= target

    def day(self, fraction: float) -> date:
        """The day on which a fraction of the time is gone."""
        return self.schedule.starts_on + timedelta(days=int(fraction * self.schedule.span_days))


Range = tuple[float, float]


@dataclass(frozen=True)
class Ranges:
    """Between which numbers a simulation draws; shares of the way from baseline to target, times as shares of the span.

    `period` is in weeks.
    """

    end: Range
    noise: Range
    much_noise: Range
    take_off: Range
    steepness: Range
    ceiling: Range
    fading: Range
    swing: Range
    period: Range
    step: Range
    step_at: Range
    drift: Range
    wander: Range
    sway: Range
    weeks: tuple[int, int]


MEASURED = Ranges(
    end=(0.45, 1.45), noise=(0.01, 0.055), much_noise=(0.075, 0.21), take_off=(0.29, 0.68), steepness=(5.5, 13),
    ceiling=(0.55, 1.55), fading=(0.13, 0.45), swing=(0.045, 0.165), period=(4, 14), step=(0.18, 0.75),
    step_at=(0.09, 0.63), drift=(0.05, 0.65), wander=(0.2, 0.6), sway=(0.9, 2.6), weeks=(12, 25),
)  # fmt: skip
FITTED = Ranges(
    end=(0.4, 1.5), noise=(0.01, 0.06), much_noise=(0.07, 0.22), take_off=(0.28, 0.7), steepness=(5, 14),
    ceiling=(0.5, 1.6), fading=(0.12, 0.5), swing=(0.04, 0.18), period=(4, 16), step=(0.15, 0.8), step_at=(0.08, 0.65),
    drift=(0.0, 0.7), wander=(0.15, 0.7), sway=(0.8, 3.0),
    weeks=(11, 27),
)  # fmt: skip


def _linear(chance: random.Random, ranges: Ranges, _weeks: int) -> Path01:
    end = chance.uniform(*ranges.end)
    return lambda t: end * t


def _late_adopters(chance: random.Random, ranges: Ranges, _weeks: int) -> Path01:
    middle, steep = chance.uniform(*ranges.take_off), chance.uniform(*ranges.steepness)
    ceiling = chance.uniform(*ranges.ceiling)
    first = 1 / (1 + math.exp(steep * middle))
    return lambda t: ceiling * (1 / (1 + math.exp(steep * (middle - t))) - first) / (1 - first)


def _plateau(chance: random.Random, ranges: Ranges, _weeks: int) -> Path01:
    ceiling, fading = chance.uniform(*ranges.ceiling), chance.uniform(*ranges.fading)
    return lambda t: ceiling * (1 - math.exp(-t / fading))


def _seasonal(chance: random.Random, ranges: Ranges, weeks: int) -> Path01:
    end, swing = chance.uniform(*ranges.end), chance.uniform(*ranges.swing)
    turns, shift = 2 * math.pi * weeks / chance.uniform(*ranges.period), chance.uniform(0, 2 * math.pi)
    return lambda t: end * t + swing * (math.sin(turns * t + shift) - math.sin(shift))


def _step(chance: random.Random, ranges: Ranges, _weeks: int) -> Path01:
    step, drift, at = (chance.uniform(*limits) for limits in (ranges.step, ranges.drift, ranges.step_at))
    return lambda t: drift * t + (step if t >= at else 0.0)


def _stuck(chance: random.Random, _ranges: Ranges, _weeks: int) -> Path01:
    end = chance.uniform(-0.1, 0.2)
    return lambda t: end * t


def _wandering(chance: random.Random, ranges: Ranges, weeks: int) -> Path01:
    size, drift = chance.uniform(*ranges.wander) / math.sqrt(weeks), chance.uniform(0.0, 1.2)
    levels = list(accumulate((chance.gauss(0, size) for _ in range(weeks + 1)), initial=0.0))

    def path(t: float) -> float:
        week = min(weeks, max(0, int(t * weeks)))
        return drift * t + levels[week] + (levels[week + 1] - levels[week]) * (t * weeks - week)

    return path


def _yearly(chance: random.Random, ranges: Ranges, weeks: int) -> Path01:
    """A line with a season of a year, which does not rise as it falls, and errands of its own."""
    end, swing = chance.uniform(0.0, 1.2), 4 * chance.uniform(*ranges.swing)
    season, stray = _season(chance, weeks), _wandering(chance, ranges, weeks)
    strays = chance.choice((0.0, chance.uniform(0.0, 0.5)))
    return lambda t: end * t + swing * season(t) + strays * stray(t)


def _swaying(chance: random.Random, ranges: Ranges, weeks: int) -> Path01:
    """Around a mean from which the baseline is as far as any other value; some lean to one side, some have a season."""
    size, keep = chance.choice((-1, 1)) * chance.uniform(*ranges.sway), chance.choice((0.0, chance.uniform(0.0, 0.8)))
    lean, season = chance.choice((0.0, chance.uniform(0.2, 0.9))), _season(chance, weeks)
    swing = chance.choice((0.0, chance.uniform(0.2, 1.5)))
    values = [chance.gauss(0, 1)]
    for _ in range(weeks):
        values.append(keep * values[-1] + math.sqrt(1 - keep * keep) * chance.gauss(0, 1))
    values = [value + swing * season(week / weeks) for week, value in enumerate(values)]
    levels = [size * (math.expm1(lean * value) / lean if lean else value) for value in values]
    return lambda t: levels[min(weeks, max(0, round(t * weeks)))] - levels[0]


def _season(chance: random.Random, weeks: int) -> Path01:
    """A swing of a year with a lesser one of half a year on it; 0 at the start."""
    year, shift, other = 2 * math.pi * weeks / 52, chance.uniform(0, 2 * math.pi), chance.uniform(0, 2 * math.pi)
    half = chance.uniform(0.0, 0.4)

    def at(t: float) -> float:
        return math.sin(year * t + shift) + half * math.sin(2 * year * t + other)

    return lambda t: at(t) - at(0.0)


FAMILIES: dict[str, Callable[[random.Random, Ranges, int], Path01]] = {
    "linear": _linear,
    "late adopters": _late_adopters,
    "plateau": _plateau,
    "seasonal": _seasonal,
    "step": _step,
    "noisy": _linear,
    "stuck": _stuck,
    "wandering": _wandering,
    "yearly": _yearly,
    "swaying": _swaying,
}

NOISY = ("noisy", "stuck")


def simulated(ranges: Ranges, seed: int, each: int) -> list[Case]:
    """So many key results of each family, the same for the same seed."""
    chance = random.Random(seed)
    return [_case(family, chance, ranges) for family in FAMILIES for _ in range(each)]


def _case(family: str, chance: random.Random, ranges: Ranges) -> Case:
    weeks = chance.randint(*ranges.weeks)
    noise = chance.uniform(*(ranges.much_noise if family in NOISY else ranges.noise))
    noise *= chance.uniform(0.5, 4) if family == "yearly" else 1
    path = FAMILIES[family](chance, ranges, weeks)
    measurement = _measurement(chance)
    span = 7 * weeks

    def read(day: int, stray: float = 0.0) -> float:
        return _possible(measurement, path(day / span) + chance.gauss(0, noise) + stray)

    readings = [Reading(START + timedelta(days=day), read(day, _stray(chance))) for day in _days(chance, weeks)]
    schedule = Schedule(START, START + timedelta(days=span))
    return Case(family, measurement, tuple(readings), schedule, read(span))


def _measurement(chance: random.Random) -> Measurement:
    unit = chance.choice(("", "%", "users"))
    if unit == "%":
        low, high = chance.uniform(5, 60), chance.uniform(65, 97)
    elif unit == "users":
        low = chance.randint(0, 40)
        high = low + chance.randint(60, 400)
    else:
        low = chance.uniform(-50, 50)
        high = low + chance.uniform(1, 1000)
    if chance.random() < 0.5:
        return Measurement(Measure.INCREASE, unit, low, high)
    return Measurement(Measure.DECREASE, unit, high, low)


def _possible(m: Measurement, share: float) -> float:
    value = (m.baseline or 0.0) + share * ((m.target or 0.0) - (m.baseline or 0.0))
    if m.unit == "%":
        return min(100.0, max(0.0, value))
    return float(max(0, round(value))) if m.unit == "users" else value


def _stray(chance: random.Random) -> float:
    return chance.choice((-1, 1)) * chance.uniform(0.3, 0.8) if chance.random() < STRAY_SHARE else 0.0


def _days(chance: random.Random, weeks: int) -> list[int]:
    """The days of check-ins: each week; two days early or late; or that with every fourth week left out."""
    rhythm = chance.choice(("even", "uneven", "gaps"))
    kept = [week for week in range(1, weeks) if rhythm != "gaps" or chance.random() >= 0.25]
    return [7 * week + (0 if rhythm == "even" else chance.randint(-2, 2)) for week in kept]
