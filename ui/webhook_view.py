"""The webhooks that there are, with what an administrator does about each, and the form that sets one up."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from domain.formatting import count
from models.inputs import WebhookInput
from services import webhooks
from services.reporting.webhooks import WebhookRow
from services.webhooks import SHORTEST_SECRET, WebhookReceipt
from ui import actions, forms
from ui.navigation import plain

OPENED, SECRET = "_webhook_opened", "_webhook_secret"
NAMES = {"name": "Name", "url": "Address"}
NEW = 0


def webhooks_in_a_sentence(rows: Sequence[WebhookRow]) -> str:
    """Answer who outside is told about flags."""
    if not rows:
        return "Nobody outside is told about flags yet."
    on = sum(row.is_active for row in rows)
    told = "gets" if on == 1 else "get"
    return f"{on} of {count(len(rows), 'webhook')} {told} a signed message for every move on a flag."


def show(rows: Sequence[WebhookRow]) -> None:
    """Draw the webhooks, the secret that was just made, and the form that is open."""
    for row in rows:
        _row(row)
    _secret()
    opened = st.session_state.get(OPENED)
    edited = next((row for row in rows if row.key == opened), None)
    if edited is not None or opened == NEW:
        _form(edited)
    else:
        st.button("Add a webhook", key="webhook-add", type="secondary" if rows else "primary", on_click=_open)


def _row(row: WebhookRow) -> None:
    form = f"webhook-row-{row.key}"
    test = actions.request_key(form)
    with st.container(horizontal=True, key=f"row-webhook-{row.key}", gap="small", vertical_alignment="center"):
        st.markdown(f"**{plain(row.name)}**")
        st.html(f'<div class="ob-line">{_chip(row.is_active)}<span class="ob-text">{escape(row.url)}</span></div>')
        if row.is_active:
            st.button("Send a test message", key=f"test-{row.key}-{test}", on_click=_test, args=(form, test, row))
        st.button("Edit", key=f"edit-webhook-{row.key}", on_click=_open, args=(row.key,))
        label = "Switch off" if row.is_active else "Switch on"
        st.button(label, key=f"switch-{row.key}", on_click=_switch, args=(form, row))
    actions.show_refusal(form)


def _chip(is_active: bool) -> str:
    kind, shape, word = ("on_track", "●", "on") if is_active else ("no_data", "◇", "off")
    return (
        f'<span class="ob-chip ob-status-{kind}"><span class="ob-shape" aria-hidden="true">{shape}</span>'
        f'<span class="ob-word">{word}</span></span>'
    )


def _form(row: WebhookRow | None) -> None:
    form = f"webhook-{row.key if row else 'new'}"
    opened = forms.version_seen(form, "name", row.version if row else 1)
    with st.container(border=True, key="webhook-form"):
        st.subheader(f"Edit {plain(row.name)}" if row else "New webhook", anchor=False)
        name, url = st.columns([1, 2])
        with name:
            forms.line_field("Name", form, "name", row.name if row else "", placeholder="Team chat")
        with url:
            example = "https://chat.example.com/hooks/42"
            forms.line_field("Address", form, "url", row.url if row else "", placeholder=example)
        _secret_field(form, is_new=row is None)
        seen = forms.show_conflicts(form, NAMES) or opened
        actions.show_refusal(form)
        with st.container(horizontal=True):
            forms.save_button("Save webhook", form, _save, row.key if row else None, seen)
            if row:
                st.button("Make a new secret", key="webhook-renew", on_click=_renew, args=(form, row, seen))
            st.button("Cancel", key="webhook-cancel", type="tertiary", on_click=_close, args=(form,))


def _secret_field(form: str, *, is_new: bool) -> None:
    stays = "Leave it empty and Outboard makes one." if is_new else "Leave it empty to keep the present one."
    advice = f"It signs every message. At least {SHORTEST_SECRET} characters."
    key = forms.field_key(form, "secret")
    st.text_input("Secret", key=key, type="password", placeholder=stays, help=advice, autocomplete="new-password")
    actions.show_field_error(form, "secret")


def _secret() -> None:
    """Draw a secret that was just made until its reader puts it away; nothing else ever shows one."""
    receipt: WebhookReceipt | None = st.session_state.get(SECRET)
    if receipt is None:
        return
    with st.container(border=True, key="webhook-secret"):
        st.markdown("**The secret of this webhook.** Copy it to the receiver now: it is not shown again.")
        st.code(receipt.secret, language=None, wrap_lines=True)
        st.button("I have copied it", key="webhook-copied", on_click=_put_away)


def _put_away() -> None:
    st.session_state.pop(SECRET, None)


def _open(webhook_id: int = NEW) -> None:
    st.session_state[OPENED] = webhook_id


def _close(form: str) -> None:
    st.session_state.pop(OPENED, None)
    actions.forget(form)
    forms.clear(form)


def _save(form: str, request: str, webhook_id: int | None, seen_version: int) -> None:
    entered = forms.parse(form, WebhookInput, **{name: forms.value(form, name) for name in ("name", "url", "secret")})
    if entered is None:
        return
    if webhook_id is None:
        receipt = actions.act(form, webhooks.create_webhook, entered, request_key=request)
    else:
        receipt = actions.act(form, webhooks.update_webhook, webhook_id, seen_version, entered)
    if receipt is None:
        return
    if webhook_id is None and not entered.secret:
        st.session_state[SECRET] = receipt
    _close(form)
    actions.flash(f"{entered.name} is saved. Send a test message to try it.")


def _renew(form: str, row: WebhookRow, seen_version: int) -> None:
    receipt = actions.act(form, webhooks.renew_secret, row.key, seen_version)
    if receipt is not None:
        st.session_state[SECRET] = receipt
        _close(form)
        actions.flash(f"{row.name} has a new secret.")


def _test(form: str, request: str, row: WebhookRow) -> None:
    if actions.act(form, webhooks.send_test, row.key, request_key=request) is not None:
        actions.flash("The test message is on its way: the log below shows what comes of it.")


def _switch(form: str, row: WebhookRow) -> None:
    actions.act(form, webhooks.set_active, row.key, row.version, not row.is_active)
    if actions.refusal_of(form) is None:
        actions.flash(f"{row.name} is switched {'off' if row.is_active else 'on'}.")
