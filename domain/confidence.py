"""Whether the owner's confidence falls: a drop that goes on, or a deep one; a wobble of one is none."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from domain.measurement import Reading

DROPS_IN_A_ROW = 2
DEEP_DROP = 3
WITHIN_DAYS = 28
WOBBLE = 1


@dataclass(frozen=True, slots=True)
class Fall:
    """From which confidence to which (0 to 10), since when, and over how many check-ins, both ends counted."""

    before: int
    after: int
    since: date
    check_ins: int


def falling(readings: Sequence[Reading]) -> Fall | None:
    """The fall that the latest confidence ends, or None; expects the check-ins known today, sorted by `as_of`.

    It is the deeper of two: from where the drops in a row began, if there are two or more, and from the highest of the
    check-in before and the four weeks up to the latest, if that lies three or more above it. The second one ends as
    soon as the confidence has risen again by more than one.
    """
    said = last_of_each_day(readings)
    if not said:
        return None
    begins = [place for place in (_run(said), _peak(said)) if place is not None]
    if not begins:
        return None
    place = max(begins, key=lambda begin: (said[begin][1], begin))
    since, before = said[place]
    return Fall(before, said[-1][1], since, len(said) - place)


def last_of_each_day(readings: Sequence[Reading]) -> list[tuple[date, int]]:
    """Each day on which a confidence was given, with the last one given for it."""
    said = {reading.as_of: reading.confidence for reading in readings if reading.confidence is not None}
    return list(said.items())


def _run(said: Sequence[tuple[date, int]]) -> int | None:
    """Where the drops in a row up to the latest began, if there are enough of them."""
    begin = len(said) - 1
    while begin > 0 and said[begin - 1][1] > said[begin][1]:
        begin -= 1
    return begin if len(said) - 1 - begin >= DROPS_IN_A_ROW else None


def _peak(said: Sequence[tuple[date, int]]) -> int | None:
    """The latest place of the highest confidence to compare with, if it lies far enough above the latest."""
    until, now = said[-1]
    near = [place for place, (on, _) in enumerate(said) if (until - on).days <= WITHIN_DAYS or place == len(said) - 2]
    highest = max(near, key=lambda place: (said[place][1], place))
    lowest = min(confidence for _, confidence in said[highest:])
    return highest if said[highest][1] - now >= DEEP_DROP and now - lowest <= WOBBLE else None
