"""Outcome mix: how much of the weight is outcome, by team and objective, heaviest output first."""

import streamlit as st

from services.reporting.outcome_mix import mix_report
from ui import label_rows, live, mix_view, navigation
from ui.database import look_up_goals, policy
from ui.selection import pick_scope
from ui.words import mix_in_a_sentence

st.title("Outcome mix")
live.watch()
lead = st.container(gap="xsmall")
chosen = pick_scope()
if chosen.cycle is None:
    lead.markdown("There is no cycle yet, so there is no mix to show.")
    navigation.link("data", "Import a spreadsheet")
    st.stop()

report = look_up_goals(mix_report, chosen.cycle.key, chosen.team_ids, policy())
lead.markdown(mix_in_a_sentence(report))
if report.unconfirmed:
    with lead:
        label_rows.link(chosen, report.unconfirmed)
if not report.objectives:
    st.info(
        "Here you will see which objectives count what you ship instead of what changes. "
        "Write key results under an objective, or import your spreadsheet."
    )
    navigation.link("objectives", "Go to the objectives", cycle=chosen.cycle.name)
    navigation.link("data", "Import a spreadsheet")
    st.stop()

left, right = st.columns([3, 2], gap="large")
with left:
    mix_view.objectives(report, policy())
with right:
    mix_view.teams(report)
    mix_view.trend(chosen)
