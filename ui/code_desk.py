"""A visitor on another device shows a right code before the page tells who works here."""

import streamlit as st
from sqlmodel import Session

from models.planning_inputs import JoinInput
from services import guessing, taking_part
from services.errors import InvalidInput, Refusal
from ui import actions, visitors
from ui.database import ask

FORM = "session-code"
CHECKED = "_code_checked"
NEEDED = "Type the six characters from the shared screen."


def admits(code: str) -> bool:
    """Tell whether the form for joining may be drawn; where it may not, draw the one that asks for the code."""
    if not visitors.is_foreign():
        return True
    if code and st.session_state.get(CHECKED) != code:
        _check(code)
    if code and actions.refusal_of(FORM) is None:
        return True
    st.markdown(NEEDED)
    with st.form(FORM, enter_to_submit=True):
        st.text_input("Code", code, key=f"{FORM}:code", max_chars=12)
        actions.show_field_error(FORM, "code")
        st.form_submit_button("Next", type="primary", on_click=_send)
        if (refusal := actions.refusal_of(FORM)) and not isinstance(refusal, InvalidInput):
            st.error(str(refusal), icon=":material/error:")
    return False


def join(form: str, entered: JoinInput) -> str | None:
    """Join with what somebody entered and return the token, or None when it was refused, which the form shows.

    On another device a wrong code counts, and nobody becomes a person who has joined already.
    """
    counted_as = visitors.counted_as()

    def run(session: Session) -> str:
        with guessing.guarded(counted_as):
            return taking_part.join(session, entered, known=counted_as is None)

    return actions.carry_out(form, run)


def _send() -> None:
    st.query_params["code"] = str(st.session_state[f"{FORM}:code"] or "").strip()
    st.session_state.pop(CHECKED, None)


def _check(code: str) -> None:
    """Find out once whether a code is right: a page that is drawn again guesses nothing anew."""
    st.session_state[CHECKED] = code
    actions.forget(FORM)
    try:
        with guessing.guarded(visitors.counted_as()):
            ask(taking_part.require_code, code)
    except Refusal as refused:
        actions.refuse(FORM, refused)
