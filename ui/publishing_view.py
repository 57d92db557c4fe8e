"""From draft to published on screen: the state in words, what is missing, and the next step as buttons."""

from collections.abc import Callable, Sequence
from html import escape
from typing import Any

import streamlit as st

from domain.formatting import count
from domain.quality_gate import Gap, Missing
from domain.vocabulary import CycleState, ObjectiveState
from services import publishing
from services.reporting.drafts import PublicationRow, last_publication
from services.reporting.gate import Gate, gate_of
from services.reporting.history import Happening
from services.reporting.objectives import ObjectiveRow
from ui import actions, forms, navigation, working_as
from ui.clock import moment
from ui.database import look_up, look_up_goals
from ui.words import STATES

KEPT = "This draft is seen by its team only until it is shared."
UNDER_WAY = (ObjectiveState.DRAFT, ObjectiveState.IN_REVIEW)
IN_OBJECTIVE = frozenset({Gap.OWNER, Gap.SUFFICIENCY, Gap.NARRATIVE})


def section(row: ObjectiveRow, may_write: bool, history: Sequence[Happening]) -> None:
    """Draw where an objective stands on its way, what it lacks, and, for those who may write, the next step."""
    with st.container(key=f"publishing-{row.key}", gap="small"):
        state(row, _where(row))
        if row.state == ObjectiveState.DRAFT:
            _sent_back(history)
        gate = Gate((), 0)
        if row.state in UNDER_WAY and may_write:
            gate = look_up(gate_of, row.key)
            missing(row, gate.missing)
        if may_write:
            _buttons(row, gate)
        actions.show_refusal(form_of(row.key))


def stop_unless_seen(title: str, kept_to_team: bool, team_id: int, owner_id: int) -> None:
    """Draw, in place of a draft that is not shared yet, for others than its team that it is not, and end the page."""
    if working_as.may_see(kept_to_team, team_id, owner_id):
        return
    st.title(title)
    st.info(KEPT)
    navigation.link("objectives", "All objectives")
    st.stop()


def state(row: ObjectiveRow, note: str) -> None:
    """Draw where an objective stands on its way, with a note."""
    word = f"<strong>{STATES[row.state]}</strong>"
    st.html(f'<p class="ob-line">{word}<span class="ob-note">{escape(note)}</span></p>')


def form_of(objective_id: int) -> str:
    """Return the name under which refusals of an objective's steps are kept."""
    return f"publishing-{objective_id}"


def missing(row: ObjectiveRow, found: Sequence[Missing]) -> None:
    """Draw what is missing before publishing, each sentence a link to where it is mended."""
    if not found:
        st.html('<p class="ob-note">✓ Nothing is missing to publish it.</p>')
        return
    with st.expander(f"{count(len(found), 'thing')} missing before it is published", expanded=len(found) <= 3):
        for each in found:
            address, query = _mended_at(row, each)
            navigation.link(address, each.sentence, **query)


def share_button(row: ObjectiveRow) -> None:
    """Draw the button that shows a draft to everybody, or keeps it to its team again."""
    if row.is_kept_to_team:
        _step("Share with everybody", row, publishing.share_draft, True, said="Everybody sees this draft now.")
    elif row.state == ObjectiveState.DRAFT and row.cycle_state == CycleState.PLANNING:
        _step("Keep to the team", row, publishing.share_draft, False, said="Only the team sees this draft now.")


def submit_button(row: ObjectiveRow, *, primary: bool = False) -> None:
    """Draw the button that asks for a review of a draft."""
    said = "Sent to review: somebody else than its owner publishes it."
    _step("Send to review", row, publishing.submit, said=said, primary=primary)


def _sent_back(history: Sequence[Happening]) -> None:
    """Say why a draft was last sent back."""
    back = next((item for item in history if item.action == "sent back"), None)
    if back is not None:
        st.html(f'<p class="ob-hint">{escape(f"{back.who} sent it back {moment(back.at)}: {back.after}")}</p>')


