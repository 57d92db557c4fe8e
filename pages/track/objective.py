"""One objective: how it stands, its key results, the work that is meant to move them, and what happened."""

import streamlit as st

from services.errors import NotFound
from services.reporting.objectives import objective_detail
from ui import (
    cards,
    carrying_view,
    decisions_view,
    exceptions,
    flag_rows,
    history,
    initiatives,
    lineage,
    live,
    moving_view,
    navigation,
    objective_progress,
    publishing_view,
    rows,
    working_as,
)
from ui.clock import today
from ui.database import look_up, policy
from ui.selection import number_in_address

try:
    detail = look_up(objective_detail, number_in_address("id") or 0, today(), policy())
except NotFound as missing:
    st.title("Objective")
    st.warning(str(missing))
    navigation.link("objectives", "All objectives")
    st.stop()

objective = detail.objective
live.watch()
publishing_view.stop_unless_seen("Objective", objective.is_kept_to_team, objective.team_id, objective.owner_id)
may_write = working_as.may_write_in(objective.team_id, objective.cycle_id)

navigation.link("objectives", f"{objective.cycle} · {objective.team}", cycle=objective.cycle, team=objective.team)
st.title(navigation.plain(objective.title))
st.markdown(cards.sentence(objective))
flag_rows.on_objective(objective.key)
st.html(cards.summary(objective))
if objective.description:
    st.text(objective.description)
publishing_view.section(objective, may_write, detail.history)
if detail.parent and objective.parent_id:
    navigation.link("objective", f"Contributes to: {detail.parent}", id=objective.parent_id)
lineage.carried("objective", objective.key)
for key, title, team in detail.children:
    navigation.link("objective", f"Served by {team}: {title}", id=key)
with st.container(horizontal=True):
    if may_write:
        navigation.link("write_objective", "Edit this objective", id=objective.key)
    carrying_view.link(objective.key, objective.team_id, objective.cycle_id)
    flag_rows.raise_link(objective.team_id, objective.cycle_id, objective=objective.key)

exceptions.of_objective(objective, detail.initiatives)
st.subheader("Key results")
rows.key_results(objective.live)
if not objective.key_results:
    st.html('<p class="ob-note">None yet. Say who will do what differently, and by how much.</p>')
for row in objective.dropped:
    navigation.link("key_result", f"Dropped: {row.title}", id=row.key)
if may_write:
    navigation.link("write_key_result", "Add a key result", objective=objective.key)
    moving_view.section(objective)
objective_progress.section(objective.live)
initiatives.section(detail.initiatives, objective.team_id, objective.live, may_write)
decisions_view.on_objective(objective.key)
history.section(detail.history)
