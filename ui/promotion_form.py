"""The form that makes an initiative a key result of an objective."""

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from domain.formatting import count
from domain.vocabulary import ConversionKind, InitiativeState
from services import conversions
from services.errors import StaleVersion
from services.published import has_proposed
from services.reporting.conversions import ConversionRow, conversions_of, held_by, made_by, objectives_for_work
from services.reporting.editing import initiative_to_edit
from services.reporting.objectives import objective_detail
from ui import actions, conversion_view, forms, key_result_form, lineage, navigation, reasons, working_as
from ui.clock import today
from ui.conversion_view import line_of, new_line
from ui.database import ask, look_up, look_up_goals, policy


def show(initiative_id: int) -> None:
    """Draw the form; raises NotFound and NotAllowed."""
    form = f"promote-{initiative_id}"
    stored = look_up(initiative_to_edit, initiative_id)
    working_as.require(stored["team_id"])
    navigation.link("write_initiative", f"Initiative: {stored['title']}", id=initiative_id)
    if not _gone_back(look_up_goals(conversions_of, (), (initiative_id,)), stored):
        _form(form, initiative_id, stored)
    if (made := st.session_state.pop(f"_saved:{form}", None)) is not None:
        navigation.go("key_result", id=made)


def _gone_back(found: Sequence[ConversionRow], stored: Mapping[str, Any]) -> bool:
    """Offer the key result that the work came from, and tell whether there is nothing else to do here."""
    came_from = next((row for row in found if row.kind == ConversionKind.DEMOTED and row.stands), None)
    if came_from is not None:
        origin = came_from.key_result_id or 0
        held = count(look_up(held_by, (origin,))[origin].check_ins, "check-in")
        st.info(
            navigation.plain(
                f"This was the key result “{came_from.key_result}”, with {held}. You can take it back instead."
            )
        )
        lineage.undo_button("offer", came_from, "Take that key result back")
    if stored["state"] == InitiativeState.DROPPED:
        st.info("This initiative was dropped. Give it another state before you make it a key result.")
        return True
    return False


def _form(form: str, initiative_id: int, stored: Mapping[str, Any]) -> None:
    st.markdown(
        "Only a change that somebody outside the team notices is a key result. The initiative is kept, marked as "
        "dropped, and you can undo this."
    )
    objectives = look_up(objectives_for_work, initiative_id)
    if not objectives:
        st.info("The team has no objective in an open cycle yet. Write one first.")
        navigation.link("write_objective", "Write an objective", team=stored["team_id"])
        return
    opened = forms.version_seen(form, "objective", stored["version"])
    left, right = st.columns([3, 2], gap="large")
    with left:
        objective_id = forms.choice("Objective", form, "objective", objectives, {})
        start = key_result_form.fresh(objective_id) | {"title": stored["title"], "owner_id": stored["owner_id"]}
        key_result_form.fields(form, start, narrow=True)
        refusal = actions.refusal_of(form)
        seen = refusal.current_version if isinstance(refusal, StaleVersion) else opened
        actions.show_refusal(form)
        forms.save_button("Make it a key result", form, _save, initiative_id, seen)
    with right:
        now = [line_of(row) for row in look_up(objective_detail, objective_id, today(), policy()).objective.live]
        conversion_view.preview(now, [*now, new_line(form)])
        conversion_view.coach(form, stored["title"], "")


def _save(form: str, request: str, initiative_id: int, seen_version: int) -> None:
    key_result = key_result_form.entered(form, forms.value(form, "objective"))
    if key_result is None:
        return
    made = actions.act(form, conversions.promote, initiative_id, seen_version, key_result, request_key=request)
    if made is not None:
        forms.clear(form)
        reasons.flash("It is a key result now. The initiative is kept.", ask(has_proposed, made))
        st.session_state[f"_saved:{form}"] = ask(made_by, made)
