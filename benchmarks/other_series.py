"""Key results cut out of real monthly, quarterly and yearly series, as if their values were a week apart.

They serve to fit the forecast and are never measured: the weekly series that are measured take no part in fitting.
"""

import random
from collections.abc import Sequence
from datetime import timedelta

from benchmarks.forecast_families import START, Case
from benchmarks.weekly_series import rows, stretches
from domain.measurement import Reading

TAKEN = 30  # values before the first stretch
MACRO = ("realgdp", "realinv", "realgovt", "m1", "tbilrate", "unemp", "infl", "realint")
JOBS = ("construction", "manufacturing", "wholesale_trade", "retail_trade", "information", "government")


def other() -> list[Case]:
    """Stretches of 13 to 26 values of each series."""
    chance = random.Random(6)
    found = {name: _a_week_apart(values) for name, values in _series().items()}
    return [case for name, series in found.items() for case in stretches(name, series, chance, TAKEN)]


def _series() -> dict[str, list[float]]:
    found = {
        "river": _column("statsmodels", "datasets/nile/nile.csv", "volume"),
        "sun spots": _column("statsmodels", "datasets/sunspots/sunspots.csv", "SUNACTIVITY"),
        "equipment": _column("statsmodels", "datasets/elec_equip/elec_equip.csv", "STS.M.I7.W.TOVT.NS0016.4.000"),
        "sea": _sea(),
    }
    found |= {name: _column("statsmodels", "datasets/macrodata/macrodata.csv", name) for name in MACRO}
    found |= {name: _column("vega_datasets", "_data/us-employment.csv", name) for name in JOBS}
    return found | _shares()


def _column(package: str, path: str, name: str) -> list[float]:
    return [float(row[name]) for row in rows(package, path)]


def _sea() -> list[float]:
    """The temperature of the sea, month after month."""
    years = rows("statsmodels", "datasets/elnino/elnino.csv")
    return [float(value) for year in years for month, value in year.items() if month != "YEAR" and value]


def _shares() -> dict[str, list[float]]:
    """The prices of shares by company, month after month."""
    found: dict[str, list[float]] = {}
    for row in rows("vega_datasets", "_data/stocks.csv"):
        found.setdefault(row["symbol"], []).append(float(row["price"]))
    return found


def _a_week_apart(values: Sequence[float]) -> list[Reading]:
    return [Reading(START + timedelta(days=7 * place), value) for place, value in enumerate(values)]
