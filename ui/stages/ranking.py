"""Ranking: all drafts side by side, put in order by everybody, and two to five of them kept."""

from collections.abc import Mapping, Sequence
from html import escape
from string import ascii_uppercase

import streamlit as st

from domain.formatting import count, rounded
from domain.vocabulary import ContributionKind, VoteKind
from models.planning_inputs import BallotInput, RoundInput
from services import keeping, votes
from services.reporting.sessions import ContributionRow, ParticipantRow, RoundRow, ballot_of
from ui import actions, forms, participation_actions
from ui.database import look_up
from ui.planning_screen import Screen
from ui.session_actions import act
from ui.stages import voting, writing

ASKED = RoundInput(kind=VoteKind.RANKING, question="Which of these matter most?")
FEWEST, MOST = 2, 5


def show(screen: Screen) -> None:
    """Draw the drafts, open and reveal the ranking, and keep the first of them."""
    drafts = screen.written(ContributionKind.DRAFT)
    rounds = [row for row in screen.rounds if row.kind == VoteKind.RANKING]
    held = next((row for row in rounds if row.revealed_at is None), None)
    shown = [row for row in rounds if row.revealed_at is not None]
    st.html(f'<p class="ob-place">{escape(_kept(screen))}</p>')
    if held is not None:
        st.html(writing.lettered(drafts))
        said = f"{len(held.voted)} of {count(len(screen.participants), 'participant')} have ranked"
        ticks = voting.ticks(len(held.voted), len(screen.participants))
        st.html(f'<p class="ob-question">{escape(said)}</p>{ticks}')
        if screen.may_lead():
            st.button("Reveal the ranking", key="reveal", type="primary", on_click=act, args=(votes.reveal, held.key))
        return
    if screen.open_round is not None:
        voting.left_open(screen, screen.open_round)
    if shown:
        with st.container(key="ranking-order"):
            _ranked(screen, shown[-1], {row.key: row for row in drafts})
    else:
        st.html(writing.listed(drafts, "No draft yet. Go back one stage, and let everybody write one."))
    if drafts and screen.may_lead() and screen.open_round is None:
        label = "Rank again" if shown else "Open the ranking"
        args = (votes.open_round, screen.session.key, ASKED)
        st.button(label, key="open-ranking", type="secondary" if shown else "primary", on_click=act, args=args)


def take_part(screen: Screen, _me: ParticipantRow, _token: str) -> None:
    """Draw the drafts of all, in the order of the last ranking; the ballot itself stays at hand in every stage."""
    drafts = screen.written(ContributionKind.DRAFT)
    held = screen.open_round
    shown = [row for row in screen.rounds if row.kind == VoteKind.RANKING and row.revealed_at is not None]
    if held is not None and held.kind == VoteKind.RANKING:
        st.html(writing.lettered(drafts))
    elif shown:
        by_key = {row.key: row for row in drafts}
        st.markdown("The ranking, the most important first.")
        st.html(writing.in_order([by_key[key] for key, _ in shown[-1].order if key in by_key]))
    else:
        st.markdown("No ranking is open. It appears here by itself.")
        st.html(writing.listed(drafts, "No draft yet."))


def ballot(screen: Screen, held: RoundRow, me: ParticipantRow, token: str) -> None:
    """Draw the drafts of all, to be picked in order, best first, and what this participant has picked so far."""
    drafts = screen.written(ContributionKind.DRAFT)
    mine = look_up(ballot_of, held.key, me.key)
    form = f"ballot-{held.key}"
    names = {row.key: row.text for row in drafts}
    if mine:
        picked = "".join(f"<li>{escape(names[key])}</li>" for key in mine[1] if key in names)
        said = "Your ranking is in. You may change it until all are revealed."
        st.html(f'<p class="ob-mine">{said}</p><ol class="ob-written">{picked}</ol>')
    with st.form(form):
        _picks(form, names, mine[1] if mine else ())
        actions.show_field_error(form, "choices")
        send = "Change my ranking" if mine else "Send my ranking"
        st.form_submit_button(send, type="primary", on_click=_rank, args=(form, token, held.key))
        actions.show_refusal(form)


def _picks(form: str, names: Mapping[int, str], before: Sequence[int]) -> None:
    """Draw the choice; each draft goes by the letter that it has in the list, because a long one is cut off here."""
    worded = {key: f"{_letter(place)} · {text}" for place, (key, text) in enumerate(names.items())}
    st.multiselect(
        "Pick in order, the most important first",
        list(names),
        default=[key for key in before if key in names],
        format_func=lambda key: worded.get(key, ""),  # a draft may be taken back meanwhile
        key=f"{form}:choices",
        placeholder="Choose a draft",
        select_all=False,  # all of them at once are no order
    )


def _letter(place: int) -> str:
    return ascii_uppercase[place] if place < len(ascii_uppercase) else str(place + 1)


def _ranked(screen: Screen, found: RoundRow, drafts: dict[int, ContributionRow]) -> None:
    most = max((points for _, points in found.order), default=1.0)
    for place, (key, points) in enumerate(found.order, 1):
        row = drafts.get(key)
        if row is None:
            continue
        with st.container(horizontal=True, vertical_alignment="center", key=f"ranked-{key}"):
            width = 85 * points / most
            st.html(
                f'<div class="ob-ranked"><b>{place}</b><div><p>{escape(row.text)}</p>'
                f'<div class="ob-points"><i style="width:{width:.0f}%"></i><small>{_points(points)}</small></div>'
                "</div></div>"
            )
            if row.objective_id is not None:
                st.markdown("Kept")
            elif screen.may_lead():
                st.button("Keep", key=f"keep-{key}", on_click=act, args=(keeping.keep_draft, key))


def _points(points: float) -> str:
    return f"{rounded(points, 1)} {'point' if points == 1 else 'points'}"


def _kept(screen: Screen) -> str:
    number = len(screen.objectives)
    advice = f"Keep {FEWEST} to {MOST}: what you leave out is a decision too."
    return f"{count(number, 'objective')} in the plan so far. {advice}"


def _rank(form: str, token: str, round_id: int) -> None:
    given = forms.parse(form, BallotInput, choices=tuple(forms.value(form, "choices") or ()))
    if given is not None:
        participation_actions.act(form, votes.vote, token, round_id, given)
