"""The chart of one key result: what was measured against what was expected."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise
from typing import Any

import pandas as pd

from charts.chart import ChartSpec
from charts.key_result_template import COLUMNS, HEIGHT, template
from charts.series import STAY, KeyResultSeries, Outlook, alternative_text, message, tag
from domain.formatting import day as written
from domain.formatting import number
from domain.vocabulary import Measure

Row = dict[str, Any]
LABEL_GAP = 20 / HEIGHT  # two labels closer than a line of text would overprint each other


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
    )


def value_range(series: KeyResultSeries) -> tuple[float, float]:
    """Return the lowest and the highest value on the axis: all that is drawn, with room for labels."""
    values = [value for _, value in series.expected_path()] + [point.value for point in series.check_ins]
    marks = (series.baseline, series.target, series.stretch, series.low, series.high)
    values += [series.outlook.low, series.outlook.high] if series.outlook else []
    values += [mark for mark in marks if mark is not None] or ([] if values else [0.0])
    low, high = min(values), max(values)
    room = 0.12 * (high - low) or 0.1 * abs(high) or 1.0
    return (max(0.0, low - room) if low >= 0 else low - room), high + room


def _frame(series: KeyResultSeries) -> pd.DataFrame:
    rows = [*_zones(series), *_rules(series), *_path(series), *_fan(series), *_actual(series), *_labels(series)]
    frame = pd.DataFrame(rows, columns=list(COLUMNS))
    for column in ("day", "day_end"):
        frame[column] = pd.to_datetime(frame[column])
    return frame.astype({"value": "float64", "value_end": "float64"})


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


def _marks(series: KeyResultSeries) -> Iterator[tuple[str, float, str]]:
    """List the labelled levels as (kind, value, words)."""
    if series.measure in STAY:
        levels = [("limit", series.low, "At least"), ("limit", series.high, "At most")]
    else:
        levels = [("target", series.target, "Target"), ("stretch", series.stretch, "Stretch")]
        levels.append(("baseline", series.baseline, "Baseline"))
    for kind, value, name in levels:
        if value is not None:
            due = f" by {written(series.due, series.today)}" if kind == "target" else ""
            yield kind, value, f"{name} {tag(series, value)}{due}"


def _rules(series: KeyResultSeries) -> Iterator[Row]:
    for kind, value, _ in _marks(series):
        yield {"kind": kind, "day": series.first_day, "day_end": series.last_day, "value": value}
    if series.first_day <= series.today <= series.last_day:
        yield {"kind": "today", "day": series.today}


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
            "sentence": point.sentence or "—",
        }


def _labels(series: KeyResultSeries) -> Iterator[Row]:
    labels = [*_mark_labels(series), *_expected_label(series), *_latest_label(series)]
    yield from labels
    yield from _forecast_label(series, labels)
    if series.first_day <= series.today <= series.last_day:
        yield _label(series.today, value_range(series)[1], "Today", "muted", True, "center")


def _forecast_label(series: KeyResultSeries, others: Sequence[Row]) -> Iterator[Row]:
    """Name the fan at its end: outside of it where other words leave room, else along the line."""
    found = series.outlook
    if found is None:
        return
    text = f"Forecast {tag(series, found.value)}, {found.chance}"
    labels = [_label(found.day, value, text, "strong", up, "right") for value, up in _beside(series, found)]
    heights = [_height(series, other) for other in others]
    yield max(labels, key=lambda label: _room(_height(series, label), heights))


def _beside(series: KeyResultSeries, found: Outlook) -> Sequence[tuple[float, bool]]:
    """List the ends of the fan that words can stand on without crossing its lines, as (value, above), best first."""
    start = found.origin.value
    edges = [(found.high, True)] if found.high >= start else []
    edges += [(found.low, False)] if found.low <= start else []
    return [*(edges if _lies_above(series) else edges[::-1]), (found.value, found.value >= start)]


def _height(series: KeyResultSeries, label: Row) -> float:
    """Return where the middle of a label is, as a share of the axis."""
    low, high = value_range(series)
    away = LABEL_GAP * (0.75 if label["tone"] == "latest" else 0.55)
    height: float = (label["value"] - low) / (high - low) + (away if label["vertical"] == "bottom" else -away)
    return height


def _room(height: float, others: Sequence[float]) -> float:
    """Return how clear a label is of the others and of the edges; what is far enough counts the same."""
    nearest = min((abs(height - other) for other in others), default=1.0)
    return min(LABEL_GAP, nearest, 2 * min(height, 1 - height))


def _mark_labels(series: KeyResultSeries) -> Iterator[Row]:
    """Label each level at the end of the chart that its line keeps clear of, above or below where there is room."""
    low, high = value_range(series)
    marks = list(_marks(series))
    for kind, value, text in marks:
        gap = LABEL_GAP * (high - low)
        crowded = any(0 < other - value < gap for _, other, _ in marks)
        outside = kind == "baseline" and not series.falling
        above = (not crowded and not outside) or value - low < gap
        early = kind in ("target", "stretch")
        tone = "strong" if kind in ("target", "limit") else "muted"
        day, side = (series.first_day, "left") if early else (series.last_day, "right")
        yield _label(day, value, text, tone, above, side)


def _latest_label(series: KeyResultSeries) -> Iterator[Row]:
    if series.latest is None:
        return
    side = "right" if _share_of_time(series, series.latest.day) > 0.7 else "left"
    text = tag(series, series.latest.value)
    yield _label(series.latest.day, series.latest.value, text, "latest", _lies_above(series), side)


def _lies_above(series: KeyResultSeries) -> bool:
    """Tell whether the newest value is drawn above the expected line, whatever that means for the key result."""
    expected = None if series.latest is None else _expected_at(series, series.latest.day)
    return series.latest is None or expected is None or series.latest.value >= expected


def _expected_label(series: KeyResultSeries) -> Iterator[Row]:
    """Name the dashed line on the side that the measured line is not, away from today's mark."""
    today = _share_of_time(series, series.today)
    place = next(share for share in (0.66, 0.84, 0.4) if abs(share - today) > 0.12)
    day = series.start + (series.due - series.start) * place
    value = _expected_at(series, day)
    if value is not None:
        above = series.latest is not None and not _lies_above(series)
        yield _label(day, value, "Expected", "muted", above, "left" if above == series.falling else "right")


def _expected_at(series: KeyResultSeries, day: date) -> float | None:
    path = series.expected_path()
    for (left, low), (right, high) in pairwise(path):
        if left <= day <= right and left < right:
            return low + (high - low) * ((day - left) / (right - left))
    return None


def _share_of_time(series: KeyResultSeries, day: date) -> float:
    return (day - series.first_day).days / max((series.last_day - series.first_day).days, 1)


def _label(day: date, value: float, text: str, tone: str, above: bool, side: str = "left") -> Row:
    return {
        "kind": "label",
        "day": day,
        "value": value,
        "text": text,
        "tone": tone,
        "align": side,
        "vertical": "bottom" if above else "top",
    }
