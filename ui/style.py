"""The application's look: one stylesheet a run."""

from dataclasses import asdict
from functools import lru_cache
from pathlib import Path

import streamlit as st

from charts.theme import DARK, LIGHT

STYLESHEET = Path(__file__).with_name("style.css")


def is_dark() -> bool:
    """Tell whether this reader's browser shows the dark theme; light when it has not said."""
    return st.context.theme.type == "dark"


def apply() -> None:
    """Send the stylesheet; call it once in each run."""
    st.html(stylesheet(is_dark()))


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
    return " ".join(line.strip() for line in STYLESHEET.read_text(encoding="utf-8").splitlines())
