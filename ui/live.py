"""What a colleague saves appears on the reading pages by itself."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Lock

import streamlit as st
from sqlalchemy.exc import SQLAlchemyError

from ui.database import is_first_look, is_newer, is_outdated, looked, note_version, state

EVERY, RARELY = "1s", "30s"
ACTED, FOR_NEWS = "_acted_in_a_part", "_drawn_for_news"
SCRIPT = Path(__file__).with_name("assets") / "news.js"
A_MOMENT = 0.15  # seconds
_comparing, _drawing = Lock(), Lock()
_listener = st.components.v2.component("outboard_news", js=SCRIPT.read_text(encoding="utf-8"), isolate_styles=False)


@st.fragment(run_every=RARELY)
def watch() -> None:
    """Draw the page anew when somebody has saved something that it shows; costs next to nothing until then.

    What is typed survives where fields have keys, and stand in the page at a place that does not move: what may come
    or go above them belongs into a container. A page that loads a record to edit must not watch.
    """
    listen(_hear)
    redraw_for_news()


def _hear() -> None:
    """Look before the part is drawn: where the page is drawn anew, the part need not be."""
    with suppress(SQLAlchemyError):  # the part looks again as it is drawn, and says what is wrong
        redraw_for_news()
        looked()


def _leave_alone() -> None:
    """What a part hears is only that it should run, which it does."""


def listen(heard: Callable[[], None] = _leave_alone) -> None:
    """Have the part of the page that calls this run each time that somebody has saved something.

    The part is a fragment with ``run_every=RARELY``: without a timer Streamlit would not run a page anew whose
    connection was lost, and a page that stays open overnight would not see the day change. ``heard`` is called before.
    """
    _listener(key="news", data={"state": state()}, on_news_change=heard)


def redraw_for_news() -> None:
    """Call this in a small part with a timer, or one that listens: see watch."""
    if is_first_look() or not is_newer():
        return
    with _comparing:
        outdated = is_outdated()
    if outdated:
        st.session_state[FOR_NEWS] = True
        st.rerun()


@contextmanager
def turn() -> Iterator[None]:
    """Let pages that are drawn anew for news wait for each other; what a person does waits for nobody.

    After a save all open screens want to be drawn at once. As they share one interpreter, side by side all of them
    would be ready when the last one is; one after the other, half of them are ready in half of the time.
    """
    if not st.session_state.pop(FOR_NEWS, False):
        yield
        return
    while not _drawing.acquire(timeout=A_MOMENT):
        st.session_state.get(FOR_NEWS)  # whatever asks the session lets a click that has come meanwhile go first
    try:
        yield
    finally:
        _drawing.release()


def take_in() -> None:
    """Call this first in a part of a page that draws itself anew: a fragment that listens, or has a timer.

    The part then shows what has been saved since, for one small query each time. The rest of the page stays as
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
