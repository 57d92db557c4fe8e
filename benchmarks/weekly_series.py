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


def real(*, later: bool) -> list[Case]:
    """Stretches of 13 to 26 weeks of each real series, from the later half of its years or from the earlier.

    Targets are set from what went before. Stretches that reach over the middle are in neither half.
    """
    chance = random.Random(5)
    found = []
    for name, series in _weekly_series().items():
        middle = series[len(series) // 2].as_of
        for case in _stretches(name, series, chance):
            starts, ends = case.schedule.starts_on, case.schedule.due_on
            if starts >= middle if later else ends < middle:
                found.append(case)
    return found


def _stretches(name: str, series: Sequence[Reading], chance: random.Random) -> Iterator[Case]:
    place = 52
    while place + 26 < len(series):
        weeks = chance.randint(13, 26)
        past, stretch = series[:place], series[place : place + weeks + 1]
        usual = median(abs(later.value - past[0 + n].value) for n, later in enumerate(past[weeks:]))
        step = chance.uniform(0.2, 1.2) * usual * chance.choice((-1, 1))
        measure = Measure.INCREASE if step > 0 else Measure.DECREASE
        first, last = stretch[0], stretch[-1]
        measurement = Measurement(measure, "", first.value, first.value + step)
        yield Case(name, measurement, tuple(stretch[1:-1]), Schedule(first.as_of, last.as_of), last.value)
        place += 2 if len(series) < 500 else 6


def _weekly_series() -> dict[str, list[Reading]]:
    weather = _rows("vega_datasets", "_data/seattle-weather.csv")
    days = [(datetime.strptime(row["date"].replace("/", "-"), "%Y-%m-%d").date(), row) for row in weather]
    found = {
        "Seattle, daily high": _by_week([(day, float(row["temp_max"])) for day, row in days]),
        "Seattle, rain": _by_week([(day, float(row["precipitation"])) for day, row in days]),
        "Seattle, wind": _by_week([(day, float(row["wind"])) for day, row in days]),
        "Mauna Loa, CO₂": [
            Reading(datetime.strptime(row["date"], "%Y%m%d").date(), float(row["co2"]))
            for row in _rows("statsmodels", "datasets/co2/co2.csv")
            if row["co2"] not in ("", "nan")
        ],
    }
    return {name: series for name, series in found.items() if series}


def _rows(package: str, path: str) -> list[dict[str, str]]:
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
