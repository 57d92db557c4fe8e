"""Why an outcome share moved from one cycle to the next: what each key result added or took, in parts that add up.

With outcome weight O, counted weight W and share S = O ÷ W, a step that changes O by o and W by w moves the share by
(o − S̄ × w) ÷ W̄, where S̄ and W̄ are the means of before and after. Summed over all steps this is exactly the change,
because O₁ − O₀ = S̄ × (W₁ − W₀) + W̄ × (S₁ − S₀). Adding an outcome is positive, adding an output negative.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from math import fsum

from domain.classification.text import fold
from domain.outcome_mix import OutcomeMix
from domain.vocabulary import Label

_WORD = re.compile(r"[^\W\d_]+")


class ShareMove(StrEnum):
    """What happened to a key result, as far as the outcome share is concerned."""

    ADDED = "added"
    PROMOTED = "promoted"
    SPLIT_OFF = "split_off"
    ENDED = "ended"
    DROPPED = "dropped"
    DEMOTED = "demoted"
    RELABELLED = "relabelled"
    REWEIGHTED = "reweighted"
    EXEMPTED = "exempted"
    COUNTED = "counted"


@dataclass(frozen=True, slots=True)
class Stand:
    """What a key result weighs in the mix: nothing where it does not count."""

    label: Label
    weight: float
    counts: bool = True

    @property
    def counted(self) -> float:
        """The weight below the line of the share."""
        return self.weight if self.counts else 0.0

    @property
    def outcome(self) -> float:
        """The weight above the line of the share."""
        return self.counted if self.label == Label.OUTCOME else 0.0


@dataclass(frozen=True, slots=True)
class Told:
    """A key result in one cycle: its place and what it weighs; `first_label` is the label that it began with.

    `came` says how it came into being, `left` how it left the reckoning within the cycle; a key result that left
    has the `stand` that it had.
    """

    key: int
    title: str
    team_id: int
    stand: Stand
    first_label: Label | None = None
    came: ShareMove = ShareMove.ADDED
    left: ShareMove | None = None


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one step of one key result adds to the share; `points` is a signed difference of shares, 0.05 for 5 points.

    `key` is the key result of the later cycle, or of the earlier one where it ended; `label` is its label after the
    step, `label_before` the one before where the step changed it.
    """

    key: int
    title: str
    team_id: int
    move: ShareMove
    points: float
    label: Label
    label_before: Label | None = None


@dataclass(frozen=True, slots=True)
class ShareChange:
    """The share before and after, from 0 to 1, None when nothing counted, and what moved it, largest part first."""

    before: float | None
    after: float | None
    parts: tuple[Contribution, ...] = ()

    @property
    def change(self) -> float | None:
        """The difference of the shares, which is the sum of the parts; None when one of them is unknown."""
        return None if self.before is None or self.after is None else self.after - self.before


@dataclass(frozen=True, slots=True)
class _Step:
    told: Told
    move: ShareMove
    before: Stand | None
    after: Stand | None


def share_change(before: Sequence[Told], after: Sequence[Told]) -> ShareChange:
    """What moved the share between two cycles; of `after`, those that `left` weigh nothing in the end.

    A key result goes on when the same team has one with the same words in the later cycle, whatever its numbers.
    """
    scale = _Scale.between([told.stand for told in before], [told.stand for told in after if not told.left])
    pairs = match(before, after)
    parts = [part for pair in pairs for step in _steps(*pair) if (part := scale.part(step)) is not None]
    parts.sort(key=lambda part: (-abs(part.points), part.key))
    return ShareChange(scale.first, scale.last, tuple(parts))


def group_parts(
    before: Mapping[int, OutcomeMix], after: Mapping[int, OutcomeMix]
) -> tuple[ShareChange, dict[int, float]]:
    """What each group, such as a team, adds to the change of the share of them all, by the group's key.

    The parts add up to the change; they are empty where one of the shares is unknown.
    """
    outcomes = [fsum(mix.outcome_weight for mix in side.values()) for side in (before, after)]
    weights = [fsum(mix.counted_weight for mix in side.values()) for side in (before, after)]
    scale = _Scale(outcomes[0], weights[0], outcomes[1], weights[1])
    parts = {key: scale.points(*_difference(before.get(key), after.get(key))) for key in {**before, **after}}
    change = ShareChange(scale.first, scale.last)
    return change, {} if change.change is None else {key: points for key, points in parts.items() if points}


