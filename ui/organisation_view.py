"""Lists of teams, people and cycles, with the forms that an administrator changes them with."""

from datetime import timedelta
from typing import Any

import streamlit as st

from domain.formatting import day
from domain.vocabulary import Role
from models.inputs import CycleInput, Input, MembershipInput, PersonInput, TeamInput
from services import organisation
from services.reporting.people import list_cycles, list_memberships, list_people, list_teams
from ui import actions, forms
from ui.clock import today
from ui.database import look_up_goals
from ui.first_steps import quarter_name, quarter_of
from ui.forms import UseCase, choice, line_field
from ui.words import CYCLE_STATES

NOBODY_ABOVE = "No team above"


def teams(may_write: bool) -> None:
    """Draw the tree of teams, and the form for a new one."""
    rows = look_up_goals(list_teams)
    table = [{"Team": row.indented, "Purpose": row.purpose} for row in rows]
    st.dataframe(table, hide_index=True, width="stretch")
    if may_write:
        with st.form("team-new", border=True):
            name, purpose, place = st.columns([2, 3, 2])
            with name:
                line_field("New team", "team-new", "name")
            with purpose:
                line_field("Purpose (optional)", "team-new", "purpose")
            parents: dict[int | None, str] = {None: NOBODY_ABOVE} | {row.key: row.indented for row in rows}
            with place:
                choice("Below", "team-new", "parent_id", parents, {})
                actions.show_field_error("team-new", "parent_id")
            _submit("team-new", "Add team", TeamInput, organisation.create_team, ("name", "purpose", "parent_id"))


def people(may_write: bool) -> None:
    """Draw who there is and in which teams, and the forms for a new person and a role."""
    rows, roles = look_up_goals(list_people), look_up_goals(list_memberships)
    table = [
        {
            "Name": row.name,
            "Title": row.title,
            "Teams": ", ".join(f"{team} ({role})" for team, role in roles.get(row.key, ())),
            "Administrator": row.is_admin,
        }
        for row in rows
    ]
    st.dataframe(table, hide_index=True, width="stretch")
    if not may_write:
        return
    with st.form("person-new", border=True):
        labels = {"name": "New person", "email": "E-mail (optional)", "title": "Title (optional)"}
        for column, (field, label) in zip(st.columns(3), labels.items(), strict=True):
            with column:
                line_field(label, "person-new", field)
        st.checkbox("Administrator", key="person-new:is_admin")
        entered = ("name", "email", "title", "is_admin")
        _submit("person-new", "Add person", PersonInput, organisation.create_person, entered)
    with st.form("role", border=True):
        person, team, role = st.columns(3)
        with person:
            choice("Person", "role", "person_id", {row.key: row.name for row in rows}, {})
        with team:
            choice("Team", "role", "team_id", {row.key: row.indented for row in look_up_goals(list_teams)}, {})
        with role:
            choice("Role", "role", "role", {each: each.value.capitalize() for each in Role}, {"role": Role.MEMBER})
        fields = ("person_id", "team_id", "role")
        _submit("role", "Set role", MembershipInput, organisation.set_membership, fields)


def cycles(may_write: bool) -> None:
    """Draw the cycles, and the form for a new one."""
    rows = look_up_goals(list_cycles)
    table = [
        {
            "Cycle": row.name,
            "From": day(row.starts_on),
            "To": day(row.ends_on),
            "State": CYCLE_STATES[row.state].capitalize(),
        }
        for row in rows
    ]
    st.dataframe(table, hide_index=True, width="stretch")
    if not may_write:
        return
    first, last = quarter_of(max([today(), *(row.ends_on + timedelta(days=1) for row in rows)]))
    with st.form("cycle-new", border=True):
        name, starts, ends, state = st.columns(4)
        with name:
            line_field("New cycle", "cycle-new", "name", placeholder=quarter_name(first))
        starts.date_input("From", first, key="cycle-new:starts_on", format="YYYY-MM-DD")
        with ends:
            st.date_input("To", last, key="cycle-new:ends_on", format="YYYY-MM-DD")
            actions.show_field_error("cycle-new", "ends_on")
        with state:
            choice("State", "cycle-new", "state", {each: word.capitalize() for each, word in CYCLE_STATES.items()}, {})
        fields = ("name", "starts_on", "ends_on", "state")
        _submit("cycle-new", "Add cycle", CycleInput, organisation.create_cycle, fields)
    for row in rows:
        _state(row.key)


def _state(cycle_id: int) -> None:
    row = next(row for row in look_up_goals(list_cycles) if row.key == cycle_id)
    form = f"cycle-{row.key}"
    with st.container(horizontal=True, key=f"row-cycle-{row.key}", vertical_alignment="bottom"):
        words = {state: word.capitalize() for state, word in CYCLE_STATES.items()}
        choice(f"State of {row.name}", form, "state", words, {"state": row.state})
        st.button("Change state", key=f"{form}-save", on_click=_change_state, args=(form, row))
    actions.show_refusal(form)


def _change_state(form: str, row: Any) -> None:
    state = forms.value(form, "state")
    entered = CycleInput(name=row.name, starts_on=row.starts_on, ends_on=row.ends_on, state=state)
    actions.act(form, organisation.update_cycle, row.key, row.version, entered)
    if actions.refusal_of(form) is None:
        actions.flash(f"{row.name} is {CYCLE_STATES[state]}.")


def _submit(form: str, label: str, model: type[Input], use_case: UseCase, fields: tuple[str, ...]) -> None:
    st.form_submit_button(label, on_click=_create, args=(form, model, use_case, fields))
    actions.show_refusal(form)


def _create(form: str, model: type[Input], use_case: UseCase, fields: tuple[str, ...]) -> None:
    given = {field: forms.value(form, field) for field in fields if forms.value(form, field) is not None}
    entered = forms.parse(
        form, model, **{name: value for name, value in given.items() if value != "" or name == "name"}
    )
    if entered is not None and actions.act(form, use_case, entered) is not None:
        forms.clear(form)
        actions.flash("Saved.")
