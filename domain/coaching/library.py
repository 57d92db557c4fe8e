"""The library of field-standard metrics that the coach suggests from."""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from domain.vocabulary import Indicator, Measure

_FILE = Path(__file__).with_name("metrics.csv")


@dataclass(frozen=True, slots=True)
class Metric:
    """A metric that practitioners of a field know, with what it takes to use it in a key result.

    `direction` is the measure that usually fits; `who` are the people whose behaviour or experience it shows;
    `words` are the words in English, German, Spanish, French and Portuguese that bring it to mind.
    """

    key: str
    name: str
    definition: str
    unit: str
    direction: Measure
    indicator: Indicator
    formula: str
    source: str
    domain: str
    words: tuple[str, ...]
    who: str


@cache
def library() -> tuple[Metric, ...]:
    """All metrics, in the order of the file: field by field."""
    with _FILE.open(encoding="utf-8", newline="") as file:
        return tuple(_metric(row) for row in csv.DictReader(file))


@cache
def _by_key() -> MappingProxyType[str, Metric]:
    return MappingProxyType({metric.key: metric for metric in library()})


def find_metric(key: str) -> Metric | None:
    """The metric with this key, or None."""
    return _by_key().get(key)


@cache
def domains() -> tuple[str, ...]:
    """The fields that the library covers, such as "sales" or "health_care", in the order of the file."""
    return tuple(dict.fromkeys(metric.domain for metric in library()))


def _metric(row: dict[str, str]) -> Metric:
    return Metric(
        key=row["key"],
        name=row["name"],
        definition=row["definition"],
        unit=row["unit"],
        direction=Measure(row["direction"]),
        indicator=Indicator(row["indicator"]),
        formula=row["formula"],
        source=row["source"],
        domain=row["domain"],
        words=tuple(row["words"].split()),
        who=row["who"],
    )
