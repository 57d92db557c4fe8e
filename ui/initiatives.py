"""The work that is meant to move key results, as lines under them."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from domain.formatting import day
from services.reporting.initiatives import InitiativeRow
from services.reporting.key_results import KeyResultRow
from ui import navigation
from ui.markup import person_chip
from ui.words import INITIATIVE_STATES


def section(
    initiatives: Sequence[InitiativeRow], team_id: int, key_results: Sequence[KeyResultRow], may_write: bool
) -> None:
    """Draw the initiatives and, for those who may, the way to a new one."""
    st.subheader("Initiatives")
    for row in initiatives:
        _initiative(row)
    if not initiatives:
        advice = " Say what you expect to move these numbers, and why." if may_write else ""
        st.html(f'<p class="ob-note">No work is linked yet.{advice}</p>')
    if key_results and may_write:
        first = key_results[0].key if len(key_results) == 1 else None
        navigation.link("write_initiative", "Add an initiative", key_result=first, team=team_id)


def _initiative(row: InitiativeRow) -> None:
    with st.container(horizontal=True, key=f"row-initiative-{row.key}", gap="small", vertical_alignment="center"):
        navigation.link("write_initiative", row.title, id=row.key)
        due = f" · due {day(row.due_on)}" if row.due_on else ""
        said = f'<span class="ob-note">{escape(INITIATIVE_STATES[row.state] + due)}</span>{person_chip(row.owner)}'
        told = "".join(f'<p class="ob-note">{escape(text)}</p>' for text in (row.hypothesis, row.result) if text)
        st.html(f'<div class="ob-line">{said}</div>{told}')
