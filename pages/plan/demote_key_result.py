"""Turn a key result into an initiative under a better one."""

import streamlit as st

from services.errors import NotAllowed, NotFound
from ui import demotion_form, navigation
from ui.selection import number_in_address

key_result_id = number_in_address("id")
st.title("Turn a key result into an initiative")
if not key_result_id:
    st.info("Open a key result first: what it says becomes work under another key result.")
    navigation.link("objectives", "Choose an objective")
    st.stop()
try:
    demotion_form.show(key_result_id)
except (NotFound, NotAllowed) as refused:
    st.warning(str(refused))
    navigation.link("objectives", "All objectives")
