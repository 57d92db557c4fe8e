"""A team's ideas for later cycles: written down in a line, ordered, taken up as drafts."""

from collections.abc import Sequence
from functools import partial
from html import escape

import streamlit as st

from domain.formatting import count, day
from domain.vocabulary import CycleState
from models.planning_inputs import BacklogInput
from services import backlog
from services.reporting.backlog import BacklogRow, backlog_of
from services.reporting.people import CycleRow
from ui import actions, forms, navigation, order_buttons
from ui.clock import day_of
from ui.database import look_up

NAMES = {"title": "Idea", "note": "Note"}
REMOVED = "_removed_idea"


def section(team_id: int, cycle: CycleRow, may_write: bool) -> None:
    """Draw a team's backlog; those who may take an idea up into a cycle in planning."""
    found = look_up(backlog_of, team_id)
    st.subheader("Backlog for later quarters")
    st.html(f'<p class="ob-note">{escape(_in_a_sentence(len(found.waiting)))}</p>')
    seen = [row.key for row in found.waiting]
    with st.container():  # keeps the form below, and what is typed in it, where it is
        for row in found.waiting:
            _row(row, seen, cycle, may_write)
        actions.show_refusal(f"backlog-order-{team_id}")
    if may_write:
        _undo()
        _new(team_id)
    if found.taken_up:
        with st.expander(f"{count(len(found.taken_up), 'idea')} taken up", key="backlog-taken"):
            for row in found.taken_up:
                navigation.link("objective", f"{row.title} → {row.objective}", id=row.objective_id)
    made = st.session_state.pop("_taken_up", None)
    if made:
        navigation.go("objective", id=made)


def _in_a_sentence(waiting: int) -> str:
    if not waiting:
        return "No idea waits. Write down here what is worth an objective, and not now."
    return f"{count(waiting, 'idea')} {'waits' if waiting == 1 else 'wait'}, the first one first."


def _row(row: BacklogRow, seen: Sequence[int], cycle: CycleRow, may_write: bool) -> None:
    form = f"idea-{row.key}"
    with st.container(border=True, key=f"backlog-{row.key}", gap="small"):
        note = f"{row.author}, {day(day_of(row.at))}{' · ' if row.note else ''}{row.note}"
        st.html(f'<p class="ob-line"><strong>{escape(row.title)}</strong></p><p class="ob-note">{escape(note)}</p>')
        if may_write:
            with st.container(horizontal=True, vertical_alignment="center", key=f"steps-{form}", gap="small"):
                order_buttons.up_and_down("idea", row.key, row.title, seen, partial(_order, row.team_id))
                if cycle.state == CycleState.PLANNING:
                    _take_up_button(form, row, cycle)
                st.button("Remove", key=f"remove-{form}", type="tertiary", on_click=_remove, args=(form, row))
            actions.show_field_error(form, "cycle_id")
            actions.show_refusal(form)
            _edit(row)


def _take_up_button(form: str, row: BacklogRow, cycle: CycleRow) -> None:
    request = actions.request_key(form)
    words = f"Take up in {navigation.plain(cycle.name)}"
    st.button(words, key=f"take-{form}-{request}", on_click=_take_up, args=(form, request, row, cycle))


def _edit(row: BacklogRow) -> None:
    opened = st.expander("Edit", key=f"edit-idea-{row.key}", on_change="rerun")
    if not opened.open:
        return
    form = f"edit-idea-{row.key}"
    with opened:
        version = forms.version_seen(form, "title", row.version)
        _fields(form, row.title, row.note)
        version = forms.show_conflicts(form, NAMES) or version
        actions.show_refusal(form)
        st.button("Save idea", key=f"save-{form}", on_click=_save, args=(form, row, version))


def _new(team_id: int) -> None:
    form = f"new-idea-{team_id}"
    request = actions.request_key(form)
    with st.form(f"form-{form}", enter_to_submit=True):
        _fields(form)
        actions.show_refusal(form)
        st.form_submit_button(
            "Add to the backlog", key=f"{form}-{request}", on_click=_add, args=(form, team_id, request)
        )


def _fields(form: str, title: str = "", note: str = "") -> None:
    st.text_input("An idea for an objective", title, key=f"{form}:title", max_chars=500)
    actions.show_field_error(form, "title")
    st.text_input("Why, or what it waits for (optional)", note, key=f"{form}:note")


def _undo() -> None:
    removed = st.session_state.get(REMOVED)
    if removed:
        st.button("Put the removed idea back", key="undo-idea", type="tertiary", on_click=_restore, args=(removed,))


def _entered(form: str, team_id: int) -> BacklogInput | None:
    said = {name: forms.value(form, name) or "" for name in NAMES}
    return forms.parse(form, BacklogInput, team_id=team_id, **said)


def _add(form: str, team_id: int, request: str) -> None:
    entered = _entered(form, team_id)
    if entered is not None and actions.act(form, backlog.add_item, entered, request) is not None:
        for name in NAMES:
            st.session_state[forms.field_key(form, name)] = ""


def _save(form: str, row: BacklogRow, version: int) -> None:
    entered = _entered(form, row.team_id)
    if entered is None:
        return
    actions.act(form, backlog.edit_item, row.key, version, entered)
    if actions.refusal_of(form) is None:
        forms.clear(form)
        actions.flash("Idea saved.")


def _order(team_id: int, seen: Sequence[int], ordered: Sequence[int]) -> None:
    actions.act(f"backlog-order-{team_id}", backlog.order_items, team_id, seen, ordered)


def _remove(form: str, row: BacklogRow) -> None:
    actions.act(form, backlog.remove_item, row.key)
    if actions.refusal_of(form) is None:
        st.session_state[REMOVED] = row.key
        actions.flash(f"“{row.title}” is off the backlog.")


def _restore(item_id: int) -> None:
    actions.act("undo-idea", backlog.restore_item, item_id)
    st.session_state.pop(REMOVED, None)


def _take_up(form: str, request: str, row: BacklogRow, cycle: CycleRow) -> None:
    made = actions.act(form, backlog.take_up, row.key, cycle.key, request_key=request)
    if made is not None:
        actions.flash(f"Taken up in {cycle.name}, as a draft that the team sees.")
        st.session_state["_taken_up"] = made
