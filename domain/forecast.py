"""Where a key result will stand on its due date: a value, an 80 % interval and the chance to reach the target."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from domain.forecast_history import History, history_of, points_of
from domain.forecast_mixture import Mixture
from domain.forecast_weighing import expected_together
from domain.formatting import NBSP, count, day, number, percent, value_with_unit
from domain.measurement import (
    STAY_MEASURES,
    Measurement,
    Reading,
    Schedule,
    known_by,
    limits,
    path_ends,
    why_not_measurable,
)
from domain.progress import TOO_FAR_APART
from domain.vocabulary import Measure

FEWEST_VALUES = 4
SHORTEST_HISTORY = 0.25  # of the time that is left
INTERVAL = 0.80
METHOD = (
    "Models of a value that stays, wanders, follows a line, bends, levels off, grows or swings are weighed by how well "
    "each foretold the check-ins so far. The interval holds 80 % of what they expect together."
)

_DAYS_A_WEEK = 7
_HARDLY, _ALMOST_CERTAIN = 0.01, 0.99
_SPOKEN_WITH_A_VOWEL = ("8", f"11{NBSP}", f"18{NBSP}")
_GOALS: dict[Measure | None, str] = {
    Measure.STAY_AT_LEAST: "keeping the limit",
    Measure.STAY_AT_MOST: "keeping the limit",
    Measure.STAY_BETWEEN: "keeping the limits",
}
_MONEY = frozenset({"€", "$", "£", "US$", "EUR", "USD", "GBP"})


@dataclass(frozen=True, slots=True)
class Forecast:
    """What the due date may bring, in the measure's unit, or why nothing is said.

    `low` and `high` enclose 80 % of the chances, `chance` (0 to 1) is that of reaching the target or keeping the
    limit. All are None when `note` says why; `needs` is then how many more check-ins would do, 0 where none would.
    `values` are the dated values used, the baseline among them, `set_aside` how many stray ones were not.
    `whole` tells that things are counted, which the words round to.
    """

    due_on: date
    value: float | None = None
    low: float | None = None
    high: float | None = None
    chance: float | None = None
    values: int = 0
    set_aside: int = 0
    needs: int = 0
    note: str = ""
    whole: bool = False

    @property
    def rounded(self) -> tuple[float, float, float] | None:
        """Low, value and high with no more digits than the interval makes sense of; None where nothing is said."""
        if self.value is None or self.low is None or self.high is None:
            return None
        width = self.high - self.low
        low, value, high = (_short(end, width) for end in (self.low, self.value, self.high))
        return (float(round(low)), float(round(value)), float(round(high))) if self.whole else (low, value, high)


def forecast(m: Measurement, readings: Sequence[Reading], schedule: Schedule, today: date) -> Forecast:
    """What the due date may bring, from the live check-ins known today, sorted by `as_of`."""
    known = known_by(readings, today)
    note = _why_none(m, known, schedule, today)
    if note:
        return Forecast(schedule.due_on, note=note)
    points = points_of(m, known, schedule)
    needs = _values_needed(points, schedule)
    if needs:
        note = f"Needs {count(needs, 'more check-in')} for a forecast"
        return Forecast(schedule.due_on, values=len(points), needs=needs, note=note)
    history = history_of(points, _fallback_scale(m, known[-1].value))
    if history is None:
        return Forecast(schedule.due_on, note=TOO_FAR_APART)
    weeks_left = (schedule.span_days - points[-1][0]) / _DAYS_A_WEEK
    found = _told(m, history, expected_together(history, path_ends(m), weeks_left), schedule, bounds_of(m, known))
    return replace(found, whole=_is_counted(m, known))


def _is_counted(m: Measurement, known: Sequence[Reading]) -> bool:
    """Whether things are counted: a unit that is neither a share nor money, and nothing but whole numbers so far."""
    numbers = [reading.value for reading in known] + [mark for mark in (m.baseline, m.target, m.low, m.high) if mark]
    unit, none = m.unit.strip(), number(0, m.unit)
    return bool(unit) and none == f"0{NBSP}{unit}" and unit != "%" and all(value == int(value) for value in numbers)


def forecast_in_words(found: Forecast, unit: str, today: date, measure: Measure | None = None) -> str:
    """A forecast as one sentence: "By 30 Jun likely 164 families (80 % between 150 and 181): 22 % chance …"."""
    if found.rounded is None:
        return f"{found.note}."
    low, likely, high = (value_with_unit(value, unit) for value in found.rounded)
    by = day(found.due_on, today)
    return f"By {by} likely {likely}, with 80 % certainty between {low} and {high}: {chance_in_words(found, measure)}."


def chance_in_words(found: Forecast, measure: Measure | None = None) -> str:
    """The chance to reach the target: "a 22 % chance of the target"; never quite 0 or 100 %.

    Where the `measure` is one that stays, it is the chance "of keeping the limit".
    """
    goal = _GOALS.get(measure, "the target")
    if found.chance is None:
        return ""
    if found.chance < _HARDLY:
        return f"hardly a chance of {goal}"
    if found.chance > _ALMOST_CERTAIN:
        return f"{goal} is all but certain"
    share = percent(found.chance)
    return f"{'an' if share.startswith(_SPOKEN_WITH_A_VOWEL) else 'a'} {share} chance of {goal}"


def chance_label(found: Forecast) -> str:
    """The chance in the two words that fit into a chart: "22 % chance", "under 1 % chance"."""
    if found.chance is None:
        return ""
    nearest = min(_ALMOST_CERTAIN, max(_HARDLY, found.chance))
    beyond = "" if nearest == found.chance else "under " if found.chance < nearest else "over "
    return f"{beyond}{percent(nearest)}{NBSP}chance"


def bounds_of(m: Measurement, known: Sequence[Reading]) -> tuple[float, float]:
    """Between which values a measure can lie: milestones between none and all, a percentage between 0 and 100.

    Other values do not fall below 0 unless one was seen or is wanted there, or they are sums of money or fractions
    without a unit. A percentage that was seen or is wanted above 100 has no upper end.
    """
    if m.measure == Measure.MILESTONE:
        return 0.0, max(0.0, 1.0 if m.target is None else m.target)
    seen = [reading.value for reading in known]
    seen += [mark for mark in (m.baseline, m.target, m.low, m.high) if mark is not None]
    unit = m.unit.strip()
    may_be_negative = unit.upper() in _MONEY or (not unit and any(value % 1 for value in seen))
    low = 0.0 if min(seen) >= 0 and not may_be_negative else -math.inf
    return low, 100.0 if unit == "%" and low == 0 and max(seen) <= 100 else math.inf


def _why_none(m: Measurement, known: Sequence[Reading], schedule: Schedule, today: date) -> str:
    problem = why_not_measurable(m)
    if problem:
        return problem
    if m.measure == Measure.BASELINE:
        return "There is no target to reach"
    if today >= schedule.due_on or (known and known[-1].as_of >= schedule.due_on):
        return "The due date has come"
    if not all(math.isfinite(reading.value) for reading in known):
        return TOO_FAR_APART
    return ""


def _values_needed(points: Sequence[tuple[int, float]], schedule: Schedule) -> int:
    """How many more check-ins there must be: enough values, over long enough for the time that is left."""
    missing = FEWEST_VALUES - len(points)
    if not points:
        return missing
    past, left = points[-1][0] - points[0][0], schedule.span_days - points[-1][0]
    days = (SHORTEST_HISTORY * left - past) / (1 + SHORTEST_HISTORY)
    return max(0, missing, math.ceil(days / max(1, schedule.cadence_days)))


def _fallback_scale(m: Measurement, latest: float) -> float:
    """The scale of a value that has never changed: how far it is from where it should be."""
    marks = [mark for mark in (*(path_ends(m) or ()), *limits(m)) if mark is not None]
    return max((abs(mark - latest) for mark in marks), default=0.0)


def _short(value: float, width: float) -> float:
    """A value with no more digits than an interval of this width makes sense of: a tenth of it."""
    if not 0 < width < math.inf:
        return value
    return round(value, min(12, 1 - math.floor(math.log10(width))))


def _told(
    m: Measurement, history: History, mixed: Mixture, schedule: Schedule, bounds: tuple[float, float]
) -> Forecast:
    tail = (1 - INTERVAL) / 2
    low, value, high = sorted(
        min(bounds[1], max(bounds[0], history.unscaled(mixed.quantile(share)))) for share in (tail, 0.5, 1 - tail)
    )
    return Forecast(
        schedule.due_on,
        value,
        low,
        high,
        min(1.0, max(0.0, _chance(m, history, mixed))),
        values=len(history.series.values),
        set_aside=history.stray,
    )


def _chance(m: Measurement, history: History, mixed: Mixture) -> float:
    if m.measure in STAY_MEASURES:
        low, high = limits(m)
        under = 0.0 if low is None else mixed.below(history.scaled(low))
        return (1.0 if high is None else mixed.below(history.scaled(high))) - under
    start, target = path_ends(m) or (0.0, 0.0)
    below = mixed.below(history.scaled(target))
    return below if target < start else 1 - below
