"""A vote on the shared screen and on a participant's device: given in secret, revealed together, taken again."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from domain.formatting import count
from domain.vocabulary import VoteKind
from domain.votes import HIGHEST, QUESTION_TO_THE_LOW, Tally, Vote, tally_in_words
from models.planning_inputs import BallotInput, RoundInput
from services import votes
from services.reporting.sessions import ParticipantRow, RoundRow, ballot_of
from ui import actions, forms, participation_actions
from ui.database import look_up
from ui.planning_screen import Screen
from ui.session_actions import act

SCALES = {
    VoteKind.FIST: "0 fingers: I would block it. 5 fingers: I will lead it.",
    VoteKind.CONFIDENCE: "0: no chance to reach it. 10: certain.",
}


def panel(screen: Screen, asked: RoundInput) -> None:
    """Draw a vote on the shared screen: open it, count who has voted, reveal it, and show every round's spread."""
    rounds = [row for row in screen.rounds if _is_about(row, asked)]
    for row in rounds:
        if row.revealed_at is not None:
            st.html(spread(row))
    held = screen.open_round
    if held is not None and _is_about(held, asked):
        _open(screen, held)
    elif held is None and screen.may_lead():
        label = "Vote again" if rounds else "Open the vote"
        args = (votes.open_round, screen.session.key, asked)
        st.button(label, key=f"open-{asked.kind}", type="primary", on_click=act, args=args)


def ballot(screen: Screen, me: ParticipantRow, token: str) -> None:
    """Draw the vote that is open for a participant, or what there is to wait for."""
    held = screen.open_round
    if held is None or held.kind == VoteKind.RANKING:
        st.markdown("The vote is not open yet. It appears here by itself.")
        return
    mine = look_up(ballot_of, held.key, me.key)
    form = f"ballot-{held.key}"
    st.text(held.question)
    with st.form(form):
        options = list(range(HIGHEST[held.kind] + 1))
        given = mine[0] if mine else None
        st.segmented_control(SCALES[held.kind], options, default=given, key=f"{form}:value")
        actions.show_field_error(form, "value")
        st.text_input("Why, in a sentence (optional)", mine[2] if mine else "", key=f"{form}:remark", max_chars=500)
        label = "Change my vote" if mine else "Vote"
        st.form_submit_button(label, type="primary", on_click=_vote, args=(form, token, held.key))
        actions.show_refusal(form)
    if mine:
        st.markdown("Your vote is in. It stays hidden until all are revealed together, and you may still change it.")


def spread(row: RoundRow) -> str:
    """Return a revealed vote as a row of columns with a dot for each vote, and who should speak."""
    found = row.tally
    if found is None:
        return ""
    columns = "".join(_column(value, row.votes, found) for value in range(HIGHEST[found.kind] + 1))
    title = escape(f"{row.question} · round {row.number}" if row.number > 1 else row.question)
    said = escape(tally_in_words(found))
    return f'<section class="ob-vote"><h3>{title}</h3><p>{said}</p><ol>{columns}</ol>{_speakers(found)}</section>'


def _open(screen: Screen, held: RoundRow) -> None:
    voted = f"{len(held.voted)} of {count(len(screen.participants), 'participant')} voted"
    st.html(f'<p class="ob-question">{escape(held.question)}</p><p>{escape(voted)}</p>')
    waiting = [each.name for each in screen.participants if each.key not in held.voted]
    if waiting and not held.anonymous:
        st.html(f'<p class="ob-place">Still to vote: {escape(", ".join(waiting))}</p>')
    if screen.may_lead():
        st.button("Reveal all votes", key="reveal", type="primary", on_click=act, args=(votes.reveal, held.key))


def _is_about(row: RoundRow, asked: RoundInput) -> bool:
    same = ("kind", "question", "objective_id", "key_result_id")
    return all(getattr(row, name) == getattr(asked, name) for name in same)


def _column(value: int, votes_given: Sequence[Vote], found: Tally) -> str:
    given = [vote for vote in votes_given if vote.value == value]
    dots = "".join("<i></i>" for _ in given)
    names = escape(", ".join(vote.name for vote in given if vote.name))
    label = escape(count(len(given), "vote"))
    asked = " class='ob-low'" if any(vote in found.speakers for vote in given) else ""
    return f'<li{asked} aria-label="{value}: {label}"><span>{dots}</span><b>{value}</b><small>{names}</small></li>'


def _speakers(found: Tally) -> str:
    if not found.speakers:
        return ""
    asked = QUESTION_TO_THE_LOW[found.kind]
    lines = "".join(f"<li>{escape(_said(vote))}</li>" for vote in found.speakers)
    return f'<p class="ob-question">Who should speak: “{escape(asked)}”</p><ul>{lines}</ul>'


def _said(vote: Vote) -> str:
    who = f"{vote.name}, {vote.value}" if vote.name else str(vote.value)
    return f"{who}: {vote.remark}" if vote.remark else who


def _vote(form: str, token: str, round_id: int) -> None:
    given = forms.parse(form, BallotInput, value=forms.value(form, "value"), remark=forms.value(form, "remark") or "")
    if given is not None:
        participation_actions.act(form, votes.vote, token, round_id, given)
