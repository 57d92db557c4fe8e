"""Objectives by team and cycle: progress, status, outcome share and owner, each with its key results."""

import streamlit as st

from domain.formatting import count
from services.reporting.objectives import PAGE_SIZE, ObjectiveFilter, list_objectives
from ui import cards, exceptions, live, navigation, working_as
from ui.clock import today
from ui.database import look_up, policy
from ui.selection import pick_scope
from ui.words import objectives_in_a_sentence

st.title("Objectives")
live.watch()
lead = st.empty()
chosen = pick_scope(with_owner=True, with_words=True)

if chosen.cycle is None:
    lead.markdown("There is no cycle yet, so there is nothing to set objectives for.")
    navigation.link("organisation", "Set up a cycle")
    navigation.link("data", "Import a spreadsheet")
    st.stop()

wanted = ObjectiveFilter(chosen.cycle.key, chosen.team_ids, chosen.owner.key if chosen.owner else None, chosen.words)
number = st.session_state.get("page", 1)
page = look_up(list_objectives, wanted, today(), policy(), number)
lead.markdown(navigation.plain(objectives_in_a_sentence(page, chosen.cycle)))

if working_as.may_write_somewhere():
    navigation.link("write_objective", "Write an objective", cycle=chosen.cycle.key)
exceptions.of_objectives(page.needs_look)
for objective in page.rows:
    cards.objective(objective)
if not page.rows and (chosen.team or chosen.owner or chosen.words):
    st.info("No objective matches these filters. Widen them to see more.")
elif not page.rows:
    st.info(
        "Here you will see what each team aims at, how far it is, and whether it counts outcomes or outputs. "
        "Write the first objective, import a spreadsheet, or pick another cycle above."
    )
    navigation.link("data", "Import a spreadsheet")
if page.total > PAGE_SIZE:
    st.pagination(-(-page.total // PAGE_SIZE), key="page")
    st.caption(f"{count(page.total, 'objective')} in all")
