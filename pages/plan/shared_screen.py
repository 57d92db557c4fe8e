"""The shared screen of a planning session: one stage at a time, with its clock; it follows what others do."""

import streamlit as st

from domain.vocabulary import SessionState
from services.errors import NotFound
from ui import big_screen, live, navigation, planning_screen, session_bar
from ui.database import note_version
from ui.selection import number_in_address
from ui.stages.course import SHOWS

session_id = number_in_address("session") or 0
big_screen.apply()


@st.fragment(run_every=live.EVERY)
def shared() -> None:
    """Draw the session as it is now."""
    live.take_in()
    screen = planning_screen.look(session_id)
    big_screen.write_place(screen.session)
    if screen.session.state == SessionState.PREPARED:
        big_screen.start(screen)
    elif screen.session.state == SessionState.ENDED:
        big_screen.ended(screen)
    else:
        big_screen.head(screen)
        with st.container(key=f"stage-{screen.session.place}"):
            SHOWS[screen.session.stage.kind](screen)
        if screen.may_lead():
            session_bar.draw(screen)


try:
    if big_screen.keep_place(planning_screen.look(session_id).session):
        note_version()
    shared()
except NotFound as missing:
    st.title("Planning session")
    st.warning(str(missing))
    navigation.link("planning_sessions", "All planning sessions")
