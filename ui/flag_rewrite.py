"""Rewriting a flagged key result in place, with the coach beside it."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from domain.flags import UNRESOLVED
from domain.vocabulary import Label, Measure
from models.inputs import KeyResultInput
from services import key_results
from services.reporting.editing import key_result_to_edit, objective_to_edit
from services.reporting.flag_screens import siblings_of
from services.reporting.flags import FlagDetail, FlagRow
from ui import actions, coaching, forms, key_result_form, navigation, reasons, working_as
from ui.database import look_up_goals
from ui.flag_words import one_line

IN_FORM = ("title", "unit", "measure", "baseline", "target", "stretch", "low", "high")


def section(detail: FlagDetail) -> None:
    """Draw the form of the flagged key result, or of a chosen one, for whoever may write, until the flag is closed."""
    flag = detail.flag
    if flag.state not in UNRESOLVED or not working_as.may_write_in(flag.team_id, flag.cycle_id):
        return
    # What is most likely meant comes first: what was an output when the flag was raised.
    meant = {row.key for row in detail.before.key_results if row.label == Label.OUTPUT}
    live = sorted((row for row in detail.after.key_results if not row.dropped), key=lambda row: row.key not in meant)
    titles = {row.key: row.title for row in live}
    if not titles:
        return
    st.subheader("Rewrite it here", anchor=False)
    key = flag.key_result_id if flag.key_result_id in titles else _which(flag.key, titles)
    stored = look_up_goals(key_result_to_edit, key)
    left, right = st.columns([3, 2], gap="large")
    with left:
        form = _form(key, stored, flag)
    with right:
        _coach(form, key, stored, f"{flag.objective} {flag.team}")


def _which(flag_id: int, titles: Mapping[int, str]) -> int:
    key = f"rewrite-which-{flag_id}"
    chosen = st.selectbox("Which key result?", list(titles), format_func=lambda key: titles.get(key, ""), key=key)
    return chosen if chosen in titles else next(iter(titles))


def _form(key_result_id: int, stored: Mapping[str, Any], flag: FlagRow) -> str:
    form = f"rewrite-{key_result_id}"
    opened = forms.version_seen(form, "title", stored["version"])
    key_result_form.text_and_measure(form, stored)
    state = look_up_goals(objective_to_edit, flag.objective_id)["state"]
    reasons.field(form, state, f"Answer to the flag: {one_line(flag.comment)}")
    seen = forms.show_conflicts(form, key_result_form.NAMES) or opened
    actions.show_refusal(form)
    st.caption("Both texts are kept. The label is suggested anew, also where a person had confirmed the old one.")
    with st.container(horizontal=True, vertical_alignment="center"):
        arguments = (form, key_result_id, seen, stored)
        st.button("Save the new text", type="primary", key=f"save-{form}", on_click=_save, args=arguments)
        navigation.link("write_key_result", "Change owner, dates or weight", id=key_result_id)
    return form


def _coach(form: str, key_result_id: int, stored: Mapping[str, Any], about: str) -> None:
    """Draw the coach on what stands in the form, saved or not."""
    siblings = look_up_goals(siblings_of, stored["objective_id"], key_result_id)
    coaching.on_form(form, stored, siblings, about)


def _save(form: str, key_result_id: int, seen_version: int, stored: Mapping[str, Any]) -> None:
    kept = {name: stored[name] for name in KeyResultInput.model_fields if name not in IN_FORM}
    steps = [dict(zip(("title", "weight", "due_on", "done_on"), step, strict=True)) for step in stored["milestones"]]
    entered = key_result_form.text_and_numbers(form)
    if entered["measure"] == Measure.MILESTONE:
        kept["metric_id"] = None  # people tick milestones off, no metric does
    key_result = forms.parse(form, KeyResultInput, **{**kept, "milestones": steps, **entered})
    if key_result is None:
        return
    change, reason = reasons.Change(key_results.update_key_result), reasons.given(form)
    actions.act(form, change, key_result_id, seen_version, key_result, rewritten=True, reason=reason)
    if actions.refusal_of(form) is None:
        forms.clear(form)
        reasons.flash("Saved. The flag shows both texts.", change.proposed)
