"""The numbers behind the chart of a key result, as a person takes them into a spreadsheet."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import Any

import pandas as pd

from charts.series import KeyResultSeries

COLUMNS = ("Day", "What", "Value", "Expected", "Low", "High", "Confidence", "Sentence")


def table_of(series: KeyResultSeries) -> pd.DataFrame:
    """Return the check-ins, remarks, plan and forecast as dated rows with the columns `COLUMNS`, oldest first."""
    rows = [*_check_ins(series), *_remarks(series), *_plan(series), *_forecast(series)]
    table = pd.DataFrame(sorted(rows, key=lambda row: row["Day"]), columns=list(COLUMNS))
    return table.astype(dict.fromkeys(("Value", "Expected", "Low", "High"), "float64") | {"Confidence": "Int64"})


def expected_at(series: KeyResultSeries, day: date) -> float | None:
    """Return what the expected line stands at on a day; None outside of it."""
    for (left, low), (right, high) in pairwise(series.expected_path()):
        if left <= day <= right and left < right:
            return low + (high - low) * ((day - left) / (right - left))
    return None


def _check_ins(series: KeyResultSeries) -> Iterator[dict[str, Any]]:
    for point in series.check_ins:
        said = {"Confidence": point.confidence, "Sentence": point.sentence}
        what = f"metric {point.measured_by}" if point.measured_by else "check-in"
        yield {"Day": point.day, "What": what, "Value": point.value, "Expected": _at(series, point.day), **said}


def _at(series: KeyResultSeries, day: date) -> float | None:
    expected = expected_at(series, day)
    return None if expected is None else round(expected, 6)


def _remarks(series: KeyResultSeries) -> Iterator[dict[str, Any]]:
    for remark in series.remarks:
        yield {"Day": remark.day, "What": "remark", "Sentence": remark.text}


def _plan(series: KeyResultSeries) -> Iterator[dict[str, Any]]:
    path = series.expected_path()
    for place, (day, value) in enumerate(path):
        name = "baseline" if place == 0 else "target" if place == len(path) - 1 else "plan point"
        yield {"Day": day, "What": name, "Expected": value}
    if series.low is not None or series.high is not None:
        yield {"Day": series.due, "What": "limits", "Low": series.low, "High": series.high}


def _forecast(series: KeyResultSeries) -> Iterator[dict[str, Any]]:
    found = series.outlook
    if found is not None:
        span = {"Value": found.value, "Low": found.low, "High": found.high, "Sentence": found.chance}
        yield {"Day": found.day, "What": "forecast, 80 % interval", **span}
