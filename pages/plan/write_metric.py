"""Add a metric or edit one."""

import streamlit as st

from services.errors import NotAllowed, NotFound
from ui import metric_form, navigation
from ui.selection import number_in_address

metric_id = number_in_address("id")
st.title("Edit the metric" if metric_id else "Add a metric")
st.markdown("Which number is measured again and again, in which unit, and where does it come from?")
try:
    metric_form.show(metric_id)
except (NotFound, NotAllowed) as refused:
    st.warning(str(refused))
    navigation.link("metrics", "All metrics")
