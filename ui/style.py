"""The application's look: one stylesheet a run, and charts drawn with their heading."""

from collections.abc import Callable
from dataclasses import asdict
from functools import lru_cache, partial
from pathlib import Path

import streamlit as st

from charts.chart import PICK, ChartSpec
from charts.theme import DARK, LIGHT
from ui.markup import chart_heading

STYLESHEET = Path(__file__).with_name("style.css")


def is_dark() -> bool:
    """Tell whether this reader's browser shows the dark theme; light when it has not said."""
    return st.context.theme.type == "dark"


def apply() -> None:
    """Send the stylesheet; call it once in each run."""
    st.html(stylesheet(is_dark()))


def draw(chart: ChartSpec, *, key: str | None = None, on_click: Callable[[], None] | None = None) -> None:
    """Draw a chart over the width of its container, under its message and its measure.

    With `on_click` a mark can be clicked; what was picked stands in the session under `key`.
    """
    st.html(chart_heading(chart.title, chart.subtitle))
    drawn = partial(st.vega_lite_chart, chart.data, chart.spec, theme=None, width="stretch", alt=chart.alt, key=key)
    if on_click is None:
        drawn()
    else:
        drawn(on_select=on_click, selection_mode=PICK)


@lru_cache(maxsize=2)
def stylesheet(dark: bool) -> str:
    """Return the `<style>` element: every colour of the palettes as `--ob-<name>`, then the rules of style.css.

    The browser picks light or dark where a colour is used, so the page follows a reader who changes the theme without
    a new run. Dialogs and popovers stand outside the application's element and take the scheme from the root.
    """
    pairs = zip(asdict(LIGHT).items(), asdict(DARK).values(), strict=True)
    variables = "".join(f"--ob-{name.replace('_', '-')}:light-dark({light},{night});" for (name, light), night in pairs)
    scheme = "dark" if dark else "light"
    return f"<style>:root{{color-scheme:{scheme};{variables}}}\n{_rules()}</style>"


@lru_cache(maxsize=1)
def _rules() -> str:
    return STYLESHEET.read_text(encoding="utf-8")
