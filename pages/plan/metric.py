"""One metric: its values by day, how they came in, and the key results that look at it."""

import streamlit as st

from services.errors import NotFound
from services.reporting.metrics import metric_detail
from ui import metric_values, metric_view, navigation, rows, working_as
from ui.clock import today
from ui.database import look_up, policy
from ui.selection import number_in_address

try:
    detail = look_up(metric_detail, number_in_address("id") or 0, today(), policy())
except NotFound as missing:
    st.title("Metric")
    st.warning(str(missing))
    navigation.link("metrics", "All metrics")
    st.stop()

metric = detail.metric
may_write = working_as.rights().allow(metric.team_id)

navigation.link("metrics", "All metrics")
st.title(navigation.plain(metric.name))
metric_view.lead(metric)
left, right = st.columns([3, 2], gap="large")
with left:
    metric_view.chart(detail)
if may_write:
    with right:
        metric_values.form(metric)
st.subheader("Key results that look at it", anchor=False)
if detail.key_results:
    rows.key_results(detail.key_results)
else:
    st.html('<p class="ob-note">None yet. Edit a key result and choose this metric under “More”.</p>')
metric_view.history(detail, may_write)
if may_write:
    navigation.link("write_metric", "Edit this metric", id=metric.key)
