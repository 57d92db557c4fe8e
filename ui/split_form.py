"""The form that makes two key results of one that promises two things."""

from dataclasses import replace
from typing import Any

import streamlit as st

from domain.coaching import halves
from domain.formatting import count
from services import conversions
from services.published import has_proposed
from services.reporting.key_result import key_result_detail
from services.reporting.key_results import KeyResultRow
from ui import actions, conversion_view, forms, key_result_form, navigation, reasons, working_as
from ui.clock import today
from ui.conversion_view import Line, line_of, new_line, suggested_line
from ui.database import ask, look_up, policy

NAMES = {"title": "First text"}


def show(key_result_id: int) -> None:
    """Draw the form; raises NotFound and NotAllowed."""
    form = f"split-{key_result_id}"
    detail = look_up(key_result_detail, key_result_id, today(), policy())
    row = detail.key_result
    working_as.require(row.team_id)
    working_as.require_open(row.cycle_id)
    navigation.link("key_result", f"Key result: {row.title}", id=row.key)
    if row.dropped:
        st.info("This key result was dropped. Open it to see what became of it.")
    else:
        opened = forms.version_seen(form, "first", row.version)
        left, right = st.columns([3, 2], gap="large")
        with left:
            _fields(form, row, len([entry for entry in detail.check_ins if entry.counts]))
            seen = forms.show_conflicts(form, NAMES) or opened
            actions.show_refusal(form)
            forms.save_button("Split in two", form, _save, row, seen)
        with right:
            siblings = [line_of(sibling) for sibling in detail.siblings]
            after = [_first(form, row), new_line(form, row.weight / 2), *siblings]
            conversion_view.preview([line_of(row), *siblings], after)
    if st.session_state.pop(f"_saved:{form}", None) is not None:
        navigation.go("key_result", id=row.key)


def _fields(form: str, row: KeyResultRow, check_ins: int) -> None:
    parts = halves(row.title)
    said = "It promises two things" if parts else "It reads like one promise, so write both texts yourself"
    st.markdown(f"{said}. Each key result gets a label, a number and half of the weight of its own.")
    first, second = parts or (row.title, "")
    st.subheader("The first keeps its page")
    st.text_area("First text", first, key=f"{form}:first", height=80)
    actions.show_field_error(form, "first")
    held = f"{count(check_ins, 'check-in')}, " if check_ins else ""
    st.html(f'<p class="ob-note">It keeps its {held}numbers, initiatives and flags. Edit its numbers afterwards.</p>')
    forms.number_field("Weight of the first", form, "first_weight", {"first_weight": row.weight / 2})
    actions.show_field_error(form, "first_weight")
    st.subheader("The second is new")
    key_result_form.fields(form, _second(row, second), narrow=True)


def _first(form: str, row: KeyResultRow) -> Line:
    """Return what stays, with its own label where the text does."""
    m, title = row.measurement, " ".join((forms.value(form, "first") or "").split())
    typed = forms.value(form, "first_weight")
    weight = typed if typed and typed > 0 else row.weight / 2
    if title == row.title:
        return replace(line_of(row), weight=weight)
    return suggested_line(title, weight, m.measure, m.unit, m.baseline, m.target)


def _second(row: KeyResultRow, title: str) -> dict[str, Any]:
    dates = {"starts_on": row.schedule.starts_on, "due_on": row.schedule.due_on}
    same = {"owner_id": row.owner_id, "cadence_days": row.schedule.cadence_days, "source": row.source}
    measure = row.measurement.measure
    return {**dates, **same, "title": title, "weight": row.weight / 2, "measure": measure}


def _save(form: str, request: str, row: KeyResultRow, seen_version: int) -> None:
    second = key_result_form.entered(form, row.objective_id)
    if second is None:
        return
    first, weight = forms.value(form, "first") or "", forms.value(form, "first_weight")
    made = actions.act(
        form, conversions.split, row.key, seen_version, first, second, request_key=request, first_weight=weight
    )
    if made is not None:
        forms.clear(form)
        reasons.flash("Split in two. Both labels are suggested anew.", ask(has_proposed, made))
        st.session_state[f"_saved:{form}"] = made
