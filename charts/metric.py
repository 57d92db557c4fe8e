"""The chart of a metric: its dated values, and nothing that they are held against."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

import altair as alt
import pandas as pd

from charts.chart import ChartSpec
from charts.heard import quiet
from charts.key_result_template import AXIS_LABEL
from charts.theme import DATE_FORMAT, FONT_SIZE, TIME_TICKS, palette, vega_config
from domain.formatting import count, number
from domain.formatting import day as written

HEIGHT = 260
FLOOR = 0.2  # of the height of a small picture, so that the lowest value is still seen


@dataclass(frozen=True)
class MetricPoint:
    """The value of a metric on a day."""

    day: date
    value: float


def metric_chart(name: str, unit: str, points: Sequence[MetricPoint], today: date, *, dark: bool = False) -> ChartSpec:
    """Return the chart of a metric's values by day, earliest first; `points` holds at least one."""
    title = _title(unit, points, today)
    span = f"{written(points[0].day, today)} to {written(points[-1].day, today)}"
    return ChartSpec(
        spec=_template(dark),
        data=_frame(unit, points, today),
        alt=f"{name}: {title}. {count(len(points), 'value')}, {span}.",
        title=title,
        subtitle=", ".join(part for part in (name, unit) if part),
    )


def sparkline(points: Sequence[MetricPoint]) -> str:
    """Return the course of a metric as a small filled shape in HTML without axes; empty with fewer than two values.

    The lowest value stands at a fifth of the height. The words beside it say the value, so it is hidden from a reader
    who cannot see it.
    """
    if len(points) < 2:
        return ""
    low, high = min(point.value for point in points), max(point.value for point in points)
    first, days = points[0].day, max((points[-1].day - points[0].day).days, 1)
    corners = [f"{(point.day - first).days / days:.1%} {1 - _height(point.value, low, high):.1%}" for point in points]
    shape = ", ".join(("0% 100%", *corners, "100% 100%"))
    return f'<span class="ob-spark" aria-hidden="true" style="clip-path:polygon({shape})"></span>'


def _height(value: float, low: float, high: float) -> float:
    return 0.6 if high == low else FLOOR + (1 - FLOOR) * ((value - low) / (high - low))


def _title(unit: str, points: Sequence[MetricPoint], today: date) -> str:
    last = points[-1]
    now = f"{number(last.value, unit)} on {written(last.day, today)}"
    if len(points) == 1:
        return now
    first = points[0]
    verb = "up" if last.value > first.value else "down"
    moved = "as" if number(last.value) == number(first.value) else f"{verb} from {number(first.value, unit)}"
    return f"{now}, {moved} on {written(first.day, today)}"


def _frame(unit: str, points: Sequence[MetricPoint], today: date) -> pd.DataFrame:
    rows = [
        (point.day, point.value, written(point.day, today), number(point.value, unit), point is points[-1])
        for point in points
    ]
    frame = pd.DataFrame(rows, columns=["day", "value", "day_text", "value_text", "latest"])
    frame["day"] = pd.to_datetime(frame["day"])
    return frame.astype({"value": "float64"})


@lru_cache(maxsize=2)
def _template(dark: bool) -> dict[str, Any]:
    colours = palette(dark)
    x = alt.X("day:T", axis=alt.Axis(format=DATE_FORMAT, tickCount=TIME_TICKS, labelOverlap=True))
    y = alt.Y("value:Q", axis=alt.Axis(tickCount=5, labelExpr=AXIS_LABEL), scale=alt.Scale(zero=False))
    base = alt.Chart(alt.NamedData(name="source")).encode(x=x, y=y)
    tooltip = [alt.Tooltip("day_text:N", title="As of"), alt.Tooltip("value_text:N", title="Value")]
    line = base.mark_line(color=colours.ink, strokeWidth=2.5)
    touch = base.mark_point(filled=True, size=600, opacity=0).encode(tooltip=tooltip)
    latest = base.transform_filter("datum.latest")
    dot = latest.mark_point(filled=True, color=colours.ink, size=70, opacity=1)
    words: dict[str, Any] = {"align": "right", "baseline": "bottom", "dy": -9, "fontSize": FONT_SIZE, "fontWeight": 600}
    halo = latest.mark_text(**words, stroke=colours.paper, strokeWidth=4, strokeJoin="round").encode(
        text="value_text:N"
    )
    ink = latest.mark_text(**words, color=colours.ink).encode(text="value_text:N")
    layers = alt.layer(line, touch, dot, halo, ink).properties(height=HEIGHT, width="container")
    spec: dict[str, Any] = layers.to_dict()
    return {**quiet(spec), "config": vega_config(dark)}
