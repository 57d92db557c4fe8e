"""The form in which a flag is raised: on what, of which kind, what is asked, and by when an answer is wanted."""

from typing import Any

import streamlit as st

from domain.formatting import percent
from domain.vocabulary import Concern, Role
from models.inputs import FlagInput
from services import flags
from services.errors import NotAllowed
from services.reporting.editing import key_result_to_edit, objective_to_edit
from services.snapshots import Snapshot, take_snapshot
from ui import actions, flag_compare, forms, navigation, working_as
from ui.clock import today
from ui.database import look_up_goals
from ui.flag_words import kind
from ui.forms import choice

WHOLE = "The objective as a whole"
KINDS = {concern: kind(concern) for concern in Concern}


def show(objective_id: int | None, key_result_id: int | None, concern: str) -> None:
    """Draw the form with what the address preselects; raises NotFound, NotAllowed and CycleClosed."""
    if objective_id is None and key_result_id is not None:
        objective_id = look_up_goals(key_result_to_edit, key_result_id)["objective_id"]
    objective = look_up_goals(objective_to_edit, objective_id or 0)
    _require_lead(objective["team_id"])
    working_as.require_open(objective["cycle_id"])
    form = f"flag-on-{objective['id']}"
    navigation.link("objective", objective["title"], id=objective["id"])
    held = look_up_goals(take_snapshot, objective["id"])
    left, right = st.columns([3, 2], gap="large")
    with left:
        _fields(form, held, key_result_id, concern)
        actions.show_refusal(form)
        forms.save_button("Raise flag", form, _save, objective["id"])
    with right:
        _what_is_kept(held)
    raised = st.session_state.pop(f"_raised:{form}", None)
    if raised:
        navigation.go("flag", id=raised)


def _require_lead(team_id: int) -> None:
    if not working_as.rights().allow(team_id, Role.LEAD):
        raise NotAllowed("Only a lead of this team, or of a team above it, may raise a flag here.")


def _fields(form: str, held: Snapshot, key_result_id: int | None, concern: str) -> None:
    subjects: dict[int | None, str] = {None: WHOLE}
    subjects |= {row.key: row.title for row in held.key_results if not row.dropped}
    choice("On", form, "key_result_id", subjects, {"key_result_id": key_result_id})
    actions.show_field_error(form, "key_result_id")
    asked, until = st.columns([3, 2])
    with asked:
        choice("Kind", form, "kind", KINDS, {"kind": concern if concern in KINDS else None})
        actions.show_field_error(form, "kind")
    with until:
        st.date_input(
            "Answer wanted by (optional)",
            None,
            min_value=today(),
            key=forms.field_key(form, "due_on"),
            format="YYYY-MM-DD",
        )
        actions.show_field_error(form, "due_on")
    st.text_area(
        "What do you see, and what do you ask?",
        key=forms.field_key(form, "comment"),
        height=130,
        placeholder="Three of four are things that we ship. Who will do something differently?",
    )
    actions.show_field_error(form, "comment")


def _what_is_kept(held: Snapshot) -> None:
    """Draw what the flag keeps to compare with later."""
    found = "nothing counts yet" if held.share is None else percent(held.share)
    lines = "".join(f"<tr><td>{flag_compare.cell(row)}</td></tr>" for row in held.key_results if not row.dropped)
    st.html(
        f'<p class="ob-chart-title">Outcome share now: {found}</p>'
        '<p class="ob-chart-subtitle">The flag keeps these texts and labels, to compare with when it is resolved.</p>'
        f'<table class="ob-rows">{lines}</table>'
    )


def _save(form: str, request: str, objective_id: int) -> None:
    entered: dict[str, Any] = {name: forms.value(form, name) for name in ("key_result_id", "kind", "comment", "due_on")}
    flag = forms.parse(form, FlagInput, objective_id=objective_id, **entered)
    if flag is None:
        return
    raised = actions.act(form, flags.raise_flag, flag, request_key=request, today=today())
    if raised is not None:
        forms.clear(form)
        actions.flash("Flag raised. The owner sees it in the inbox and first in My week.")
        st.session_state[f"_raised:{form}"] = raised
