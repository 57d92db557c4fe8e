"""Silent drafting: each participant writes objectives alone, so that the loudest voice does not anchor the others."""

from html import escape

import streamlit as st

from domain.formatting import count
from domain.vocabulary import ContributionKind
from services.reporting.sessions import ParticipantRow
from ui.planning_screen import Screen
from ui.stages import writing


def show(screen: Screen) -> None:
    """Draw how many drafts there are by how many, and not what they say."""
    drafts = screen.written(ContributionKind.DRAFT)
    authors = len({row.participant_id for row in drafts})
    st.html("<p>What will be true for the people you serve? Write on your own device; nobody sees it yet.</p>")
    said = f"{count(len(drafts), 'draft')} by {authors} of {count(len(screen.participants), 'participant')}"
    st.html(f'<p class="ob-question">{escape(said)}</p>')


def take_part(screen: Screen, me: ParticipantRow, token: str) -> None:
    """Draw the field for a draft, and the participant's own drafts."""
    st.markdown("What will be true for the people you serve? Others see your drafts in the next stage.")
    writing.field(ContributionKind.DRAFT, "An objective, in a sentence", token)
    writing.own(screen.written(ContributionKind.DRAFT), me, token)
