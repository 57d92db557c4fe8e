"""A chart as a picture of its own: PNG or SVG with message, measure and data inside, made without a browser."""

import re
from collections.abc import Mapping
from html import escape
from textwrap import wrap
from typing import Any

import pandas as pd

from charts.chart import ChartSpec
from charts.theme import FONT_SIZE, LIGHT, SMALL_FONT_SIZE, palette

WIDTH, SCALE = 960, 2
VEGA_LITE = "6.4"
WHITE = "#FFFFFF"
# The converter carries the first of these inside, so that a picture looks the same from every machine.
FONT = "Liberation Sans, Arial, Helvetica, sans-serif"
TITLE_LETTERS, SUBTITLE_LETTERS = 80, 120
# Only a browser window is ever wide enough for the large type.
_SIZES = {FONT_SIZE["expr"]: 14, SMALL_FONT_SIZE["expr"]: 12.5}
_BLANKS = re.compile("[ \t\r\n]+")
_NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def png(chart: ChartSpec, *, dark: bool = False) -> bytes:
    """Return the picture as PNG, twice as many pixels as `WIDTH`, on white or on dark paper."""
    return png_of(svg(chart, dark=dark))


def png_of(drawing: bytes) -> bytes:
    """Return an SVG that this module has drawn as PNG."""
    from vl_convert import svg_to_png  # half a second that only a download costs

    painted: bytes = svg_to_png(drawing.decode(), SCALE)
    return painted


def svg(chart: ChartSpec, *, dark: bool = False) -> bytes:
    """Return the picture as SVG in UTF-8, on white or on dark paper; its label is the message in words."""
    from vl_convert import vegalite_to_svg  # half a second that only a download costs

    drawn: str = vegalite_to_svg(standalone(chart, dark=dark), VEGA_LITE, allowed_base_urls=[])
    label = escape(printable(chart.alt))
    return drawn.replace("<svg ", f'<svg role="img" aria-label="{label}" ', 1).encode()


def standalone(chart: ChartSpec, *, dark: bool = False) -> dict[str, Any]:
    """Return a Vega-Lite specification that needs nothing beside itself: data, heading, size and ground included."""
    colours = palette(dark)
    paper = colours.paper if dark else WHITE
    spec: dict[str, Any] = _settled(chart.spec, {} if dark else {LIGHT.paper: WHITE})
    spec |= {"datasets": {"source": _records(chart.data)}, "background": paper, "padding": 24}
    spec |= {"title": _heading(chart, colours.ink, colours.muted)}
    if spec.get("width") == "container":
        spec |= {"width": WIDTH, "autosize": {"type": "fit-x", "contains": "padding"}}
    return spec


def printable(text: str) -> str:
    """Return a text on one line, without the characters that no SVG may hold."""
    return _BLANKS.sub(" ", _NOT_IN_XML.sub(" ", text)).strip()


def _heading(chart: ChartSpec, ink: str, muted: str) -> dict[str, Any]:
    return {
        "text": wrap(printable(chart.title), TITLE_LETTERS) or [""],
        "subtitle": wrap(printable(chart.subtitle), SUBTITLE_LETTERS) or [""],
        **{"anchor": "start", "frame": "bounds", "offset": 18, "subtitlePadding": 6},
        **{"color": ink, "font": FONT, "fontSize": 19, "fontWeight": 600, "lineHeight": 24},
        **{"subtitleColor": muted, "subtitleFont": FONT, "subtitleFontSize": 14, "subtitleLineHeight": 18},
    }


def _settled(part: Any, colours: Mapping[str, str], name: str = "") -> Any:
    """Copy a specification with what only a browser knows filled in: sizes of type, fonts, and the paper's colour."""
    if isinstance(part, dict):
        if part.get("expr") in _SIZES:
            return _SIZES[part["expr"]]
        return {key: _settled(value, colours, key) for key, value in part.items()}
    if isinstance(part, list):
        return [_settled(value, colours) for value in part]
    if isinstance(part, str):
        return FONT if name == "font" else colours.get(part, part)
    return part


def _records(data: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the rows as JSON holds them; a day is the local midnight, as days have no zone."""
    return [{name: _plain(value) for name, value in row.items()} for row in data.to_dict("records")]


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        return printable(value)
    if pd.api.types.is_scalar(value) and pd.isna(value):
        return None
    if isinstance(value, pd.Timestamp):
        return value.strftime("%Y-%m-%dT%H:%M:%S")
    return value.item() if hasattr(value, "item") else value
