"""The key result clinic: one at a time, with its label, its numbers and what is still open, in four minutes."""

from html import escape

import streamlit as st

from domain.formatting import count
from domain.planning import CLINIC_MINUTES
from domain.vocabulary import ContributionKind
from services import sessions
from services.reporting.key_result import labels_of
from services.reporting.key_results import KeyResultRow
from services.reporting.sessions import ParticipantRow
from ui import coaching, labelling, navigation
from ui.database import look_up
from ui.navigation import plain
from ui.planning_screen import Screen
from ui.session_actions import act
from ui.stages import writing
from ui.words import aim


def show(screen: Screen) -> None:
    """Draw the key result in focus, or the list to choose one from."""
    rows = [row for objective in screen.objectives for row in objective.live]
    focus = screen.session.focus_key_result_id
    found = next((row for row in rows if row.key == focus), None)
    if found is None:
        _choose(screen, rows)
        return
    place = rows.index(found)
    st.html(f'<p class="ob-place">Key result {place + 1} of {len(rows)} · {escape(found.objective)}</p>')
    left, right = st.columns([3, 2], gap="large")
    with left:
        _card(screen, found)
    with right:
        labelling.questions(found, look_up(labels_of, found.key))
    if screen.may_lead():
        _steps(screen, rows, place)


def take_part(screen: Screen, me: ParticipantRow, token: str) -> None:
    """Draw the key result in focus with its checklist, and a field for what is to be parked."""
    rows = [row for objective in screen.objectives for row in objective.live]
    found = next((row for row in rows if row.key == screen.session.focus_key_result_id), None)
    if found is None:
        st.markdown("The facilitator chooses a key result. It appears here by itself.")
        return
    _card(screen, found)
    parked = screen.written(ContributionKind.PARKING)
    writing.field(ContributionKind.PARKING, "What stays open? Park it", token, key_result_id=found.key)
    writing.own([row for row in parked if row.key_result_id == found.key], me, token)


def _choose(screen: Screen, rows: list[KeyResultRow]) -> None:
    if not rows:
        st.html("<p>The plan has no key result yet. Write them first, each in its objective.</p>")
        for objective in screen.objectives:
            navigation.link("write_key_result", f"Add a key result to: {objective.title}", objective=objective.key)
        return
    said = f"{count(len(rows), 'key result')}, {CLINIC_MINUTES} minutes each."
    st.html(f"<p>{escape(said)} Choose the first one.</p>")
    if screen.may_lead():
        for row in rows:
            args = (sessions.show, screen.session.key, None, row.key)
            st.button(plain(row.title), key=f"focus-{row.key}", on_click=act, args=args)
    else:
        st.html("<ul>" + "".join(f"<li>{escape(row.title)}</li>" for row in rows) + "</ul>")


def _card(screen: Screen, row: KeyResultRow) -> None:
    needs = f" · {row.needs}" if row.needs else ""
    st.html(
        f'<div class="ob-clinic"><h2>{escape(row.title)}</h2><p>{escape(aim(row))}{escape(needs)}</p>'
        f"<p>Owner: {escape(row.owner)} · Source: {escape(row.source or 'not said')}</p></div>"
    )
    of_objective = (goal.live for goal in screen.objectives if goal.key == row.objective_id)
    siblings = tuple(other for rows in of_objective for other in rows if other.key != row.key)
    coaching.checklist_of(row, siblings)
    parked = [each for each in screen.written(ContributionKind.PARKING) if each.key_result_id == row.key]
    if parked:
        st.html("<h3>Parked</h3>" + writing.listed(parked, ""))


def _steps(screen: Screen, rows: list[KeyResultRow], place: int) -> None:
    with st.container(horizontal=True, key="clinic-steps"):
        for label, step in (("Key result before", place - 1), ("Key result after", place + 1)):
            key = rows[step].key if 0 <= step < len(rows) else None
            args = (sessions.show, screen.session.key, None, key)
            st.button(label, key=f"clinic-{label}", disabled=key is None, on_click=act, args=args)
        args = (sessions.show, screen.session.key, None, None)
        st.button("All key results", key="clinic-all", on_click=act, args=args)
        navigation.link("write_key_result", "Edit this key result", id=rows[place].key)
