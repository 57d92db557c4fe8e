"""The list of planning sessions, and the form that prepares one."""

import streamlit as st

from domain.planning import DEFAULT_STAGES
from domain.vocabulary import CycleState
from models.planning_inputs import SessionInput, StageInput
from services import sessions
from services.reporting.people import list_cycles, list_teams
from services.reporting.sessions import planning_sessions
from ui import actions, forms, navigation, working_as
from ui.database import look_up, look_up_goals

FORM = "session-new"


def show() -> None:
    """Draw the sessions, the latest first, and the form for a new one."""
    for row in look_up(planning_sessions):
        navigation.link("shared_screen", f"{row.title} · {row.team}, {row.cycle}", session=row.key)
    if working_as.may_write_somewhere():
        _form()


def _form() -> None:
    teams = {row.key: row.indented for row in look_up_goals(list_teams) if working_as.rights().allow(row.key)}
    cycles = {row.key: row.name for row in look_up_goals(list_cycles) if row.state != CycleState.CLOSED}
    request = actions.request_key(FORM)
    with st.form(FORM):
        forms.line_field("Title", FORM, "title")
        forms.choice("Team", FORM, "team_id", teams, {})
        forms.choice("Cycle to plan", FORM, "cycle_id", cycles, {})
        st.form_submit_button(
            "Prepare the session", type="primary", key=f"{FORM}-{request}", on_click=_prepare, args=(request,)
        )
        actions.show_refusal(FORM)


def _prepare(request: str) -> None:
    stages = tuple(StageInput(kind=stage.kind, title=stage.title, minutes=stage.minutes) for stage in DEFAULT_STAGES)
    given = {name: forms.value(FORM, name) for name in ("title", "team_id", "cycle_id")}
    entered = forms.parse(FORM, SessionInput, stages=stages, **given)
    if entered is not None:
        actions.act(FORM, sessions.prepare_session, entered, request)
