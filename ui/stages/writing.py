"""A field in which a participant writes something down, and the list of what was written."""

from collections.abc import Sequence
from html import escape
from typing import Any

import streamlit as st

from domain.vocabulary import ContributionKind, LessonKind
from models.planning_inputs import ContributionInput
from services import taking_part
from services.reporting.sessions import ContributionRow, ParticipantRow
from ui import actions, forms, participation_actions
from ui.navigation import plain

MANY = 9  # more stand in two columns


def field(name: str, label: str, kind: ContributionKind | LessonKind, token: str, **about: Any) -> None:
    """Draw the field; Enter sends it, the field is empty at once, and what was refused comes back into it."""
    form = f"write-{name}"
    request = actions.request_key(form)
    with st.form(form, enter_to_submit=True, clear_on_submit=True, border=False):
        if "choices" in about:
            forms.choice("About", form, "objective_id", about["choices"], {})
        with st.container(horizontal=True, vertical_alignment="bottom"):
            st.text_input(label, key=f"{form}:text", max_chars=500)
            args = (form, kind, token, request, about)
            st.form_submit_button("Add", key=f"{form}-{request}", on_click=_write, args=args)
        actions.show_field_error(form, "text")
        actions.show_refusal(form)


def own(rows: Sequence[ContributionRow], me: ParticipantRow, token: str) -> None:
    """Draw what this participant wrote, each with a way to take it back."""
    for row in rows:
        if row.participant_id == me.key:
            with st.container(horizontal=True, vertical_alignment="center", key=f"own-{row.key}"):
                st.markdown(plain(row.text))
                args = (f"back-{row.key}", taking_part.take_back, token, row.key)
                key = f"back-{row.key}"
                st.button("Take back", key=key, type="tertiary", on_click=participation_actions.act, args=args)
                actions.show_refusal(f"back-{row.key}")


def listed(rows: Sequence[ContributionRow], nothing: str) -> str:
    """Return what was written as a list, each with its author; struck through once settled, kept drafts marked."""
    if not rows:
        return f'<p class="ob-nothing">{escape(nothing)}</p>'
    kind = "ob-written ob-many" if len(rows) > MANY else "ob-written"
    return f'<ul class="{kind}">{"".join(_item(row) for row in rows)}</ul>'


def in_order(rows: Sequence[ContributionRow]) -> str:
    """Return what was written as a numbered list, each with its author."""
    return f'<ol class="ob-written">{"".join(_item(row) for row in rows)}</ol>'


def _item(row: ContributionRow) -> str:
    kept = row.settled and row.kind == ContributionKind.DRAFT  # it goes on as an objective
    text = f"<s>{escape(row.text)}</s>" if row.settled and not kept else escape(row.text)
    return f"<li>{text} <small>{escape(row.author)}{' · kept' if kept else ''}</small></li>"


def _write(form: str, kind: ContributionKind | LessonKind, token: str, request: str, about: dict[str, Any]) -> None:
    text = forms.value(form, "text") or ""
    place = {name: value for name, value in about.items() if name != "choices"}
    if "choices" in about:
        place["objective_id"] = forms.value(form, "objective_id")
    if not _sent(form, kind, text, token, request, place):
        st.session_state[forms.field_key(form, "text")] = text


def _sent(
    form: str, kind: ContributionKind | LessonKind, text: str, token: str, request: str, place: dict[str, Any]
) -> bool:
    as_kind = kind if isinstance(kind, ContributionKind) else ContributionKind.PARKING
    entered = forms.parse(form, ContributionInput, kind=as_kind, text=text, **place)
    if entered is None:
        return False
    if isinstance(kind, LessonKind):
        return participation_actions.act(form, taking_part.learn, token, kind, entered.text, request) is not None
    return participation_actions.act(form, taking_part.contribute, token, entered, request) is not None
