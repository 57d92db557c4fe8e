"""Check-ins: noisy paths from baseline towards target, with corrections, sentences and confidence."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate
from random import Random

from domain.vocabulary import Measure
from services.bulk import Values
from services.generate.size import Recipe
from services.generate.texts import CORRECTION, REMARKS
from services.quarters import working_moment

CORRECTED, REMARKED, BY_COLLEAGUE = 0.04, 0.4, 0.1  # shares of check-ins
ATTENTION = (1.0,) * 17 + (0.4, 0.4, 0.0)  # most key results are kept up to date, a few are not
NOISE = 0.05  # of the way from baseline to target
SHAPES = (0.6, 1.0, 1.0, 1.5)  # early gains, steady, late gains
AFTERWARDS = timedelta(minutes=20)


@dataclass(frozen=True, slots=True)
class Course:
    """What is needed to make up a key result's check-ins."""

    key_result: Values
    crew: Sequence[int]
    steps: Sequence[Values]
    last_day: date
    reach: float
    shape: float
    usual: float

    @property
    def days(self) -> int:
        """Return how many days there are to check in on."""
        starts_on: date = self.key_result["starts_on"]
        return max(1, (self.last_day - starts_on).days + 1)


def shares(recipe: Recipe, key_results: Sequence[Values]) -> list[int]:
    """Return how many check-ins each key result gets; in all they are exactly as many as asked for."""
    last = recipe.today - timedelta(days=1)
    weights = [
        recipe.chance.choice(ATTENTION) * max(1, (min(last, row["due_on"]) - row["starts_on"]).days)
        for row in key_results
    ]
    if not any(weights):
        weights = [1.0] * len(weights)
    ends = list(accumulate(weights))
    upto = [round(recipe.size.check_ins * end / ends[-1]) for end in ends]
    return [end - start for start, end in zip([0, *upto], upto, strict=False)]


def course(recipe: Recipe, key_result: Values, crew: Sequence[int], steps: Sequence[Values]) -> Course:
    """Return how a key result's number will develop."""
    chance = recipe.chance
    last = min(recipe.today - timedelta(days=1), key_result["due_on"])
    usual = _usual(key_result) or chance.uniform(5, 60)
    return Course(key_result, crew, steps, last, chance.gauss(0.85, 0.3), chance.choice(SHAPES), usual)


def _usual(key_result: Values) -> float:
    if key_result["measure"] == Measure.STAY_BETWEEN:
        return float(key_result["low"] + key_result["high"]) / 2
    signs = {Measure.STAY_AT_LEAST: 1.02, Measure.STAY_AT_MOST: 0.98}
    return float(key_result["target"] or 0) * signs.get(key_result["measure"], 0)


def check_ins_of(chance: Random, path: Course, number: int) -> Iterator[Values]:
    """Return a key result's check-ins in the order in which they were written.

    A correction holds the row that it supersedes under ``supersedes``; ids come later.
    """
    earlier: Values | None = None
    for index in range(number):
        day = min(path.days - 1, (index + 1) * path.days // number - chance.randrange(2))
        if earlier is not None and chance.random() < CORRECTED:
            earlier = _correction(chance, path, earlier, index)
        else:
            earlier = _check_in(chance, path, max(0, day), index)
        yield earlier


def _check_in(chance: Random, path: Course, day: int, index: int) -> Values:
    as_of = path.key_result["starts_on"] + timedelta(days=day)
    owner = path.key_result["owner_id"]
    return {
        "key_result_id": path.key_result["id"],
        "value": _value(chance, path, as_of, day),
        "confidence": max(0, min(10, round(3 + 5 * path.reach + chance.gauss(0, 1.5)))),
        "note": chance.choice(REMARKS) if chance.random() < REMARKED else "",
        "as_of": as_of,
        "entered_at": working_moment(as_of, path.key_result["id"] + index * 11),
        "author_id": chance.choice(path.crew) if chance.random() < BY_COLLEAGUE else owner,
        "supersedes": None,
    }


def _correction(chance: Random, path: Course, earlier: Values, index: int) -> Values:
    day = min(path.last_day, earlier["as_of"] + timedelta(days=chance.randrange(1, 4)))
    moment = working_moment(day, path.key_result["id"] + index * 11)
    value = _value(chance, path, earlier["as_of"], (earlier["as_of"] - path.key_result["starts_on"]).days)
    said = {"value": value, "note": CORRECTION, "supersedes": earlier}
    return {**earlier, **said, "entered_at": max(moment, earlier["entered_at"] + AFTERWARDS)}


def _value(chance: Random, path: Course, as_of: date, day: int) -> float:
    row = path.key_result
    if row["measure"] == Measure.MILESTONE:
        return float(sum(step["weight"] for step in path.steps if step["done_on"] and step["done_on"] <= as_of))
    if row["measure"] not in (Measure.INCREASE, Measure.DECREASE):
        return round(chance.gauss(path.usual, abs(path.usual) * 0.02), 2)
    way = path.reach * (day / 90) ** path.shape
    baseline, span = row["baseline"], row["target"] - row["baseline"]
    if not baseline:
        return float(max(0, round(span * max(0.0, way))))
    value = baseline + span * (way + chance.gauss(0, NOISE))
    return float(round(value, 0 if abs(span) > 100 else 2))


def numbered(rows: Sequence[Values], first: int) -> list[Values]:
    """Return check-ins with ids in the order in which they were written, corrections pointing at theirs."""
    ordered = sorted(rows, key=lambda row: (row["entered_at"], row["key_result_id"]))
    for key, row in enumerate(ordered, first):
        row["id"] = key
        earlier: Mapping[str, int] | None = row.pop("supersedes")
        row["supersedes_id"] = earlier["id"] if earlier is not None else None
    return ordered
