"""What contributes to what: a tree of objectives, those that contribute to nothing, and places to draw them at."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from domain.formatting import count


@dataclass(frozen=True, slots=True)
class Aim:
    """An objective in a tree: its key, the team that has it, and the key of the objective that it contributes to."""

    key: int
    team: int
    parent: int | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where an objective is drawn: its depth below the top from 0, its row from 0, and the rows of those below it."""

    key: int
    depth: int
    row: int
    below: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Tree:
    """Objectives without a parent in the order given, and the objectives right below each one."""

    tops: tuple[int, ...]
    below: Mapping[int, tuple[int, ...]]

    def size(self, key: int) -> int:
        """Return how many objectives stand below one, at any depth."""
        return sum(1 for _ in self.walk(key)) - 1

    def walk(self, key: int, depth: int = 0) -> Iterator[tuple[int, int]]:
        """Yield an objective and all below it, each before what is below it, with its depth."""
        waiting = [(key, depth)]
        while waiting:
            found, level = waiting.pop()
            yield found, level
            waiting += [(child, level + 1) for child in reversed(self.below.get(found, ()))]


def tree(aims: Sequence[Aim]) -> Tree:
    """The tree of the objectives, each once, those that have others below them first.

    A parent that is not among them counts as none. Where parents form a circle, which nobody can enter, the first of
    them stands at the top.
    """
    known = {aim.key for aim in aims}
    parents = {aim.key: aim.parent if aim.parent in known else None for aim in aims}
    for key in parents:
        if _returns(key, parents):
            parents[key] = None
    below: dict[int, tuple[int, ...]] = {}
    for key, parent in parents.items():
        if parent is not None:
            below[parent] = (*below.get(parent, ()), key)
    tops = [key for key, parent in parents.items() if parent is None]
    return Tree(tuple(sorted(tops, key=lambda key: key not in below)), below)


def _returns(key: int, parents: Mapping[int, int | None]) -> bool:
    above, seen = parents[key], {key}
    while above is not None and above not in seen:
        seen.add(above)
        above = parents[above]
    return above == key


def orphans(aims: Sequence[Aim], teams_above: Mapping[int, Sequence[int]]) -> tuple[int, ...]:
    """The objectives that contribute to nothing although a team above theirs has an objective, in the order given.

    `teams_above` names the teams above a team, at any distance.
    """
    having = {aim.team for aim in aims}
    return tuple(aim.key for aim in aims if aim.parent is None and not having.isdisjoint(teams_above.get(aim.team, ())))


def layout(drawn: Tree) -> tuple[Place, ...]:
    """A row for each objective, below the row of what it contributes to and right of it; no two share a row."""
    walked = [found for top in drawn.tops for found in drawn.walk(top)]
    rows = {key: row for row, (key, _) in enumerate(walked)}
    return tuple(
        Place(key, depth, rows[key], tuple(rows[child] for child in drawn.below.get(key, ()))) for key, depth in walked
    )


def in_a_sentence(total: int, contributing: int, orphaned: int) -> str:
    """How much is aligned: "31 of 40 objectives contribute to another one; 6 are orphans."."""
    if not total:
        return "No objective here yet."
    contributes = "contributes" if contributing == 1 else "contribute"
    said = f"{contributing} of {count(total, 'objective')} {contributes} to another one"
    if not orphaned:
        return f"{said}; none is an orphan."
    return f"{said}; {orphaned} {'is an orphan' if orphaned == 1 else 'are orphans'}."
