"""Raise a flag on an objective or on one of its key results."""

import streamlit as st

from services.errors import NotAllowed, NotFound
from ui import flag_form, navigation
from ui.selection import number_in_address

objective_id, key_result_id = number_in_address("objective"), number_in_address("key_result")
st.title("Raise a flag")
st.markdown("A flag asks the owner a question. It stays until a lead resolves or dismisses it, and blocks nothing.")
if not (objective_id or key_result_id):
    st.info("A flag stands on an objective or on one of its key results. Open that first, then raise the flag there.")
    navigation.link("outcome_mix", "See the outcome mix")
    navigation.link("objectives", "Choose an objective")
    st.stop()
try:
    flag_form.show(objective_id, key_result_id, st.query_params.get("kind", ""))
except NotFound:
    what = "objective" if objective_id else "key result"
    st.warning(f"This {what} does not exist. It may have been in another database.")
    navigation.link("objectives", "Choose an objective")
except NotAllowed as refused:
    st.warning(str(refused))
    navigation.link("objectives", "Choose an objective")
