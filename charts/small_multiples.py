"""The key results of an objective side by side, each how far it is on its way, on the same days and one scale."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

import altair as alt
import pandas as pd

from charts.chart import ChartSpec
from charts.heard import quiet
from charts.theme import DATE_FORMAT, SMALL_FONT_SIZE, TIME_TICKS, palette, vega_config
from domain.formatting import count, percent, points
from domain.formatting import day as written
from domain.roll_up import status_words
from domain.vocabulary import Status

HEIGHT = 150
# What lies further out is drawn at the edge, and its label says the true number.
LOWEST, HIGHEST = -0.5, 1.5
ROOM = 0.12
COLUMNS = ("kind", "day", "day_end", "share", "share_end", "text", "tip", "align", "baseline")
Row = dict[str, Any]


@dataclass(frozen=True)
class PanelPoint:
    """Progress (0.62) on the day of a check-in, and the value with its unit and the sentence that stood beside it."""

    day: date
    share: float
    said: str = ""


@dataclass(frozen=True)
class Panel:
    """A key result as shares of its way, oldest first; `held` where the share is of check-ins that kept a limit.

    `expected` are the dated shares of the expected path, empty where there is none; `steps` holds each until the next.
    """

    title: str
    status: Status
    points: tuple[PanelPoint, ...] = ()
    expected: tuple[tuple[date, float], ...] = ()
    expected_now: float | None = None
    stale: bool = False
    held: bool = False
    steps: bool = False


def small_multiples(panels: Sequence[Panel], start: date, due: date, today: date, *, dark: bool) -> list[ChartSpec]:
    """Return a chart for each panel in the given order; all cover the days from start to due and the same shares."""
    scale = _scale(panels)
    return [
        ChartSpec(
            spec=_template(panel.steps, dark),
            data=_frame(panel, (start, due), scale, today),
            alt=f"{panel.title}: {status_in_words(panel)}. {message(panel)}.",
            title=panel.title,
            subtitle=f"{status_in_words(panel)}. {message(panel)}",
            table=lambda panel=panel: table([panel]),  # type: ignore[misc]
        )
        for panel in panels
    ]


def message(panel: Panel) -> str:
    """Say how far a key result is: "62 % of the way, 8 points behind"."""
    if not panel.points:
        return "No check-in yet"
    share = panel.points[-1].share
    if panel.held:
        return f"Held in {percent(share)} of the check-ins due"
    gap = "" if panel.expected_now is None else _gap(share - panel.expected_now)
    return f"{percent(share)} of the way{gap}"


def status_in_words(panel: Panel) -> str:
    """Return the status, and whether it is stale."""
    return f"{status_words(panel.status)}{', stale' if panel.stale else ''}".capitalize()


def table(panels: Sequence[Panel]) -> pd.DataFrame:
    """Return the numbers behind the panels as a person reads them."""
    lines = [
        (panel.title, status_words(panel.status), point.day, round(100 * point.share, 1), point.said)
        for panel in panels
        for point in panel.points
    ]
    return pd.DataFrame(lines, columns=["Key result", "Status", "Day", "Progress in %", "Said"])


def _gap(gap: float) -> str:
    size = points(abs(gap))
    return ", as expected" if size == points(0.0) else f", {size} {'ahead' if gap > 0 else 'behind'}"


def _scale(panels: Sequence[Panel]) -> tuple[float, float]:
    shares = [point.share for panel in panels for point in panel.points]
    shares += [share for panel in panels for _, share in panel.expected]
    return max(LOWEST, min([0.0, *shares])), min(HIGHEST, max([1.0, *shares]))


def _frame(panel: Panel, days: tuple[date, date], scale: tuple[float, float], today: date) -> pd.DataFrame:
    rows = [*_ground(days, scale, today), *_path(panel, scale), *_measured(panel, days, scale, today)]
    frame = pd.DataFrame(rows, columns=list(COLUMNS))
    for column in ("day", "day_end"):
        frame[column] = pd.to_datetime(frame[column])
    return frame.astype({"share": "float64", "share_end": "float64"})


def _ground(days: tuple[date, date], scale: tuple[float, float], today: date) -> Iterator[Row]:
    start, due = days
    low, high = scale
    span = {"day": start, "day_end": due}
    yield {"kind": "frame", **span, "share": low - ROOM, "share_end": high + 2 * ROOM}
    yield from ({"kind": "rule", **span, "share": share} for share in (0.0, 1.0))
    if start <= today <= due:
        yield {"kind": "today", "day": today, "share": low - ROOM, "share_end": high + ROOM}


def _path(panel: Panel, scale: tuple[float, float]) -> Iterator[Row]:
    for day, share in panel.expected:
        yield {"kind": "expected", "day": day, "share": _within(share, scale)}


def _measured(panel: Panel, days: tuple[date, date], scale: tuple[float, float], today: date) -> Iterator[Row]:
    for point in panel.points:
        said = f" · {point.said}" if point.said else ""
        tip = f"{written(point.day, today)}: {percent(point.share)}{said}"
        yield {"kind": "actual", "day": point.day, "share": _within(point.share, scale), "tip": tip}
    if not panel.points:
        yield _label(days[1], 0.0, "no check-in yet", "right", above=True)
        return
    last = panel.points[-1]
    late = (last.day - days[0]).days > 0.75 * max(1, (days[1] - days[0]).days)
    above = panel.expected_now is None or last.share >= panel.expected_now
    yield _label(last.day, _within(last.share, scale), _number(last.share), "right" if late else "left", above=above)


def _number(share: float) -> str:
    edge = " ↑" if share > HIGHEST else " ↓" if share < LOWEST else ""
    return f"{percent(share)}{edge}"


def _label(day: date, share: float, text: str, align: str, *, above: bool) -> Row:
    place = {"day": day, "share": share, "text": text, "align": align}
    return {"kind": "label", **place, "baseline": "bottom" if above else "top"}


def _within(share: float, scale: tuple[float, float]) -> float:
    return min(max(share, scale[0]), scale[1])


def whole(panels: Sequence[Panel], start: date, due: date, today: date, *, dark: bool) -> ChartSpec:
    """Return all panels as one picture of fixed width, three in a row, for a download."""
    scale, names = _scale(panels), [f"{place}. {panel.title}" for place, panel in enumerate(panels, 1)]
    frames = [
        _frame(panel, (start, due), scale, today).assign(panel=name) for name, panel in zip(names, panels, strict=True)
    ]
    template = _template(False, dark)
    spec = {
        **{key: part for key, part in template.items() if key in ("$schema", "config", "data")},
        "facet": {"field": "panel", "type": "nominal", "title": None, "header": _header(dark)},
        "columns": 3,
        "spec": {"layer": template["layer"], "height": HEIGHT, "width": 270},
    }
    said = " ".join(f"{panel.title}: {status_in_words(panel)}, {message(panel)}." for panel in panels)
    data = pd.concat(frames) if frames else pd.DataFrame(columns=[*COLUMNS, "panel"])
    title = summary(panels)
    return ChartSpec(spec, data, f"{title}. {said}", title, SUBTITLE, table=lambda: table(panels))


SUBTITLE = (
    "Share of the way from baseline to target, in %; dashed: expected; of a limit the share of check-ins that held"
)


def summary(panels: Sequence[Panel]) -> str:
    """Say how many of the key results are behind their expected path."""
    known = [panel for panel in panels if panel.points and panel.expected_now is not None]
    behind = sum(_gap(panel.points[-1].share - (panel.expected_now or 0.0)).endswith("behind") for panel in known)
    if not known:
        return "No key result has a path and a check-in yet"
    return f"{behind} of {count(len(panels), 'key result')} {'is' if behind == 1 else 'are'} below the expected path"


def _header(dark: bool) -> dict[str, Any]:
    colours = palette(dark)
    return {"labelColor": colours.ink, "labelAnchor": "start", "labelLimit": 260, "labelFontWeight": 600}


@lru_cache(maxsize=4)
def _template(steps: bool, dark: bool) -> dict[str, Any]:
    colours = palette(dark)
    time = alt.Axis(format=DATE_FORMAT, tickCount=TIME_TICKS, labelOverlap=True)
    axis = alt.Axis(values=[-0.5, 0, 0.5, 1, 1.5], labelExpr="format(100 * datum.value, 'd') + '\N{NO-BREAK SPACE}%'")
    base = alt.Chart(alt.NamedData(name="source")).encode(
        x=alt.X("day:T", axis=time, scale=alt.Scale(nice=False)),
        y=alt.Y("share:Q", axis=axis, scale=alt.Scale(nice=False, zero=False)),
    )

    def of(kind: str) -> alt.Chart:
        chosen: alt.Chart = base.transform_filter(f"datum.kind === '{kind}'")
        return chosen

    actual = of("actual")
    words: dict[str, Any] = {
        "align": {"expr": "datum.align"},
        "baseline": {"expr": "datum.baseline"},
        "dx": {"expr": "datum.align === 'left' ? 6 : datum.align === 'right' ? -6 : 0"},
        "dy": {"expr": "datum.baseline === 'bottom' ? -6 : 6"},
        "fontWeight": 600,
        "fontSize": SMALL_FONT_SIZE,
    }
    layers = [
        of("frame").mark_rect(opacity=0).encode(x2="day_end:T", y2="share_end:Q"),
        of("rule").mark_rule(color=colours.axis, strokeWidth=1).encode(x2="day_end:T"),
        of("today").mark_rule(color=colours.axis, strokeWidth=1, strokeDash=[1, 3]).encode(y2="share_end:Q"),
        of("expected").mark_line(color=colours.muted, strokeWidth=1.25, strokeDash=[5, 4]),
        actual.mark_line(color=colours.ink, strokeWidth=2.5, interpolate="step-after" if steps else "linear"),
        actual.mark_point(filled=True, color=colours.ink, size=36, opacity=1),
        actual.mark_point(filled=True, size=400, opacity=0).encode(tooltip=alt.Tooltip("tip:N")),
        of("label").mark_text(**words, stroke=colours.paper, strokeWidth=4, strokeJoin="round").encode(text="text:N"),
        of("label").mark_text(**words, color=colours.ink).encode(text="text:N"),
    ]
    spec: dict[str, Any] = alt.layer(*layers).properties(width="container", height=HEIGHT).to_dict()
    return {**quiet(spec), "config": vega_config(dark)}
