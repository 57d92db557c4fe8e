"""Write a new objective or edit one."""

import streamlit as st

from services.errors import NotAllowed, NotFound
from ui import navigation, objective_form
from ui.selection import number_in_address

objective_id = number_in_address("id")
st.title("Edit the objective" if objective_id else "Write an objective")
st.markdown("What will be true for the people you serve? Say it so that a customer would care; numbers follow.")
try:
    objective_form.show(objective_id, cycle_id=number_in_address("cycle"), team_id=number_in_address("team"))
except (NotFound, NotAllowed) as refused:
    st.warning(str(refused))
    navigation.link("objectives", "All objectives")
