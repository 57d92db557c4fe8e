"""Make an initiative a key result."""

import streamlit as st

from services.errors import NotAllowed, NotFound
from ui import navigation, promotion_form
from ui.selection import number_in_address

initiative_id = number_in_address("id")
st.title("Make an initiative a key result")
if not initiative_id:
    st.info("Open a key result or an objective first: its initiatives stand there.")
    navigation.link("objectives", "Choose an objective")
    st.stop()
try:
    promotion_form.show(initiative_id)
except (NotFound, NotAllowed) as refused:
    st.warning(str(refused))
    navigation.link("objectives", "All objectives")
