"""Lessons of the last cycle: one line for each objective with its score, then plus and minus, no solutions yet."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from domain.formatting import percent, rounded
from domain.vocabulary import LessonKind
from services.reporting.closing import LessonRow, ObjectiveEnd, ends_of_team
from services.reporting.sessions import ParticipantRow
from ui.clock import today
from ui.database import look_up, policy
from ui.planning_screen import Screen
from ui.words import VERDICTS

NOTHING = '<li class="ob-nothing">Nothing yet</li>'
SIGNS = {LessonKind.PLUS: "+ Keep", LessonKind.MINUS: "− Change"}


def show(screen: Screen) -> None:
    """Draw how the last cycle ended, and what the participants learnt from it."""
    row = screen.session
    if row.last_cycle_id is None:
        st.html('<p class="ob-say">This session looks back on no cycle. Say what you learnt all the same.</p>')
    else:
        ends = look_up(ends_of_team, row.team_id, row.last_cycle_id, today(), policy())
        st.html(scores(ends))
    st.html(columns(screen.lessons))


def take_part(screen: Screen, _me: ParticipantRow, _token: str) -> None:
    """Draw what was said so far."""
    st.markdown("Say what helped and what hindered; no solutions yet.")
    st.html(columns(screen.lessons))


def scores(ends: Sequence[ObjectiveEnd]) -> str:
    """Return one line for each objective: its score, its verdict, and the outcome share then and now."""
    if not ends:
        return '<p class="ob-nothing">No objective of the last cycle was published.</p>'
    lines = "".join(_line(end) for end in ends)
    head = "<tr><th>Objective</th><th>Score</th><th>Outcome share</th><th>Verdict</th></tr>"
    return f'<table class="ob-rows ob-scores"><thead>{head}</thead><tbody>{lines}</tbody></table>'


def columns(lessons: Sequence[LessonRow]) -> str:
    """Return plus and minus side by side, each lesson with its author."""
    parts = []
    for kind in LessonKind:
        said = [row for row in lessons if row.kind == kind]
        items = "".join(f"<li>{escape(row.text)} <small>{escape(row.author)}</small></li>" for row in said)
        parts.append(f"<section><h3>{SIGNS[kind]}</h3><ul>{items or NOTHING}</ul></section>")
    return f'<div class="ob-columns">{"".join(parts)}</div>'


def _line(end: ObjectiveEnd) -> str:
    scored = end.score
    score = "not scored" if scored.value is None else rounded(scored.value, 1)
    if scored.value is not None and scored.measured < scored.total:
        score = f"{score} ({scored.measured} of {scored.total} scored)"
    shares = [percent(each) for each in (end.share_then, end.share_now) if each is not None]
    moved = " → ".join(shares) or "nothing counts"
    verdict = VERDICTS[end.verdict] if end.verdict else "no verdict"
    cells = (end.objective.title, score, moved, verdict)
    return "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in cells) + "</tr>"
