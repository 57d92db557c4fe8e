"""The form in which a key result is updated: value, confidence and one sentence."""

from datetime import date
from html import escape
from typing import Any

import streamlit as st

from domain.formatting import day, value_with_unit
from domain.vocabulary import Measure
from models.inputs import CheckInInput
from services import check_ins
from services.reporting.key_result import MilestoneRow
from services.reporting.key_results import KeyResultRow
from ui import actions, forms, keep_typed, navigation
from ui.clock import today
from ui.rows import facts

METRIC_NOTE = "What you record counts for its day, and the metric's value stays beside it."
SHORTCUT = "Ctrl+Enter"


def show(row: KeyResultRow, steps: tuple[MilestoneRow, ...], *, titled: bool = True) -> None:
    """Draw the form for one key result with its milestones, prefilled with what was true last."""
    form = f"check-in-{row.key}"
    request = actions.request_key(form)
    steps = steps if row.measurement.measure == Measure.MILESTONE else ()
    latest_day = min(today(), row.schedule.due_on)
    keep_typed.in_form(form, _kept(latest_day, steps), along=("as_of",))
    with st.form(form, enter_to_submit=True):
        if titled:
            navigation.link("key_result", row.title, id=row.key)
            st.html(facts(row))
        _last_sentence(row)
        if steps:
            _done_steps(form, steps)
        with st.container(horizontal=True, vertical_alignment="bottom"):
            if not steps:
                _value_field(form, row)
            last = row.last_check_in.confidence if row.last_check_in else None
            label = "Confidence to reach it, 0 to 10"
            st.slider(label, 0, 10, 5 if last is None else last, key=f"{form}:confidence", width=240)
            st.date_input("True on", latest_day, max_value=today(), key=f"{form}:as_of", format="YYYY-MM-DD", width=150)
        for field in ("value", "confidence", "as_of"):
            actions.show_field_error(form, field)
        st.text_input("What changed, in one sentence", key=f"{form}:note", max_chars=check_ins.LONGEST_NOTE)
        st.form_submit_button(
            "Record check-in",
            type="primary",
            shortcut=SHORTCUT,
            key=f"record-{row.key}-{request}",
            on_click=_record,
            args=(form, row, bool(steps), request),
        )
        actions.show_refusal(form)


def _kept(latest_day: date, steps: tuple[MilestoneRow, ...]) -> dict[str, keep_typed.Reader]:
    done = keep_typed.marks({step.key: step.title for step in steps}, _done(steps)) if steps else keep_typed.switch
    return {
        "done": done,
        "value": keep_typed.number,
        "confidence": keep_typed.whole(0, 10),
        "as_of": keep_typed.day(latest_day),
        "note": keep_typed.text(check_ins.LONGEST_NOTE),
    }


def _last_sentence(row: KeyResultRow) -> None:
    if row.latest is None:
        st.html('<p class="ob-note">No check-in yet: this is the first one.</p>')
        return
    value = value_with_unit(row.latest.value, row.measurement.unit)
    who = ", from the metric" if row.latest.from_metric else ""
    wins = f" {METRIC_NOTE}" if row.metric_id is not None else ""
    said = f"Last: {value} on {day(row.latest.as_of, today())}{who}"
    st.html(f'<p class="ob-note">{escape(said)}{"." if wins else ""}{wins}</p>')


def _done_steps(form: str, steps: tuple[MilestoneRow, ...]) -> None:
    titles = {step.key: navigation.plain(step.title) for step in steps}
    named = titles.__getitem__
    st.pills("Done", list(titles), selection_mode="multi", default=_done(steps), format_func=named, key=f"{form}:done")


def _done(steps: tuple[MilestoneRow, ...]) -> list[int]:
    return [step.key for step in steps if step.done_on]


def _value_field(form: str, row: KeyResultRow) -> None:
    current = row.latest.value if row.latest else None
    if row.measurement.measure == Measure.MILESTONE:
        st.toggle("Done", value=bool(current), key=f"{form}:done")
        return
    unit = f" ({navigation.plain(row.measurement.unit)})" if row.measurement.unit else ""
    st.number_input(f"Value now{unit}", value=current, step=None, format="%.10g", key=f"{form}:value", width=200)


def _record(form: str, row: KeyResultRow, has_steps: bool, request: str) -> None:
    entered: dict[str, Any] = {name: forms.value(form, name) for name in ("confidence", "as_of", "note", "value")}
    done = forms.value(form, "done")
    if has_steps:
        entered["done_milestones"] = tuple(done or ())
    elif row.measurement.measure == Measure.MILESTONE:
        entered["value"] = 1.0 if done else 0.0
    check_in = forms.parse(form, CheckInInput, key_result_id=row.key, **entered)
    if check_in is None:
        return
    receipt = actions.act(form, check_ins.record, check_in, today(), request_key=request)
    if receipt is not None:
        forms.clear(form)
        st.session_state[forms.field_key(form, "note")] = ""  # a field that is only forgotten keeps its text on screen
        actions.flash(f"Recorded {value_with_unit(receipt.value, row.measurement.unit)} for “{receipt.title}”.")
