"""Decisions on screen: the proposed ones with their buttons, then what was decided and what will not be done."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from domain.formatting import count
from domain.vocabulary import DecisionKind, DecisionState
from services import decisions
from services.reporting.decisions import DecisionRow, decisions_on
from ui import actions, decision_numbers, forms, navigation, working_as
from ui.clock import moment
from ui.database import look_up

SHORT = 3  # decisions that an objective's own page draws before the rest is folded away
STATES = {
    DecisionState.PROPOSED: "Proposed",
    DecisionState.ACCEPTED: "Accepted",
    DecisionState.REJECTED: "Rejected",
}


def in_a_sentence(rows: Sequence[DecisionRow]) -> str:
    """Say how many decisions wait, and how many were made."""
    if not rows:
        return "No decision is kept here yet."
    waiting = len(_in_state(rows, DecisionState.PROPOSED))
    made = _in_state(rows, DecisionState.ACCEPTED)
    left = sum(row.kind == DecisionKind.NOT_DOING for row in made)
    wait = f"{count(waiting, 'proposal')} {'waits' if waiting == 1 else 'wait'} for a decision"
    return f"{wait if waiting else 'No proposal waits'}; {len(made) - left} decided, {left} not to be done."


def log(rows: Sequence[DecisionRow]) -> None:
    """Draw the whole log: what waits first, then what was accepted, what will not be done, and what was rejected."""
    made = _in_state(rows, DecisionState.ACCEPTED)
    _group("Proposed", _in_state(rows, DecisionState.PROPOSED))
    _group("Decided", [row for row in made if row.kind == DecisionKind.DECISION])
    _group("What we will not do", [row for row in made if row.kind == DecisionKind.NOT_DOING])
    rejected = _in_state(rows, DecisionState.REJECTED)
    if rejected:
        with st.expander(f"Rejected ({len(rejected)})"):
            for row in rejected:
                _decision(row)
    if not rows:
        st.info(
            "Here you will see why goals changed: a change of a published text, baseline, target, label or weight "
            "proposes a decision with its reason and the numbers of that moment. Planning sessions add theirs."
        )
        navigation.link("objectives", "All objectives")


def on_objective(objective_id: int) -> None:
    """Draw the decisions about an objective and its key results, where there are any."""
    rows = look_up(decisions_on, objective_id)
    if not rows:
        return
    st.subheader("Decisions")
    for row in rows[:SHORT]:
        _decision(row, with_place=False)
    if len(rows) > SHORT:
        with st.expander(f"Earlier decisions ({len(rows) - SHORT})"):
            for row in rows[SHORT:]:
                _decision(row, with_place=False)


def _in_state(rows: Sequence[DecisionRow], state: DecisionState) -> list[DecisionRow]:
    return [row for row in rows if row.state == state]


def _group(title: str, rows: Sequence[DecisionRow]) -> None:
    if not rows:
        return
    st.subheader(f"{title} ({len(rows)})")
    for row in rows:
        _decision(row)


def _decision(row: DecisionRow, *, with_place: bool = True) -> None:
    with st.container(border=True, key=f"decision-{row.key}", gap="small"):
        said = f"<p class='ob-note'>{escape(_who(row))}</p>{decision_numbers.at_that_moment(row)}"
        st.html(f"<p><strong>{escape(row.title)}</strong></p>{_reason(row)}{said}")
        with st.container(horizontal=True, key=f"about-decision-{row.key}"):
            if with_place and row.objective_id is not None:
                navigation.link("objective", row.objective or "", id=row.objective_id)
            if row.key_result_id is not None:
                navigation.link("key_result", row.key_result or "", id=row.key_result_id)
        if row.state == DecisionState.PROPOSED and working_as.rights().allow(row.team_id):
            _settle(row)


def _reason(row: DecisionRow) -> str:
    return "".join(f"<p>{escape(line)}</p>" for line in row.reason.splitlines() if line.strip())


def _who(row: DecisionRow) -> str:
    said = f"proposed by {row.proposed_by} {moment(row.proposed_at)}"
    if row.decided_by is None or row.decided_at is None:
        return f"{row.team} · {said}"
    settled = f"{STATES[row.state].lower()} by {row.decided_by} {moment(row.decided_at)}"
    at_once = row.proposed_by == row.decided_by and row.state == DecisionState.ACCEPTED
    return f"{row.team} · {settled}" if at_once else f"{row.team} · {said} · {settled}"


def _settle(row: DecisionRow) -> None:
    form = f"settle-{row.key}"
    with st.container(horizontal=True, vertical_alignment="center", key=f"{form}-steps"):
        st.button("Accept", key=f"{form}-accept", type="primary", on_click=_decide, args=(form, row.key, True))
        with st.popover("Reject…", key=f"{form}-open"):
            st.text_area("Why not?", key=f"{form}:reason", height=80)
            st.button("Reject", key=f"{form}-reject", on_click=_decide, args=(form, row.key, False))
    actions.show_field_error(form, "reason")
    actions.show_refusal(form)


def _decide(form: str, decision_id: int, accepted: bool) -> None:
    reason = "" if accepted else forms.value(form, "reason") or ""
    actions.act(form, decisions.settle_decision, decision_id, accepted, reason)
    if actions.refusal_of(form) is None:
        forms.clear(form)
        actions.flash("Accepted." if accepted else "Rejected.")
