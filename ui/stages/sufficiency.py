"""Sufficiency: could an objective be missed although every key result is reached, and what then is missing?"""

from html import escape

import streamlit as st

from domain.formatting import count
from domain.vocabulary import ContributionKind
from services import publishing, sessions
from services.reporting.objectives import ObjectiveRow
from services.reporting.sessions import ParticipantRow
from ui import actions
from ui.navigation import plain
from ui.planning_screen import Screen
from ui.session_actions import act, refused
from ui.stages import goal_form, writing
from ui.words import share

QUESTION = "Could this objective be missed although every key result is reached?"
LONG = 110  # characters; a longer title stands in smaller type


def show(screen: Screen) -> None:
    """Draw one objective with its key results and the answer, or the list to choose one from."""
    if goal_form.is_shown(screen):
        return
    found = focused(screen)
    if found is None:
        answered = sum(bool(row.sufficiency.strip()) for row in screen.objectives)
        st.html(f'<p class="ob-say">{answered} of {count(len(screen.objectives), "objective")} answered.</p>')
        choose(screen)
        return
    st.html(f"{title(found)}{key_results(found)}")
    st.html(f'<p class="ob-question">{QUESTION}</p>')
    parked = [row for row in screen.written(ContributionKind.PARKING) if row.objective_id == found.key]
    if parked:
        st.html(writing.listed(parked, ""))
    if screen.may_lead():
        _answer(found)
        steps(screen, found)
    else:
        st.html(f'<p class="ob-say">{escape(found.sufficiency or "No answer yet.")}</p>')


def take_part(screen: Screen, me: ParticipantRow, token: str) -> None:
    """Draw the objective in focus, and what this participant misses in it."""
    found = focused(screen)
    if found is None:
        st.markdown("The facilitator chooses an objective. It appears here by itself.")
        return
    st.html(title(found) + key_results(found))
    st.markdown(f"{QUESTION} What would be missing?")
    parked = screen.written(ContributionKind.PARKING)
    writing.own([row for row in parked if row.objective_id == found.key], me, token)


def title(row: ObjectiveRow) -> str:
    """Return an objective's title as it stands above what is said of it."""
    kind = ' class="ob-long"' if len(row.title) > LONG else ""
    return f'<div class="ob-clinic"><h2{kind}>{escape(row.title)}</h2></div>'


def focused(screen: Screen) -> ObjectiveRow | None:
    """Return the objective that is on the shared screen."""
    return next((row for row in screen.objectives if row.key == screen.session.focus_objective_id), None)


def choose(screen: Screen) -> None:
    """Draw the objectives to put one on the screen."""
    if not screen.objectives:
        st.html('<p class="ob-say">The plan has no objective yet. Go back to the ranking and keep two to five.</p>')
    for row in screen.objectives:
        if screen.may_lead():
            args = (sessions.show, screen.session.key, row.key)
            st.button(plain(row.title), key=f"focus-objective-{row.key}", on_click=act, args=args)
        else:
            st.html(f'<p class="ob-say">{escape(row.title)}</p>')


def steps(screen: Screen, found: ObjectiveRow) -> None:
    """Draw the buttons that lead to the next objective and back to the list."""
    rows = screen.objectives
    place = [row.key for row in rows].index(found.key)
    with st.container(horizontal=True, vertical_alignment="center", key="objective-steps"):
        for label, step in (("Objective before", place - 1), ("Objective after", place + 1)):
            key = rows[step].key if 0 <= step < len(rows) else None
            args = (sessions.show, screen.session.key, key)
            keys = "Shift+Left" if step < place else "Shift+Right"
            off = key is None
            st.button(label, key=f"goal-{label}", shortcut=keys, disabled=off, on_click=act, args=args)
        all_of_them = (sessions.show, screen.session.key)
        st.button("All objectives", key="all-objectives", type="tertiary", on_click=act, args=all_of_them)
        goal_form.opener("Add a key result", screen, found.key, key="sufficiency-add")


def key_results(row: ObjectiveRow) -> str:
    """Return an objective's key results as a list, with the outcome share."""
    items = "".join(f"<li>{escape(each.title)}</li>" for each in row.live)
    if not items:
        return '<p class="ob-nothing">No key result yet.</p>'
    said = f"{count(len(row.live), 'key result')} · {share(row.mix.share)}"
    return f'<p class="ob-place">{escape(said)}</p><ul class="ob-written">{items}</ul>'


def _answer(row: ObjectiveRow) -> None:
    key = f"sufficiency-{row.key}"
    with st.form(key):
        st.text_area("The team's answer, and what is missing", row.sufficiency, key=f"{key}:text", height=90)
        st.form_submit_button("Keep the answer", on_click=_keep, args=(key, row.key, row.version))


def _keep(key: str, objective_id: int, version: int) -> None:
    act(publishing.answer_sufficiency, objective_id, version, str(st.session_state[f"{key}:text"]))
    if not refused():
        actions.flash("Answer kept.")
