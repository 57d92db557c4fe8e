"""Silent drafting: each participant writes objectives alone, so that the loudest voice does not anchor the others."""

from html import escape

import streamlit as st

from domain.formatting import count
from domain.vocabulary import ContributionKind
from services.reporting.sessions import ParticipantRow
from ui.planning_screen import Screen
from ui.stages import voting, writing

QUESTION = "What will be true for the people you serve?"
ADVICE = (
    '<ul class="ob-written"><li>Say who is better off and how one would notice, not what you ship.</li>'
    "<li>One sentence each. Two or three of them are plenty.</li>"
    "<li>Leave the numbers to the clinic.</li></ul>"
)


def show(screen: Screen) -> None:
    """Draw how many drafts there are by how many, and not what they say."""
    drafts = screen.written(ContributionKind.DRAFT)
    authors = len({row.participant_id for row in drafts})
    here = len(screen.participants)
    st.html(f'<p class="ob-say">{QUESTION} Write on your own device, alone; nobody sees it yet.</p>')
    drafted, by = count(len(drafts), "draft"), f"by {authors} of {count(here, 'participant')}"
    st.html(f'<p class="ob-number-of">{escape(drafted)}</p><p class="ob-say">{escape(by)}</p>')
    st.html(voting.ticks(authors, here))
    st.html(ADVICE)


def take_part(screen: Screen, me: ParticipantRow, token: str) -> None:
    """Draw the field for a draft, and the participant's own drafts."""
    st.markdown(f"{QUESTION} Others see your drafts in the next stage.")
    writing.own(screen.written(ContributionKind.DRAFT), me, token)
