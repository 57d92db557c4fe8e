"""In which order an archive holds its records, and what it repeats in words beside a key."""

from collections.abc import Iterable, Iterator, Sequence

Names = dict[int, str]
_AT_ONCE = 500

PARENTS: dict[str, tuple[str, ...]] = {
    "memberships": ("team_id", "teams", "people"),
    "milestones": ("key_result_id", "key_results"),
    "check_ins": ("key_result_id", "key_results"),
    "initiative_links": ("initiative_id", "initiatives", "key_results"),
    "labels": ("key_result_id", "key_results"),
    "flag_events": ("flag_id", "flags"),
    "annotations": ("key_result_id", "key_results"),
    "metric_points": ("metric_id", "metrics"),
    "key_result_closings": ("key_result_id", "key_results"),
    "objective_closings": ("objective_id", "objectives"),
    "publications": ("objective_id", "objectives"),
    "lessons": ("team_id", "teams"),
    "decisions": ("team_id", "teams"),
    "backlog_items": ("team_id", "teams"),
}
SECOND = {"memberships": "person_id", "initiative_links": "key_result_id"}
PLACE = ("cycle", "team")
SHOWN_TITLES = {
    "objective": ("objective_id", "objectives"),
    "key_result": ("key_result_id", "key_results"),
    "initiative": ("initiative_id", "initiatives"),
    "parent_objective": ("parent_id", "objectives"),
}
PLACED_BY_OBJECTIVE = ("flags", "objective_closings", "publications")


def ranks_of(keys: Iterable[int]) -> dict[int, int]:
    """Return the place of each key."""
    return {key: rank for rank, key in enumerate(keys)}


def chunks(keys: Sequence[int]) -> Iterator[Sequence[int]]:
    """Return the keys in groups of which each fits into one statement."""
    return (keys[start : start + _AT_ONCE] for start in range(0, len(keys), _AT_ONCE))


def tree_order(parents: dict[int, int | None], names: Names) -> Iterator[int]:
    """Yield teams from the top down, each followed by those below it; teams in a circle come last."""
    children: dict[int | None, list[int]] = {}
    for key in names:
        children.setdefault(parents[key], []).append(key)
    waiting, seen = children.get(None, [])[::-1], set[int]()
    while waiting:
        key = waiting.pop()
        seen.add(key)
        yield key
        waiting.extend(children.get(key, [])[::-1])
    yield from (key for key in names if key not in seen)
