"""Progress by week: which objectives turned, and where owners and numbers disagree."""

import streamlit as st

from services.reporting.progress_weeks import progress_weeks
from ui import live, navigation, progress_view
from ui.clock import today
from ui.database import look_up, policy
from ui.selection import pick_scope

progress_view.follow()
st.title("Progress by week")
live.watch()
lead = st.empty()
chosen = pick_scope()
if chosen.cycle is None:
    lead.markdown("There is no cycle yet, so there is no week to show.")
    navigation.link("data", "Import a spreadsheet")
    st.stop()

report = look_up(progress_weeks, chosen.cycle.key, chosen.team_ids, today(), policy())
if not report.total:
    lead.markdown(f"No objective here in {navigation.plain(chosen.cycle.name)}.")
    st.info(
        "Here you will see each objective week by week: when it fell behind, when it came back, and where its owner "
        "believes something else than the numbers say. Write an objective, or import your spreadsheet."
    )
    navigation.link("objectives", "Go to the objectives", cycle=chosen.cycle.name)
    navigation.link("data", "Import a spreadsheet")
    st.stop()
lead.markdown(progress_view.in_a_sentence(report))
if not report.begun:
    st.info("Each week of the cycle becomes a column once it begins, with the status by what was known until then.")
    navigation.link("objectives", "See the objectives", cycle=chosen.cycle.name)
    st.stop()

left, right = st.columns([3, 2], gap="large")
with left:
    progress_view.weeks(report)
with right:
    progress_view.confidence(report)
