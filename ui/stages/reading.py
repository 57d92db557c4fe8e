"""Silent reading: everybody reads the narratives and drafts, and writes questions in the margin."""

from html import escape

import streamlit as st

from domain.formatting import count
from domain.vocabulary import ContributionKind
from services.reporting.objectives import ObjectiveRow
from services.reporting.sessions import ParticipantRow
from ui.navigation import plain
from ui.planning_screen import Screen
from ui.stages import writing

NOTHING = "No question yet. They appear here as they are written."


def show(screen: Screen) -> None:
    """Draw what there is to read, and the questions as they come in."""
    rows = screen.objectives
    read = (
        f"Read the {count(len(rows), 'draft')} on your own device, in silence." if rows else "Nothing is drafted yet."
    )
    st.html(f"<p>{escape(read)} Write questions in the margin.</p>")
    st.html(writing.listed(screen.written(ContributionKind.QUESTION), NOTHING))


def take_part(screen: Screen, me: ParticipantRow, token: str) -> None:
    """Draw each objective with its text and a margin for questions."""
    questions = screen.written(ContributionKind.QUESTION)
    for row in screen.objectives:
        _objective(row)
        writing.field(ContributionKind.QUESTION, "A question in the margin", token, objective_id=row.key)
        writing.own([each for each in questions if each.objective_id == row.key], me, token)
    writing.field(ContributionKind.QUESTION, "A question on something else", token)
    writing.own([each for each in questions if each.objective_id is None], me, token)


def _objective(row: ObjectiveRow) -> None:
    st.subheader(plain(row.title))
    for text in (row.description, row.narrative):
        if text:
            st.text(text)
    for each in row.live:
        st.markdown(f"- {plain(each.title)}")
