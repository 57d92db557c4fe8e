"""Outcome mix: how much of the weight is outcome, where to look first, and what moved it since the last cycle."""

import streamlit as st

from services.reporting.outcome_mix import mix_report
from ui import label_rows, live, mix_moves, mix_talk, mix_view, navigation
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
if not report.teams:
    st.info(
        "Here you will see which objectives count what you ship instead of what changes. "
        "Write key results under an objective, or import your spreadsheet."
    )
    navigation.link("objectives", "Go to the objectives", cycle=chosen.cycle.name)
    navigation.link("data", "Import a spreadsheet")
    st.stop()
if report.unconfirmed:
    with lead:
        label_rows.link(chosen, report.unconfirmed)

cycles = mix_view.cycles_until(chosen)
past = mix_view.past_of(chosen, cycles)
picture, talk = st.columns(2, gap="large")
with picture:
    mix_view.picture(report, chosen)
    mix_view.trend(report, chosen, cycles, past)
with talk:
    mix_talk.ranked(report, chosen)
mix_moves.draw(report, chosen, cycles, past)
