"""What an administrator does with a cycle at its end: begin to close, close, and reopen with a reason."""

import streamlit as st

from domain.vocabulary import CycleState
from services import closing
from services.closing import unfinished
from services.reporting.people import CycleRow
from ui import actions
from ui.database import look_up

FORM = "cycle-steps"


def show(cycle: CycleRow) -> None:
    """Draw the next step of a cycle, with a field for the reason where one is needed."""
    if cycle.state == CycleState.ACTIVE:
        st.button("Begin to close", key="begin-closing", on_click=_step, args=(closing.begin_closing, cycle.key, False))
        st.caption("Teams then score their key results; last check-ins are still taken.")
    elif cycle.state == CycleState.CLOSING:
        left = look_up(unfinished, cycle.key)
        if left:
            st.markdown(
                f"In all teams {left.key_results} key results have no score, {left.objectives} objectives no verdict."
            )
            _reason("Why it is closed all the same")
        st.button(
            "Close the cycle",
            key="close-cycle",
            type="primary",
            on_click=_step,
            args=(closing.close_cycle, cycle.key, True),
        )
    elif cycle.state == CycleState.CLOSED:
        _reason("Why it is reopened")
        st.button("Reopen the cycle", key="reopen-cycle", on_click=_step, args=(closing.reopen_cycle, cycle.key, True))
    actions.show_refusal(FORM)


def _reason(label: str) -> None:
    st.text_input(label, key=f"{FORM}:reason", max_chars=500)
    actions.show_field_error(FORM, "reason")


def _step(use_case: object, cycle_id: int, with_reason: bool) -> None:
    said = (st.session_state.get(f"{FORM}:reason", ""),) if with_reason else ()
    actions.act(FORM, use_case, cycle_id, *said)  # type: ignore[arg-type]  # one of the three steps
