"""What a team learnt in a cycle, plus and minus side by side."""

from collections.abc import Sequence

import streamlit as st

from domain.vocabulary import LessonKind
from models.planning_inputs import LessonInput
from services import closing
from services.reporting.closing import LessonRow
from ui import actions, forms
from ui.navigation import plain

SIGNS = {LessonKind.PLUS: "Plus: keep", LessonKind.MINUS: "Minus: change"}
FIELDS = {LessonKind.PLUS: "What helped, in a sentence", LessonKind.MINUS: "What hindered, in a sentence"}
ADDS = {LessonKind.PLUS: "Add what helped", LessonKind.MINUS: "Add what hindered"}


def show(rows: Sequence[LessonRow], team_id: int, cycle_id: int, may_write: bool) -> None:
    """Draw what the team learnt, with a field for more where the reader may write."""
    st.subheader("Lessons")
    if not rows and not may_write:
        st.caption("Nobody wrote a lesson down.")
        return
    for kind, column in zip(LessonKind, st.columns(2, gap="large"), strict=True):
        with column:
            st.markdown(f"**{SIGNS[kind]}**")
            for row in rows:
                if row.kind == kind:
                    _lesson(row, may_write)
            if may_write:
                _new(kind, team_id, cycle_id)


def _lesson(row: LessonRow, may_write: bool) -> None:
    with st.container(key=f"lesson-{row.key}", horizontal=True, vertical_alignment="center"):
        st.markdown(f"{plain(row.text)} :gray[{plain(row.author)}]", width="stretch")
        if may_write:
            args = (f"lesson-{row.key}", closing.take_lesson_back, row.key)
            st.button("Take back", key=f"lesson-back-{row.key}", type="tertiary", on_click=actions.act, args=args)


def _new(kind: LessonKind, team_id: int, cycle_id: int) -> None:
    form = f"new-lesson-{kind}"
    request = actions.request_key(form)
    with st.form(form, enter_to_submit=True, border=False):
        with st.container(horizontal=True, vertical_alignment="bottom"):
            st.text_input(FIELDS[kind], key=forms.field_key(form, "text"), max_chars=500)
            args = (form, kind, team_id, cycle_id, request)
            st.form_submit_button(ADDS[kind], key=f"{form}-{request}", on_click=_learn, args=args)
        actions.show_field_error(form, "text")
        actions.show_refusal(form)


def _learn(form: str, kind: LessonKind, team_id: int, cycle_id: int, request: str) -> None:
    text = forms.value(form, "text") or ""
    entered = forms.parse(form, LessonInput, kind=kind, team_id=team_id, cycle_id=cycle_id, text=text)
    if entered is not None and actions.act(form, closing.add_lesson, entered, request) is not None:
        st.session_state[forms.field_key(form, "text")] = ""
