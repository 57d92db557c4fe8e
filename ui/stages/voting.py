"""A vote on the shared screen and on a participant's device: given in secret, revealed together, taken again."""

from collections import Counter
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
SIDE_BY_SIDE = 2  # rounds; earlier ones are told in a sentence
MOST_NAMES = 12  # below the columns; with more votes only who should speak is named
MOST_SPEAKERS = 5


def panel(screen: Screen, asked: RoundInput) -> None:
    """Draw a vote on the shared screen: open it, count who has voted, reveal it, and show every round's spread."""
    rounds = [row for row in screen.rounds if _is_about(row, asked)]
    held = screen.open_round
    if held is not None and _is_about(held, asked):
        _open(screen, held)
    elif held is not None:
        left_open(screen, held)
    st.html(spreads(rounds))
    if held is None and screen.may_lead():
        label = "Vote again" if rounds else "Open the vote"
        args = (votes.open_round, screen.session.key, asked)
        st.button(label, key=f"open-{asked.kind}", type="secondary" if rounds else "primary", on_click=act, args=args)


def left_open(screen: Screen, held: RoundRow) -> None:
    """Draw that a vote on something else is still open, and the button that reveals it; no other one opens before."""
    voted = f"{len(held.voted)} of {count(len(screen.participants), 'participant')} voted"
    said = f"Another vote is still open: {held.question} {voted}. Reveal it first; its votes stay."
    st.html(f'<p class="ob-say">{escape(said)}</p>')
    if screen.may_lead():
        args = (votes.reveal, held.key)
        st.button("Reveal the open vote", key="reveal-left-open", type="primary", on_click=act, args=args)


def ballot(held: RoundRow, me: ParticipantRow, token: str) -> None:
    """Draw the vote that is open for a participant, with what this participant has voted so far."""
    mine = look_up(ballot_of, held.key, me.key)
    form = f"ballot-{held.key}"
    st.html(f'<p class="ob-question">{escape(held.question)}</p>')
    if mine:
        said = f"Your vote: {mine[0]}. It stays hidden until all are revealed together; until then you may change it."
        st.html(f'<p class="ob-mine">{said}</p>')
    with st.form(form):
        options = list(range(HIGHEST[held.kind] + 1))
        given = mine[0] if mine else None
        st.segmented_control(SCALES[held.kind], options, default=given, key=f"{form}:value")
        actions.show_field_error(form, "value")
        st.text_input("Why, in a sentence (optional)", mine[2] if mine else "", key=f"{form}:remark", max_chars=500)
        label = "Change my vote" if mine else "Vote"
        st.form_submit_button(label, type="primary", on_click=_vote, args=(form, token, held.key))
        actions.show_refusal(form)


def spreads(rounds: Sequence[RoundRow]) -> str:
    """Return the revealed rounds on one question: the last two side by side, those before in a sentence each."""
    shown = [row for row in rounds if row.tally is not None]
    before = "".join(f'<p class="ob-place">{escape(_in_a_sentence(row))}</p>' for row in shown[:-SIDE_BY_SIDE])
    return f'{before}<div class="ob-rounds">{"".join(map(spread, shown[-SIDE_BY_SIDE:]))}</div>'


def spread(row: RoundRow) -> str:
    """Return a revealed vote as a row of columns with a dot for each vote, and who should speak."""
    found = row.tally
    if found is None:
        return ""
    columns = "".join(_column(value, row.votes, found) for value in range(HIGHEST[found.kind] + 1))
    names = ", without names" if row.anonymous else ""
    said = escape(tally_in_words(found))
    head = f"<h3>Round {row.number}{names}</h3><p>{said}</p>"
    return f'<section class="ob-vote">{head}<ol>{columns}</ol>{_speakers(found)}</section>'


def own(rounds: Sequence[RoundRow], me: ParticipantRow) -> str:
    """Return what this participant voted in the rounds that are revealed; nobody else's screen shows it."""
    mine = [(row, look_up(ballot_of, row.key, me.key)) for row in rounds if row.revealed_at is not None]
    said = ", ".join(f"{given[0]} in round {row.number}" for row, given in mine if given is not None)
    return f'<p class="ob-mine">You voted {said}.</p>' if said else ""


