"""The facilitator's bar at the bottom of the shared screen: every step by button and by key."""

import streamlit as st

from domain.formatting import rounded
from domain.vocabulary import SessionState
from services import sessions
from services.reporting.sessions import SessionRow
from ui import joining, navigation, working_as
from ui.navigation import plain
from ui.planning_screen import Screen
from ui.session_actions import act, show_refusal


def draw(screen: Screen) -> None:
    """Draw the controls of a running session, and right above them why the last step was refused."""
    row = screen.session
    last = len(row.stages) - 1
    show_refusal()
    with st.container(horizontal=True, vertical_alignment="center", key="session-bar"):
        _go("Previous", "Left", row, row.place - 1, disabled=row.place == 0)
        _go("Next", "Right", row, row.place + 1, disabled=row.place == last)
        _clock(row)
        _stages(row)
        with st.popover("Join", key="session-join", type="tertiary"):
            joining.panel(row)
            new_code(row)
        _lead(row)
        _end(screen)


def new_code(row: SessionRow) -> None:
    """Draw the button that replaces the code."""
    st.button("Make a new code", key="session-code", type="tertiary", on_click=act, args=(sessions.renew_code, row.key))


def take_over(row: SessionRow) -> None:
    """Draw who leads, and the button by which somebody else of the team does."""
    st.markdown(f"Led by {plain(row.facilitator)}")
    if row.facilitator_id != working_as.current().person_id:
        st.button("Take over", key="session-lead", on_click=act, args=(sessions.hand_over, row.key))


def _go(label: str, shortcut: str, row: SessionRow, place: int, *, disabled: bool) -> None:
    args = (sessions.go_to_stage, row.key, place)
    key = f"session-{label.lower()}"
    st.button(label, key=key, shortcut=shortcut, disabled=disabled, on_click=act, args=args)


def _clock(row: SessionRow) -> None:
    running = row.stage_started_at is not None
    label = "Hold the clock" if running else "Let the clock run"
    args = (sessions.run_clock, row.key, not running)
    st.button(label, key="session-clock", type="tertiary", shortcut="Ctrl+K", on_click=act, args=args)


def _stages(row: SessionRow) -> None:
    with st.popover(f"Stage {row.place + 1} of {len(row.stages)}", key="session-stages", type="tertiary"):
        for place, stage in enumerate(row.stages):
            label = f"{place + 1}. {plain(stage.title)} · {rounded(stage.minutes, 0)} min"
            args = (sessions.go_to_stage, row.key, place)
            key = f"session-to-{place}"
            st.button(label, key=key, type="tertiary", disabled=place == row.place, on_click=act, args=args)
        navigation.link("planning_sessions", "Change the stages", edit=row.key)


def _lead(row: SessionRow) -> None:
    with st.popover("Lead", key="session-lead-menu", type="tertiary"):
        take_over(row)
        navigation.link("planning_sessions", "All planning sessions")


def _end(screen: Screen) -> None:
    row = screen.session
    with st.popover("End", key="session-end-menu", type="tertiary"):
        st.markdown("The record keeps the goals as they are now. Nobody can write or vote after that.")
        open_vote = screen.open_round
        if open_vote is not None:
            st.markdown("A vote is still open. Its votes stay hidden unless you reveal it first.")
        if row.state == SessionState.RUNNING:
            args = (sessions.end_session, row.key)
            st.button("End the session", key="session-end", type="primary", on_click=act, args=args)
