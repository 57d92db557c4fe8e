"""The owner's confidence from check-in to check-in, small enough to stand under another chart."""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache, partial
from typing import Any

import altair as alt
import pandas as pd

from charts.chart import ChartSpec
from charts.heard import quiet
from charts.series import CheckInPoint
from charts.theme import DATE_FORMAT, TIME_TICKS, palette, vega_config
from domain.formatting import day as written

HEIGHT = 96


def confidence_strip(
    check_ins: Sequence[CheckInPoint], *, start: date | None = None, due: date | None = None, dark: bool = False
) -> ChartSpec:
    """Return confidence, 0 to 10, over the days of the check-ins that state one, oldest first.

    With `start` and `due` the strip covers the same days as the chart of the key result above it.
    """
    stated = [(point.day, point.confidence) for point in check_ins if point.confidence is not None]
    title = _title(stated)
    alt_text = f"{title}. {len(stated)} check-in{'' if len(stated) == 1 else 's'} with a confidence."
    subtitle = "Owner's confidence at each check-in, 0 to 10"
    table = partial(pd.DataFrame, stated, columns=["Day", "Confidence"])
    return ChartSpec(_template(dark), _frame(stated, start, due), alt_text, title, subtitle, table)


def _frame(stated: Sequence[tuple[date, int]], start: date | None, due: date | None) -> pd.DataFrame:
    """Return a row for each stated confidence, and rows without one that only stretch the time axis."""
    rows = [
        {"day": day, "confidence": value, "tip": f"{written(day, stated[-1][0])}: {value} of 10", "text": ""}
        for day, value in stated
    ]
    if rows:
        rows[-1]["text"] = str(stated[-1][1])
    rows += [{"day": day} for day in (start, due) if day is not None]
    frame = pd.DataFrame(rows, columns=["day", "confidence", "tip", "text"])
    frame["day"] = pd.to_datetime(frame["day"])
    return frame.astype({"confidence": "float64"})


def _title(stated: Sequence[tuple[date, int]]) -> str:
    if not stated:
        return "No confidence stated yet"
    (first_day, first), (last_day, last) = stated[0], stated[-1]
    began = written(first_day, last_day)
    if last == first:
        return f"Confidence {last} of 10" + (f", as on {began}" if len(stated) > 1 else "")
    return f"Confidence {last} of 10, {'up' if last > first else 'down'} {abs(last - first)} since {began}"


@lru_cache(maxsize=2)
def _template(dark: bool) -> dict[str, Any]:
    colours = palette(dark)
    time = alt.Axis(format=DATE_FORMAT, tickCount=TIME_TICKS, labelOverlap=True)
    days = alt.Chart(alt.NamedData(name="source")).encode(x=alt.X("day:T", axis=time, scale=alt.Scale(nice=False)))
    stated = days.transform_filter("isValid(datum.confidence)").encode(
        y=alt.Y("confidence:Q", axis=alt.Axis(values=[0, 5, 10]), scale=alt.Scale(domain=[0, 10])),
    )
    line = stated.mark_line(color=colours.muted, strokeWidth=2, interpolate="step-after")
    dots = stated.mark_point(filled=True, color=colours.ink, size=50, opacity=1).encode(tooltip=alt.Tooltip("tip:N"))
    last = stated.mark_text(align="left", dx=8, fontWeight=600, color=colours.ink).encode(text="text:N")
    spec: dict[str, Any] = (
        alt.layer(days.mark_rule(opacity=0), line, dots, last).properties(width="container", height=HEIGHT).to_dict()
    )
    return {**quiet(spec), "config": vega_config(dark)}
