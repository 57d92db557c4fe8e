"""Closing a cycle: scores with their reasons, what becomes of each objective, and what the team learnt."""

import streamlit as st

from domain.vocabulary import CycleState
from services.reporting.closing import closing_by_team, ends_of_team, lessons_of
from ui import closing_lessons, closing_view, cycle_steps, navigation, working_as
from ui.clock import today
from ui.database import look_up, policy
from ui.selection import pick_scope, prefer_own_team

st.title("Close the cycle")
lead = st.empty()
prefer_own_team(working_as.rights())
chosen = pick_scope(first=CycleState.CLOSING)
if chosen.cycle is None:
    lead.markdown("There is no cycle yet, so there is nothing to close.")
    navigation.link("organisation", "Set up a cycle")
    st.stop()
if working_as.rights().is_admin:
    cycle_steps.show(chosen.cycle)
if chosen.team is None:
    rows = look_up(closing_by_team, chosen.cycle.key)
    lead.markdown(navigation.plain(closing_view.teams_in_a_sentence(rows, chosen.cycle)))
    closing_view.teams(rows, chosen.cycle)
    st.stop()

ends = look_up(ends_of_team, chosen.team.key, chosen.cycle.key, today(), policy())
lead.markdown(navigation.plain(closing_view.in_a_sentence(ends, chosen.cycle)))
takes_scores = chosen.cycle.state in (CycleState.ACTIVE, CycleState.CLOSING)
may_write = takes_scores and working_as.rights().allow(chosen.team.key)
if may_write and closing_view.waits(ends):
    st.caption(navigation.plain(closing_view.preselection(chosen.cycle)))
for end in ends:
    closing_view.objective(end, may_write, closing_view.has_ended(chosen.cycle))
if not ends:
    st.info(
        "This page shows what the team published: how far each key result came, and what becomes of each objective. "
        f"{navigation.plain(chosen.team.name)} has published nothing in {navigation.plain(chosen.cycle.name)}."
    )
lessons = look_up(lessons_of, chosen.team.key, chosen.cycle.key)
closing_lessons.show(lessons, chosen.team.key, chosen.cycle.key, may_write)
