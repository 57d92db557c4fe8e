"""What happened on which day: the remarks in a key result's chart as text, a form for a new one, and undo."""

from html import escape

import streamlit as st

from domain.formatting import day
from models.inputs import AnnotationInput
from services import annotations
from services.reporting.annotations import AnnotationRow
from services.reporting.key_result import KeyResultDetail
from services.reporting.key_results import KeyResultRow
from ui import actions, forms, navigation
from ui.clock import moment, today

LONGEST = 200
TAKEN_OUT = "_remark_taken_out"


def section(detail: KeyResultDetail, may_write: bool) -> None:
    """Draw the remarks in the order of their numbers in the chart, and for who may write what changes them."""
    row = detail.key_result
    for number, entry in enumerate(detail.annotations, 1):
        _remark(number, entry, row.key if may_write else None)
    if may_write:
        with st.container(horizontal=True, key=f"remark-tools-{row.key}"):
            _writing(row)
            _way_back(row.key)


def _remark(number: int, entry: AnnotationRow, key_result: int | None) -> None:
    """Draw one remark; with the key result that it stands on, it can be removed."""
    form = f"remark-{entry.key}"
    said = f"<strong>{number}</strong> {escape(day(entry.on_day, today()))}: {escape(entry.text)}"
    with st.container(horizontal=True, key=f"row-remark-{entry.key}", gap="small", vertical_alignment="center"):
        by = f'<span class="ob-note" title="{moment(entry.at)}">{escape(entry.author)}</span>'
        st.html(f'<p class="ob-text">{said} {by}</p>')
        if key_result is not None:
            words, about = f"Remove remark {number}", (form, key_result, entry)
            st.button("Remove", key=form, type="tertiary", help=words, on_click=_remove, args=about)
    actions.show_refusal(form)


def _writing(row: KeyResultRow) -> None:
    form = f"annotate-{row.key}"
    request = actions.request_key(form)
    first, last = annotations.days_of(row.schedule.starts_on, row.schedule.due_on)
    words = "Add a remark to a day"
    with (
        st.popover(words, icon=":material/add_notes:", type="tertiary", key=f"open-{form}-{request}"),
        st.form(form, border=False),
    ):
        chosen = min(max(today(), first), last)
        key = forms.field_key(form, "on_day")
        st.date_input("On", chosen, min_value=first, max_value=last, key=key, format="YYYY-MM-DD")
        actions.show_field_error(form, "on_day")
        st.text_input(
            "What happened", key=forms.field_key(form, "text"), max_chars=LONGEST, placeholder="The campaign began"
        )
        actions.show_field_error(form, "text")
        st.form_submit_button(
            "Add remark", type="primary", key=f"add-{form}-{request}", on_click=_add, args=(form, row.key, request)
        )
        actions.show_refusal(form)


def _way_back(key_result: int) -> None:
    taken: tuple[int, AnnotationRow] | None = st.session_state.get(TAKEN_OUT)
    if taken is None or taken[0] != key_result:
        return
    entry = taken[1]
    words = f"Put “{navigation.plain(entry.text)}” back"
    key, icon = f"restore-{entry.key}", ":material/undo:"
    st.button(words, key=key, type="tertiary", icon=icon, on_click=_restore, args=(entry,))
    actions.show_refusal(f"restore-{entry.key}")


def _add(form: str, key_result: int, request: str) -> None:
    entered = {name: forms.value(form, name) for name in ("on_day", "text")}
    annotation = forms.parse(form, AnnotationInput, key_result_id=key_result, **entered)
    if annotation is None:
        return
    if actions.act(form, annotations.annotate, annotation, request_key=request) is not None:
        forms.clear(form)
        actions.flash(f"Added “{annotation.text}” to the chart.")


def _remove(form: str, key_result: int, entry: AnnotationRow) -> None:
    removed = actions.act(form, annotations.remove_annotation, entry.key)
    if removed is not None:
        st.session_state[TAKEN_OUT] = (key_result, entry)
        actions.flash(f"Removed “{entry.text}” from the chart.")


def _restore(entry: AnnotationRow) -> None:
    if actions.act(f"restore-{entry.key}", annotations.restore_annotation, entry.key) is not None:
        st.session_state.pop(TAKEN_OUT, None)
        actions.flash(f"“{entry.text}” is back in the chart.")
