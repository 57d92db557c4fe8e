"""Silent reading: everybody reads the narratives and drafts, and writes questions in the margin."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from domain.formatting import count
from domain.vocabulary import ContributionKind
from services import taking_part
from services.reporting.objectives import ObjectiveRow
from services.reporting.sessions import ContributionRow, ParticipantRow
from ui.navigation import plain
from ui.planning_screen import Screen
from ui.session_actions import act
from ui.stages import writing

NO_DRAFT = '<li class="ob-nothing">Nothing yet</li>'
NOTHING = "No question yet. They appear here as they are written."


def show(screen: Screen) -> None:
    """Draw what there is to read, and the questions as they come in."""
    rows, questions = screen.objectives, screen.written(ContributionKind.QUESTION)
    if not rows:
        st.html('<p class="ob-say">The plan has no draft yet. Talk about the last cycle, or go on to the drafting.</p>')
    else:
        st.html('<p class="ob-say">Read on your own device, in silence, and write questions in the margin.</p>')
    items = "".join(f"<li>{escape(row.title)} <small>{_about(row, questions)}</small></li>" for row in rows)
    to_read = f"<section><h3>To read</h3><ul>{items or NO_DRAFT}</ul></section>"
    asked = f"<section><h3>Questions</h3>{writing.listed(questions, NOTHING)}</section>"
    st.html(f'<div class="ob-columns">{to_read}{asked}</div>')
    if screen.may_lead() and questions:
        _answered(questions)


def take_part(screen: Screen, me: ParticipantRow, token: str) -> None:
    """Draw each objective with its text and the participant's own questions; the margin is at the bottom."""
    questions = screen.written(ContributionKind.QUESTION)
    if not screen.objectives:
        st.markdown("Nothing is drafted yet. A question on something else can be written all the same.")
    for row in screen.objectives:
        _objective(row)
        writing.own([each for each in questions if each.objective_id == row.key], me, token)
        writing.about_this("question", row.key)
    writing.own([each for each in questions if each.objective_id is None], me, token)


def _answered(questions: Sequence[ContributionRow]) -> None:
    with st.popover("Tick off", key="questions-answered", type="tertiary"):
        for row in questions:
            args = (taking_part.settle, row.key, not row.settled)
            key = f"question-{row.key}-{row.settled}"
            st.checkbox(plain(row.text), row.settled, key=key, on_change=act, args=args)


def _about(row: ObjectiveRow, questions: Sequence[ContributionRow]) -> str:
    asked = sum(each.objective_id == row.key for each in questions)
    said = [count(len(row.live), "key result"), *([count(asked, "question")] if asked else [])]
    return escape(" · ".join(said))


def _objective(row: ObjectiveRow) -> None:
    st.subheader(plain(row.title))
    for text in (row.description, row.narrative):
        if text:
            st.text(text)
    if row.live:
        st.markdown("\n".join(f"- {plain(each.title)}" for each in row.live))
