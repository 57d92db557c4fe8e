"""The rules behind the exceptions, one function each: a sentence with its numbers and the day since when, or None."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from domain.confidence import falling
from domain.expected import expected_progress
from domain.formatting import apart, count, day, percent, value_with_unit
from domain.initiatives import sentence_of_work, unmoved
from domain.measurement import PATH_MEASURES, Measurement, Reading, Schedule, path_ends
from domain.policy import Policy
from domain.progress import path_share
from domain.status import Standing, is_blindsiding, is_divergent, is_past_half_time, silent_days, standing
from domain.vocabulary import Measure, Status

BACK_IN_A_ROW = 2
_NOISE_DIGITS = 9  # 62 % − 57 % is a hair less than 5 points in binary


class Said(NamedTuple):
    """What is to be said, and since which day it is so."""

    sentence: str
    since: date


class Work(NamedTuple):
    """An initiative for the key result that is done, by its title, and since when."""

    title: str
    done_on: date


@dataclass(frozen=True, slots=True)
class Case:
    """A key result as it is known today: the readings up to today, sorted, and how it stands."""

    m: Measurement
    known: Sequence[Reading]
    schedule: Schedule
    today: date
    policy: Policy
    standing: Standing

    @property
    def shares(self) -> list[tuple[Reading, float]]:
        """Return the last reading of each day with the share of the way that it stands for, at most the whole way."""
        found = ((reading, path_share(self.m, reading.value)) for reading in _one_a_day(self.known))
        return [(reading, round(min(share, 1.0), _NOISE_DIGITS)) for reading, share in found if share is not None]


def blindsided(case: Case) -> Said | None:
    """On track at one reading and at risk at the next."""
    days = _one_a_day(case.known)
    if len(days) < 2 or case.standing.status != Status.AT_RISK:
        return None
    before, now = days[-2:]
    if not is_blindsiding(_status(case, days[:-1]), _status(case, days)):
        return None
    green = f"On track on {day(before.as_of, case.today)} with {_stood(case.m, before)}"
    red = f"at risk on {day(now.as_of, case.today)} with {_stood(case.m, now)}"
    step = "from one value to the next" if now.from_metric else "in one check-in"
    return Said(f"{green}, {red}: two steps worse {step}.", now.as_of)


def divergent(case: Case) -> Said | None:
    """The owner's last word and the numbers disagree."""
    said = next((reading for reading in reversed(case.known) if not reading.from_metric), None)
    sentence = is_divergent(said.confidence, case.standing.status) if said else None
    if said is None or sentence is None:
        return None
    return Said(f"{sentence[:-1]}: {_against_expected(case)}.", said.as_of)


def worse_than_baseline(case: Case) -> Said | None:
    """Away from the baseline in the wrong direction by as much as counts as movement."""
    shares, ends = case.shares, path_ends(case.m)
    if ends is None or case.m.measure == Measure.MILESTONE or not shares:
        return None
    least = -case.policy.movement.moves_by
    if shares[-1][1] > least:
        return None
    first = len(shares) - 1
    while first > 0 and shares[first - 1][1] <= least:
        first -= 1
    since, (now, share) = shares[first][0].as_of, shares[-1]
    started, stands = apart(ends[0], now.value, case.m.unit)
    on = day(since, case.today)
    gone = f"{percent(share)} of the way to {value_with_unit(ends[1], case.m.unit)}"
    return Said(f"Worse than its baseline since {on}: {stands}, where it began at {started}; {gone}.", since)


def moving_back(case: Case) -> Said | None:
    """Away from the target twice in a row, together by as much as counts as movement."""
    shares = case.shares
    first = len(shares) - 1
    while first > 0 and shares[first - 1][1] > shares[first][1]:
        first -= 1
    steps = len(shares) - 1 - first
    if steps < BACK_IN_A_ROW:
        return None
    (begun, before), (now, after) = shares[first], shares[-1]
    if round(before - after, _NOISE_DIGITS) < case.policy.movement.moves_by:
        return None
    length = count(steps + 1, "value" if now.from_metric else "check-in")
    since, until = day(begun.as_of, case.today), day(now.as_of, case.today)
    way = f"from {percent(before)} on {since} to {percent(after)} on {until}"
    return Said(f"Moved back over the last {length}, {way}.", begun.as_of)


def losing_confidence(case: Case) -> Said | None:
    """The owner believes less and less in it, or much less than lately."""
    fall = falling(case.known)
    if fall is None:
        return None
    length = f"over the last {count(fall.check_ins, 'check-in')}"
    since = day(fall.since, case.today)
    return Said(f"Confidence fell from {fall.before} to {fall.after} {length}, since {since}.", fall.since)


def unmoved_by(work: Work, case: Case) -> Said | None:
    """Work for the number is done and the number has not moved."""
    rule = case.policy.movement
    found = unmoved(case.m, case.known, case.schedule, work.done_on, case.today, rule)
    if found is None:
        return None
    return Said(sentence_of_work(work.title, case.m, found, case.today, rule), work.done_on)


def never_updated(case: Case) -> Said | None:
    """Half of the time is gone without any check-in."""
    if case.known or not is_past_half_time(case.schedule, case.today):
        return None
    gone, span = case.schedule.elapsed_days(case.today), count(case.schedule.span_days, "day")
    since = case.schedule.starts_on + timedelta(days=(case.schedule.span_days + 1) // 2)
    return Said(f"No check-in yet and {gone} of {span} are gone; one is due every {_cadence(case)}.", since)


def stale(case: Case) -> Said | None:
    """More time has passed since the last check-in than its rhythm allows."""
    if not case.known or not case.standing.stale:
        return None
    last = case.known[-1].as_of
    silent = count(silent_days(last, case.schedule, case.today), "day")
    if case.today > case.schedule.due_on:
        sentence = f"No check-in in the {silent} before the due date; one was due every {_cadence(case)}."
    else:
        sentence = f"No check-in for {silent}; one is due every {_cadence(case)}."
    return Said(sentence, last)


def _one_a_day(known: Sequence[Reading]) -> list[Reading]:
    return list({reading.as_of: reading for reading in known}.values())


def _status(case: Case, known: Sequence[Reading]) -> Status:
    """The status on the day of the last of these readings."""
    return standing(case.m, known, case.schedule, known[-1].as_of, case.policy.status_preset).status


def _stood(m: Measurement, reading: Reading) -> str:
    share = path_share(m, reading.value)
    return value_with_unit(reading.value, m.unit) if share is None else percent(share)


def _against_expected(case: Case) -> str:
    stood = _stood(case.m, case.known[-1])
    if case.m.measure not in PATH_MEASURES or case.today > case.schedule.due_on:
        return stood
    return f"{stood}, where {percent(expected_progress(case.schedule, case.today, case.m))} is expected"


def _cadence(case: Case) -> str:
    return count(case.schedule.cadence_days, "day")
