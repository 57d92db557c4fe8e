"""The confidence vote: how sure everybody is of an objective, given in secret and revealed together."""

from html import escape

import streamlit as st

from domain.vocabulary import VoteKind
from models.planning_inputs import RoundInput
from services.reporting.sessions import ParticipantRow
from ui.planning_screen import Screen
from ui.stages import sufficiency, voting

KINDS = {VoteKind.FIST: "Fist of five", VoteKind.CONFIDENCE: "Confidence, 0 to 10"}
QUESTIONS = {
    VoteKind.FIST: "How far do you stand behind “{}”?",
    VoteKind.CONFIDENCE: "How confident are you that we reach “{}”?",
}


def show(screen: Screen) -> None:
    """Draw the vote on the objective in focus, or the list to choose one from."""
    found = sufficiency.focused(screen)
    if found is None:
        sufficiency.choose(screen)
        return
    st.html(f'<div class="ob-clinic"><h2>{escape(found.title)}</h2></div>')
    kind, anonymous = VoteKind.FIST, screen.session.anonymous
    if screen.may_lead() and screen.open_round is None:
        with st.container(horizontal=True, vertical_alignment="bottom"):
            chosen = st.segmented_control(
                "How to vote", list(KINDS), default=VoteKind.FIST, format_func=lambda each: KINDS[each], key="vote-kind"
            )
            anonymous = st.toggle("Without names", value=anonymous, key="vote-anonymous")
        kind = VoteKind(chosen or VoteKind.FIST)
    held = screen.open_round
    if held is not None:
        kind, anonymous = held.kind, held.anonymous
    question = QUESTIONS.get(kind, "{}").format(found.title)[:500]
    voting.panel(screen, RoundInput(kind=kind, question=question, objective_id=found.key, anonymous=anonymous))
    if screen.may_lead():
        sufficiency.back(screen)


def take_part(screen: Screen, me: ParticipantRow, token: str) -> None:
    """Draw the ballot."""
    voting.ballot(screen, me, token)
