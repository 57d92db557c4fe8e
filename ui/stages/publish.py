"""Publishing: what each objective lacks, and who publishes it or sends it to review."""

from html import escape

import streamlit as st

from domain.formatting import count
from domain.vocabulary import ObjectiveState
from services import publishing
from services.reporting.gate import Gate, gates_of_team
from services.reporting.objectives import ObjectiveRow
from services.reporting.sessions import ParticipantRow
from ui import forms, navigation, working_as
from ui.database import look_up
from ui.planning_screen import Screen
from ui.session_actions import act
from ui.words import STATES


def show(screen: Screen) -> None:
    """Draw each objective with its state, what the quality gate names, and the next step."""
    gates = look_up(gates_of_team, screen.session.team_id, screen.session.cycle_id)
    if not screen.objectives:
        st.html('<p class="ob-say">There is no objective to publish. Go back to the ranking and keep two to five.</p>')
        return
    ready = sum(not gates.get(row.key, Gate((), 0)).missing for row in screen.objectives)
    done = sum(row.state == ObjectiveState.PUBLISHED for row in screen.objectives)
    said = f"{ready} of {count(len(screen.objectives), 'objective')} with nothing missing, {done} published."
    st.html(f'<p class="ob-say">{escape(said)}</p>')
    columns = st.columns(2, gap="large")
    for number, row in enumerate(screen.objectives):
        gate = gates.get(row.key, Gate((), 0))
        with columns[number % 2], st.container(key=f"publish-{row.key}"):
            st.html(checked(row, gate))
            if screen.may_lead():
                _next_step(row, gate)


def take_part(screen: Screen, _me: ParticipantRow, _token: str) -> None:
    """Draw the same without buttons."""
    gates = look_up(gates_of_team, screen.session.team_id, screen.session.cycle_id)
    for row in screen.objectives:
        st.html(checked(row, gates.get(row.key, Gate((), 0))))


def checked(row: ObjectiveRow, gate: Gate) -> str:
    """Return an objective with its state, and what it lacks as a list."""
    lacks = "".join(f"<li>{escape(each.sentence)}</li>" for each in gate.missing)
    said = f"<ul>{lacks}</ul>" if lacks else "<p>✓ Nothing is missing.</p>"
    return f'<div class="ob-written"><h3>{escape(row.title)} <small>{STATES[row.state]}</small></h3>{said}</div>'


def _next_step(row: ObjectiveRow, gate: Gate) -> None:
    if row.state == ObjectiveState.DRAFT:
        st.button("Send to review", key=f"submit-{row.key}", on_click=act, args=(publishing.submit, row.key))
    elif row.state == ObjectiveState.IN_REVIEW and row.owner_id == working_as.current().person_id:
        st.markdown("You own it, so a colleague publishes it, on a screen of their own.")
        navigation.link("objective", "Its page, to share", id=row.key)
    elif row.state == ObjectiveState.IN_REVIEW:
        form = f"publish-{row.key}"
        with st.container(horizontal=True, vertical_alignment="bottom"):
            if gate.missing:
                st.text_input("Why publish it all the same?", key=f"{form}:reason")
            args = (form, row.key, gate.seen)
            st.button("Publish", key=f"{form}-button", type="primary", on_click=_publish, args=args)


def _publish(form: str, objective_id: int, seen: int) -> None:
    act(publishing.publish, objective_id, seen, forms.value(form, "reason") or "")
