"""What a participant does on a device of their own."""

from typing import Any

import streamlit as st

from services.errors import NotPossible
from ui import actions


def act(form: str, use_case: Any, token: str, *args: Any) -> Any:
    """Run a participant's use case and return its answer, or None when it was refused; the form shows why."""
    answer = actions.carry_out(form, lambda session: use_case(session, token, *args))
    refusal = actions.refusal_of(form)
    if isinstance(refusal, actions.FINAL):  # shown beside the button, where the participant looks, and not on top
        st.session_state.pop(actions.REFUSED, None)
        actions.refuse(form, NotPossible(str(refusal)))
    return answer
