"""The forms that prepare a planning session, and that change the stages of one that is prepared or running."""

import streamlit as st

from domain.vocabulary import CycleState, SessionState
from models.planning_inputs import SessionInput
from services import sessions
from services.reporting.people import CycleRow, list_cycles, list_teams
from services.reporting.sessions import planning_session
from ui import actions, forms, navigation, session_course, working_as
from ui.database import look_up, look_up_goals
from ui.navigation import plain

FORM = "session-new"
FIELDS = ("title", "team_id", "cycle_id", "last_cycle_id", "anonymous")
NO_CYCLE = "None"


def prepare() -> None:
    """Draw the form for a new session, prefilled with the cycle in planning and the one before it."""
    cycles = look_up_goals(list_cycles)
    to_plan = {row.key: row.name for row in cycles if row.state != CycleState.CLOSED}
    if not to_plan:
        st.info("Every cycle is closed. An administrator can open a new one to plan.")
        return
    session_course.begin(FORM, session_course.courses()[session_course.DEFAULT])
    teams = {row.key: row.indented for row in look_up_goals(list_teams) if working_as.rights().allow(row.key)}
    first, last = default_cycles(cycles)
    given = {"cycle_id": first, "last_cycle_id": last}
    forms.line_field("Title", FORM, "title", placeholder="Planning of the next quarter")
    team, planned, looked_back_on = st.columns(3)
    with team:
        forms.choice("Team", FORM, "team_id", teams, {})
    with planned:
        forms.choice("Cycle to plan", FORM, "cycle_id", to_plan, given)
        actions.show_field_error(FORM, "cycle_id")
    with looked_back_on:
        earlier: dict[int | None, str] = {None: NO_CYCLE} | {row.key: row.name for row in cycles}
        forms.choice("Cycle to look back on", FORM, "last_cycle_id", earlier, given)
        actions.show_field_error(FORM, "last_cycle_id")
    st.checkbox("Votes without names", key=forms.field_key(FORM, "anonymous"))
    session_course.choose(FORM)
    session_course.edit(FORM)
    session_course.keep_as_template(FORM)
    actions.show_refusal(FORM)
    forms.save_button("Prepare the session", FORM, _prepare)


def change(session_id: int) -> None:
    """Draw the stages of one session to change them; raises NotFound and NotAllowed."""
    row = look_up(planning_session, session_id)
    working_as.require(row.team_id)
    form = f"session-{session_id}"
    st.title(f"Stages of {plain(row.title)}")
    if row.state == SessionState.ENDED:
        st.markdown("This session has ended. Its record stays as it is.")
        navigation.link("session_record", "Open the record", session=session_id)
        return
    st.markdown(_where(row.state, row.place + 1, row.stage.title))
    opened = st.session_state.setdefault(f"_opened:{form}", row.version)
    session_course.begin(form, row.stages)
    session_course.edit(form)
    session_course.keep_as_template(form)
    seen = forms.show_conflicts(form, {"stages": "Stages"}) or opened
    actions.show_refusal(form)
    forms.save_button("Save the stages", form, _change, session_id, seen)
    navigation.link("shared_screen", "Back to the shared screen", session=session_id)
    if st.session_state.pop(f"_saved:{form}", False):
        navigation.go("shared_screen", session=session_id)


def default_cycles(cycles: tuple[CycleRow, ...]) -> tuple[int | None, int | None]:
    """Return the cycle to plan, the first one in planning, and the one to look back on, which is the latest before it.

    Cycles come latest first. Without one in planning the latest open one is planned.
    """
    planning = [row for row in cycles if row.state == CycleState.PLANNING]
    opened = [row for row in cycles if row.state != CycleState.CLOSED]
    planned = planning[-1] if planning else opened[0] if opened else None
    if planned is None:
        return None, None
    earlier = (row.key for row in cycles if row.starts_on < planned.starts_on)
    return planned.key, next(earlier, None)


def _where(state: SessionState, number: int, title: str) -> str:
    if state == SessionState.PREPARED:
        return "The session has not started yet."
    return f"Stage {number} is on the screen: {plain(title)}. It stays there wherever you move it."


def _prepare(form: str, request: str) -> None:
    stages = session_course.entered(form)
    if stages is None:
        return
    given = {name: forms.value(form, name) for name in FIELDS}
    entered = forms.parse(form, SessionInput, stages=stages, **given)
    if entered is None:
        return
    opened = actions.act(form, sessions.prepare_session, entered, request)
    if opened is not None:
        forms.clear(form)
        session_course.forget(form)
        actions.flash(f"Session prepared. Its code is {opened.code}.")


def _change(form: str, _request: str, session_id: int, seen: int) -> None:
    stages = session_course.entered(form)
    if stages is None:
        return
    actions.act(form, sessions.change_stages, session_id, seen, stages)
    if actions.refusal_of(form) is None:
        session_course.forget(form)
        forms.clear(form)
        st.session_state.pop(f"_opened:{form}", None)
        st.session_state[f"_saved:{form}"] = True
        actions.flash("Stages saved.")
