"""The form in which a key result is updated: value, confidence and one sentence."""

from dataclasses import dataclass
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
from ui.selection import number_in_address

METRIC_NOTE = "What you record counts for its day, and the metric's value stays beside it."
SHORTCUT = "Ctrl+Enter"
CORRECTED = "correct"  # names a check-in in the address: while its correction is open, the keys save that one


@dataclass(frozen=True, slots=True)
class Words:
    """How the fields of a form are called."""

    value: str
    confidence: str
    day: str
    sentence: str
    steps: str


@dataclass(frozen=True, slots=True)
class Start:
    """What the fields of a form start on."""

    value: float | None
    confidence: int | None
    as_of: date
    note: str = ""


NOW = Words("Value now", "Confidence to reach it, 0 to 10", "True on", "What changed, in one sentence", "Done")
UNSAID = 5  # where the slider starts when nobody has said how confident they are


def show(row: KeyResultRow, steps: tuple[MilestoneRow, ...], *, titled: bool = True) -> None:
    """Draw the form for one key result with its milestones, prefilled with what was true last."""
    form = f"check-in-{row.key}"
    request = actions.request_key(form)
    steps = steps if row.measurement.measure == Measure.MILESTONE else ()
    latest_day = min(today(), row.schedule.due_on)
    keep_typed.in_form(form, kept(latest_day, steps), along=("as_of",))
    with st.form(form, enter_to_submit=True):
        if titled:
            navigation.link("key_result", row.title, id=row.key)
            st.html(facts(row))
        _last_sentence(row)
        value = row.latest.value if row.latest else None
        last = row.last_check_in.confidence if row.last_check_in else None
        fields(form, row, steps, Start(value, last, latest_day), NOW)
        st.form_submit_button(
            "Record check-in",
            type="primary",
            shortcut=SHORTCUT if number_in_address(CORRECTED) is None else None,
            key=f"record-{row.key}-{request}",
            on_click=_record,
            args=(form, row, bool(steps), request),
        )
        actions.show_refusal(form)


def kept(latest_day: date, steps: tuple[MilestoneRow, ...]) -> dict[str, keep_typed.Reader]:
    """Return the fields that the browser keeps, and how each is read."""
    done = keep_typed.marks({step.key: step.title for step in steps}, _done(steps)) if steps else keep_typed.switch
    return {
        "done": done,
        "value": keep_typed.number,
        "confidence": keep_typed.whole(0, 10),
        "as_of": keep_typed.day(latest_day),
        "note": keep_typed.text(check_ins.LONGEST_NOTE),
    }


def fields(
    form: str, row: KeyResultRow, steps: tuple[MilestoneRow, ...], start: Start, words: Words, *, value: bool = True
) -> None:
    """Draw steps or else the value, unless it is not asked for; then confidence, day and sentence, with messages."""
    if steps:
        _done_steps(form, steps, words.steps)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        if value and not steps:
            _value_field(form, row, start.value, words)
        sure = UNSAID if start.confidence is None else start.confidence
        st.slider(words.confidence, 0, 10, sure, key=f"{form}:confidence", width=240)
        latest = max(today(), start.as_of)  # what was imported from another day zone may lie ahead
        st.date_input(words.day, start.as_of, max_value=latest, key=f"{form}:as_of", format="YYYY-MM-DD", width=150)
    for field in ("value", "confidence", "as_of"):
        actions.show_field_error(form, field)
    st.text_input(words.sentence, start.note, key=f"{form}:note", max_chars=check_ins.LONGEST_NOTE)


def entered(form: str, row: KeyResultRow, has_steps: bool) -> dict[str, Any]:
    """Return what stands in the fields, by the names that a check-in has for them."""
    found: dict[str, Any] = {name: forms.value(form, name) for name in ("confidence", "as_of", "note", "value")}
    done = forms.value(form, "done")
    if has_steps:
        found["done_milestones"] = tuple(done or ())
    elif row.measurement.measure == Measure.MILESTONE:
        found["value"] = 1.0 if done else 0.0
    return found


def _last_sentence(row: KeyResultRow) -> None:
    if row.latest is None:
        st.html('<p class="ob-note">No check-in yet: this is the first one.</p>')
        return
    value = value_with_unit(row.latest.value, row.measurement.unit)
    who = ", from the metric" if row.latest.from_metric else ""
    wins = f" {METRIC_NOTE}" if row.metric_id is not None else ""
    said = f"Last: {value} on {day(row.latest.as_of, today())}{who}"
    st.html(f'<p class="ob-note">{escape(said)}{"." if wins else ""}{wins}</p>')


def _done_steps(form: str, steps: tuple[MilestoneRow, ...], label: str) -> None:
    titles = {step.key: navigation.plain(step.title) for step in steps}
    named = titles.__getitem__
    st.pills(label, list(titles), selection_mode="multi", default=_done(steps), format_func=named, key=f"{form}:done")


def _done(steps: tuple[MilestoneRow, ...]) -> list[int]:
    return [step.key for step in steps if step.done_on]


def _value_field(form: str, row: KeyResultRow, value: float | None, words: Words) -> None:
    if row.measurement.measure == Measure.MILESTONE:
        st.toggle(words.steps, value=bool(value), key=f"{form}:done")
        return
    unit = f" ({navigation.plain(row.measurement.unit)})" if row.measurement.unit else ""
    st.number_input(f"{words.value}{unit}", value=value, step=None, format="%.10g", key=f"{form}:value", width=200)


def _record(form: str, row: KeyResultRow, has_steps: bool, request: str) -> None:
    check_in = forms.parse(form, CheckInInput, key_result_id=row.key, **entered(form, row, has_steps))
    if check_in is None:
        return
    receipt = actions.act(form, check_ins.record, check_in, today(), request_key=request)
    if receipt is not None:
        forms.clear(form)
        st.session_state[forms.field_key(form, "note")] = ""  # a field that is only forgotten keeps its text on screen
        actions.flash(f"Recorded {value_with_unit(receipt.value, row.measurement.unit)} for “{receipt.title}”.")
