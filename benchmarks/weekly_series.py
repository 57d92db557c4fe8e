"""Key results cut out of real weekly series that installed packages ship."""

import csv
import importlib.util
import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from statistics import fmean, median

from benchmarks.forecast_families import Case
from domain.measurement import Measurement, Reading, Schedule
from domain.vocabulary import Measure


def real() -> list[Case]:
    """Stretches of 13 to 26 weeks of each real weekly series; targets are set from what went before."""
    chance = random.Random(5)
    return [case for name, series in _weekly_series().items() for case in stretches(name, series, chance)]


def stretches(name: str, series: Sequence[Reading], chance: random.Random, begin: int = 52) -> Iterator[Case]:
    """Key results cut out of a series, each with a target up to 1.2 times the usual change in its past, up or down."""
    place = begin
    while place + 26 < len(series):
        weeks = chance.randint(13, 26)
        past, stretch = series[:place], series[place : place + weeks + 1]
        usual = median(abs(later.value - past[n].value) for n, later in enumerate(past[weeks:]))
        step = chance.uniform(0.2, 1.2) * usual * chance.choice((-1, 1))
        first, last = stretch[0], stretch[-1]
        if first.value + step < 0 <= min(reading.value for reading in past):
            step = -step  # nobody wants fewer than none
        measure = Measure.INCREASE if step > 0 else Measure.DECREASE
        measurement = Measurement(measure, "", first.value, first.value + step)
        yield Case(name, measurement, tuple(stretch[1:-1]), Schedule(first.as_of, last.as_of), last.value)
        place += 2 if len(series) < 500 else 6


def _weekly_series() -> dict[str, list[Reading]]:
    weather = rows("vega_datasets", "_data/seattle-weather.csv")
    days = [(datetime.strptime(row["date"].replace("/", "-"), "%Y-%m-%d").date(), row) for row in weather]
    found = {
        "Seattle, daily high": _by_week([(day, float(row["temp_max"])) for day, row in days]),
        "Seattle, rain": _by_week([(day, float(row["precipitation"])) for day, row in days]),
        "Seattle, wind": _by_week([(day, float(row["wind"])) for day, row in days]),
        "Mauna Loa, CO₂": [
            Reading(datetime.strptime(row["date"], "%Y%m%d").date(), float(row["co2"]))
            for row in rows("statsmodels", "datasets/co2/co2.csv")
            if row["co2"] not in ("", "nan")
        ],
    }
    return {name: series for name, series in found.items() if series}


def rows(package: str, path: str) -> list[dict[str, str]]:
    """The rows of a file that a package ships; none where it is not installed."""
    spec = importlib.util.find_spec(package)
    if spec is None or spec.origin is None:
        return []
    with (Path(spec.origin).parent / path).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _by_week(values: Sequence[tuple[date, float]]) -> list[Reading]:
    """The mean of each full week, true for its last day."""
    weeks: dict[date, list[float]] = defaultdict(list)
    for day, value in values:
        weeks[day + timedelta(days=6 - day.weekday())].append(value)
    return [Reading(sunday, fmean(found)) for sunday, found in sorted(weeks.items()) if len(found) == 7]
