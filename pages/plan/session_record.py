"""The record of one planning session."""

import streamlit as st

from services.errors import NotFound
from ui import navigation, planning_screen
from ui.selection import number_in_address

try:
    screen = planning_screen.look(number_in_address("session") or 0)
except NotFound as missing:
    st.title("Record")
    st.warning(str(missing))
    navigation.link("planning_sessions", "All planning sessions")
    st.stop()

st.title(navigation.plain(screen.session.title))
