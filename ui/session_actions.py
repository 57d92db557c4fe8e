"""What the facilitator does on the shared screen."""

from typing import Any

import streamlit as st

from ui import actions, live
from ui.navigation import plain

FORM = "planning-session"
ACTED, REFUSED = "_led", "_led_refused"


def act(use_case: Any, *args: Any) -> Any:
    """Run a use case for the facilitator; the screen follows at once, and a refusal stands above the controls."""
    answer = lead(use_case, *args)
    live.acted()
    st.session_state[ACTED] = True
    return answer


def lead(use_case: Any, *args: Any) -> Any:
    """Run a use case and keep why it was refused, if it was, for the shared screen to show."""
    answer = actions.act(FORM, use_case, *args)
    st.session_state[REFUSED] = actions.take_refusal(FORM)
    return answer


def refused() -> str:
    """Return why the last step was refused, empty where it was not; what another form was refused for good counts."""
    if final := st.session_state.pop(actions.REFUSED, None):
        st.session_state[REFUSED] = final
    return str(st.session_state.get(REFUSED) or "")


def show_refusal() -> None:
    """Show why the last step was refused, until the next one or until it is put away."""
    if said := refused():
        with st.container(key="session-refused", horizontal=True, vertical_alignment="center"):
            st.error(plain(said), icon=":material/error:")
            st.button("Close", key="session-refused-close", type="tertiary", on_click=_put_away)


def has_acted() -> bool:
    """Tell, once, whether this run of the page follows a step that was made on it."""
    led: bool = st.session_state.pop(ACTED, False)
    return led


def _put_away() -> None:
    st.session_state.pop(REFUSED, None)
