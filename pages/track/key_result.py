"""One key result: the chart and its formula, check-ins, label with reasons, initiatives, changes."""

import streamlit as st

from domain.vocabulary import CycleState
from services.errors import NotFound
from services.reporting.conversions import conversions_of
from services.reporting.key_result import key_result_detail
from ui import (
    check_in_form,
    check_in_history,
    coaching,
    flag_rows,
    history,
    initiatives,
    key_result_view,
    labelling,
    lineage,
    navigation,
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
may_write = row.cycle_state != CycleState.CLOSED and working_as.rights().allow(row.team_id)

navigation.link("objective", f"{row.cycle} · {row.team} · {row.objective}", id=row.objective_id)
st.title(navigation.plain(row.title))
became = look_up_goals(conversions_of, (row.key,))
key_result_view.lead(row, became_work=lineage.became_work(row.key, became))
flag_rows.on_key_result(row.objective_id, row.key)
lineage.of_key_result(row.key, became, may_write)
takes_check_ins = may_write and not row.dropped
left, right = st.columns([3, 2], gap="large")
with left:
    key_result_view.chart(detail)
if takes_check_ins:
    with right:
        check_in_form.show(row, detail.milestones, titled=False)
    # A row of its own, so that on a narrow screen the form stands right below the chart.
    left, right = st.columns([3, 2], gap="large")
with left:
    key_result_view.arithmetic(row)
    check_in_history.section(detail, may_write)
with right:
    labelling.section(row, detail.labels, may_write)
    coaching.section(detail)
    initiatives.section(detail.initiatives, row.team_id, [row], may_write)
    if may_write:
        navigation.link("write_key_result", "Edit this key result", id=row.key)
    if not row.dropped:
        flag_rows.raise_link(row.team_id, row.cycle_id, key_result=row.key)
    if takes_check_ins:
        navigation.link("demote_key_result", "Turn into an initiative…", id=row.key)
        navigation.link("split_key_result", "Split in two…", id=row.key)
    history.section(detail.history)
