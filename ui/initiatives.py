"""The work that is meant to move key results, as lines under them."""

from collections.abc import Sequence
from html import escape
from itertools import groupby

import streamlit as st

from domain.vocabulary import InitiativeState
from services.reporting.conversions import conversions_of
from services.reporting.initiative_exceptions import UnmovedWork, bare_among, unmoved_among
from services.reporting.initiatives import InitiativeRow
from services.reporting.key_results import KeyResultRow
from ui import lineage, links, navigation
from ui.clock import today
from ui.database import look_up_goals, policy
from ui.initiative_words import dates, state_chip, told
from ui.markup import person_chip


def section(
    initiatives: Sequence[InitiativeRow], team_id: int, key_results: Sequence[KeyResultRow], may_write: bool
) -> None:
    """Draw the initiatives and, for those who may, the way to a new one."""
    st.subheader("Initiatives")
    conversions = look_up_goals(conversions_of, (), tuple(row.key for row in initiatives))
    unmoved = unmoved_among(initiatives, key_results, today(), policy())
    converted = {found.initiative_id for found in conversions}
    for has_lineage, group in groupby(initiatives, key=lambda row: row.key in converted):
        rows = list(group)
        drawn = [_work(row, unmoved, may_write) for row in rows]
        if not has_lineage:
            st.html("".join(f'<div class="ob-work">{html}</div>' for html in drawn))
            continue
        for row, html in zip(rows, drawn, strict=True):
            with st.container(key=f"work-{row.key}", gap=None):
                st.html(html)
                lineage.of_initiative(row.key, conversions, may_write)
    _not_served(key_results, initiatives)
    if not initiatives:
        advice = " Say what you expect to move these numbers, and why." if may_write else ""
        st.html(f'<p class="ob-note">No work is linked yet.{advice}</p>')
    if key_results and may_write:
        first = key_results[0].key if len(key_results) == 1 else None
        navigation.link("write_initiative", "Add an initiative", key_result=first, team=team_id)


def _work(row: InitiativeRow, unmoved: Sequence[UnmovedWork], may_write: bool) -> str:
    html = as_html(row, findings=[work.sentence for work in unmoved if work.initiative_id == row.key])
    if not may_write or row.state == InitiativeState.DROPPED:
        return html
    return f"{html}<div>{links.anchor('promote_initiative', 'Make it a key result…', id=row.key)}</div>"


def as_html(row: InitiativeRow, *, with_owner: bool = True, findings: Sequence[str] = ()) -> str:
    """Return an initiative as HTML: its title as a link, state, dates, owner, hypothesis, result and what is found."""
    title = links.anchor("write_initiative", row.title, id=row.key)
    when = dates(row, today())
    note = f'<span class="ob-note">{escape(when)}</span>' if when else ""
    owner = person_chip(row.owner) if with_owner else ""
    found = "".join(f'<p class="ob-hint">{escape(said)}</p>' for said in findings)
    facts = f'<div class="ob-line">{state_chip(row.state)}{note}{owner}</div>{told(row)}{found}'
    return links.row("initiative", title, f"<div>{facts}</div>")


def _not_served(key_results: Sequence[KeyResultRow], initiatives: Sequence[InitiativeRow]) -> None:
    bare = bare_among(key_results, initiatives)
    if initiatives and bare:
        names = ", ".join(f"“{row.title}”" for row in bare)
        st.html(f'<p class="ob-hint">No initiative is meant to move {escape(names)} yet.</p>')
