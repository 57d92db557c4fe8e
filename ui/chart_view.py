"""Every chart of the application: heading, picture, the message for a reader who cannot see it, and downloads."""

from collections.abc import Callable
from functools import lru_cache, partial
from typing import Any

import streamlit as st
from streamlit.dataframe_util import convert_pandas_df_to_arrow_table

from charts.chart import PICK, ChartSpec
from charts.picture import png_of, svg
from ui import style
from ui.chart_files import csv_of, file_name
from ui.clock import today
from ui.markup import chart_heading

CONTENT = (
    ("PNG picture", "png", "image/png"),
    ("SVG picture", "svg", "image/svg+xml"),
    ("Numbers as CSV", "csv", "text/csv"),
)

ICON, MADE = ":material/download:", "_made_of_chart:"


def draw(chart: ChartSpec, key: str, *, on_click: Callable[[], None] | None = None, height: int | None = None) -> None:
    """Draw a chart over the width of its container, under its message and its measure, beside its downloads.

    With `on_click` a mark can be clicked; what was picked stands in the session under `key`. `height` is in pixels
    and replaces the chart's own.
    """
    with st.container(horizontal=True, key=f"chart-head-{key}", wrap=False):
        st.html(chart_heading(chart.title, chart.subtitle), width="stretch")
        downloads(chart, key)
    spec = chart.spec if height is None else {**chart.spec, "height": height}
    drawn = partial(st.vega_lite_chart, numbers(chart), spec, theme=None, width="stretch", alt=chart.alt, key=key)
    if on_click is None:
        drawn()
    else:
        drawn(on_select=on_click, selection_mode=PICK)


@lru_cache(maxsize=128)
def numbers(chart: ChartSpec) -> Any:
    """Return what a chart draws as the table that a browser gets, made once for a picture that is remembered."""
    return convert_pandas_df_to_arrow_table(chart.data)


@st.fragment
def downloads(chart: ChartSpec, key: str) -> None:
    """Draw the downloads as a quiet menu; nothing is made before somebody opens it, and that runs nothing else.

    What is made belongs to this run: a file made on the click itself would be cleared away as soon as parts of other
    sessions have run twice, which with many open screens is before the browser has fetched it.
    """
    menu = st.popover("Download", icon=ICON, type="tertiary", key=f"chart-menu-{key}", on_change="rerun")
    if not menu.open:
        return
    with menu:
        for (words, ending, mime), content in zip(CONTENT, _contents(chart, key), strict=True):
            st.download_button(
                words,
                data=content,
                file_name=file_name(chart.title, today(), ending),
                mime=mime,
                key=f"chart-{ending}-{key}",
                on_click="ignore",
                type="tertiary",
            )


def _contents(chart: ChartSpec, key: str) -> tuple[bytes, bytes, bytes]:
    """Return PNG, SVG and CSV; what was drawn for the same numbers is taken as it is."""
    dark, numbers = style.is_dark(), csv_of(chart)
    drawn_for = (chart.title, chart.subtitle, dark, numbers)
    made: tuple[object, bytes, bytes] | None = st.session_state.get(f"{MADE}{key}")
    if made is None or made[0] != drawn_for:
        drawing = svg(chart, dark=dark)
        made = (drawn_for, png_of(drawing), drawing)
        st.session_state[f"{MADE}{key}"] = made
    return made[1], made[2], numbers
