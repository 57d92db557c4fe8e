"""Write a new key result or edit one."""

import streamlit as st

from services.errors import NotAllowed, NotFound
from ui import key_result_form, navigation
from ui.selection import number_in_address

key_result_id, objective_id = number_in_address("id"), number_in_address("objective")
st.title("Edit the key result" if key_result_id else "Write a key result")
st.markdown("Who will do what differently, and by how much? Name the number, where it is today and where it should be.")
if not (key_result_id or objective_id):
    st.info("A key result stands under an objective. Open the objective first, then add the key result there.")
    navigation.link("objectives", "Choose an objective")
    st.stop()
try:
    key_result_form.show(key_result_id, objective_id)
except (NotFound, NotAllowed) as refused:
    st.warning(str(refused))
    navigation.link("objectives", "Choose an objective")
