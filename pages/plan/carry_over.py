"""Go on with an objective in another cycle, with the key results that are worth it."""

import streamlit as st

from services.errors import NotAllowed, NotFound
from ui import carrying_view, navigation
from ui.selection import number_in_address

objective_id = number_in_address("id")
if not objective_id:
    st.title("Carry over")
    st.info("Open an objective first: what is worth going on with starts in the next cycle from its last value.")
    navigation.link("objectives", "Choose an objective")
    st.stop()
try:
    carrying_view.show(objective_id)
except NotFound as missing:
    st.title("Carry over")
    st.warning(str(missing))
    navigation.link("objectives", "All objectives")
except NotAllowed as refused:
    st.warning(str(refused))
    navigation.link("objectives", "All objectives")
