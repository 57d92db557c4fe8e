"""A field in which a participant writes something down, and the list of what was written."""

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

import streamlit as st

from domain.vocabulary import ContributionKind, LessonKind
from models.planning_inputs import ContributionInput
from services import taking_part
from services.errors import InvalidInput
from services.reporting.sessions import ContributionRow, ParticipantRow
from ui import actions, forms, participation_actions
from ui.navigation import plain
from ui.stages import sent

MANY = 9  # more stand in two columns
ABOUT = "objective_id"
NO_OBJECTIVE = 0  # stands for none among the objectives that a text may be about
ABOUT_WHAT = "Say what it is about: one of the objectives, or the plan as a whole."


def field(name: str, label: str, kind: ContributionKind | LessonKind, token: str, **about: Any) -> None:
    """Draw the field; Enter sends it, the field is empty at once, and what was refused comes back into it."""
    form = f"write-{name}"
    request = actions.request_key(form)
    if "choices" in about:
        _choose(form, about["choices"])
    with st.form(form, enter_to_submit=True, clear_on_submit=True, border=False):
        with st.container(horizontal=True, vertical_alignment="bottom"):
            sent.line(label, form, "text")
            args = (form, kind, token, request, about)
            st.form_submit_button("Add", key=f"{form}-{request}", on_click=_write, args=args)
        actions.show_field_error(form, "text")
        if not isinstance(actions.refusal_of(form), InvalidInput):
            actions.show_refusal(form)


def about_this(name: str, objective_id: int) -> None:
    """Draw the button by which somebody who reads an objective writes about it."""
    args = (f"write-{name}", objective_id)
    st.button("Ask about this", key=f"about-{name}-{objective_id}", type="tertiary", on_click=_read, args=args)


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


def lettered(rows: Sequence[ContributionRow]) -> str:
    """Return what was written as a list with letters, by which a ballot names each."""
    kind = "ob-written ob-many" if len(rows) > MANY else "ob-written"
    return f'<ol type="A" class="{kind}">{"".join(_item(row) for row in rows)}</ol>'


def in_order(rows: Sequence[ContributionRow]) -> str:
    """Return what was written as a numbered list, each with its author."""
    return f'<ol class="ob-written">{"".join(_item(row) for row in rows)}</ol>'


def _item(row: ContributionRow) -> str:
    kept = row.settled and row.kind == ContributionKind.DRAFT  # it goes on as an objective
    text = f"<s>{escape(row.text)}</s>" if row.settled and not kept else escape(row.text)
    return f"<li>{text} <small>{escape(row.author)}{' · kept' if kept else ''}</small></li>"


def _choose(form: str, titles: Mapping[int, str]) -> None:
    """Draw what a text may be about; nothing is chosen for whoever writes, except where there is one choice only."""
    key = forms.field_key(form, ABOUT)
    index = 0 if len(titles) == 1 else None
    st.selectbox(
        *("About", list(titles), index),
        format_func=lambda chosen: titles.get(chosen, ""),  # what is chosen may leave the plan meanwhile
        key=key,
        placeholder="An objective, or the plan as a whole",
    )
    actions.show_field_error(form, ABOUT)


def _read(form: str, objective_id: int) -> None:
    st.session_state[forms.field_key(form, ABOUT)] = objective_id
    actions.forget(form)


def _write(form: str, kind: ContributionKind | LessonKind, token: str, request: str, about: dict[str, Any]) -> None:
    written = sent.said(form, "text")
    place = {name: value for name, value in about.items() if name != "choices"}
    if "choices" in about:
        place[ABOUT] = forms.value(form, ABOUT)
    stored = _sent(form, kind, written["text"], token, request, place)
    sent.settle(form, written, stored=stored)


def _sent(
    form: str, kind: ContributionKind | LessonKind, text: str, token: str, request: str, place: dict[str, Any]
) -> bool:
    if ABOUT in place and place[ABOUT] is None and kind == ContributionKind.QUESTION:
        actions.refuse(form, InvalidInput([forms.problem(ABOUT, ABOUT_WHAT)]))
        return False
    place = {name: value or None for name, value in place.items()}
    as_kind = kind if isinstance(kind, ContributionKind) else ContributionKind.PARKING
    entered = forms.parse(form, ContributionInput, kind=as_kind, text=text, **place)
    if entered is None:
        return False
    if isinstance(kind, LessonKind):
        return participation_actions.act(form, taking_part.learn, token, kind, entered.text, request) is not None
    return participation_actions.act(form, taking_part.contribute, token, entered, request) is not None
