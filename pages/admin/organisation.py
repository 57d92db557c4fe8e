"""Teams and cycles: who belongs where, and which quarters there are."""

import streamlit as st

from ui import organisation_view, working_as

st.title("Teams and cycles")
st.markdown("Objectives belong to a team and a cycle. A role in a team holds for the teams below it.")
may_write = working_as.rights().is_admin
if not may_write:
    st.info("Only an administrator can change these.")
teams, people, cycles = st.tabs(["Teams", "People", "Cycles"])
with teams:
    organisation_view.teams(may_write)
with people:
    organisation_view.people(may_write)
with cycles:
    organisation_view.cycles(may_write)
