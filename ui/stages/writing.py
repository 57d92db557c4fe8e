"""A field in which a participant writes something down, and the list of what was written."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from domain.vocabulary import ContributionKind
from models.planning_inputs import ContributionInput
from services import taking_part
from services.reporting.sessions import ContributionRow, ParticipantRow
from ui import actions, forms, participation_actions
from ui.navigation import plain


def field(kind: ContributionKind, label: str, token: str, **about: int | None) -> None:
    """Draw the field; what is written is sent with Enter, and the field is empty again once it is stored."""
    form = f"write-{kind}-{about.get('objective_id') or about.get('key_result_id') or 0}"
    request = actions.request_key(form)
    with st.form(form, enter_to_submit=True):
        st.text_input(label, key=f"{form}:text", max_chars=500)
        actions.show_field_error(form, "text")
        args = (form, kind, token, request, about)
        st.form_submit_button("Add", key=f"{form}-{request}", on_click=_write, args=args)
        actions.show_refusal(form)


def own(rows: Sequence[ContributionRow], me: ParticipantRow, token: str) -> None:
    """Draw what this participant wrote, each with a way to take it back."""
    for row in rows:
        if row.participant_id == me.key:
            with st.container(horizontal=True, vertical_alignment="center"):
                st.markdown(plain(row.text))
                args = (f"back-{row.key}", taking_part.take_back, token, row.key)
                st.button("Take back", key=f"back-{row.key}", on_click=participation_actions.act, args=args)


def listed(rows: Sequence[ContributionRow], nothing: str) -> str:
    """Return what was written as a list, each with its author; what is settled is struck through."""
    items = "".join(_item(row) for row in rows)
    return f"<ul class='ob-written'>{items}</ul>" if items else f"<p>{escape(nothing)}</p>"


def _item(row: ContributionRow) -> str:
    text = f"<s>{escape(row.text)}</s>" if row.settled else escape(row.text)
    return f"<li>{text} <small>{escape(row.author)}</small></li>"


def _write(form: str, kind: ContributionKind, token: str, request: str, about: dict[str, int | None]) -> None:
    entered = forms.parse(form, ContributionInput, kind=kind, text=forms.value(form, "text") or "", **about)
    if entered and participation_actions.act(form, taking_part.contribute, token, entered, request) is not None:
        st.session_state[forms.field_key(form, "text")] = ""
