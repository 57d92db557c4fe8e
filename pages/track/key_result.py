"""One key result: the chart and its formula, check-ins, label with reasons, initiatives, changes."""

import streamlit as st

from domain.vocabulary import CycleState
from services.errors import NotFound
from services.reporting.conversions import conversions_of
from services.reporting.key_result import key_result_background, key_result_detail
from ui import (
    annotation_view,
    check_in_form,
    check_in_history,
    coaching,
    exceptions,
    flag_rows,
    history,
    initiatives,
    key_result_view,
    labelling,
    lineage,
    linked_metric,
    live,
    navigation,
    publishing_view,
    working_as,
)
from ui.clock import today
from ui.database import look_up, look_up_goals, policy
from ui.selection import number_in_address

try:
    detail = look_up(key_result_detail, number_in_address("id") or 0, today(), policy())
except NotFound as missing:
    st.title("Key result")
    st.warning(str(missing))
    navigation.link("objectives", "All objectives")
    st.stop()

row = detail.key_result
publishing_view.stop_unless_seen("Key result", row.is_kept_to_team, row.team_id, row.owner_id)
may_write = row.cycle_state != CycleState.CLOSED and working_as.rights().allow(row.team_id)

navigation.link("objective", f"{row.cycle} · {row.team} · {row.objective}", id=row.objective_id)
st.title(navigation.plain(row.title))
live.watch()
became = look_up_goals(conversions_of, (row.key,))
background = look_up_goals(key_result_background, row.key)
with st.container():  # keeps the forms below, and what is typed in them, where they are
    key_result_view.lead(row, became_work=lineage.became_work(row.key, became))
    exceptions.of_key_result(row, background.initiatives)
    flag_rows.on_key_result(row.objective_id, row.key)
    lineage.of_key_result(row.key, became, may_write)
takes_check_ins = may_write and not row.dropped
left, right = st.columns([3, 2], gap="large")
with left:
    key_result_view.chart(detail)
    annotation_view.section(detail, may_write)
if takes_check_ins:
    with right:
        check_in_form.show(row, detail.milestones, titled=False)
    # A row of its own, so that on a narrow screen the form stands right below the chart.
    left, right = st.columns([3, 2], gap="large")
with left:
    key_result_view.steps(detail)
    key_result_view.arithmetic(row)
    linked_metric.section(detail)
    check_in_history.section(detail, may_write)
with right:
    labelling.section(row, background.labels, may_write)
    coaching.section(detail)
    initiatives.section(background.initiatives, row.team_id, [row], may_write)
    if may_write:
        navigation.link("write_key_result", "Edit this key result", id=row.key)
    if not row.dropped:
        flag_rows.raise_link(row.team_id, row.cycle_id, key_result=row.key)
    if takes_check_ins:
        navigation.link("demote_key_result", "Turn into an initiative…", id=row.key)
        navigation.link("split_key_result", "Split in two…", id=row.key)
    history.section(background.history)
