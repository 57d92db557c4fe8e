"""What a colleague saves appears on the reading pages by itself."""

import streamlit as st

from ui.database import is_first_look, is_outdated, note_version

EVERY = "1s"
ACTED = "_acted_in_a_part"


@st.fragment(run_every=EVERY)
def watch() -> None:
    """Draw the page anew when somebody has saved something that it shows; costs one small query a second.

    What is typed survives where fields have keys, and stand in the page at a place that does not move: what may come
    or go above them belongs into a container. A page that loads a record to edit must not watch.
    """
    redraw_for_news()


def redraw_for_news() -> None:
    """Call this first in a small part with ``run_every=EVERY`` that draws something besides, as a clock: see watch."""
    if not is_first_look() and is_outdated():
        st.rerun()


def take_in() -> None:
    """Call this first in a part of a page that draws itself anew (a fragment with ``run_every=EVERY``).

    The part then shows what has been saved since, and costs one small query each time. The rest of the page stays as
    it is, and so does whatever somebody types; only after an own action is the whole page drawn anew, with its message.
    """
    acted = st.session_state.pop(ACTED, False)
    if is_first_look():
        return
    if acted:
        st.rerun()
    note_version()
    is_first_look()


def acted() -> None:
    """Note in a callback that something was done in such a part, so that the page around it is drawn anew."""
    st.session_state[ACTED] = True