def match(before: Sequence[Told], after: Sequence[Told]) -> list[tuple[Told | None, Told | None]]:
    """Pair the key results that go on from one cycle to the next, each at most once; the others stand alone.

    The same text goes first, then the same words with other numbers, always within the same team.
    """
    open_before = {told.key: told for told in before}
    open_after = {told.key: told for told in after}
    pairs: list[tuple[Told | None, Told | None]] = []
    for read in (_same_text, _same_words):
        waiting: dict[tuple[int, object], list[Told]] = defaultdict(list)
        for told in open_before.values():
            waiting[told.team_id, read(told.title)].append(told)
        for told in list(open_after.values()):
            found = waiting.get((told.team_id, read(told.title)))
            if found:
                earlier = found.pop(0)
                pairs.append((earlier, told))
                del open_before[earlier.key], open_after[told.key]
    alone = [*((told, None) for told in open_before.values()), *((None, told) for told in open_after.values())]
    return [*pairs, *alone]


@dataclass(frozen=True, slots=True)
class _Scale:
    outcome_before: float
    weight_before: float
    outcome_after: float
    weight_after: float

    @classmethod
    def between(cls, before: Iterable[Stand], after: Iterable[Stand]) -> "_Scale":
        first, last = list(before), list(after)
        sums = [fsum(stand.outcome for stand in side) for side in (first, last)]
        weights = [fsum(stand.counted for stand in side) for side in (first, last)]
        return cls(sums[0], weights[0], sums[1], weights[1])

    @property
    def first(self) -> float | None:
        return self.outcome_before / self.weight_before if self.weight_before > 0 else None

    @property
    def last(self) -> float | None:
        return self.outcome_after / self.weight_after if self.weight_after > 0 else None

    def points(self, outcome: float, weight: float) -> float:
        first, last = self.first, self.last
        if first is None or last is None:
            return 0.0
        return (outcome - (first + last) / 2 * weight) / ((self.weight_before + self.weight_after) / 2)

    def part(self, step: _Step) -> Contribution | None:
        moved = _moved(step)
        points = self.points(*moved)
        if moved == (0.0, 0.0) or not points:
            return None
        stand = step.after or step.before
        label = stand.label if stand else Label.UNCLEAR
        changed = step.before.label if step.before and step.move == ShareMove.RELABELLED else None
        return Contribution(step.told.key, step.told.title, step.told.team_id, step.move, points, label, changed)


def _steps(before: Told | None, after: Told | None) -> Iterator[_Step]:
    if after is None:
        if before is not None:
            yield _Step(before, ShareMove.ENDED, before.stand, None)
        return
    stand: Stand
    if before is None:
        stand = replace(after.stand, label=after.first_label or after.stand.label)
        yield _Step(after, after.came, None, stand)
    else:
        stand = before.stand
    for move, changed in _changes(stand, after.stand):
        yield _Step(after, move, stand, changed)
        stand = changed
    if after.left is not None:
        yield _Step(after, after.left, stand, None)


def _changes(old: Stand, new: Stand) -> Iterator[tuple[ShareMove, Stand]]:
    if old.weight != new.weight:
        old = replace(old, weight=new.weight)
        yield ShareMove.REWEIGHTED, old
    if old.label != new.label:
        old = replace(old, label=new.label)
        yield ShareMove.RELABELLED, old
    if old.counts != new.counts:
        yield (ShareMove.COUNTED if new.counts else ShareMove.EXEMPTED), new


def _moved(step: _Step) -> tuple[float, float]:
    gained, lost = step.after, step.before
    outcome = (gained.outcome if gained else 0.0) - (lost.outcome if lost else 0.0)
    return outcome, (gained.counted if gained else 0.0) - (lost.counted if lost else 0.0)


def _difference(before: OutcomeMix | None, after: OutcomeMix | None) -> tuple[float, float]:
    outcome = (after.outcome_weight if after else 0.0) - (before.outcome_weight if before else 0.0)
    return outcome, (after.counted_weight if after else 0.0) - (before.counted_weight if before else 0.0)


def _same_text(title: str) -> object:
    return " ".join(fold(title).split())


def _same_words(title: str) -> object:
    # A title of numbers alone is nobody's namesake.
    return tuple(_WORD.findall(fold(title))) or title
