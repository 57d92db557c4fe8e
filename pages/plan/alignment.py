"""Alignment: which objective contributes to which, and which contribute to nothing."""

import streamlit as st

from services.reporting.alignment import alignment
from services.reporting.people import list_teams
from ui import alignment_view, live, navigation, working_as
from ui.clock import today
from ui.database import look_up, look_up_goals, policy
from ui.selection import pick_scope

alignment_view.follow()
st.title("Alignment")
live.watch()
lead = st.empty()
chosen = pick_scope()
if chosen.cycle is None:
    lead.markdown("There is no cycle yet, so there is nothing to align.")
    navigation.link("organisation", "Set up a cycle")
    st.stop()

teams = look_up_goals(list_teams)
rights = working_as.rights()
own = tuple(team.key for team in teams if rights.allow(team.key))
report = look_up(alignment, chosen.cycle.key, chosen.team_ids, teams, own, today(), policy())
lead.markdown(navigation.plain(alignment_view.sentence(report)))
if not report.total:
    st.info(
        "Here you will see how the teams' objectives contribute to one another, and which contribute to nothing. "
        "Write an objective and choose what it contributes to."
    )
    navigation.link("objectives", "Go to the objectives", cycle=chosen.cycle.name)
    st.stop()

whole = alignment_view.pick_size()
alignment_view.drawing(report, whole)
alignment_view.orphans(report)
alignment_view.as_list(report)
