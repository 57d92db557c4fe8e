"""The decision log: what changes of goals propose, what was decided and why, and what will not be done."""

import streamlit as st

from services.reporting.decisions import decisions_of_teams
from services.reporting.people import list_teams
from ui import decisions_view, live, navigation
from ui.database import look_up, look_up_goals
from ui.selection import pick_team

st.title("Decisions")
live.watch()
lead = st.empty()
with st.container(horizontal=True, key="filters"):
    team = pick_team(look_up_goals(list_teams))
rows = look_up(decisions_of_teams, team.branch if team else None)
lead.markdown(navigation.plain(decisions_view.in_a_sentence(rows)))
decisions_view.log(rows)
