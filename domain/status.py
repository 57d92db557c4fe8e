"""What the numbers say about a key result today, by a rule that can be printed beside the colour."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from domain.expected import expected_progress
from domain.formatting import count, day, number, percent, points, told_apart
from domain.measurement import (
    STAY_MEASURES,
    Measurement,
    Reading,
    Schedule,
    is_held,
    known_by,
    limits,
    why_not_measurable,
)
from domain.progress import TOO_FAR_APART, path_share
from domain.vocabulary import Measure, Status, StatusPreset

TOO_EARLY_DAYS = 14
TOO_EARLY_SHARE = 0.15
STALE_AFTER_CADENCES = 1.5
NEAR_LIMIT = 0.05
CONFIDENT, DOUBTFUL = 8, 3

_GAPS = (0.10, 0.25)
_RATIOS = {StatusPreset.RATIO_90_70: (0.90, 0.70), StatusPreset.RATIO_95_75: (0.95, 0.75)}
_NOISE_DIGITS = 9  # 0.6 − 0.5 is a hair more than 0.1 in binary: ten points exactly is still on track

_UNTIL = " Too early before day 14 or 15 % of the time, whichever is later."
PRESET_RULES: dict[StatusPreset, str] = {
    StatusPreset.GAP: "On track: at most 10 points below expected; behind: at most 25; at risk: more." + _UNTIL,
    StatusPreset.RATIO_90_70: "On track: at least 90 % of expected; behind: at least 70 %; at risk: less." + _UNTIL,
    StatusPreset.RATIO_95_75: "On track: at least 95 % of expected; behind: at least 75 %; at risk: less." + _UNTIL,
}
RULE_LIMIT = "On track: inside the limit; behind: inside by less than 5 % of it; at risk: limit broken."
RULE_DUE = "After the due date. On track: target met; at risk: not met."
RULE_NO_CHECK_IN = "No data until the first check-in; at risk when there is none at half-time."
RULE_BASELINE = "On track: the number is found; at risk: no check-in at half-time."
RULE_NUMBERS = "No data until the measure has the numbers that it needs."


@dataclass(frozen=True, slots=True)
class Standing:
    """A status, whether it rests on old data, the rule that gave it and the numbers that went in."""

    status: Status
    stale: bool
    rule: str
    why: str


class _Verdict(NamedTuple):
    status: Status
    rule: str
    why: str


def standing(
    m: Measurement,
    readings: Sequence[Reading],
    schedule: Schedule,
    today: date,
    preset: StatusPreset = StatusPreset.GAP,
) -> Standing:
    """How the key result stands on `today`, from its live check-ins sorted by `as_of`."""
    known = known_by(readings, today)
    status, rule, why = _verdict(m, known, schedule, today, preset)
    last = known[-1].as_of if known else None
    stale = not is_finished(m, known, today) and is_stale(last, schedule, today)
    return Standing(status, stale, rule, why + (_stale_note(last, schedule, today) if stale and last else ""))


def is_stale(last_as_of: date | None, schedule: Schedule, today: date) -> bool:
    """Whether more than 1.5 cadences passed without a check-in; time after the due date does not count."""
    return silent_days(last_as_of, schedule, today) > STALE_AFTER_CADENCES * schedule.cadence_days


def silent_days(last_as_of: date | None, schedule: Schedule, today: date) -> int:
    """Days since the last check-in (or the start) up to the due date; less than 1 when there are none."""
    return (min(today, schedule.due_on) - _counted_from(last_as_of, schedule)).days


def is_past_half_time(schedule: Schedule, today: date) -> bool:
    """Whether half of the days are gone."""
    return today > schedule.starts_on and schedule.elapsed_days(today) * 2 >= schedule.span_days


def is_divergent(confidence: int | None, status: Status) -> str | None:
    """A sentence when the owner's confidence (0 to 10) and the numbers disagree, else None."""
    if confidence is not None and confidence >= CONFIDENT and status == Status.AT_RISK:
        return f"The owner's confidence is {confidence} of 10, yet the numbers say at risk."
    if confidence is not None and confidence <= DOUBTFUL and status == Status.ON_TRACK:
        return f"The owner's confidence is {confidence} of 10, yet the numbers say on track."
    return None


def is_blindsiding(previous: Status, current: Status) -> bool:
    """Whether a key result went from on track to at risk in one step."""
    return previous == Status.ON_TRACK and current == Status.AT_RISK


def is_finished(m: Measurement, readings: Sequence[Reading], today: date) -> bool:
    """Whether no more check-ins are needed: the number is found, or every milestone is done."""
    known = known_by(readings, today)
    if m.measure == Measure.MILESTONE and known:
        return known[-1].value >= (1.0 if m.target is None else m.target)
    return m.measure == Measure.BASELINE and bool(known)


def next_check_in_due(last_as_of: date | None, schedule: Schedule) -> date:
    """The day of the next check-in: a cadence after the last one (or the start), the due date at the latest."""
    start = _counted_from(last_as_of, schedule)
    left = (max(start, schedule.due_on) - start).days or (date.max - start).days
    return start + timedelta(days=min(schedule.cadence_days, left))


def is_due(last_as_of: date | None, schedule: Schedule, today: date) -> bool:
    """Whether a check-in is asked for today; after one on or after the due date none is."""
    closed = last_as_of is not None and last_as_of >= schedule.due_on
    return not closed and today >= next_check_in_due(last_as_of, schedule)


def days_overdue(last_as_of: date | None, schedule: Schedule, today: date) -> int:
    """Days since the check-in was due: 0 on the day itself and when none is due."""
    if not is_due(last_as_of, schedule, today):
        return 0
    return (today - next_check_in_due(last_as_of, schedule)).days


