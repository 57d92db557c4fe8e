"""Where a participant writes and votes: every field stays on the page for as long as the session runs.

A field that the present stage does not ask for is hidden and not taken away, so that what stands half written in it
is there again when the facilitator comes back to its stage.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import streamlit as st

from domain.vocabulary import ContributionKind, LessonKind, StageKind, VoteKind
from services.reporting.sessions import ParticipantRow
from ui.planning_screen import Screen
from ui.stages import ranking, voting, writing


@dataclass(frozen=True, slots=True)
class Field:
    """A field, what it stores, and the stages that ask for it."""

    name: str
    label: str
    kind: ContributionKind | LessonKind
    stages: frozenset[StageKind]


FIELDS = (
    Field("plus", "What helped, and should stay?", LessonKind.PLUS, frozenset({StageKind.LESSONS})),
    Field("minus", "What hindered, and should change?", LessonKind.MINUS, frozenset({StageKind.LESSONS})),
    Field("question", "A question in the margin", ContributionKind.QUESTION, frozenset({StageKind.READING})),
    Field("draft", "An objective, in a sentence", ContributionKind.DRAFT, frozenset({StageKind.DRAFTING})),
    Field(
        *("parking", "What stays open? Park it", ContributionKind.PARKING),
        frozenset({StageKind.CLINIC, StageKind.SUFFICIENCY, StageKind.DECISIONS}),
    ),
)
THE_WHOLE = "The plan as a whole"
RANKED, VOTED = "rank", "vote"


def show(screen: Screen, me: ParticipantRow, token: str) -> None:
    """Draw all fields and the open ballot, and hide what the present stage does not ask for."""
    asked = asked_for(screen)
    names = (*(field.name for field in FIELDS), RANKED, VOTED)
    hidden = [f"desk-{name}" for name in names if name not in asked]
    if not asked.intersection(field.name for field in FIELDS):
        hidden.append("desk")
    wrappers = ", ".join(f'[data-testid="stLayoutWrapper"]:has(> .st-key-{name})' for name in hidden)
    st.html(f"<style>{wrappers} {{ display: none; }}</style>")
    with st.container(key="desk"):
        for field in FIELDS:
            with st.container(key=f"desk-{field.name}"):
                writing.field(field.name, field.label, field.kind, token, **_about(field, screen))
    held = screen.open_round
    with st.container(key=f"desk-{RANKED}"):
        if held is not None and held.kind == VoteKind.RANKING:
            ranking.ballot(screen, held, me, token)
    with st.container(key=f"desk-{VOTED}"):
        if held is not None and held.kind != VoteKind.RANKING:
            voting.ballot(held, me, token)


def asked_for(screen: Screen) -> frozenset[str]:
    """Return the names of the fields that the present stage asks for."""
    kind = screen.session.stage.kind
    votes: Iterable[tuple[StageKind, str]] = ((StageKind.RANKING, RANKED), (StageKind.CONFIDENCE, VOTED))
    return frozenset({*(f.name for f in FIELDS if kind in f.stages), *(name for stage, name in votes if stage == kind)})


def _about(field: Field, screen: Screen) -> dict[str, object]:
    if field.kind == ContributionKind.QUESTION:
        titles = {row.key: row.title for row in screen.objectives}
        return {"choices": titles | {writing.NO_OBJECTIVE: THE_WHOLE}}
    if field.kind != ContributionKind.PARKING:
        return {}
    stage, held = screen.session.stage.kind, screen.session
    if stage == StageKind.CLINIC:
        return {"key_result_id": held.focus_key_result_id}
    return {"objective_id": held.focus_objective_id if stage == StageKind.SUFFICIENCY else None}