def about(screen: Screen, asked: RoundInput) -> list[RoundRow]:
    """Return the rounds on one question, the first one first."""
    return [row for row in screen.rounds if _is_about(row, asked)]


def _in_a_sentence(row: RoundRow) -> str:
    return f"Round {row.number}: {tally_in_words(row.tally)}" if row.tally else ""


def _open(screen: Screen, held: RoundRow) -> None:
    here = len(screen.participants)
    voted = f"{len(held.voted)} of {count(here, 'participant')} voted"
    st.html(f'<p class="ob-question">{escape(held.question)}</p><p class="ob-say">{escape(voted)}</p>')
    st.html(ticks(len(held.voted), here))
    waiting = [each.name for each in screen.participants if each.key not in held.voted]
    if waiting and not held.anonymous:
        st.html(f'<p class="ob-place">Still to vote: {escape(", ".join(waiting))}</p>')
    if screen.may_lead():
        st.button("Reveal all votes", key="reveal", type="primary", on_click=act, args=(votes.reveal, held.key))


def ticks(done: int, total: int) -> str:
    """Return a row of rings, one for each participant, filled for who is done; the number stands beside it in words."""
    rings = '<i class="ob-in"></i>' * done + "<i></i>" * (total - done)
    return f'<div class="ob-tick" aria-hidden="true">{rings}</div>'


def _is_about(row: RoundRow, asked: RoundInput) -> bool:
    if asked.objective_id is None and asked.key_result_id is None:
        return row.kind == asked.kind and row.question == asked.question
    return all(getattr(row, name) == getattr(asked, name) for name in ("kind", "objective_id", "key_result_id"))


def _column(value: int, votes_given: Sequence[Vote], found: Tally) -> str:
    given = [vote for vote in votes_given if vote.value == value]
    dots = "".join("<i></i>" for _ in given)
    named = len(votes_given) <= MOST_NAMES
    names = _names([vote.name for vote in given if vote.name]) if named else ""
    label = escape(count(len(given), "vote"))
    asked = " class='ob-low'" if any(vote in found.speakers for vote in given) else ""
    number = "" if named or not given else f"{len(given)}×"
    said = f"<span>{dots}</span><b>{value}</b><small>{names or number}</small>"
    return f'<li{asked} aria-label="{value}: {label}">{said}</li>'


def _names(names: Sequence[str]) -> str:
    """Return names, each in one piece with its comma: a line breaks between them, not before a comma."""
    last = len(names) - 1
    commas = ("" if place == last else "<em>,</em>" for place in range(len(names)))
    return " ".join(f"<span>{escape(name)}{comma}</span>" for name, comma in zip(names, commas, strict=True))


def _speakers(found: Tally) -> str:
    if not found.speakers:
        return ""
    asked = QUESTION_TO_THE_LOW[found.kind]
    said = Counter(map(_said, found.speakers))
    lines = "".join(
        f"<li>{escape(words)}{f' ({number} votes)' if number > 1 else ''}</li>"
        for words, number in list(said.items())[:MOST_SPEAKERS]
    )
    more = len(said) - MOST_SPEAKERS
    rest = f"<li>and {more} more</li>" if more > 0 else ""
    return f'<p class="ob-question">Who should speak: “{escape(asked)}”</p><ul>{lines}{rest}</ul>'


def _said(vote: Vote) -> str:
    who = f"{vote.name}, {vote.value}" if vote.name else str(vote.value)
    return f"{who}: {vote.remark}" if vote.remark else who


def _vote(form: str, token: str, round_id: int) -> None:
    given = forms.parse(form, BallotInput, value=forms.value(form, "value"), remark=forms.value(form, "remark") or "")
    if given is not None:
        participation_actions.act(form, votes.vote, token, round_id, given)
