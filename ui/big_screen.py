"""The frame of the shared screen: big type, no menu, a clock, and what stands there before and after the session."""

from functools import lru_cache
from html import escape
from pathlib import Path

import streamlit as st

from domain.formatting import count, rounded
from domain.planning import Clock, time_in_words
from domain.vocabulary import SessionState
from models.base import utc_now
from services import sessions
from services.reporting.sessions import SessionRow
from ui import joining, navigation, session_bar, working_as
from ui.planning_screen import Screen
from ui.selection import number_in_address
from ui.session_actions import act, has_acted, lead, show_refusal

FOLDER = Path(__file__).parent
STAGE = "stage"


def apply(frame: str = "big_screen.css") -> None:
    """Send the stylesheets of a planning session: its parts, and the frame of the shared screen or of a device."""
    st.html(_styles(frame))


@lru_cache(maxsize=2)
def _styles(frame: str) -> str:
    rules = "\n".join((FOLDER / name).read_text(encoding="utf-8") for name in ("session_parts.css", frame))
    return f"<style>{rules}</style>"


def head(screen: Screen) -> None:
    """Draw the stage's title, where it stands in the course, who is here, and the clock."""
    row = screen.session
    here = count(len(screen.participants), "participant")
    place = f"{row.place + 1} of {len(row.stages)} · {row.title} · {row.team}, {row.cycle} · {here}"
    st.html(
        f'<div class="ob-stage"><div><p class="ob-place">{escape(place)}</p>'
        f"<h1>{escape(row.stage.title)}</h1></div>{clock_face(row.clock(utc_now()))}</div>"
    )


def clock_face(clock: Clock) -> str:
    """Return a clock with its state in words; the last minute and time that ran over are marked besides."""
    over, last = clock.left < 0, clock.state == "last minute"
    kind = "ob-clock ob-over" if over else "ob-clock ob-last" if last else "ob-clock"
    said = f"<span>{time_in_words(clock.left)}</span><small>{clock.state}</small>"
    return f'<div class="{kind}" role="timer">{said}</div>'


def start(screen: Screen) -> None:
    """Draw what stands on the screen before the session starts: how to join, who has, the course, the start button."""
    row = screen.session
    minutes = rounded(sum(stage.minutes for stage in row.stages), 0)
    place = f"{row.team}, {row.cycle} · {count(len(row.stages), 'stage')}, {minutes} minutes · led by {row.facilitator}"
    st.html(
        f'<div class="ob-stage"><div><p class="ob-place">{escape(place)}</p><h1>{escape(row.title)}</h1></div></div>'
    )
    left, right = st.columns([3, 2], gap="large")
    with left:
        joining.panel(row)
        names = ", ".join(each.name for each in screen.participants) or "Nobody has joined yet."
        here = count(len(screen.participants), "participant")
        st.html(f'<p class="ob-question">{escape(here)}</p><p class="ob-say">{escape(names)}</p>')
        if screen.may_lead():
            _start_bar(row)
            show_refusal()
    with right:
        st.html(_course(row))


def _start_bar(row: SessionRow) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key="session-start-bar"):
        args = (sessions.start_session, row.key)
        words = "Start the session"
        st.button(words, type="primary", key="session-start", shortcut="Right", on_click=act, args=args)
        session_bar.new_code(row)
        navigation.link("planning_sessions", "Change the stages", edit=row.key)
        session_bar.take_over(row)


def _course(row: SessionRow) -> str:
    lines = "".join(
        f"<li>{escape(stage.title)} <small>{rounded(stage.minutes, 0)} min</small></li>" for stage in row.stages
    )
    return f'<ol class="ob-course">{lines}</ol>'


def ended(screen: Screen) -> None:
    """Draw what stands on the screen after the session: where its record is."""
    row = screen.session
    place = f"{row.team}, {row.cycle} · {count(len(screen.participants), 'participant')}"
    st.html(f'<p class="ob-place">{escape(place)}</p><h1>{escape(row.title)}</h1>')
    st.html('<p class="ob-say">The session has ended. What was written, voted and decided is in its record.</p>')
    navigation.link("session_record", "Open the record", session=row.key)
    navigation.link("planning_sessions", "All planning sessions")


def keep_place(row: SessionRow) -> bool:
    """Go to the stage that the facilitator opened by its address; tell whether the session moved.

    An address that an own step has not reached yet names the stage before it, and moves nothing.
    """
    acted = has_acted()
    if row.state != SessionState.RUNNING or acted:
        return False
    wanted, written = number_in_address(STAGE), st.session_state.get(_written(row))
    leads = row.facilitator_id == working_as.current().person_id
    if not leads or wanted in (None, written, row.place + 1):
        return False
    lead(sessions.go_to_stage, row.key, (wanted or 0) - 1)
    return True


def write_place(row: SessionRow) -> None:
    """Write the present stage into the address."""
    if row.state == SessionState.RUNNING and number_in_address(STAGE) != row.place + 1:
        st.query_params[STAGE] = str(row.place + 1)
    st.session_state[_written(row)] = row.place + 1


def _written(row: SessionRow) -> str:
    return f"_stage_in_address:{row.key}"
