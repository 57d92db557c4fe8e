"""Sufficiency: could an objective be missed although every key result is reached, and what then is missing?"""

from html import escape

import streamlit as st

from domain.vocabulary import ContributionKind
from services import publishing, sessions
from services.reporting.objectives import ObjectiveRow
from services.reporting.sessions import ParticipantRow
from ui.navigation import plain
from ui.planning_screen import Screen
from ui.session_actions import act
from ui.stages import writing

QUESTION = "Could this objective be missed although every key result is reached?"


def show(screen: Screen) -> None:
    """Draw one objective with its key results and the answer, or the list to choose one from."""
    found = focused(screen)
    if found is None:
        choose(screen)
        return
    st.html(f'<div class="ob-clinic"><h2>{escape(found.title)}</h2>{key_results(found)}</div>')
    st.html(f'<p class="ob-question">{QUESTION}</p>')
    if screen.may_lead():
        _answer(found)
        back(screen)
    elif found.sufficiency:
        st.html(f"<p>{escape(found.sufficiency)}</p>")


def take_part(screen: Screen, me: ParticipantRow, token: str) -> None:
    """Draw the objective in focus, and a field for what is missing."""
    found = focused(screen)
    if found is None:
        st.markdown("The facilitator chooses an objective. It appears here by itself.")
        return
    st.subheader(plain(found.title))
    st.html(key_results(found))
    st.markdown(QUESTION)
    writing.field(ContributionKind.PARKING, "What would be missing?", token, objective_id=found.key)
    parked = screen.written(ContributionKind.PARKING)
    writing.own([row for row in parked if row.objective_id == found.key], me, token)


def focused(screen: Screen) -> ObjectiveRow | None:
    """Return the objective that is on the shared screen."""
    return next((row for row in screen.objectives if row.key == screen.session.focus_objective_id), None)


def choose(screen: Screen) -> None:
    """Draw the objectives to put one on the screen."""
    if not screen.objectives:
        st.html("<p>The plan has no objective yet. Go back to the ranking and keep two to five.</p>")
    for row in screen.objectives:
        if screen.may_lead():
            args = (sessions.show, screen.session.key, row.key)
            st.button(plain(row.title), key=f"focus-objective-{row.key}", on_click=act, args=args)
        else:
            st.html(f"<p>{escape(row.title)}</p>")


def back(screen: Screen) -> None:
    """Draw the button that leads back to the list."""
    args = (sessions.show, screen.session.key)
    st.button("All objectives", key="all-objectives", on_click=act, args=args)


def key_results(row: ObjectiveRow) -> str:
    """Return an objective's key results as a list."""
    items = "".join(f"<li>{escape(each.title)}</li>" for each in row.live)
    return f"<ul>{items}</ul>" if items else "<p>No key result yet.</p>"


def _answer(row: ObjectiveRow) -> None:
    key = f"sufficiency-{row.key}"
    with st.form(key):
        st.text_area("The team's answer, and what is missing", row.sufficiency, key=f"{key}:text", height=120)
        st.form_submit_button("Keep the answer", on_click=_keep, args=(key, row.key, row.version))


def _keep(key: str, objective_id: int, version: int) -> None:
    act(publishing.answer_sufficiency, objective_id, version, str(st.session_state[f"{key}:text"]))