def _verdict(
    m: Measurement, known: Sequence[Reading], schedule: Schedule, today: date, preset: StatusPreset
) -> _Verdict:
    problem = why_not_measurable(m)
    if not known:
        return _without_check_in(problem, schedule, today)
    if problem:
        return _Verdict(Status.NO_DATA, RULE_NUMBERS, f"{problem}.")
    if m.measure == Measure.BASELINE:
        return _Verdict(Status.ON_TRACK, RULE_BASELINE, "The number is found.")
    if m.measure in STAY_MEASURES:
        return _against_limits(m, known[-1].value)
    return _against_path(m, known, schedule, today, preset)


def _without_check_in(problem: str, schedule: Schedule, today: date) -> _Verdict:
    needs = f" {problem}." if problem else ""
    if is_past_half_time(schedule, today):
        return _Verdict(Status.AT_RISK, RULE_NO_CHECK_IN, f"No check-in yet and half of the time is gone.{needs}")
    return _Verdict(Status.NO_DATA, RULE_NO_CHECK_IN, f"No check-in yet.{needs}")


def _against_path(
    m: Measurement, known: Sequence[Reading], schedule: Schedule, today: date, preset: StatusPreset
) -> _Verdict:
    share = path_share(m, known[-1].value)
    if share is None:
        return _Verdict(Status.NO_DATA, RULE_NUMBERS, f"{TOO_FAR_APART}.")
    if today > schedule.due_on:
        return _after_due(share)
    early = max(TOO_EARLY_DAYS, TOO_EARLY_SHARE * schedule.span_days)
    if (today - schedule.starts_on).days < early:
        return _Verdict(Status.TOO_EARLY, PRESET_RULES[preset], _too_early(schedule, today))
    expected = expected_progress(schedule, today, m)
    return _Verdict(_band(share, expected, preset), PRESET_RULES[preset], _gap_in_words(share, expected))


def _after_due(share: float) -> _Verdict:
    met = _at_least(share, 1.0)
    why = f"Progress {percent(share)} at the end: target {'met' if met else 'not met'}."
    return _Verdict(Status.ON_TRACK if met else Status.AT_RISK, RULE_DUE, why)


def _band(share: float, expected: float, preset: StatusPreset) -> Status:
    on_track, behind = _floors(expected, preset)
    if _at_least(share, min(on_track, 1.0)):
        return Status.ON_TRACK
    return Status.BEHIND if _at_least(share, behind) else Status.AT_RISK


def _floors(expected: float, preset: StatusPreset) -> tuple[float, float]:
    """The lowest progress that is on track, and the lowest that is behind."""
    if preset == StatusPreset.GAP:
        return expected - _GAPS[0], expected - _GAPS[1]
    high, low = _RATIOS[preset]
    return min(expected, high * expected), min(expected, low * expected)


def _at_least(share: float, floor: float) -> bool:
    return round(share - floor, _NOISE_DIGITS) >= 0


def _against_limits(m: Measurement, value: float) -> _Verdict:
    shown, limit = _beside_limits(m, value)
    if not is_held(m, value):
        return _Verdict(Status.AT_RISK, RULE_LIMIT, f"The latest value, {shown}, breaks the limit of {limit}.")
    if _is_near_limit(m, value):
        return _Verdict(Status.BEHIND, RULE_LIMIT, f"The latest value, {shown}, is close to the limit of {limit}.")
    return _Verdict(Status.ON_TRACK, RULE_LIMIT, f"The latest value, {shown}, keeps the limit of {limit}.")


def _is_near_limit(m: Measurement, value: float) -> bool:
    return any(
        limit is not None and round(NEAR_LIMIT * _scale(m, limit) - abs(value - limit), _NOISE_DIGITS) > 0
        for limit in limits(m)
    )


def _scale(m: Measurement, limit: float) -> float:
    """What the 5 % are taken of: the limit, or less where there is less room to move.

    At least 99.9 % available and at most 0.1 % down are one promise, so a percentage counts from its nearer end; a
    range counts from its width if that is smaller than the limit.
    """
    room = [abs(limit)]
    if m.unit.strip() == "%" and 0 <= limit <= 100:
        room.append(100 - limit)
    if m.low is not None and m.high is not None and m.measure == Measure.STAY_BETWEEN:
        room.append(abs(m.high - m.low))
    return min(room)


def _beside_limits(m: Measurement, value: float) -> tuple[str, str]:
    pairs = zip(("at least", "at most"), limits(m), strict=True)
    given = [(word, limit) for word, limit in pairs if limit is not None]
    shown, *said = told_apart(value, [limit for _, limit in given], m.unit)
    return shown, " and ".join(f"{word} {text}" for (word, _), text in zip(given, said, strict=True))


def _too_early(schedule: Schedule, today: date) -> str:
    gone, span = schedule.elapsed_days(today), schedule.span_days
    return f"{number(gone)} of {count(span, 'day')} gone: too early to tell."


def _gap_in_words(share: float, expected: float) -> str:
    gap = round(expected - share, _NOISE_DIGITS)
    side = "as expected" if gap == 0 else f"{points(abs(gap))} {'below' if gap > 0 else 'above'}"
    return f"Progress {percent(share)}, expected {percent(expected)}: {side}."


def _stale_note(last: date, schedule: Schedule, today: date) -> str:
    return f" Last check-in {day(last, today)}, due every {count(schedule.cadence_days, 'day')}."


def _counted_from(last_as_of: date | None, schedule: Schedule) -> date:
    return max(last_as_of or schedule.starts_on, schedule.starts_on)
