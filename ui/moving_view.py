"""Copying an objective, taking it or a key result elsewhere, and putting its key results in order."""

from collections.abc import Sequence
from functools import partial

import streamlit as st

from domain.vocabulary import CycleState, ObjectiveState
from services import carrying, moving, ordering
from services.published import REASON, any_published
from services.reporting.carrying import objectives_to_move_to
from services.reporting.objectives import ObjectiveRow
from services.reporting.people import list_cycles, list_teams
from ui import actions, forms, navigation, order_buttons, reasons, working_as
from ui.database import ask, look_up_goals

WHY = "Why the {} moves (it is published, the decision log keeps it)"


def section(row: ObjectiveRow) -> None:
    """Draw what can be done with an objective as a whole; nothing is asked before somebody opens it."""
    opened = st.expander("Order, copy or move", key=f"move-{row.key}", on_change="rerun")
    if opened.open:
        with opened:
            if len(row.live) > 1:
                st.caption("The order of the key results")
                names = {each.key: each.title for each in row.live}
                order_buttons.order_list("kr-order", names, partial(_order, row.key))
                actions.show_refusal(f"order-{row.key}")
            _copy(row)
            _move(row)
            if row.live:
                _move_key_result(row)
    _follow()


def order_section(team_id: int, cycle_id: int, rows: Sequence[ObjectiveRow]) -> None:
    """Draw the order of a team's objectives in a cycle, for those who see them all, once somebody opens it."""
    form = f"order-objectives-{team_id}-{cycle_id}"
    if len(rows) < 2:
        return
    opened = st.expander("Put the objectives in order", key=form, on_change="rerun")
    if opened.open:
        with opened:
            names = {row.key: row.title for row in rows}
            order_buttons.order_list("objective-order", names, partial(_order_objectives, form, team_id, cycle_id))
            actions.show_refusal(form)


def _copy(row: ObjectiveRow) -> None:
    form = f"copy-{row.key}"
    request = actions.request_key(form)
    words = "Copy as a draft of the same cycle"
    st.button(words, key=f"{form}-{request}", on_click=_duplicate, args=(form, request, row.key))
    actions.show_refusal(form)


def _move(row: ObjectiveRow) -> None:
    form = f"move-objective-{row.key}"
    rights = working_as.rights()
    teams = {team.key: team.indented for team in look_up_goals(list_teams) if rights.allow(team.key)}
    cycles = {each.key: each.name for each in look_up_goals(list_cycles) if each.state != CycleState.CLOSED}
    st.caption("Move the objective with all its key results; their dates move with it")
    stored = {"team_id": row.team_id, "cycle_id": row.cycle_id}
    for column, (label, field, options) in zip(
        st.columns(2), (("To the team", "team_id", teams), ("Into the cycle", "cycle_id", cycles)), strict=True
    ):
        with column:
            forms.choice(label, form, field, options, stored)
    actions.show_field_error(form, "cycle_id")
    _why(form, row, "objective")
    _button("Move objective", form, _move_it, row.key, row.version, row.state == ObjectiveState.PUBLISHED)


def _move_key_result(row: ObjectiveRow) -> None:
    form = f"move-key-result-{row.key}"
    rights = working_as.rights()
    teams = tuple(team.key for team in look_up_goals(list_teams) if rights.allow(team.key))
    targets = dict(look_up_goals(objectives_to_move_to, teams, row.key))
    if not targets:
        return
    st.caption("Move one key result with its check-ins under another objective")
    named = {each.key: each.title for each in row.live}
    forms.choice("Key result to move", form, "key_result_id", named, {})
    forms.choice("Under the objective", form, "objective_id", targets, {})
    actions.show_field_error(form, "objective_id")
    _why(form, row, "key result")
    _button("Move key result", form, _move_one, row.key, {each.key: each.version for each in row.live})


def _why(form: str, row: ObjectiveRow, noun: str) -> None:
    if row.state == ObjectiveState.PUBLISHED or actions.refusal_of(form):
        st.text_input(WHY.format(noun), key=forms.field_key(form, REASON))
    actions.show_field_error(form, REASON)


def _button(words: str, form: str, run: object, *args: object) -> None:
    request = actions.request_key(form)
    actions.show_refusal(form)
    st.button(words, key=f"{form}-{request}", on_click=run, args=(form, request, *args))  # type: ignore[arg-type]


def _order(objective_id: int, seen: Sequence[int], ordered: Sequence[int]) -> None:
    actions.act(f"order-{objective_id}", ordering.order_key_results, objective_id, seen, ordered)


def _order_objectives(form: str, team_id: int, cycle_id: int, seen: Sequence[int], ordered: Sequence[int]) -> None:
    actions.act(form, ordering.order_objectives, team_id, cycle_id, seen, ordered)


def _duplicate(form: str, request: str, objective_id: int) -> None:
    made = actions.act(form, carrying.duplicate, objective_id, request_key=request)
    if made is not None:
        actions.flash("Copied: a draft that only the team sees.")
        st.session_state["_go_to_objective"] = made


def _move_it(form: str, request: str, objective_id: int, version: int, published: bool) -> None:
    values = [forms.value(form, name) for name in ("team_id", "cycle_id")]
    reason = forms.value(form, REASON) or ""
    moved = actions.act(form, moving.move_objective, objective_id, version, *values, reason=reason, request_key=request)
    if moved is not None:
        forms.clear(form)
        reasons.flash("Moved, with its key results.", published)


def _move_one(form: str, request: str, objective_id: int, versions: dict[int, int]) -> None:
    key, target = forms.value(form, "key_result_id"), forms.value(form, "objective_id")
    reason = forms.value(form, REASON) or ""
    version = versions.get(key, 0)
    moved = actions.act(form, moving.move_key_result, key, version, target, reason=reason, request_key=request)
    if moved is not None:
        forms.clear(form)
        reasons.flash("Moved, with its check-ins.", ask(any_published, objective_id, target), reason)


def _follow() -> None:
    made = st.session_state.pop("_go_to_objective", None)
    if made:
        navigation.go("objective", id=made)
