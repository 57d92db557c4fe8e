"""The shape of the tree of objectives, compiled from Altair once for each theme."""

from functools import lru_cache
from typing import Any

import altair as alt

from charts.chart import PICK
from charts.heard import quiet
from charts.theme import Palette, palette, vega_config
from domain.vocabulary import Status

ROW_HEIGHT = 28  # in pixels, where it is read
INDENT = 30
# How high a row is at this zoom; type grows and shrinks with it, and goes where nobody could read it.
ROW = "abs(scale('y', 1) - scale('y', 0))"
TYPE = f"{ROW} < 11 ? 0 : min(20, {ROW} * 0.53)"
SIGN = f"max(4, min(20, {ROW} * 0.53))"
FROM_PAPER = "event.item && event.item.mark.marktype === 'group'"  # a drag that starts on words would open them
DRAG = f"[pointerdown[{FROM_PAPER}], window:pointerup] > window:pointermove!"
WHEEL = "wheel![event.ctrlKey || event.metaKey]"  # without a key the wheel scrolls the page, as everywhere


@lru_cache(maxsize=2)
def template(dark: bool) -> dict[str, Any]:
    base, colours = alt.Chart(alt.NamedData(name="source")), palette(dark)
    layers = [_links(base, colours), _signs(base, colours), *_words(base, colours)]
    chart = alt.layer(*layers).resolve_scale(color="independent")
    spec: dict[str, Any] = chart.properties(width="container").to_dict()
    clicked = {"name": PICK, "select": {"type": "point", "fields": ["key"], "toggle": False}, "views": ["titles"]}
    view = {"type": "interval", "translate": DRAG, "zoom": WHEEL}
    moved = {"name": "view", "select": view, "bind": "scales", "views": ["links"]}
    return {**quiet(spec), "params": [clicked, moved], "config": vega_config(dark)}


def _x(field: str) -> alt.X:
    scale = {"domain": [-0.5, {"expr": f"width / {INDENT} - 0.5"}], "nice": False, "zero": False}
    return alt.X(f"{field}:Q", axis=None, scale=alt.Scale.from_dict(scale, validate=False))


def _y(field: str) -> alt.Y:
    end = {"expr": f"max(whole, height / {ROW_HEIGHT}) - 0.5"}
    scale = {"domain": [-0.5, end], "nice": False, "zero": False, "reverse": True}
    return alt.Y(f"{field}:Q", axis=None, scale=alt.Scale.from_dict(scale, validate=False))


def _kind(base: alt.Chart, kind: str) -> alt.Chart:
    chosen: alt.Chart = base.transform_filter(f"datum.kind === '{kind}'")
    return chosen


def _links(base: alt.Chart, colours: Palette) -> alt.Chart:
    drawn: alt.Chart = (
        _kind(base, "link")
        .mark_rule(color=colours.axis, strokeWidth=1.25, clip=True)
        .encode(x=_x("left"), x2="right:Q", y=_y("top"), y2="bottom:Q")
        .properties(name="links")
    )
    return drawn


def _signs(base: alt.Chart, colours: Palette) -> alt.Chart:
    scale = alt.Scale(domain=[each.value for each in Status], range=[colours.status(each) for each in Status])
    drawn: alt.Chart = (
        _kind(base, "node")
        .mark_text(fontSize={"expr": SIGN}, clip=True)
        .encode(
            x=_x("left"),
            y=_y("top"),
            text="shape:N",
            color=alt.Color("status:N", scale=scale, legend=None),
            tooltip=alt.Tooltip("tip:N"),
        )
    )
    return drawn


def _words(base: alt.Chart, colours: Palette) -> list[alt.Chart]:
    nodes = _kind(base, "node")
    title = nodes.mark_text(
        align="left",
        dx={"expr": f"0.36 * {ROW}"},
        color=colours.ink,
        cursor="pointer",
        clip=True,
        fontSize={"expr": TYPE},
        limit={"expr": f"max(60, width * 0.68 - scale('x', datum.left) - 0.4 * {ROW})"},
    ).encode(x=_x("left"), y=_y("top"), text="text:N", tooltip=alt.Tooltip("tip:N"))
    note = nodes.mark_text(
        align="right",
        color=colours.muted,
        clip=True,
        fontSize={"expr": f"min(16, 0.93 * ({TYPE}))"},
        limit={"expr": "width * 0.3"},
    ).encode(x={"value": "width"}, y=_y("top"), text="note:N")
    return [title.properties(name="titles"), note]
