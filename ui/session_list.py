"""The list of planning sessions with what each is waiting for."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from domain.formatting import count, relative_day, rounded
from domain.vocabulary import SessionState
from services.reporting.sessions import SessionRow, planning_sessions
from ui import navigation, session_form, working_as
from ui.clock import day_of, moment, today
from ui.database import look_up

STATE_WORDS = {
    SessionState.PREPARED: ("○", "prepared"),
    SessionState.RUNNING: ("●", "running"),
    SessionState.ENDED: ("◇", "ended"),
}
PREPARE = "Prepare a session"
WHAT_IT_IS = (
    "A planning session leads a team through a quarter's planning on one shared screen: what the last cycle taught, "
    "silent reading and drafting, a ranking, a clinic for each key result, a vote, and the decisions. Everybody joins "
    "from their own device with a code. The record writes itself."
)


def show() -> None:
    """Draw the sessions, what runs first and then the latest, and the form for a new one."""
    rows = look_up(planning_sessions)
    st.markdown(in_a_sentence(rows))
    for row in sorted(rows, key=lambda each: each.state != SessionState.RUNNING):
        _row(row)
    if not rows:
        st.markdown(WHAT_IT_IS)
    if working_as.may_write_somewhere():
        with st.expander(PREPARE, expanded=not rows):
            session_form.prepare()
    elif not rows:
        st.markdown("A member of a team prepares its session here. Ask an administrator to add you to a team.")


def in_a_sentence(rows: Sequence[SessionRow]) -> str:
    """Answer what runs, what is prepared, and when the last session was."""
    if not rows:
        return "No planning session yet."
    running, prepared, ended = ([row for row in rows if row.state == state] for state in _ORDER)
    parts = (
        (len(running), "runs now" if len(running) == 1 else "run now"),
        (len(prepared), "is prepared" if len(prepared) == 1 else "are prepared"),
        (len(ended), "has ended" if len(ended) == 1 else "have ended"),
    )
    (first, verb), *more = [part for part in parts if part[0]]
    words = ", ".join([f"{count(first, 'session')} {verb}", *(f"{number} {verb}" for number, verb in more)])
    return f"{words}{_last(ended)}."


_ORDER = (SessionState.RUNNING, SessionState.PREPARED, SessionState.ENDED)


def _last(ended: Sequence[SessionRow]) -> str:
    days = [row.ended_at for row in ended if row.ended_at is not None]
    last = f"{'the last ' if len(days) > 1 else ''}{relative_day(day_of(max(days)), today())}" if days else ""
    return f", {last}" if last else ""


def _row(row: SessionRow) -> None:
    shape, word = STATE_WORDS[row.state]
    minutes = rounded(sum(stage.minutes for stage in row.stages), 0)
    when = row.ended_at or row.started_at
    day = moment(when) if when else "not started"
    facts = (f"{row.team}, {row.cycle}", day, f"led by {row.facilitator}", f"{len(row.stages)} stages, {minutes} min")
    chip = f'<span class="ob-chip"><span class="ob-shape">{shape}</span><span class="ob-word">{word}</span></span>'
    said = "".join(f'<span class="ob-note">{escape(each)}</span>' for each in facts)
    with st.container(key=f"row-session-{row.key}", horizontal=True, vertical_alignment="center"):
        ended = row.state == SessionState.ENDED
        navigation.link("session_record" if ended else "shared_screen", row.title, session=row.key)
        st.html(f'<div class="ob-line">{chip}{said}</div>')
        with st.container(horizontal=True, width="content"):
            _links(row)


def _links(row: SessionRow) -> None:
    if row.state == SessionState.ENDED:
        navigation.link("session_record", "Record", session=row.key)
        return
    navigation.link("shared_screen", "Shared screen", session=row.key)
    navigation.link("take_part", "Join", code=row.code)
    if row.state == SessionState.RUNNING:
        navigation.link("session_record", "Record", session=row.key)
    if working_as.rights().allow(row.team_id):
        navigation.link("planning_sessions", "Stages", edit=row.key)