def _where(row: ObjectiveRow) -> str:
    if row.is_kept_to_team:
        return KEPT
    if row.state == ObjectiveState.DRAFT:
        return "Everybody sees it. Send it to review when it is ready."
    if row.state == ObjectiveState.IN_REVIEW:
        return f"Somebody else than {row.owner}, who owns it, reads and publishes it."
    if row.state == ObjectiveState.CLOSED:
        return "It is not worked on any more."
    return _published(look_up_goals(last_publication, row.key))


def _published(found: PublicationRow | None) -> str:
    if found is None:
        return "A change of what was agreed on asks for a reason."
    said = f"By {found.person}, {moment(found.at)}."
    if not found.missing:
        return said
    lacked = " ".join(found.missing)
    return f"{said} {count(len(found.missing), 'thing')} missing then: {lacked} Published because: “{found.reason}”"


def _mended_at(row: ObjectiveRow, each: Missing) -> tuple[str, dict[str, Any]]:
    if each.key_result_id is not None:
        return "write_key_result", {"id": each.key_result_id}
    if each.gap in IN_OBJECTIVE:
        return "write_objective", {"id": row.key}
    if each.gap == Gap.TOO_MANY_KEY_RESULTS:
        return "objective", {"id": row.key}
    return "write_key_result", {"objective": row.key}


def _buttons(row: ObjectiveRow, gate: Gate) -> None:
    if row.state == ObjectiveState.IN_REVIEW:
        _review(row, gate)
    with st.container(horizontal=True, vertical_alignment="center", key=f"steps-{row.key}"):
        if row.state == ObjectiveState.DRAFT:
            submit_button(row, primary=True)
            share_button(row)
        if row.state == ObjectiveState.IN_REVIEW:
            _with_reason("Send back", "What is to be changed?", row, publishing.send_back, "Sent back to its draft.")
        if row.state == ObjectiveState.CLOSED:
            _step("Open again", row, publishing.open_again, said="Open again.")
        else:
            _with_reason("Close early", "Why stop before the cycle ends?", row, publishing.close_early, "Closed early.")


def _review(row: ObjectiveRow, gate: Gate) -> None:
    if row.owner_id == working_as.current().person_id:
        st.html('<p class="ob-note">You own this objective, so somebody else publishes it. Ask a colleague.</p>')
        return
    form = form_of(row.key)
    with st.container(horizontal=True, vertical_alignment="bottom", key=f"publish-{row.key}"):
        if gate.missing:
            st.text_input("Why publish it all the same?", key=f"{form}:reason", placeholder="Kept with what is missing")
        st.button("Publish", key=f"{form}-publish", type="primary", on_click=_publish, args=(form, row.key, gate.seen))
    actions.show_field_error(form, "reason")


def _publish(form: str, objective_id: int, seen: int) -> None:
    reason = forms.value(form, "reason") or ""
    _act(form, "Published.", publishing.publish, objective_id, seen, reason)


def _step(
    label: str, row: ObjectiveRow, use_case: Callable[..., None], *arguments: object, said: str, primary: bool = False
) -> None:
    args = (form_of(row.key), said, use_case, row.key, *arguments)
    st.button(label, key=f"{label}-{row.key}", type="primary" if primary else "secondary", on_click=_act, args=args)


def _with_reason(label: str, question: str, row: ObjectiveRow, use_case: Callable[..., None], said: str) -> None:
    form = f"{label}-{row.key}"
    with st.popover(f"{label}…", key=f"{form}-open", type="tertiary"):
        st.text_area(question, key=f"{form}:reason", height=80)
        actions.show_field_error(form, "reason")
        st.button(label, key=f"{form}-button", on_click=_told, args=(form, said, use_case, row.key))
    actions.show_refusal(form)


def _told(form: str, said: str, use_case: Callable[..., None], objective_id: int) -> None:
    _act(form, said, use_case, objective_id, forms.value(form, "reason") or "")


def _act(form: str, said: str, use_case: Callable[..., None], *arguments: object) -> None:
    actions.act(form, use_case, *arguments)
    if actions.refusal_of(form) is None:
        forms.clear(form)
        actions.flash(said)
