"""Write a new objective or edit one."""

import streamlit as st

from ui import navigation, objective_form, working_as
from ui.selection import number_in_address

objective_id = number_in_address("id")
st.title("Edit the objective" if objective_id else "Write an objective")
st.markdown("What will be true for the people you serve? Say it so that a customer would care; numbers follow.")
if not working_as.rights().is_admin and not working_as.rights().teams():
    st.info("You are not a member of a team yet. Ask an administrator to add you.")
    navigation.link("objectives", "All objectives")
    st.stop()
objective_form.show(objective_id, cycle_id=number_in_address("cycle"))
