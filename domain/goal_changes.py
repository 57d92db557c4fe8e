"""What became of a team's goals between two moments: what is new, what changed from what to what, and what is gone."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from domain.formatting import apart, number
from domain.vocabulary import Exemption, Measure

Goal = Mapping[str, Any]  # an objective or a key result as plain values


class Fate(StrEnum):
    """What became of an objective or a key result."""

    NEW = "new"
    CHANGED = "changed"
    KEPT = "kept"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Change:
    """One field that reads differently."""

    what: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class KeyResultChange:
    """What became of a key result, with its aim and its label as they are now; of one that is gone, as they were."""

    key: int
    title: str
    fate: Fate
    aim: str
    label: str
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class ObjectiveChange:
    """What became of an objective and of its key results; ``facts`` say how it stands now, or stood at the end."""

    key: int
    title: str
    fate: Fate
    facts: str
    sufficiency: str
    changes: tuple[Change, ...]
    key_results: tuple[KeyResultChange, ...]


def compare_goals(before: Sequence[Goal], after: Sequence[Goal]) -> tuple[ObjectiveChange, ...]:
    """What became of each objective: those that are there now in their order, then those that are gone.

    A key result that moved to another objective is told there, once.
    """
    earlier = {each["key"]: each for each in before}
    homes = _homes(before)
    kept = {key for each in after for key in _rows(each)}
    now = [_objective(earlier.get(each["key"]), each, homes, kept) for each in after]
    gone = [each for each in before if each["key"] not in {now["key"] for now in after}]
    return (*now, *(_gone(each, kept) for each in gone))


def aim_in_words(row: Goal) -> str:
    """Where a key result wants to get to: "from 62 to 80 %", "at most 3 days", "find out the number"."""
    measure, unit = row.get("measure"), row.get("unit") or ""
    target = number(row.get("target"), unit)
    if measure == Measure.STAY_AT_LEAST:
        return f"at least {target}"
    if measure == Measure.STAY_AT_MOST:
        return f"at most {target}"
    if measure == Measure.STAY_BETWEEN:
        return "between {} and {}".format(*apart(row.get("low"), row.get("high"), unit))
    if measure == Measure.MILESTONE:
        return "milestones"
    if measure == Measure.BASELINE:
        return "find out the number"
    if row.get("baseline") is None and row.get("target") is None:
        return "no baseline and no target yet"
    return "from {} to {}".format(*apart(row.get("baseline"), row.get("target"), unit))


def _objective(then: Goal | None, now: Goal, homes: Mapping[int, tuple[Goal, Goal]], kept: set[int]) -> ObjectiveChange:
    changes = tuple(_of_objective(then, now)) if then else ()
    rows = [_key_result(homes.get(key), now, row) for key, row in _rows(now).items()]
    rows += [_row(row, Fate.GONE) for key, row in _rows(then or {}).items() if key not in kept]
    moved = changes or any(row.fate != Fate.KEPT for row in rows)
    fate = Fate.NEW if then is None else Fate.CHANGED if moved else Fate.KEPT
    return ObjectiveChange(
        now["key"], now["title"], fate, _facts(now), now.get("sufficiency") or "", changes, tuple(rows)
    )


def _gone(then: Goal, kept: set[int]) -> ObjectiveChange:
    rows = tuple(_row(row, Fate.GONE) for key, row in _rows(then).items() if key not in kept)
    said = then.get("sufficiency") or ""
    return ObjectiveChange(then["key"], then["title"], Fate.GONE, _facts(then), said, (), rows)


def _key_result(found: tuple[Goal, Goal] | None, home: Goal, now: Goal) -> KeyResultChange:
    if found is None:
        return _row(now, Fate.NEW)
    was_in, then = found
    changes = list(_of_key_result(then, now))
    if was_in["key"] != home["key"]:
        changes.append(Change("Objective", was_in["title"], home["title"]))
    return _row(now, Fate.CHANGED if changes else Fate.KEPT, tuple(changes))


def _row(row: Goal, fate: Fate, changes: tuple[Change, ...] = ()) -> KeyResultChange:
    return KeyResultChange(row["key"], row["title"], fate, aim_in_words(row), _label(row), changes)


def _of_objective(then: Goal, now: Goal) -> Iterator[Change]:
    named = {"title": "Text", "commitment": "Commitment", "kind": "Kind", "state": "State"}
    yield from _differing(named, then, now)


def _of_key_result(then: Goal, now: Goal) -> Iterator[Change]:
    yield from _differing({"title": "Text"}, then, now)
    if _numbers(then) != _numbers(now):
        yield Change("Aim", _full_aim(then), _full_aim(now))
    if _label(then) != _label(now):
        yield Change("Label", _label(then), _label(now))
    if then.get("weight") != now.get("weight"):
        yield Change("Weight", *apart(then.get("weight"), now.get("weight"), ""))


def _differing(named: Mapping[str, str], then: Goal, now: Goal) -> Iterator[Change]:
    for field, what in named.items():
        if then.get(field) != now.get(field):
            yield Change(what, _words(then.get(field)), _words(now.get(field)))


def _numbers(row: Goal) -> tuple[Any, ...]:
    return tuple(row.get(field) for field in ("measure", "unit", "baseline", "target", "low", "high"))


def _full_aim(row: Goal) -> str:
    measure = row.get("measure")
    plain = measure in (None, Measure.INCREASE, Measure.DECREASE)
    return f"{_words(measure)} {aim_in_words(row)}" if measure and plain else aim_in_words(row)


def _label(row: Goal) -> str:
    label, exemption = _words(row.get("label")), row.get("exemption")
    return label if exemption in (None, Exemption.NONE) else f"{label}, exempt: {_words(exemption)}"


def _facts(row: Goal) -> str:
    shown = (_words(row.get(field)) for field in ("commitment", "kind", "state"))
    return ", ".join(word for word in shown if word not in ("", "standard"))


def _words(value: Any) -> str:
    return str(value or "").replace("_", " ")


def _rows(objective: Goal) -> dict[int, Goal]:
    return {row["key"]: row for row in objective.get("key_results", ())}


def _homes(objectives: Sequence[Goal]) -> dict[int, tuple[Goal, Goal]]:
    return {key: (each, row) for each in objectives for key, row in _rows(each).items()}
