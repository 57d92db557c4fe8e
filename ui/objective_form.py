"""The form of an objective."""

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from domain.vocabulary import CycleState
from models.inputs import ObjectiveInput
from services import objectives
from services.reporting.editing import objective_to_edit, possible_parents
from services.reporting.people import CycleRow, TeamRow, current_cycle, list_cycles, list_people, list_teams
from ui import actions, forms, navigation, working_as
from ui.database import look_up, look_up_goals
from ui.forms import choice
from ui.words import COMMITMENTS, KINDS, STATES

NAMES = {"title": "Objective", "description": "Description", "owner_id": "Owner", "state": "State"}
FIELDS = ("team_id", "cycle_id", "owner_id", "title", "parent_id", "description", "commitment", "kind", "state")


def show(objective_id: int | None, cycle_id: int | None = None) -> None:
    """Draw the form, for a new objective or prefilled with a stored one; raises NotFound and NotAllowed."""
    form = f"objective-{objective_id or 'new'}"
    stored: Mapping[str, Any] = look_up(objective_to_edit, objective_id) if objective_id else {}
    working_as.require(stored.get("team_id"))
    if objective_id:
        working_as.require_open(stored["cycle_id"])
    cycles = [cycle for cycle in look_up_goals(list_cycles) if cycle.state != CycleState.CLOSED]
    if not cycles:
        st.info("Every cycle is closed. An administrator can open a new one.")
        return
    teams = _writable(look_up_goals(list_teams))
    first = current_cycle(tuple(cycles)) or cycles[0]
    stored = {"cycle_id": cycle_id or first.key, "owner_id": working_as.current().person_id, **stored}
    opened = forms.version_seen(form, "title", stored.get("version", 1))
    st.text_area("Objective", stored.get("title", ""), key=f"{form}:title", height=80)
    actions.show_field_error(form, "title")
    _place(form, stored, teams, cycles)
    _nature(form, stored)
    st.text_area("Why it matters (optional)", stored.get("description", ""), key=f"{form}:description")
    _parent(form, stored, objective_id)
    seen = forms.show_conflicts(form, NAMES) or opened
    actions.show_refusal(form)
    forms.save_button("Save objective", form, _save, objective_id, seen)
    saved = st.session_state.pop(f"_saved:{form}", None)
    if saved:
        navigation.go("objective", id=saved)


def _writable(teams: Sequence[TeamRow]) -> list[TeamRow]:
    rights = working_as.rights()
    return [team for team in teams if rights.allow(team.key)]


def _place(form: str, stored: Mapping[str, Any], teams: Sequence[TeamRow], cycles: Sequence[CycleRow]) -> None:
    team, cycle, owner = st.columns(3)
    with team:
        choice("Team", form, "team_id", {row.key: row.indented for row in teams}, stored)
    with cycle:
        choice("Cycle", form, "cycle_id", {row.key: row.name for row in cycles}, stored)
        actions.show_field_error(form, "cycle_id")
    with owner:
        choice("Owner", form, "owner_id", {row.key: row.name for row in look_up_goals(list_people)}, stored)
        actions.show_field_error(form, "owner_id")


def _nature(form: str, stored: Mapping[str, Any]) -> None:
    commitment, kind, state = st.columns(3)
    with commitment:
        choice("Commitment", form, "commitment", COMMITMENTS, {"commitment": "aspirational", **stored})
    with kind:
        choice("Kind", form, "kind", KINDS, stored)
    with state:
        choice("State", form, "state", STATES, stored)


def _parent(form: str, stored: Mapping[str, Any], objective_id: int | None) -> None:
    cycle_id = forms.value(form, "cycle_id") or stored["cycle_id"]
    parents: dict[int | None, str] = {None: "Nothing above"}
    parents.update(look_up_goals(possible_parents, cycle_id, objective_id).items())
    parent = stored.get("parent_id")
    if parent is not None and parent not in parents:
        parents[parent] = look_up(objective_to_edit, parent)["title"]
    choice("Contributes to", form, "parent_id", parents, stored)
    actions.show_field_error(form, "parent_id")


def _save(form: str, request: str, objective_id: int | None, seen_version: int) -> None:
    entered = forms.parse(form, ObjectiveInput, **{name: forms.value(form, name) for name in FIELDS})
    if entered is None:
        return
    use_cases = (objectives.create_objective, objectives.update_objective)
    saved = forms.save(form, request, use_cases, objective_id, seen_version, entered)
    if saved is not None:
        actions.flash("Objective saved.")
        st.session_state[f"_saved:{form}"] = saved
