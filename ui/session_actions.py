"""What the facilitator does on the shared screen."""

from typing import Any

import streamlit as st

from ui import actions, live

FORM = "planning-session"
ACTED = "_led"


def act(use_case: Any, *args: Any) -> Any:
    """Run a use case for the facilitator; the screen follows at once, and a refusal stands above the controls."""
    answer = actions.act(FORM, use_case, *args)
    live.acted()
    st.session_state[ACTED] = True
    return answer


def has_acted() -> bool:
    """Tell, once, whether this run of the page follows a step that was made on it."""
    led: bool = st.session_state.pop(ACTED, False)
    return led
