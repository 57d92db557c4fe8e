"""Choosing the metric that a key result looks at, with what to mind about its unit."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from domain.linked_values import unit_warning
from services.reporting.metrics import metric_choices
from ui import actions, forms, navigation
from ui.database import look_up_goals

NO_METRIC = 0
NONE = "None: people record the value"
HELP = (
    "The metric's value counts on every day for which nobody recorded one. What a person records is never overwritten, "
    "and confidence stays a person's."
)


def draw(form: str, stored: Mapping[str, Any]) -> None:
    """Draw the choice, on the metric that is stored; a unit that differs from the key result's is told, not refused."""
    metrics = look_up_goals(metric_choices)
    if not metrics:
        st.caption("Add a metric under “Metrics” to let it bring the value.")
    names = {NO_METRIC: NONE}
    names |= {key: f"{name} ({unit})" if unit else name for key, (name, unit) in metrics.items()}
    chosen = forms.choice("Value from a metric", form, "metric_id", names, stored, help=HELP)
    actions.show_field_error(form, "metric_id")
    if chosen in metrics:
        warning = unit_warning(forms.standing(form, "unit", stored) or "", metrics[chosen][1])
        if warning:
            st.warning(navigation.plain(warning))


def entered(form: str) -> int | None:
    """Return the metric that stands in a form, None where people record the value."""
    chosen: int | None = forms.value(form, "metric_id")
    return chosen or None
