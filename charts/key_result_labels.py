"""The words inside the chart of a key result, placed so that none stands on another."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from charts.key_result_table import expected_at
from charts.key_result_template import HEIGHT
from charts.series import STAY, KeyResultSeries, Outlook, tag, value_range
from domain.formatting import day as written

Row = dict[str, Any]
CLOSE_TOGETHER, CLOSE_TO_TODAY = 0.07, 0.12  # shares of the width, as a phone needs them
LABEL_GAP = 20 / HEIGHT  # two labels closer than a line of text would overprint each other


def labels_of(series: KeyResultSeries) -> Iterator[Row]:
    """Yield every piece of text with its place; `align` and `vertical` say on which side of the place it stands."""
    levels = list(_mark_labels(series))
    labels = [*levels, *_expected_label(series), *_latest_label(series, levels)]
    yield from labels
    yield from _forecast_label(series, labels)
    yield from _top_labels(series)


def _top_labels(series: KeyResultSeries) -> Iterator[Row]:
    """Write above the frame which day is today, and the numbers of the remarks; what is close together shares one."""
    top, groups = value_range(series)[1], _close_together(series)
    for days, numbers in groups:
        text = numbers[0] if len(numbers) == 1 else f"{numbers[0]}–{numbers[-1]}"
        yield _label(days[0] + (days[-1] - days[0]) / 2, top, text, "strong", True, "center")
    if series.first_day <= series.today <= series.last_day:
        here = _share_of_time(series, series.today)
        away = [_share_of_time(series, day) - here for days, _ in groups for day in days]
        nearest = min(away, key=abs, default=1.0)
        side = "center" if abs(nearest) > CLOSE_TO_TODAY else "right" if nearest > 0 else "left"
        yield _label(series.today, top, "Today", "muted", True, side)


def _close_together(series: KeyResultSeries) -> list[tuple[list[date], list[str]]]:
    """Return groups of remarks whose numbers would overprint each other, as their days and numbers."""
    groups: list[tuple[list[date], list[str]]] = []
    for place, remark in enumerate(series.remarks, 1):
        here = _share_of_time(series, remark.day)
        if not groups or here - _share_of_time(series, groups[-1][0][-1]) > CLOSE_TOGETHER:
            groups.append(([], []))
        groups[-1][0].append(remark.day)
        groups[-1][1].append(str(place))
    return groups


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
    marks = list(levels_of(series))
    for kind, value, text in marks:
        gap = LABEL_GAP * (high - low)
        crowded = any(0 < other - value < gap for _, other, _ in marks)
        outside = kind == "baseline" and not series.falling
        above = (not crowded and not outside) or value - low < gap
        early = kind in ("target", "stretch")
        tone = "strong" if kind in ("target", "limit") else "muted"
        day, side = (series.first_day, "left") if early else (series.last_day, "right")
        yield _label(day, value, text, tone, above, side)


def _latest_label(series: KeyResultSeries, levels: Sequence[Row]) -> Iterator[Row]:
    """Write the newest value on the side of the line that is free of other words, else away from the expected line."""
    if series.latest is None:
        return
    side = "right" if _share_of_time(series, series.latest.day) > 0.7 else "left"
    text = tag(series, series.latest.value)
    above = _lies_above(series)
    labels = [_label(series.latest.day, series.latest.value, text, "latest", up, side) for up in (above, not above)]
    heights = [_height(series, level) for level in levels]
    yield max(labels, key=lambda label: _room(_height(series, label), heights))


def _lies_above(series: KeyResultSeries) -> bool:
    """Tell whether the newest value is drawn above the expected line, whatever that means for the key result."""
    expected = None if series.latest is None else expected_at(series, series.latest.day)
    return series.latest is None or expected is None or series.latest.value >= expected


def _expected_label(series: KeyResultSeries) -> Iterator[Row]:
    """Name the dashed line on the side that the measured line is not, away from today's mark."""
    today = _share_of_time(series, series.today)
    place = next(share for share in (0.66, 0.84, 0.4) if abs(share - today) > 0.12)
    day = series.start + (series.due - series.start) * place
    value = expected_at(series, day)
    if value is not None:
        above = series.latest is not None and not _lies_above(series)
        yield _label(day, value, "Expected", "muted", above, "left" if above == series.falling else "right")


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


def levels_of(series: KeyResultSeries) -> Iterator[tuple[str, float, str]]:
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
