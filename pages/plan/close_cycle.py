"""Closing a cycle: scores with their reasons, what becomes of each objective, and what the team learnt."""

import streamlit as st

from domain.vocabulary import CycleState
from services.reporting.closing import ends_of_team, lessons_of
from ui import closing_view, cycle_steps, navigation, working_as
from ui.clock import today
from ui.database import look_up, policy
from ui.selection import pick_scope

st.title("Close the cycle")
lead = st.empty()
chosen = pick_scope()
if chosen.cycle is None:
    lead.markdown("There is no cycle yet, so there is nothing to close.")
    navigation.link("organisation", "Set up a cycle")
    st.stop()
if working_as.rights().is_admin:
    cycle_steps.show(chosen.cycle)
if chosen.team is None:
    lead.markdown("Pick a team: each team scores its own key results.")
    st.stop()

ends = look_up(ends_of_team, chosen.team.key, chosen.cycle.key, today(), policy())
lead.markdown(navigation.plain(closing_view.in_a_sentence(ends, chosen.cycle)))
may_write = working_as.rights().allow(chosen.team.key) and chosen.cycle.state in (CycleState.ACTIVE, CycleState.CLOSING)
for end in ends:
    closing_view.objective(end, may_write)
if not ends:
    st.info(
        "Here you will score what the team published: how far each key result came, and what becomes of it."
    )
closing_view.lessons(
    look_up(lessons_of, chosen.team.key, chosen.cycle.key), chosen.team.key, chosen.cycle.key, may_write
)
