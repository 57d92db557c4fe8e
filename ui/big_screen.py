"""The frame of the shared screen: big type, no menu, a clock, and the facilitator's controls."""

from html import escape
from pathlib import Path

import streamlit as st

from domain.formatting import count
from domain.planning import time_in_words
from domain.vocabulary import SessionState
from models.base import utc_now
from services import sessions
from ui import actions, navigation
from ui.planning_screen import Screen
from ui.session_actions import FORM, act

STYLESHEET = Path(__file__).with_name("big_screen.css")


def apply() -> None:
    """Send the stylesheet of the shared screen: no menu, and type that is read from four metres."""
    st.html(f"<style>{STYLESHEET.read_text(encoding='utf-8')}</style>")


def head(screen: Screen) -> None:
    """Draw the stage's title, where it stands in the course, who is here, and the clock."""
    row = screen.session
    clock = row.clock(utc_now())
    place = f"{row.place + 1} of {len(row.stages)} · {row.title} · {row.team}, {row.cycle}"
    over = " ob-over" if clock.left < 0 else ""
    state = "over" if clock.left < 0 else "left" if clock.running else "held"
    here = count(len(screen.participants), "participant")
    st.html(
        f'<div class="ob-stage"><div><p class="ob-place">{escape(place)}</p>'
        f"<h1>{escape(row.stage.title)}</h1></div>"
        f'<div class="ob-clock{over}" role="timer"><span>{time_in_words(clock.left)}</span>'
        f"<small>{state} · {here}</small></div></div>"
    )


def controls(screen: Screen) -> None:
    """Draw the buttons that lead through the session; the arrow keys do the same."""
    row = screen.session
    last = len(row.stages) - 1
    running = row.stage_started_at is not None
    with st.container(horizontal=True, key="session-controls"):
        _go("Previous", "Left", row.place - 1, disabled=row.place == 0, session_id=row.key)
        _go("Next", "Right", row.place + 1, disabled=row.place == last, session_id=row.key)
        st.button(
            "Hold the clock" if running else "Let the clock run",
            key="session-clock",
            shortcut="Ctrl+K",
            on_click=act,
            args=(sessions.run_clock, row.key, not running),
        )
        _join_code(screen)
        if row.place == last:
            st.button("End the session", key="session-end", on_click=act, args=(sessions.end_session, row.key))
    actions.show_refusal(FORM)


def start(screen: Screen) -> None:
    """Draw what stands on the screen before the session starts: the code, who has joined, and the start button."""
    row = screen.session
    place = f"{row.team}, {row.cycle} · {count(len(row.stages), 'stage')}"
    st.html(f'<p class="ob-place">{escape(place)}</p><h1>{escape(row.title)}</h1>')
    st.html(f'<p class="ob-code">{escape(row.code)}</p>')
    names = ", ".join(each.name for each in screen.participants) or "Nobody has joined yet."
    st.html(f"<p>{escape(names)}</p>")
    if screen.may_lead():
        st.button(
            "Start the session",
            type="primary",
            key="session-start",
            shortcut="Right",
            on_click=act,
            args=(sessions.start_session, row.key),
        )
    actions.show_refusal(FORM)


def ended(screen: Screen) -> None:
    """Draw what stands on the screen after the session: where its record is."""
    st.html(f"<h1>{escape(screen.session.title)}</h1><p>The session has ended. Its record is kept.</p>")
    navigation.link("session_record", "Open the record", session=screen.session.key)


def is_running(screen: Screen) -> bool:
    """Tell whether the session runs."""
    return screen.session.state == SessionState.RUNNING


def _go(label: str, shortcut: str, place: int, *, disabled: bool, session_id: int) -> None:
    st.button(
        label,
        key=f"session-{label.lower()}",
        shortcut=shortcut,
        disabled=disabled,
        on_click=act,
        args=(sessions.go_to_stage, session_id, place),
    )


def _join_code(screen: Screen) -> None:
    with st.popover("Join", key="session-join"):
        st.html(f'<p class="ob-code">{escape(screen.session.code)}</p>')
