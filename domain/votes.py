"""What a vote says: its spread, who should speak, and the order that a ranking gives."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean

from domain.formatting import count, rounded
from domain.vocabulary import VoteKind

HIGHEST: Mapping[VoteKind, int] = {VoteKind.FIST: 5, VoteKind.CONFIDENCE: 10}
SPEAKS_UP_TO: Mapping[VoteKind, int] = {VoteKind.FIST: 2, VoteKind.CONFIDENCE: 4}
CARRIED_FROM: Mapping[VoteKind, float] = {VoteKind.FIST: 3.0, VoteKind.CONFIDENCE: 5.0}
QUESTION_TO_THE_LOW: Mapping[VoteKind, str] = {
    VoteKind.FIST: "What would make it a 4?",
    VoteKind.CONFIDENCE: "What would make it a 7?",
}


@dataclass(frozen=True, slots=True)
class Vote:
    """One participant's vote; the name is empty in an anonymous round."""

    name: str
    value: int
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Tally:
    """A revealed vote: how many gave each value from 0 on, and whose voice is asked for."""

    kind: VoteKind
    counts: tuple[int, ...]
    mean: float | None
    speakers: tuple[Vote, ...]

    @property
    def number(self) -> int:
        """How many voted."""
        return sum(self.counts)

    @property
    def lowest(self) -> int | None:
        """The lowest value that somebody gave."""
        return next((value for value, number in enumerate(self.counts) if number), None)

    @property
    def highest(self) -> int | None:
        """The highest value that somebody gave."""
        return next((value for value in range(len(self.counts) - 1, -1, -1) if self.counts[value]), None)

    @property
    def carried(self) -> bool:
        """Whether the mean is high enough and nobody is left who should speak first."""
        return self.mean is not None and self.mean >= CARRIED_FROM[self.kind] and not self.speakers


def tally(kind: VoteKind, votes: Sequence[Vote]) -> Tally:
    """What the votes of a round say; a value outside the scale raises ValueError."""
    counts = [0] * (HIGHEST[kind] + 1)
    for vote in votes:
        if not 0 <= vote.value < len(counts):
            raise ValueError(f"{vote.value} is not on a scale from 0 to {HIGHEST[kind]}")
        counts[vote.value] += 1
    speakers = sorted((vote for vote in votes if vote.value <= SPEAKS_UP_TO[kind]), key=lambda v: (v.value, v.name))
    return Tally(kind, tuple(counts), fmean(v.value for v in votes) if votes else None, tuple(speakers))


def tally_in_words(found: Tally) -> str:
    """The spread first, as the mean of a 1 and a 5 hides the conversation: "From 1 to 5, 3.8 on average of 6 votes"."""
    if found.mean is None:
        return "Nobody has voted."
    votes = count(found.number, "vote")
    if found.lowest == found.highest:
        return f"All at {found.lowest}: {votes}."
    return f"From {found.lowest} to {found.highest}, {rounded(found.mean, 1)} on average of {votes}."


def ranking(candidates: Sequence[int], ballots: Sequence[Sequence[int]]) -> tuple[tuple[int, float], ...]:
    """Candidates with their points, best first: a ballot gives n points to its first of n, n − 1 to the next (Borda).

    What a ballot leaves out shares the points that are left, so that a short ballot counts as much as a full one.
    Equal points keep the order of the candidates. Unknown and repeated names in a ballot are passed over.
    """
    points = dict.fromkeys(candidates, 0.0)
    for ballot in ballots:
        named = [candidate for candidate in dict.fromkeys(ballot) if candidate in points]
        left = [candidate for candidate in points if candidate not in named]
        for place, candidate in enumerate(named):
            points[candidate] += len(points) - place
        for candidate in left:
            points[candidate] += (len(left) + 1) / 2
    return tuple(sorted(points.items(), key=lambda item: -item[1]))
