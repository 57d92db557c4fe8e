"""Write or edit a key result on the shared screen itself, and come back to the stage."""

from collections.abc import Callable

import streamlit as st

from services import key_results, sessions
from services.reporting.editing import key_result_to_edit
from ui import actions, forms, key_result_form, session_actions
from ui.database import look_up
from ui.navigation import plain
from ui.planning_screen import Screen

OPENED = "_written_on_the_screen"
SAVE, LEAVE = "Save key result", "Back without saving"
Opened = tuple[int, int, int | None]  # the session, the objective, and the key result or None for a new one


def opener(label: str, screen: Screen, objective_id: int, key_result_id: int | None = None, *, key: str) -> None:
    """Draw the button that opens the form in place of the stage."""
    what = (screen.session.key, objective_id, key_result_id)
    st.button(plain(label), key=key, type="tertiary", on_click=_open, args=(what,))


def is_shown(screen: Screen) -> bool:
    """Draw the form where it is opened, and tell whether it is."""
    opened: Opened | None = st.session_state.get(OPENED)
    if opened is None or opened[0] != screen.session.key or not screen.may_lead():
        return False
    _, objective_id, key_result_id = opened
    title = next((row.title for row in screen.objectives if row.key == objective_id), "")
    st.markdown(plain(title))
    _form(screen.session.key, objective_id, key_result_id)
    return True


def _form(session_id: int, objective_id: int, key_result_id: int | None) -> None:
    form = f"key-result-{key_result_id or 'new'}-on-screen"
    stored = look_up(key_result_to_edit, key_result_id) if key_result_id else key_result_form.fresh(objective_id)
    opened = forms.version_seen(form, "title", stored.get("version", 1))
    key_result_form.fields(form, stored)
    seen = forms.show_conflicts(form, key_result_form.NAMES) or opened
    actions.show_refusal(form)
    with st.container(horizontal=True, key="on-screen-buttons"):
        place = (session_id, key_result_id, objective_id, seen, stored.get("milestones", ()))
        forms.save_button(SAVE, form, _save, *place)
        st.button(LEAVE, key=f"leave-{form}", type="tertiary", on_click=_leave, args=(form,))


def _save(
    form: str, request: str, session_id: int, key_result_id: int | None, objective_id: int, seen: int, steps: object
) -> None:
    entered = key_result_form.entered(form, objective_id, steps)
    if entered is None:
        return
    use_cases: tuple[Callable[..., object], Callable[..., object]] = (
        key_results.create_key_result,
        key_results.update_key_result,
    )
    saved = forms.save(form, request, use_cases, key_result_id, seen, entered)
    if saved is not None:
        actions.flash("Key result saved.")
        st.session_state.pop(OPENED, None)
        session_actions.act(sessions.show, session_id, None, saved)


def _open(what: Opened) -> None:
    st.session_state[OPENED] = what


def _leave(form: str) -> None:
    forms.clear(form)
    st.session_state.pop(OPENED, None)
