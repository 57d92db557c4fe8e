"""The chart of one key result: what was measured against what was expected."""

from collections.abc import Iterator
from functools import partial
from typing import Any

import numpy as np
import pandas as pd

from charts.chart import ChartSpec
from charts.key_result_labels import labels_of, levels_of
from charts.key_result_table import table_of
from charts.key_result_template import COLUMNS, template
from charts.series import STAY, KeyResultSeries, alternative_text, message, value_range
from domain.formatting import day as written
from domain.formatting import number
from domain.vocabulary import Measure

Row = dict[str, Any]
KINDS = {"day": "datetime64[s]", "day_end": "datetime64[s]", "value": "float64", "value_end": "float64"}


def key_result_chart(series: KeyResultSeries, measure_name: str = "", *, dark: bool = False) -> ChartSpec:
    """Return the chart of dated values against the expected path, target, stretch, baseline, limits and forecast.

    `measure_name` says what is measured ("Trial teams active in week 4"); it stands in the subtitle with the unit.
    Without check-ins the frame of the chart is drawn and the line stays a gap.
    """
    title = message(series)
    subtitle = ", ".join(part for part in (measure_name or "Value", series.unit) if part)
    return ChartSpec(
        spec=template(series.measure == Measure.MILESTONE, dark),
        data=_frame(series),
        alt=alternative_text(series, title, subtitle),
        title=title,
        subtitle=subtitle,
        table=partial(table_of, series),
    )


def _frame(series: KeyResultSeries) -> pd.DataFrame:
    rows = [*_zones(series), *_rules(series), *_remarks(series), *_path(series), *_fan(series)]
    rows += [*_actual(series), *labels_of(series)]
    columns = {name: [row.get(name) for row in rows] for name in COLUMNS}
    # Each column is given its kind from the start: to convert a finished frame takes four times as long.
    typed = {name: np.array(columns[name], dtype=kind) for name, kind in KINDS.items()}
    return pd.DataFrame({**columns, **typed})


def _zones(series: KeyResultSeries) -> Iterator[Row]:
    low, high = value_range(series)
    yield _span(series, "frame", low, high)
    if series.measure in STAY:
        floor = low if series.low is None else series.low
        yield _span(series, "held", floor, high if series.high is None else series.high)
    elif series.baseline is not None and series.target is not None:
        yield _span(series, "worse", series.baseline, high if series.falling else low)


def _span(series: KeyResultSeries, kind: str, low: float, high: float) -> Row:
    return {
        "kind": kind,
        "day": series.first_day,
        "day_end": series.last_day,
        "value": low,
        "value_end": high,
    }


def _rules(series: KeyResultSeries) -> Iterator[Row]:
    for kind, value, _ in levels_of(series):
        yield {"kind": kind, "day": series.first_day, "day_end": series.last_day, "value": value}
    if series.first_day <= series.today <= series.last_day:
        yield {"kind": "today", "day": series.today}


def _remarks(series: KeyResultSeries) -> Iterator[Row]:
    for day, texts in series.remarks_by_day().items():
        text = " · ".join(texts)
        yield {"kind": "remark", "day": day, "day_text": written(day, series.today), "sentence": text}


def _path(series: KeyResultSeries) -> Iterator[Row]:
    for day, value in series.expected_path():
        yield {"kind": "expected", "day": day, "value": value}


def _fan(series: KeyResultSeries) -> Iterator[Row]:
    found = series.outlook
    if found is None:
        return
    start = found.origin
    yield {"kind": "fan", "day": start.day, "value": start.value, "value_end": start.value}
    yield {"kind": "fan", "day": found.day, "value": found.low, "value_end": found.high}
    yield {"kind": "forecast", "day": start.day, "value": start.value}
    yield {"kind": "forecast", "day": found.day, "value": found.value}


def _actual(series: KeyResultSeries) -> Iterator[Row]:
    for point in series.check_ins:
        confidence = "not given" if point.confidence is None else f"{point.confidence} of 10"
        yield {
            "kind": "actual",
            "day": point.day,
            "value": point.value,
            "day_text": written(point.day, series.today),
            "value_text": number(point.value, series.unit),
            "confidence": confidence,
            "sentence": f"From the metric “{point.measured_by}”" if point.measured_by else point.sentence or "—",
        }
