"""The record of one planning session, to read, to print and to take away as a file."""

import streamlit as st

from domain.vocabulary import SessionState
from services.errors import NotFound
from ui import navigation, record_view
from ui.selection import number_in_address

try:
    record = record_view.look(number_in_address("session") or 0)
except NotFound as missing:
    st.title("Record")
    st.warning(str(missing))
    navigation.link("planning_sessions", "All planning sessions")
    st.stop()

held = record.session
st.title(navigation.plain(held.title))
with st.container(horizontal=True, vertical_alignment="center"):
    record_view.download(record)
    if held.state != SessionState.ENDED:
        navigation.link("shared_screen", "Back to the shared screen", session=held.key)
    navigation.link("planning_sessions", "All planning sessions")
record_view.show(record)
