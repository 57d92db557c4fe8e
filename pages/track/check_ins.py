"""Check-ins: everything that waits for this person in one table, filled in with the keyboard and recorded together."""

import streamlit as st

from services.reporting.my_week import my_week
from ui import check_in_grid, navigation, working_as
from ui.clock import today
from ui.database import look_up, policy
from ui.words import check_ins_in_a_sentence

week = look_up(my_week, working_as.current(), today(), policy())

st.title("Check-ins")
st.markdown(check_ins_in_a_sentence(week))
check_in_grid.show()
if not week.due:
    st.info(
        "Here all key results that wait for you stand in one table, so that a round of updates takes a minute. "
        "They appear on the day on which their next check-in is due."
    )
navigation.link("my_week", "My week: one key result at a time, and what you recorded")
