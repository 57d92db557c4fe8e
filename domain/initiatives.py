"""Work that is done while the number that it should move has not: when to judge it, and in which words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from domain.formatting import apart, percent, relative_day, value_with_unit
from domain.measurement import (
    STAY_MEASURES,
    Measurement,
    Reading,
    Schedule,
    is_held,
    known_by,
    limits,
    path_ends,
    why_not_measurable,
)
from domain.progress import path_share
from domain.vocabulary import Exemption, Label, Measure

_NOISE = 1e-9


@dataclass(frozen=True, slots=True)
class MovementRule:
    """How long finished work has time to show, and which share of the way counts as movement.

    Work is judged after `after_days` or `cadences` times the days between two check-ins, whichever is later.
    """

    moves_by: float = 0.05
    after_days: int = 14
    cadences: int = 2

    def wait_days(self, cadence_days: int) -> int:
        """Days that pass before work is judged by a number that is checked every so many days."""
        return max(self.after_days, self.cadences * cadence_days)


DEFAULTS = MovementRule()


@dataclass(frozen=True, slots=True)
class Unmoved:
    """Work that was done on a day, with the number as it stood then and as it stands now, in the number's unit.

    `now` and `gain` are None without a check-in since. `gain` is the share of the way won since, negative when lost.
    """

    done_on: date
    then: float | None
    now: float | None = None
    gain: float | None = None


def done_day(changed_on: date | None, due_on: date | None, created_on: date | None, today: date) -> date | None:
    """The day on which work counts as done.

    That is the day on which somebody set it to done; without such a change (it was imported as done) the day it was
    due, unless that lies ahead; else the day on which it was written down. None when nothing is known.
    """
    due = due_on if due_on is not None and due_on <= today else None
    return changed_on or due or created_on


def unmoved(
    m: Measurement,
    readings: Sequence[Reading],
    schedule: Schedule,
    done_on: date,
    today: date,
    rule: MovementRule = DEFAULTS,
) -> Unmoved | None:
    """The finding that done work has not moved its number, or None.

    Expects the live check-ins sorted by `as_of`. What was done before the key result began is judged from its first
    day on. None as long as it is too soon, once the target is reached, and where the numbers to compare are missing.
    """
    since = max(done_on, schedule.starts_on)
    if (today - since).days < rule.wait_days(schedule.cadence_days):
        return None
    known = known_by(readings, today)
    earlier = known_by(known, since)
    then = earlier[-1].value if earlier else _start(m)
    if _is_reached(m, known):
        return None
    if len(known) == len(earlier):
        return Unmoved(done_on, then)
    gain = _gain(m, then, known[-1].value)
    if gain is None or gain >= rule.moves_by - _NOISE:
        return None
    return Unmoved(done_on, then, known[-1].value, gain)


def sentence(title: str, m: Measurement, found: Unmoved, today: date, rule: MovementRule = DEFAULTS) -> str:
    """Say how long ago the work was done and what the number did since."""
    return f"Done {relative_day(found.done_on, today)}; {_what_it_did(f'“{title}”', m, found, rule)}."


def sentence_of_work(work: str, m: Measurement, found: Unmoved, today: date, rule: MovementRule = DEFAULTS) -> str:
    """Say the same beside the number: which work was done, how long ago, and what the number did since."""
    return f"“{work}” was done {relative_day(found.done_on, today)}; {_what_it_did('the number', m, found, rule)}."


def rule_in_words(rule: MovementRule = DEFAULTS) -> str:
    """Say from when on finished work is judged, and what counts as movement."""
    return (
        f"Judged {rule.after_days} days after the work was done, or after {rule.cadences} check-ins were due if that "
        f"is later. Less than {percent(rule.moves_by)} of the way from baseline to target is no movement."
    )


def needs_work(label: Label, exemption: Exemption) -> bool:
    """Whether a key result asks for an initiative: an output is work itself, an exempt one need not move."""
    return label != Label.OUTPUT and exemption == Exemption.NONE


def overdue_days(due_on: date | None, today: date, *, under_way: bool) -> int:
    """How many days work that is not finished is late; 0 when it is not."""
    return max(0, (today - due_on) // timedelta(days=1)) if due_on and under_way else 0


def _start(m: Measurement) -> float | None:
    ends = path_ends(m)
    return ends[0] if ends else None


def _is_reached(m: Measurement, known: Sequence[Reading]) -> bool:
    if not known or why_not_measurable(m):
        return False
    if m.measure in STAY_MEASURES:
        return is_held(m, known[-1].value)
    share = path_share(m, known[-1].value)
    return m.measure == Measure.BASELINE or (share is not None and share >= 1 - _NOISE)


def _gain(m: Measurement, then: float | None, now: float) -> float | None:
    if then is None or why_not_measurable(m):
        return None
    if m.measure in STAY_MEASURES:
        return (_outside(m, then) - _outside(m, now)) / _width(m)
    before, after = path_share(m, then), path_share(m, now)
    return None if before is None or after is None else after - before


def _outside(m: Measurement, value: float) -> float:
    """How far a value lies outside the limits, in its unit; 0 inside them."""
    low, high = limits(m)
    return max(0.0, low - value if low is not None else 0.0, value - high if high is not None else 0.0)


def _width(m: Measurement) -> float:
    """What a change is measured against: the distance of both limits, else the limit itself."""
    low, high = limits(m)
    if low is not None and high is not None and high > low:
        return high - low
    return abs(low if low is not None else high or 0.0) or 1.0


def _what_it_did(name: str, m: Measurement, found: Unmoved, rule: MovementRule) -> str:
    if found.now is None or found.gain is None:
        stood = f"; it stood at {value_with_unit(found.then, m.unit)} then" if found.then is not None else ""
        return f"{name} has had no check-in since{stood}"
    then, now = apart(found.then, found.now, m.unit)
    if found.then == found.now:
        return f"{name} still stands at {_against_the_goal(m, now)}, no better than then"
    if found.gain <= 0:
        return f"{name} went from {then} to {now}, away from {_goal(m)}"
    return (
        f"{name} went from {then} to {now}, {percent(found.gain)} of the way to {_goal(m)}: "
        f"less than the {percent(rule.moves_by)} that count as movement"
    )


def _against_the_goal(m: Measurement, now: str) -> str:
    """A value with its goal: "3 of 10 stations" where counting begins at 0, else "9.5 days on the way from 12 to 8"."""
    ends = path_ends(m)
    if ends is None:
        return f"{now}, outside {_goal(m)}"
    start, end = (value_with_unit(value, "") for value in ends)
    return f"{now} of {end}" if ends[0] == 0 else f"{now} on the way from {start} to {end}"


def _goal(m: Measurement) -> str:
    if m.measure == Measure.STAY_BETWEEN:
        return f"its limits of {value_with_unit(m.low, '')} and {value_with_unit(m.high, m.unit)}"
    word = "limit" if m.measure in STAY_MEASURES else "target"
    ends = path_ends(m)
    return f"its {word} of {value_with_unit(ends[1] if ends else m.target, m.unit)}"
