"""Metrics: the numbers that are measured again and again, and how many key results look at each."""

import streamlit as st

from services.reporting.metrics import list_metrics
from ui import live, metric_list, navigation, working_as
from ui.clock import today
from ui.database import look_up

st.title("Metrics")
live.watch()
rows = look_up(list_metrics, today())
st.markdown(metric_list.metrics_in_a_sentence(rows))
if working_as.may_write_somewhere():
    navigation.link("write_metric", "Add a metric")
if rows:
    metric_list.show(rows)
else:
    st.info(
        "Here you will see the numbers that are measured again and again, such as weekly active customers: each with "
        "its source, its latest value and the key results that look at it. Whoever links a key result to a metric need "
        "not copy the value: the metric's counts on every day for which nobody recorded one. A person's value is never "
        "overwritten. Add the first metric, then paste its values or let a nightly job send them with “outboard "
        "metrics --in values.csv”."
    )
