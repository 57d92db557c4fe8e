"""Where a key result's number starts, where it should go, and what it is called."""

from random import Random

from domain.vocabulary import Measure
from services.bulk import Values
from services.generate.patterns import Pattern
from services.generate.texts import WHERE, WHO

MARGIN = 0.04  # how far limits lie from the usual value, as a share of it
STRETCHED = 0.15  # the share of rising and falling key results that have a stretch
NOT_SET = {"baseline": None, "target": None, "low": None, "high": None, "stretch": None}


def told(chance: Random, text: str, number: float = 0) -> str:
    """Return a text with its places in braces filled in."""
    who, where = chance.choice(WHO), chance.choice(WHERE)
    return text.format(who=who, Who=who[0].upper() + who[1:], where=where, n=f"{number:g}")


def goal(chance: Random, pattern: Pattern) -> Values:
    """Return the numbers of a new key result of this kind, in its unit; None where there is none."""
    start = round(chance.uniform(*pattern.start), pattern.decimals)
    if pattern.measure in (Measure.INCREASE, Measure.DECREASE):
        return {**NOT_SET, **_path(chance, pattern, start)}
    margin = max(abs(start) * MARGIN, 10**-pattern.decimals)
    low, high = round(start - margin, pattern.decimals), round(start + margin, pattern.decimals)
    limits: dict[Measure, Values] = {
        Measure.STAY_AT_LEAST: {"target": low},
        Measure.STAY_AT_MOST: {"target": high},
        Measure.STAY_BETWEEN: {"low": low, "high": high},
    }
    return {**NOT_SET, **limits.get(pattern.measure, {})}


def _path(chance: Random, pattern: Pattern, start: float) -> Values:
    if not start:
        return {"baseline": 0.0, "target": float(round(chance.uniform(*pattern.change)))}
    change = start * chance.uniform(*pattern.change)
    least = 10**-pattern.decimals if change > 0 else -(10**-pattern.decimals)
    change = least if abs(change) < abs(least) else change
    target = round(start + change, pattern.decimals)
    stretch = round(target + change / 2, pattern.decimals)
    wanted = chance.random() < STRETCHED and stretch != target
    return {"baseline": start, "target": target, "stretch": stretch if wanted else None}
