"""What a good key result has, checked one by one. It advises and never blocks."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from domain.coaching.compound import is_compound
from domain.coaching.directions import agrees, direction_in, promises_growth, promises_speed
from domain.formatting import number
from domain.vocabulary import Exemption, Indicator, Measure

MOST_KEY_RESULTS = 5

_NO_NUMBERS_YET = frozenset({Measure.MILESTONE, Measure.BASELINE})
_LIMITS = frozenset({Measure.STAY_AT_LEAST, Measure.STAY_AT_MOST})
_IN_WORDS = {"rise": "go up", "fall": "go down", "stay": "stay where it is"}


class Sibling(NamedTuple):
    """Another key result of the same objective."""

    title: str
    indicator: Indicator | None = None
    exemption: Exemption = Exemption.NONE


@dataclass(frozen=True, slots=True)
class ChecklistFacts:
    """What is known of a key result. Numbers are in `unit`; `low` and `high` are the limits of stay_between."""

    title: str
    measure: Measure | None = None
    unit: str = ""
    baseline: float | None = None
    target: float | None = None
    source: str = ""
    owner_named: bool = False
    weight: float = 1.0
    siblings: tuple[Sibling, ...] = ()
    indicator: Indicator | None = None
    exemption: Exemption = Exemption.NONE
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Check:
    """One point of the checklist: met, not met, or None where it does not apply or cannot be known, with a sentence."""

    key: str
    ok: bool | None
    sentence: str


def checklist(facts: ChecklistFacts) -> tuple[Check, ...]:
    """Check a key result against nine rules of the craft, always in the same order.

    The keys are numbers, source, measure, single, owner, weight, guardrail, count and leading.
    """
    rules = (_numbers, _source, _measure, _single, _owner, _weight, _guardrail, _count, _leading)
    return tuple(rule(facts) for rule in rules)


def _numbers(facts: ChecklistFacts) -> Check:
    if facts.measure in _NO_NUMBERS_YET:
        return Check("numbers", None, f"A {facts.measure} key result needs no baseline and target.")
    needed = _needed(facts)
    missing = [name for name, value in needed if value is None or not math.isfinite(value)]
    if missing:
        return Check("numbers", False, f"Name the {' and the '.join(missing)}: without it nobody can see a change.")
    said = " and ".join(f"{name} {number(value, facts.unit)}" for name, value in needed)
    return Check("numbers", True, f"It has {said}.")


def _needed(facts: ChecklistFacts) -> tuple[tuple[str, float | None], ...]:
    if facts.measure in _LIMITS:
        return (("limit", facts.target),)
    if facts.measure == Measure.STAY_BETWEEN:
        return ("lower limit", facts.low), ("upper limit", facts.high)
    return ("baseline", facts.baseline), ("target", facts.target)


def _source(facts: ChecklistFacts) -> Check:
    if facts.measure == Measure.MILESTONE:
        return Check("source", None, "Milestones need no data source.")
    if not facts.source.strip():
        return Check("source", False, "Say where the number comes from, so that anybody can look it up.")
    return Check("source", True, f"The number comes from {' '.join(facts.source.split())}.")


def _measure(facts: ChecklistFacts) -> Check:
    way = direction_in(facts.title)
    if facts.measure is None or facts.measure in _NO_NUMBERS_YET:
        return Check("measure", None, "There is no direction to compare with the words.")
    spoken = facts.measure.replace("_", " ")
    if _runs_backwards(facts):
        said = f"from {number(facts.baseline, facts.unit)} to {number(facts.target, facts.unit)}"
        return Check("measure", False, f"The measure is “{spoken}”, but the number goes {said}.")
    if not way:
        return Check("measure", None, f"The words name no direction; the measure is “{spoken}”.")
    fits = agrees(way, facts.measure)
    joint = "and" if fits else "but"
    return Check("measure", fits, f"The words say that it should {_IN_WORDS[way]}, {joint} the measure is “{spoken}”.")


def _runs_backwards(facts: ChecklistFacts) -> bool:
    if facts.baseline is None or facts.target is None:
        return False
    if facts.measure == Measure.INCREASE:
        return facts.target <= facts.baseline
    return facts.measure == Measure.DECREASE and facts.target >= facts.baseline


def _single(facts: ChecklistFacts) -> Check:
    if not facts.title.strip():
        return Check("single", None, "There is no statement to read yet.")
    if is_compound(facts.title):
        return Check("single", False, "It seems to join 2 results: give each a key result of its own.")
    return Check("single", True, "It states 1 result.")


def _owner(facts: ChecklistFacts) -> Check:
    if facts.owner_named:
        return Check("owner", True, "1 person owns it.")
    return Check("owner", False, "Name 1 person who owns it.")


def _weight(facts: ChecklistFacts) -> Check:
    if math.isfinite(facts.weight) and facts.weight > 0:
        return Check("weight", True, f"It counts with weight {number(facts.weight)}.")
    return Check("weight", False, "Give it a weight above 0; 1 is usual.")


def _guardrail(facts: ChecklistFacts) -> Check:
    if facts.exemption == Exemption.GUARDRAIL:
        return Check("guardrail", None, "It is a guardrail itself.")
    goal = _goal(facts)
    if not goal:
        return Check("guardrail", None, "It is no growth or speed goal that needs a guardrail.")
    guards = sum(1 for sibling in facts.siblings if sibling.exemption == Exemption.GUARDRAIL)
    others = len(facts.siblings)
    if guards:
        return Check("guardrail", True, f"{guards} of {_others(others)} guards this {goal} goal.")
    beside = f"0 of {_others(others)} guard it" if others else "nothing stands beside it"
    advice = "add a guardrail that says what must not get worse."
    return Check("guardrail", False, f"This is a {goal} goal, and {beside}: {advice}")


def _goal(facts: ChecklistFacts) -> str:
    if promises_speed(facts.title, facts.unit, facts.measure):
        return "speed"
    return "growth" if promises_growth(facts.title, facts.unit, facts.measure) else ""


def _others(count: int) -> str:
    return "1 other key result" if count == 1 else f"{count} other key results"


def _count(facts: ChecklistFacts) -> Check:
    count = len(facts.siblings) + 1
    if count <= MOST_KEY_RESULTS:
        return Check("count", True, f"The objective has {count} of at most {MOST_KEY_RESULTS} key results.")
    return Check(
        "count", False, f"The objective has {count} key results; more than {MOST_KEY_RESULTS} hide what matters."
    )


def _leading(facts: ChecklistFacts) -> Check:
    indicators = _known((facts.indicator, *(sibling.indicator for sibling in facts.siblings)))
    count = len(facts.siblings) + 1
    leading = indicators.count(Indicator.LEADING)
    if leading:
        return Check("leading", True, f"{leading} of {count} key results {'is' if leading == 1 else 'are'} leading.")
    open_ones = count - len(indicators)
    if open_ones:
        return Check("leading", None, f"For {open_ones} of {count} key results nobody has said leading or lagging yet.")
    return Check("leading", False, f"0 of {count} key results are leading: add a number that moves before the result.")


def _known(indicators: Iterable[Indicator | None]) -> list[Indicator]:
    return [indicator for indicator in indicators if indicator is not None]
