"""Decisions, the list of what will not be done, and the parking lot."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from domain.vocabulary import ContributionKind, DecisionKind
from models.planning_inputs import DecisionInput
from services import decisions, taking_part
from services.reporting.decisions import DecisionRow, decisions_of_session
from services.reporting.sessions import ParticipantRow
from ui import actions, forms
from ui.database import look_up
from ui.navigation import plain
from ui.planning_screen import Screen
from ui.session_actions import act
from ui.stages import sent, writing

HEADINGS = {DecisionKind.DECISION: "Decided", DecisionKind.NOT_DOING: "What we will not do"}
NOTHING = '<li class="ob-nothing">Nothing yet</li>'
LABELS = {DecisionKind.DECISION: "We decided to", DecisionKind.NOT_DOING: "We will not"}


def show(screen: Screen) -> None:
    """Draw what was decided, what is not done, and what is still parked."""
    rows = look_up(decisions_of_session, screen.session.key)
    for kind, column in zip(DecisionKind, st.columns(2, gap="large"), strict=True):
        with column:
            st.html(listed(rows, kind))
            if screen.may_lead():
                _form(kind, screen)
    _parking_lot(screen)


def take_part(screen: Screen, me: ParticipantRow, token: str) -> None:
    """Draw the lists, and a field for what is to be parked."""
    rows = look_up(decisions_of_session, screen.session.key)
    for kind in DecisionKind:
        st.html(listed(rows, kind))
    writing.own(screen.written(ContributionKind.PARKING), me, token)


def listed(rows: Sequence[DecisionRow], kind: DecisionKind) -> str:
    """Return the decisions of one kind as a list, each with its reason."""
    items = "".join(
        f"<li>{escape(row.title)} <small>{escape(row.reason)}</small></li>" for row in rows if row.kind == kind
    )
    return f'<div class="ob-written"><h3>{HEADINGS[kind]}</h3><ul>{items or NOTHING}</ul></div>'


def _form(kind: DecisionKind, screen: Screen) -> None:
    form = f"decision-{kind}"
    request = actions.request_key(form)
    with st.form(form, enter_to_submit=True, clear_on_submit=True):
        sent.line(LABELS[kind], form, "title")
        actions.show_field_error(form, "title")
        sent.line("Because", form, "reason")
        args = (form, kind, screen.session.key, screen.session.team_id, request)
        st.form_submit_button("Add", key=f"{form}-{request}", on_click=_decide, args=args)


def _decide(form: str, kind: DecisionKind, session_id: int, team_id: int, request: str) -> None:
    said = sent.said(form, "title", "reason")
    entered = forms.parse(form, DecisionInput, kind=kind, session_id=session_id, team_id=team_id, **said)
    stored = entered is not None and act(decisions.decide, entered, request) is not None
    if stored:
        actions.forget(form)
    sent.settle(form, said, stored=stored)


def _parking_lot(screen: Screen) -> None:
    parked = screen.written(ContributionKind.PARKING)
    if not parked:
        return
    st.html('<div class="ob-written"><h3>Parking lot</h3></div>')
    for row in parked:
        label = f"~~{plain(row.text)}~~" if row.settled else plain(row.text)
        if screen.may_lead():
            args = (taking_part.settle, row.key, not row.settled)
            st.checkbox(label, row.settled, key=f"parked-{row.key}-{row.settled}", on_change=act, args=args)
        else:
            st.markdown(f"- {label}")
