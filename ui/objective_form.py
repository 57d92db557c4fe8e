"""The form of an objective."""

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from domain.vocabulary import CycleState
from models.inputs import ObjectiveInput
from services import objectives
from services.reporting.editing import key_results_under, objective_to_edit, possible_parents
from services.reporting.people import CycleRow, TeamRow, current_cycle, list_cycles, list_people, list_teams
from ui import actions, forms, keep_typed, navigation, reasons, working_as
from ui.database import look_up, look_up_goals
from ui.forms import choice
from ui.words import COMMITMENTS, KINDS, STATES

NAMES = {"title": "Objective", "description": "Description", "owner_id": "Owner"}
FIELDS = (
    *("team_id", "cycle_id", "owner_id", "title", "parent_id", "description", "commitment", "kind"),
    *("sufficiency", "narrative"),
)
KEPT = {
    **dict.fromkeys(("title", "description", "sufficiency", "narrative", reasons.REASON), keep_typed.text()),
    **dict.fromkeys(("team_id", "cycle_id", "owner_id", "commitment", "kind", "parent_id"), keep_typed.CHOICE),
}
SUFFICIENCY = "Could it be missed although every key result is reached? Say what then is missing"
NARRATIVE = "Narrative from the customer's side: a link, or the text (a critical bet needs one)"


def show(objective_id: int | None, cycle_id: int | None = None, team_id: int | None = None) -> None:
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
    asked = {"team_id": team_id} if any(team.key == team_id for team in teams) else {}
    stored = {"cycle_id": cycle_id or first.key, "owner_id": working_as.current().person_id, **asked, **stored}
    opened = forms.version_seen(form, "title", stored.get("version", 1))
    about = objective_id or f"{cycle_id or ''}-{team_id or ''}"
    through = _through_field(forms.standing(form, "parent_id", stored))
    keep_typed.in_form(
        form, {**KEPT, through: keep_typed.CHOICE, "through-*": keep_typed.CHOICE}, about=about, seen=opened
    )
    _fields(form, stored, objective_id, teams, cycles)
    seen = forms.show_conflicts(form, NAMES) or opened
    actions.show_refusal(form)
    forms.save_button("Save objective", form, _save, objective_id, seen)
    saved = st.session_state.pop(f"_saved:{form}", None)
    if saved:
        navigation.go("objective", id=saved)


def _fields(
    form: str,
    stored: Mapping[str, Any],
    objective_id: int | None,
    teams: Sequence[TeamRow],
    cycles: Sequence[CycleRow],
) -> None:
    st.text_area("Objective", stored.get("title", ""), key=f"{form}:title", height=80)
    actions.show_field_error(form, "title")
    _place(form, stored, teams, cycles)
    _nature(form, stored)
    st.text_area("Why it matters (optional)", stored.get("description", ""), key=f"{form}:description")
    _parent(form, stored, objective_id)
    _for_the_gate(form, stored)
    _state(form, stored, objective_id, cycles)


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
    commitment, kind, _ = st.columns(3)
    with commitment:
        choice("Commitment", form, "commitment", COMMITMENTS, {"commitment": "aspirational", **stored})
    with kind:
        choice("Kind", form, "kind", KINDS, stored)


def _for_the_gate(form: str, stored: Mapping[str, Any]) -> None:
    for label, field in ((SUFFICIENCY, "sufficiency"), (NARRATIVE, "narrative")):
        st.text_area(label, stored.get(field, ""), key=f"{form}:{field}", height=80)
        actions.show_field_error(form, field)


def _state(form: str, stored: Mapping[str, Any], objective_id: int | None, cycles: Sequence[CycleRow]) -> None:
    """Say where the objective stands on its way; the steps themselves are on its own page."""
    if objective_id:
        st.caption(f"It is {STATES[stored['state']].lower()}; its own page has the next step.")
        reasons.field(form, stored["state"], of=reasons.OF_OBJECTIVE)
        return
    chosen = forms.value(form, "cycle_id")
    planned = any(cycle.key == chosen and cycle.state == CycleState.PLANNING for cycle in cycles)
    who = "only the team sees until somebody shares it" if planned else "everybody sees"
    st.caption(f"It starts as a draft that {who}. Somebody else than its owner publishes it after a review.")


def _parent(form: str, stored: Mapping[str, Any], objective_id: int | None) -> None:
    cycle_id = forms.value(form, "cycle_id") or stored["cycle_id"]
    parents: dict[int | None, str] = {None: "Nothing above"}
    parents.update(look_up_goals(possible_parents, cycle_id, objective_id).items())
    parent = stored.get("parent_id")
    if parent is not None and parent not in parents:
        parents[parent] = look_up(objective_to_edit, parent)["title"]
    chosen = choice("Contributes to", form, "parent_id", parents, stored)
    actions.show_field_error(form, "parent_id")
    if chosen is not None:
        _through(form, stored, chosen)


def _through(form: str, stored: Mapping[str, Any], parent_id: int) -> None:
    field = _through_field(parent_id)
    key_results: dict[int | None, str] = {None: "The objective as a whole"}
    key_results.update(look_up_goals(key_results_under, parent_id).items())
    given = stored.get("parent_key_result_id") if stored.get("parent_id") == parent_id else None
    choice(
        "Through which of its key results", form, field, key_results, {field: given if given in key_results else None}
    )
    actions.show_field_error(form, "parent_key_result_id")


def _through_field(parent_id: int | None) -> str:
    return f"through-{parent_id}"  # each parent has key results of its own to choose from


def _save(form: str, request: str, objective_id: int | None, seen_version: int) -> None:
    values = {name: forms.value(form, name) for name in FIELDS}
    values["parent_key_result_id"] = forms.value(form, _through_field(values["parent_id"]))
    entered = forms.parse(form, ObjectiveInput, **values)
    if entered is None:
        return
    change, reason = reasons.Change(objectives.update_objective), reasons.given(form)
    use_cases = (objectives.create_objective, change)
    saved = forms.save(form, request, use_cases, objective_id, seen_version, entered, reason=reason)
    if saved is not None:
        reasons.flash("Objective saved.", change.proposed, reason)
        st.session_state[f"_saved:{form}"] = saved
