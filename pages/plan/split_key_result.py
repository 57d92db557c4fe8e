"""Make two key results of one that promises two things."""

import streamlit as st

from services.errors import NotAllowed, NotFound
from ui import navigation, split_form
from ui.selection import number_in_address

key_result_id = number_in_address("id")
st.title("Split a key result in two")
if not key_result_id:
    st.info("Open a key result first: one that promises two things deserves two.")
    navigation.link("objectives", "Choose an objective")
    st.stop()
try:
    split_form.show(key_result_id)
except (NotFound, NotAllowed) as refused:
    st.warning(str(refused))
    navigation.link("objectives", "All objectives")
