"""The form of an initiative: the work, what it is expected to move, and what came of it."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from models.inputs import InitiativeInput
from services import initiatives
from services.reporting.conversions import conversions_of
from services.reporting.editing import initiative_to_edit, key_results_of_team
from services.reporting.people import current_cycle, list_cycles, list_people, list_teams
from ui import actions, forms, lineage, navigation, working_as
from ui.database import look_up, look_up_goals
from ui.forms import choice
from ui.words import INITIATIVE_STATES

FIELDS = ("team_id", "owner_id", "title", "hypothesis", "state", "starts_on", "due_on", "result")
NAMES = {"title": "Initiative", "hypothesis": "Hypothesis", "owner_id": "Owner", "due_on": "Due"}


def show(initiative_id: int | None, team_id: int | None, key_result_id: int | None) -> None:
    """Draw the form, for new work or prefilled with a stored initiative; raises NotFound and NotAllowed."""
    form = f"initiative-{initiative_id or 'new'}"
    stored: Mapping[str, Any] = look_up(initiative_to_edit, initiative_id) if initiative_id else {}
    working_as.require(stored.get("team_id", team_id))
    if initiative_id:
        lineage.of_initiative(initiative_id, look_up_goals(conversions_of, (), (initiative_id,)), may_write=True)
    linked = [key_result_id] if key_result_id else []
    stored = {"team_id": team_id, "owner_id": working_as.current().person_id, "key_result_ids": linked, **stored}
    opened = forms.version_seen(form, "title", stored.get("version", 1))
    st.text_area("Initiative", stored.get("title", ""), key=f"{form}:title", height=68)
    actions.show_field_error(form, "title")
    hint = "We expect … to move … because …"
    st.text_area("Hypothesis", stored.get("hypothesis", ""), key=f"{form}:hypothesis", placeholder=hint, height=90)
    _who_and_when(form, stored)
    _links(form, stored)
    if initiative_id:
        st.text_area("What came of it", stored.get("result", ""), key=f"{form}:result", height=90)
    seen = forms.show_conflicts(form, NAMES) or opened
    actions.show_refusal(form)
    forms.save_button("Save initiative", form, _save, initiative_id, seen)
    if (target := st.session_state.pop(f"_saved:{form}", None)) is not None:
        navigation.go("key_result", id=target) if target else navigation.go("objectives")


def _who_and_when(form: str, stored: Mapping[str, Any]) -> None:
    rights = working_as.rights()
    teams = {row.key: row.name for row in look_up_goals(list_teams) if rights.allow(row.key)}
    team, owner, state, start, due = st.columns([3, 3, 2, 2, 2])
    with team:
        choice("Team", form, "team_id", teams, stored)
    with owner:
        choice("Owner", form, "owner_id", {row.key: row.name for row in look_up_goals(list_people)}, stored)
        actions.show_field_error(form, "owner_id")
    with state:
        choice("State", form, "state", INITIATIVE_STATES, stored)
    start.date_input("From", stored.get("starts_on"), key=f"{form}:starts_on", format="YYYY-MM-DD")
    with due:
        st.date_input("Due", stored.get("due_on"), key=f"{form}:due_on", format="YYYY-MM-DD")
        actions.show_field_error(form, "due_on")


def _links(form: str, stored: Mapping[str, Any]) -> None:
    cycle = current_cycle(look_up_goals(list_cycles))
    team_id = forms.value(form, "team_id") or stored["team_id"]
    options = (
        dict(look_up_goals(key_results_of_team, team_id, cycle.key, tuple(stored["key_result_ids"]))) if cycle else {}
    )
    default = [key for key in stored["key_result_ids"] if key in options]
    named = options.__getitem__
    st.multiselect("Meant to move", list(options), default=default, format_func=named, key=f"{form}:key_result_ids")
    actions.show_field_error(form, "key_result_ids")


def _save(form: str, request: str, initiative_id: int | None, seen_version: int) -> None:
    linked = tuple(forms.value(form, "key_result_ids") or ())
    entered = {name: forms.value(form, name) for name in FIELDS} | {"key_result_ids": linked}
    entered["result"] = entered["result"] or ""
    initiative = forms.parse(form, InitiativeInput, **entered)
    if initiative is None:
        return
    use_cases = (initiatives.create_initiative, initiatives.update_initiative)
    saved = forms.save(form, request, use_cases, initiative_id, seen_version, initiative)
    if saved is not None:
        actions.flash("Initiative saved.")
        st.session_state[f"_saved:{form}"] = linked[0] if linked else 0
