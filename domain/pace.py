"""How fast a key result moves against how fast it must."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from math import isfinite

from domain.formatting import rounded, value_with_unit
from domain.measurement import Measurement, Reading, Schedule, known_by, path_ends

RECENT_READINGS = 4

_DAYS_A_WEEK = 7
_RATIO_AT_LEAST, _RATIO_AT_MOST = 0.1, 99


@dataclass(frozen=True, slots=True)
class Pace:
    """Needed and observed change in units a week (None when unknown), and the two compared in words."""

    needed: float | None
    observed: float | None
    text: str

    @property
    def ratio(self) -> float | None:
        """Needed ÷ observed pace; None when one is unknown or nothing moves."""
        if self.needed is None or not self.observed:
            return None
        return self.needed / self.observed


def pace(m: Measurement, readings: Sequence[Reading], schedule: Schedule, today: date) -> Pace:
    """Needed pace, observed pace and their comparison by `today`; no words where the measure has no path."""
    if path_ends(m) is None:
        return Pace(None, None, "")
    needed, observed = needed_pace(m, readings, schedule, today), observed_pace(readings, today)
    if needed is None and today >= schedule.due_on:
        return Pace(None, observed, "no time left")
    return Pace(needed, observed, pace_ratio(needed, observed))


def needed_pace(m: Measurement, readings: Sequence[Reading], schedule: Schedule, today: date) -> float | None:
    """What is left ÷ weeks left, in units a week: 0 once the target is reached, None when nothing can be said."""
    ends = path_ends(m)
    known = known_by(readings, today)
    if ends is None or ends[0] == ends[1] or not known:
        return None
    left = ends[1] - known[-1].value
    if (left <= 0) if ends[1] > ends[0] else (left >= 0):
        return 0.0
    days_left = (schedule.due_on - today).days
    return left * _DAYS_A_WEEK / days_left if days_left > 0 else None


def observed_pace(readings: Sequence[Reading], today: date) -> float | None:
    """The slope of the last four readings, in units a week; None below two different days.

    It is the median of the slopes between any two of them, each weighted by the days between (Theil and Sen's
    estimate, with Jaeckel's weights): one stray value does not bend it, and neighbouring days count little.
    """
    recent = known_by(readings, today)[-RECENT_READINGS:]
    slopes = [
        ((later.value - earlier.value) / days * _DAYS_A_WEEK, days)
        for earlier, later in combinations(recent, 2)
        if (days := (later.as_of - earlier.as_of).days) > 0
    ]
    return _weighted_median(slopes) if slopes else None


def pace_ratio(needed: float | None, observed: float | None) -> str:
    """Needed pace against observed pace in words: "needs 2.3×", or why there is no such number."""
    if needed == 0:
        return "target reached"
    if needed is None or observed is None:
        return "pace not known yet"
    if observed == 0:
        return "not moving"
    ratio = needed / observed
    if not ratio > 0:
        return "moving away from the target"
    return f"needs {_times(ratio)}"


def pace_in_words(found: Pace, unit: str) -> str:
    """The comparison with both numbers: "needs 2.3×: 8.7 families a week from now on, 3.8 families a week lately"."""
    if not found.needed or found.observed is None:
        return found.text
    return f"{found.text}: {a_week(found.needed, unit)} from now on, {a_week(found.observed, unit)} lately"


def a_week(slope: float, unit: str) -> str:
    """A change per week in its unit: "8.7 families a week", and "0.6 points a week" for %, which could mean a share."""
    change, percentage = two_digits(slope), value_with_unit(1, unit) == value_with_unit(1, "%")
    points = "point" if abs(change) == 1 else "points"
    return f"{value_with_unit(change, points if percentage else unit)} a week"


def two_digits(slope: float) -> float:
    """A change per week as precise as it can be known: two significant digits."""
    return float(f"{slope:.2g}") if isfinite(slope) else slope


def _weighted_median(slopes: Sequence[tuple[float, int]]) -> float:
    """The value with half of the weight below it; halfway to the next one where exactly half is."""
    ordered = sorted(slopes)
    half, gathered = sum(weight for _, weight in ordered) / 2, 0
    for place, (slope, weight) in enumerate(ordered):
        gathered += weight
        if gathered == half:
            return slope + (ordered[place + 1][0] - slope) / 2
        if gathered > half:
            return slope
    return ordered[-1][0]


def _times(ratio: float) -> str:
    if ratio > _RATIO_AT_MOST:
        return f"over {_RATIO_AT_MOST}×"
    if ratio < _RATIO_AT_LEAST:
        return f"under {_RATIO_AT_LEAST}×"
    return f"{rounded(ratio, 1)}×"
