"""The form of a metric: what is measured, in which unit, by whom, and where its values come from."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from models.inputs import MetricInput
from services import metrics
from services.reporting.editing import metric_to_edit
from services.reporting.people import list_people, list_teams
from ui import actions, forms, navigation, working_as
from ui.database import look_up, look_up_goals

FIELDS = ("team_id", "owner_id", "name", "unit", "definition", "source")
NAMES = {"name": "Name", "team_id": "Team", "owner_id": "Owner", "source": "Where the values come from"}


def show(metric_id: int | None) -> None:
    """Draw the form, empty or prefilled with a stored metric; raises NotFound and NotAllowed."""
    form = f"metric-{metric_id or 'new'}"
    stored: Mapping[str, Any] = look_up(metric_to_edit, metric_id) if metric_id else {}
    working_as.require(stored.get("team_id"))
    stored = {"owner_id": working_as.current().person_id, **stored}
    opened = forms.version_seen(form, "name", stored.get("version", 1))
    name, unit = st.columns([3, 1])
    with name:
        forms.line_field("Name", form, "name", stored.get("name", ""), placeholder="Weekly active customers")
    with unit:
        forms.line_field("Unit", form, "unit", stored.get("unit", ""), placeholder="%, €, days, customers")
    _whose(form, stored)
    hint = "Customers with at least one paid order in the seven days before, without staff."
    definition = stored.get("definition", "")
    st.text_area("What exactly is counted", definition, key=f"{form}:definition", placeholder=hint, height=80)
    hint = "Nightly export of the billing system"
    forms.line_field("Where the values come from", form, "source", stored.get("source", ""), placeholder=hint)
    seen = forms.show_conflicts(form, NAMES) or opened
    actions.show_refusal(form)
    forms.save_button("Save metric", form, _save, metric_id, seen)
    if (saved := st.session_state.pop(f"_saved:{form}", None)) is not None:
        navigation.go("metric", id=saved)


def _whose(form: str, stored: Mapping[str, Any]) -> None:
    rights = working_as.rights()
    teams = {row.key: row.name for row in look_up_goals(list_teams) if rights.allow(row.key)}
    team, owner = st.columns(2)
    with team:
        forms.choice("Team", form, "team_id", teams, stored)
        actions.show_field_error(form, "team_id")
    with owner:
        forms.choice("Owner", form, "owner_id", {row.key: row.name for row in look_up_goals(list_people)}, stored)
        actions.show_field_error(form, "owner_id")


def _save(form: str, request: str, metric_id: int | None, seen_version: int) -> None:
    metric = forms.parse(form, MetricInput, **{name: forms.value(form, name) for name in FIELDS})
    if metric is None:
        return
    use_cases = (metrics.create_metric, metrics.update_metric)
    saved = forms.save(form, request, use_cases, metric_id, seen_version, metric)
    if saved is not None:
        actions.flash("Metric saved.")
        st.session_state[f"_saved:{form}"] = saved
