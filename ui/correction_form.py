"""The form that corrects a check-in: it starts on what the check-in says, and what it said stays in the history."""

from collections.abc import Sequence
from pathlib import Path

import streamlit as st

from domain.formatting import day, value_with_unit
from models.inputs import CheckInInput
from services import check_ins
from services.errors import InvalidInput
from services.reporting.key_result import CheckInRow, KeyResultDetail, MilestoneRow
from services.reporting.key_results import KeyResultRow
from ui import actions, check_in_form, forms, keep_typed, links, navigation
from ui.check_in_form import CORRECTED
from ui.clock import today
from ui.selection import number_in_address

OPENED = "_correcting"
SCRIPT = Path(__file__).with_name("assets") / "into_view.js"
THEN = check_in_form.Words(
    *("Value then", "Confidence then, 0 to 10", "Was true on", "What had changed, in one sentence"),
    "Done by then",
)
EARLIER_STEPS = "Which steps are done is corrected in the latest check-in. The value of this one stays."
NO_CONFIDENCE = f"No confidence was given. While the slider stays on {check_in_form.UNSAID}, that remains so."
_into_view = st.components.v2.component(
    "outboard_into_view", js=SCRIPT.read_text(encoding="utf-8"), isolate_styles=False
)


def link(key_result_id: int, check_in_id: int) -> str:
    """Return the link that opens the correction of a check-in."""
    return links.anchor("key_result", "Correct…", id=key_result_id, correct=check_in_id)


def opened(entries: Sequence[CheckInRow], may_write: bool) -> CheckInRow | None:
    """Return the check-in whose correction is open: the one that the address names, if it counts.

    What a colleague corrects while it is open here stays open, with what was typed.
    """
    asked, before = number_in_address(CORRECTED), st.session_state.get(OPENED)
    entry = next((entry for entry in entries if entry.key == asked), None)
    if entry is None or not may_write or not (entry.counts or entry.key == before):
        entry = None
    if before is not None and (entry is None or entry.key != before):
        actions.forget(_form(before))
    st.session_state[OPENED] = entry.key if entry is not None else None
    return entry


def show(detail: KeyResultDetail, entry: CheckInRow) -> None:
    """Draw the form for one check-in."""
    row, form = detail.key_result, _form(entry.key)
    request, steps = actions.request_key(form), _steps(detail, entry)
    standing = _standing(detail.check_ins, entry) if _is_outrun(form) else entry
    corrected = standing.key if standing.value is not None else entry.key
    keep_typed.in_form(form, check_in_form.kept(max(today(), entry.as_of), steps))
    with st.form(form, enter_to_submit=True):
        for note in _notes(detail, entry, steps):
            st.html(f'<p class="ob-note">{note}</p>')
        start = check_in_form.Start(entry.value, entry.confidence, entry.as_of, entry.note)
        check_in_form.fields(form, row, steps, start, THEN, value=not _keeps_value(detail, steps))
        with st.container(horizontal=True, vertical_alignment="center"):
            st.form_submit_button(
                "Save correction",
                type="primary",
                shortcut=check_in_form.SHORTCUT,
                key=f"correct-{entry.key}-{request}",
                on_click=_save,
                args=(form, detail, entry, corrected, request),
            )
            st.html(links.anchor("key_result", "Keep it as it is", id=row.key))
        if _is_outrun(form):
            st.warning(navigation.plain(_overtaken(row, entry, standing)), icon=":material/sync_problem:")
        else:
            actions.show_refusal(form)
        _into_view(key=f"into-view-{entry.key}")


def _form(key: int) -> str:
    return f"correction-{key}"


def _steps(detail: KeyResultDetail, entry: CheckInRow) -> tuple[MilestoneRow, ...]:
    """Return the steps where this check-in is the one that says which are done now."""
    newest = max((other.key for other in detail.check_ins if other.counts), default=entry.key)
    return detail.milestones if _standing(detail.check_ins, entry).key >= newest else ()


def _keeps_value(detail: KeyResultDetail, steps: tuple[MilestoneRow, ...]) -> bool:
    return bool(detail.milestones) and not steps


def _notes(detail: KeyResultDetail, entry: CheckInRow, steps: tuple[MilestoneRow, ...]) -> list[str]:
    notes = [EARLIER_STEPS] if _keeps_value(detail, steps) else []
    return [*notes, NO_CONFIDENCE] if entry.confidence is None else notes


def _standing(entries: Sequence[CheckInRow], entry: CheckInRow) -> CheckInRow:
    """Return the last of the entries that have superseded one another, the first of them this one."""
    by_key = {other.key: other for other in entries}
    while entry.superseded_by in by_key:
        entry = by_key[entry.superseded_by]
    return entry


def _is_outrun(form: str) -> bool:
    refusal = actions.refusal_of(form)
    return isinstance(refusal, InvalidInput) and bool(refusal.of("supersedes_id"))


def _overtaken(row: KeyResultRow, entry: CheckInRow, standing: CheckInRow) -> str:
    if standing == entry:
        return "Not saved: somebody has corrected this check-in meanwhile. What you typed still stands here."
    if standing.value is None:
        return (
            f"Not saved: {standing.author} has undone this check-in meanwhile. What you typed still stands here; "
            "record it as a new check-in if it is true."
        )
    told = f"{value_with_unit(standing.value, row.measurement.unit)} for {day(standing.as_of, today())}"
    return (
        f"Not saved: {standing.author} has corrected this check-in meanwhile, to {told}. What you typed still stands "
        "here; saving again corrects that one, and all stay in the history."
    )


def _save(form: str, detail: KeyResultDetail, entry: CheckInRow, corrected: int, request: str) -> None:
    row, steps = detail.key_result, _steps(detail, entry)
    found = check_in_form.entered(form, row, bool(steps))
    if _keeps_value(detail, steps):
        found["value"] = entry.value
    if entry.confidence is None and found["confidence"] == check_in_form.UNSAID:
        found["confidence"] = None
    check_in = forms.parse(form, CheckInInput, key_result_id=row.key, supersedes_id=corrected, **found)
    if check_in is None:
        return
    receipt = actions.act(form, check_ins.record, check_in, today(), request_key=request)
    if receipt is not None:
        forms.clear(form)
        st.session_state.pop(OPENED, None)
        st.query_params.pop(CORRECTED, None)
        told = f"{value_with_unit(receipt.value, row.measurement.unit)} for {day(check_in.as_of, today())}"
        actions.flash(f"Corrected: {told}. The earlier value stays in the history.")
