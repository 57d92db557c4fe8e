"""The application's look: one stylesheet a run, and charts drawn with their heading."""

from dataclasses import fields
from functools import lru_cache
from pathlib import Path

import streamlit as st

from charts.chart import ChartSpec
from charts.theme import palette
from ui.markup import chart_heading

STYLESHEET = Path(__file__).with_name("style.css")


def is_dark() -> bool:
    """Tell whether this reader's browser shows the dark theme; light when it has not said."""
    return st.context.theme.type == "dark"


def apply() -> None:
    """Send the stylesheet, with the colours of the reader's theme as CSS variables; call it once in each run."""
    st.html(stylesheet(is_dark()))


def draw(chart: ChartSpec, *, key: str | None = None) -> None:
    """Draw a chart over the width of its container, under its message and its measure."""
    st.html(chart_heading(chart.title, chart.subtitle))
    st.vega_lite_chart(chart.data, chart.spec, theme=None, width="stretch", alt=chart.alt, key=key)


@lru_cache(maxsize=2)
def stylesheet(dark: bool) -> str:
    """Return the `<style>` element: every colour of the palette as `--ob-<name>`, then the rules of style.css."""
    colours = palette(dark)
    names = (field.name for field in fields(colours))
    variables = "".join(f"--ob-{name.replace('_', '-')}:{getattr(colours, name)};" for name in names)
    return f"<style>:root{{{variables}}}\n{STYLESHEET.read_text(encoding='utf-8')}</style>"
