"""What an administrator does with a cycle at its end: begin to close, close, and reopen with a reason."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from domain.formatting import count, day
from domain.vocabulary import CycleState
from services import closing
from services.closing import Unfinished, unfinished
from services.reporting.people import CycleRow
from ui import actions, forms
from ui.clock import today
from ui.database import look_up
from ui.navigation import plain

FORM = "cycle-steps"


def show(cycle: CycleRow) -> None:
    """Draw the next step of a cycle, with a field for the reason where one is needed."""
    draw = {CycleState.ACTIVE: _begin, CycleState.CLOSING: _close, CycleState.CLOSED: _reopen}.get(cycle.state)
    if draw is not None:
        with st.container(key="cycle-steps-box", border=cycle.state != CycleState.CLOSED):
            draw(cycle)
            actions.show_refusal(FORM)


def _begin(cycle: CycleRow) -> None:
    runs = f" It runs until {day(cycle.ends_on, today())}." if cycle.ends_on >= today() else ""
    said = f"{cycle.name} is active.{runs} Once it begins to close, teams score; last check-ins are still taken."
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(plain(said))
        _button("Begin to close", closing.begin_closing, cycle, f"{cycle.name} is closing.")


def _close(cycle: CycleRow) -> None:
    left = look_up(unfinished, cycle.key)
    if left:
        st.markdown(plain(f"In all teams, {_left(left)}. Closing all the same needs a reason."))
    else:
        st.markdown("Everything is scored and judged in all teams. Closing makes the cycle read-only.")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        if left:
            _reason("Why it is closed all the same")
        said = f"{cycle.name} is closed and read-only."
        _button("Close the cycle", closing.close_cycle, cycle, said, with_reason=True)
    actions.show_field_error(FORM, "reason")


def _reopen(cycle: CycleRow) -> None:
    with st.expander("Reopen this cycle", expanded=actions.refusal_of(FORM) is not None):
        st.markdown(
            "Its numbers were final. Reopened, it can be written in again; the history keeps who did it and why."
        )
        _reason("Why it is reopened")
        actions.show_field_error(FORM, "reason")
        said = f"{cycle.name} is open again, to be closed later."
        _button("Reopen the cycle", closing.reopen_cycle, cycle, said, with_reason=True)


def _left(left: Unfinished) -> str:
    scores = f"{count(left.key_results, 'key result')} {'has' if left.key_results == 1 else 'have'} no score"
    verdicts = f"{count(left.objectives, 'objective')} no verdict"
    return " and ".join(words for words, number in ((scores, left.key_results), (verdicts, left.objectives)) if number)


def _reason(label: str) -> None:
    st.text_input(label, key=forms.field_key(FORM, "reason"), max_chars=500)


def _button(
    label: str, use_case: Callable[..., None], cycle: CycleRow, done: str, *, with_reason: bool = False
) -> None:
    args = (use_case, cycle.key, done, with_reason)
    st.button(label, key=f"{FORM}-{label}", type="secondary", on_click=_step, args=args)


def _step(use_case: Callable[..., None], cycle_id: int, done: str, with_reason: bool) -> None:
    said: tuple[Any, ...] = (forms.value(FORM, "reason") or "",) if with_reason else ()
    actions.act(FORM, use_case, cycle_id, *said)
    if actions.refusal_of(FORM) is None:
        forms.clear(FORM)
        actions.flash(done)
