"""Inbox: the flags that wait for this person, what others said about flags, and the check-ins that are due."""

import streamlit as st

from services.reporting.flags import my_flags
from services.reporting.inbox import inbox
from ui import flag_rows, inbox_view, live, navigation, working_as
from ui.database import look_up

st.title("Inbox")
live.watch()
waiting = inbox_view.mine()
st.markdown(inbox_view.in_a_sentence(waiting))
inbox_view.due_check_ins(waiting)
on_my_goals = look_up(my_flags, working_as.current())
flag_rows.on_my_goals(on_my_goals)
told = look_up(inbox, working_as.current())
if told.notices:
    inbox_view.notices_list(told)
elif not on_my_goals:
    st.info(
        "Here you will see flags on your objectives and key results, what others reply to flags that you are part of, "
        "and the check-ins that are due. Nothing is sent by e-mail."
    )
    navigation.link("flags", "See all flags")
