"""Planning sessions: prepare one, open its shared screen, join it, and read the records of earlier ones."""

import streamlit as st

from services.errors import NotAllowed, NotFound
from ui import live, navigation, session_form, session_list
from ui.selection import number_in_address

edited = number_in_address("edit")
if edited is None:
    st.title("Planning sessions")
    live.watch()
    session_list.show()
else:
    try:
        session_form.change(edited)
    except (NotFound, NotAllowed) as refused:
        st.title("Planning sessions")
        st.warning(str(refused))
        navigation.link("planning_sessions", "All planning sessions")
