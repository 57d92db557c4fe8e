"""The delivery log of webhooks: what was sent where, how it went, and sending it again."""

from html import escape

import streamlit as st

from domain.formatting import count
from domain.vocabulary import DeliveryState
from services import deliveries
from services.reporting.webhooks import DeliveryLog, DeliveryRow, log_for
from ui import actions, live, working_as
from ui.clock import moment
from ui.database import ask

STATES = {
    DeliveryState.WAITING: ("too_early", "○", "waiting"),
    DeliveryState.DELIVERED: ("on_track", "●", "delivered"),
    DeliveryState.GIVEN_UP: ("at_risk", "■", "given up"),
}


@st.fragment(run_every=live.EVERY)
def show() -> None:
    """Draw the log for an administrator; what has been sent meanwhile appears by itself."""
    live.take_in()
    if not working_as.rights().is_admin:
        return
    log = ask(log_for, working_as.current())
    st.subheader("Delivery log", anchor=False)
    st.caption(log_in_a_sentence(log))
    for row in log.rows:
        _row(row)
    if log.total > len(log.rows):
        st.caption(f"The latest {len(log.rows)} of {log.total:,}. The command `outboard webhooks` prints more.")


def log_in_a_sentence(log: DeliveryLog) -> str:
    """Answer how sending goes."""
    if not log.total:
        return "No message yet. The next move on a flag, or a test message, appears here within seconds."
    words = ((log.waiting, "waiting"), (log.delivered, "delivered"), (log.given_up, "given up"))
    return f"{count(log.total, 'message')}: {', '.join(f'{number:,} {word}' for number, word in words if number)}."


def how_it_went(row: DeliveryRow) -> str:
    """Say what came of a message so far: attempts, the last answer and when it is tried next."""
    tried = count(row.attempts, "attempt")
    if row.state == DeliveryState.DELIVERED and row.delivered_at is not None:
        return f"Answered {row.last_status} {moment(row.delivered_at)} · {tried}"
    if row.state == DeliveryState.GIVEN_UP:
        return f"{row.last_error} · {tried}"
    if row.next_attempt_at is not None:
        return f"{row.last_error} · {tried} · next {moment(row.next_attempt_at)}"
    return "Being sent" if row.attempts else "Sent within seconds"


def _row(row: DeliveryRow) -> None:
    form = f"delivery-{row.key}"
    kind, shape, word = STATES[row.state]
    chip = (
        f'<span class="ob-chip ob-status-{kind}"><span class="ob-shape" aria-hidden="true">{shape}</span>'
        f'<span class="ob-word">{word}</span></span>'
    )
    with st.container(horizontal=True, key=f"row-delivery-{row.key}", gap="small", vertical_alignment="center"):
        st.html(
            f'<div class="ob-line">{chip}<span>{escape(row.event)} → {escape(row.webhook)}</span></div>'
            f'<div class="ob-note">number {row.key} · {escape(moment(row.created_at))}</div>'
        )
        st.html(f'<div class="ob-line ob-text">{escape(how_it_went(row))}</div>')
        if row.can_be_sent_again:
            request = actions.request_key(form)
            st.button("Send again", key=f"again-{row.key}-{request}", on_click=_again, args=(form, request, row.key))
    actions.show_refusal(form)


def _again(form: str, request: str, delivery_id: int) -> None:
    actions.act(form, deliveries.send_again, delivery_id, request_key=request)
    if actions.refusal_of(form) is None:
        actions.flash("The message is on its way again.")
    live.acted()
