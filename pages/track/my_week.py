"""My week: the check-ins that wait for this person, most overdue first, and what was done."""

import streamlit as st

from services.reporting.key_result import milestones_of
from services.reporting.my_week import MyWeek, my_week
from ui import check_in_form, flag_rows, navigation, rows, working_as
from ui.clock import today
from ui.database import look_up, policy
from ui.words import week_in_a_sentence

week: MyWeek = look_up(my_week, working_as.current(), today(), policy())

st.title("My week")
st.markdown(week_in_a_sentence(week))
flag_rows.mine()

if week.due:
    chosen = rows.pick_due(week.due)
    for item in week.due:
        if item.key_result.key == chosen:
            check_in_form.show(item.key_result, look_up(milestones_of, chosen))
        else:
            rows.due_key_result(item)
elif week.own:
    st.success("Everything is up to date. The next check-ins appear here on the day they are due.")
else:
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
    for entry in week.recent:
        rows.recent_check_in(entry)
