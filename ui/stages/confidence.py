"""The confidence vote: how sure everybody is of an objective, given in secret and revealed together."""

import streamlit as st

from domain.vocabulary import VoteKind
from models.planning_inputs import RoundInput
from services.reporting.objectives import ObjectiveRow
from services.reporting.sessions import ParticipantRow
from ui.planning_screen import Screen
from ui.stages import sufficiency, voting

KINDS = {VoteKind.FIST: "Fist of five", VoteKind.CONFIDENCE: "Confidence, 0 to 10"}
QUESTIONS = {
    VoteKind.FIST: "How far do you stand behind “{}”?",
    VoteKind.CONFIDENCE: "How confident are you that we reach “{}”?",
}
LONGEST_QUESTION = 500


def show(screen: Screen) -> None:
    """Draw the vote on the objective in focus, or the list to choose one from."""
    found = sufficiency.focused(screen)
    if found is None:
        st.html('<p class="ob-say">Everybody votes at the same time, and all votes are shown together.</p>')
        if screen.open_round is not None:
            voting.left_open(screen, screen.open_round)
        sufficiency.choose(screen)
        return
    st.html(sufficiency.title(found))
    held = screen.open_round
    kind, anonymous = _kept(screen, found)
    if held is None and screen.may_lead():
        with st.container(horizontal=True, vertical_alignment="bottom", key="vote-how"):
            chosen = st.segmented_control(
                *("How to vote", list(KINDS)),
                default=kind,
                format_func=lambda each: KINDS[each],
                key=f"vote-{found.key}",
            )
            anonymous = st.toggle("Without names", value=anonymous, key=f"vote-anonymous-{found.key}")
        kind = VoteKind(chosen or kind)
    voting.panel(screen, asked(found, kind, anonymous))
    if screen.may_lead() and held is None:
        sufficiency.steps(screen, found)


def take_part(screen: Screen, me: ParticipantRow, _token: str) -> None:
    """Draw what the votes on the objective in focus said; the ballot itself stays at hand in every stage."""
    found = sufficiency.focused(screen)
    held = screen.open_round
    rounds = voting.about(screen, asked(found, *_kept(screen, found))) if found else []
    if held is None and not rounds:
        st.markdown("No vote is open. It appears here by itself.")
    if found is not None:
        named = "" if held is not None and held.objective_id == found.key else sufficiency.title(found)
        st.html(named + voting.own(rounds, me) + voting.spreads(rounds))


def asked(row: ObjectiveRow, kind: VoteKind, anonymous: bool) -> RoundInput:
    """Return the vote on an objective; a long title is cut so that the question fits."""
    room = LONGEST_QUESTION - len(QUESTIONS[kind])
    name = row.title if len(row.title) <= room else f"{row.title[: room - 1]}…"
    question = QUESTIONS[kind].format(name)
    return RoundInput(kind=kind, question=question, objective_id=row.key, anonymous=anonymous)


def _kept(screen: Screen, row: ObjectiveRow) -> tuple[VoteKind, bool]:
    """Return how the last vote on an objective was taken, or how the session begins one."""
    mine = [each for each in screen.rounds if each.objective_id == row.key and each.kind in KINDS]
    return (mine[-1].kind, mine[-1].anonymous) if mine else (VoteKind.FIST, screen.session.anonymous)
