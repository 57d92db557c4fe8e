"""The shape of the map of objectives by week, compiled from Altair once for each theme."""

from functools import lru_cache
from typing import Any

import altair as alt

from charts.chart import PICK
from charts.heard import quiet
from charts.theme import SMALL_FONT_SIZE, Palette, palette, vega_config
from domain.vocabulary import Status

ROW_HEIGHT = 54
HEAD = 0.5  # of a row's height, for the numbers of the weeks
CELL_TOP, CELL_BOTTOM = 0.45, 0.96
STROKE = 0.13  # of a cell's width, from the foot to the head of a stroke
# Darker is worse, so that print without colour keeps the order.
STRENGTH = {Status.AT_RISK: 1.0, Status.BEHIND: 0.42, Status.ON_TRACK: 0.15}
DARKNESS = " : ".join([*(f"datum.status === '{status}' ? {share}" for status, share in STRENGTH.items()), "0"])
# Only the browser knows how wide a cell is.
HAS_ROOM = "width / datum.weeks > 66"
WORDS = f"{HAS_ROOM} && datum.percent ? datum.shape + '\N{NO-BREAK SPACE}' + datum.percent : datum.shape"
IS_NARROW = "width < 420"
WEEK_NAME = "width / datum.weeks < 36 && datum.start % 2 ? '' : datum.text"


@lru_cache(maxsize=2)
def template(dark: bool) -> dict[str, Any]:
    base, colours = alt.Chart(alt.NamedData(name="source")), palette(dark)
    layers = [*_cells(base, colours), *_hatches(base, colours), *_symbols(base, colours), *_names(base, colours)]
    chart = alt.layer(*layers).resolve_scale(color="independent", fill="independent", stroke="independent")
    spec: dict[str, Any] = chart.properties(width="container").to_dict()
    clicked = {"name": PICK, "select": {"type": "point", "fields": ["key"], "toggle": False}, "views": ["cells"]}
    return {**quiet(spec), "params": [clicked], "config": vega_config(dark)}


def _x(field: str) -> alt.X:
    return alt.X(f"{field}:Q", axis=None, scale=alt.Scale(nice=False, zero=False))


def _y(field: str) -> alt.Y:
    return alt.Y(f"{field}:Q", axis=None, scale=alt.Scale(nice=False, zero=False, reverse=True))


def _scale(shades: dict[Status, Any]) -> alt.Scale:
    return alt.Scale(domain=[status.value for status in shades], range=list(shades.values()))


def _kind(base: alt.Chart, kind: str) -> alt.Chart:
    chosen: alt.Chart = base.transform_filter(f"datum.kind === '{kind}'")
    return chosen


def _cells(base: alt.Chart, colours: Palette) -> list[alt.Chart]:
    shades = _scale({status: colours.status(status) for status in Status})
    span = {"x": _x("start"), "x2": "end:Q", "y": _y("top"), "y2": "bottom:Q"}
    frame = _kind(base, "frame").mark_rect(opacity=0).encode(**span)
    gap = {"expr": f"datum.status === '{Status.NO_DATA}' ? [2, 3] : [1, 0]"}
    cells = (
        _kind(base, "cell")
        .mark_rect(cursor="pointer", strokeWidth=1.25, cornerRadius=2, fillOpacity={"expr": DARKNESS}, strokeDash=gap)
        .encode(
            **span,
            fill=alt.Fill("status:N", scale=shades, legend=None),
            stroke=alt.Stroke("status:N", scale=shades, legend=None),
            tooltip=alt.Tooltip("tip:N"),
        )
        .properties(name="cells")
    )
    return [frame, cells]


def _hatches(base: alt.Chart, colours: Palette) -> list[alt.Chart]:
    """Draw two strokes at either end of a stale cell: there is no pattern to fill with, and the words stay clear."""
    shades = {status: colours.status(status) for status in Status} | {Status.AT_RISK: colours.paper}
    stale = _kind(base, "cell").transform_filter("datum.stale")
    return [
        stale.transform_calculate(
            left=f"datum.start + {left} * (datum.end - datum.start)",
            right=f"datum.start + {left + STROKE} * (datum.end - datum.start)",
        )
        .mark_rule(strokeWidth=1.25, opacity=0.75)
        .encode(
            x=_x("left"),
            x2="right:Q",
            y=_y("bottom"),
            y2="top:Q",
            color=alt.Color("status:N", scale=_scale(shades), legend=None),
        )
        for left in (0.0, STROKE, 1 - 2 * STROKE, 1 - STROKE)
    ]


def _symbols(base: alt.Chart, colours: Palette) -> list[alt.Chart]:
    """Write the shape, and the progress where a cell is wide enough, on a halo that keeps a hatch away."""
    inks = dict.fromkeys(Status, colours.ink) | {Status.AT_RISK: colours.paper}
    size = {"expr": f"{HAS_ROOM} ? 15 : 18"}
    halos = dict.fromkeys(Status, colours.paper) | {Status.AT_RISK: colours.at_risk}
    words = _kind(base, "cell").transform_calculate(words=WORDS).encode(x=_x("middle"), y=_y("centre"), text="words:N")
    halo = words.transform_filter("datum.stale").mark_text(
        baseline="middle", strokeWidth=5, strokeJoin="round", fontSize=size
    )
    ink = words.mark_text(baseline="middle", fontWeight=600, fontSize=size)
    return [
        halo.encode(stroke=alt.Stroke("status:N", scale=_scale(halos), legend=None)),
        ink.encode(color=alt.Color("status:N", scale=_scale(inks), legend=None)),
    ]


def _names(base: alt.Chart, colours: Palette) -> list[alt.Chart]:
    weeks = (
        _kind(base, "week")
        .transform_calculate(words=WEEK_NAME)
        .mark_text(baseline="bottom", dy=-3, color=colours.muted, fontSize=SMALL_FONT_SIZE)
        .encode(x=_x("middle"), y=_y("top"), text="words:N")
    )
    rows = _kind(base, "name").transform_calculate(words=f"{IS_NARROW} ? datum.brief : datum.note")
    name = rows.mark_text(
        align="left",
        baseline="top",
        dy=5,
        fontWeight=600,
        color=colours.ink,
        limit={"expr": f"{IS_NARROW} ? width * 0.78 : width * 0.6"},
    )
    note = rows.mark_text(
        align="right",
        baseline="top",
        dy=6,
        color=colours.muted,
        fontSize=SMALL_FONT_SIZE,
        limit={"expr": "width * 0.38"},
    )
    return [
        weeks,
        name.encode(x=_x("start"), y=_y("top"), text="text:N"),
        note.encode(x=_x("end"), y=_y("top"), text="words:N"),
    ]
