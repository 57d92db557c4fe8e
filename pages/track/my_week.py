"""My week: the check-ins that wait for this person, most overdue first, and what was done."""

import streamlit as st

from services.reporting.my_week import MyWeek, my_week
from ui import due_list, exceptions, flag_rows, live, navigation, rows, working_as
from ui.clock import today
from ui.database import look_up, policy
from ui.words import week_in_a_sentence

week: MyWeek = look_up(my_week, working_as.current(), today(), policy())

st.title("My week")
live.watch()
st.markdown(week_in_a_sentence(week))
flag_rows.mine()
with st.container():
    if len(week.due) > 1:
        navigation.link("check_ins", f"Update all {len(week.due)} in one table")
exceptions.of_my_week(week)

due_list.section(week)
if week.own and not week.due:
    st.success("No check-in is due today. The next ones appear here on the day they are due.")
if not week.own:
    st.info(
        "Here you will see the key results that wait for you, most overdue first, so that an update takes seconds. "
        "Write an objective with its key results, or import the spreadsheet that you have."
    )
    if working_as.may_write_somewhere():
        navigation.link("write_objective", "Write an objective")
    navigation.link("data", "Import a spreadsheet")

if week.own:
    st.subheader("My key results")
    rows.key_results(week.own)
if week.recent:
    st.subheader("What I did this week")
    rows.recent_check_ins(week.recent)
