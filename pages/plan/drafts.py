"""Planning the next cycle: a team's drafts with their state, what each still lacks, and the next step."""

import streamlit as st

from services.reporting.drafts import drafts_of_team
from ui import backlog_view, drafts_view, live, moving_view, navigation, working_as
from ui.clock import today
from ui.database import look_up, policy

st.title("Plan the next cycle")
live.watch()
lead = st.empty()
cycle, team = drafts_view.pick()
if cycle is None or team is None:
    missing = "cycle" if cycle is None else "team"
    lead.markdown(f"There is no {missing} yet, so there is nothing to plan.")
    navigation.link("organisation", f"Set up a {missing}")
    st.stop()

found = look_up(drafts_of_team, team.key, cycle.key, today(), policy())
drafts = drafts_view.seen(found)
may_write = working_as.may_write_in(team.key, cycle.key)
lead.markdown(navigation.plain(drafts_view.in_a_sentence(drafts)))
if may_write:
    with st.container(horizontal=True):
        navigation.link("write_objective", "Write an objective", cycle=cycle.key, team=team.key)
        navigation.link("close_cycle", "Carry over from the cycle that ends", team=team.name)
if len(drafts) < len(found):
    st.caption("Drafts that the team has not shared yet are left out: its members see them.")
for draft in drafts:
    drafts_view.draft(draft, may_write)
if not found:
    st.info(
        "Here the team collects what it aims at next. A draft is seen by the team only until it is shared, "
        "then somebody else than its owner reads it and publishes it."
    )
    navigation.link("planning_sessions", "Plan together in a session")
if may_write and len(drafts) == len(found):
    moving_view.order_section(team.key, cycle.key, [each.objective for each in found])
backlog_view.section(team.key, cycle, working_as.rights().allow(team.key))
