"""The list of initiatives: what needs a look in sentences, then the work by key result or by owner."""

from collections.abc import Mapping, Sequence
from html import escape
from itertools import groupby

import streamlit as st

from domain.initiatives import rule_in_words
from services.reporting.initiative_exceptions import InitiativeExceptions, UnmovedWork
from services.reporting.initiative_list import Grouping, WorkLine
from services.reporting.initiatives import InitiativeRow
from services.reporting.key_results import KeyResultRow
from ui import initiatives, links, rows
from ui.database import policy
from ui.initiative_words import first_of, loose_in_words
from ui.markup import person_chip, status_chip
from ui.words import aim

MOST_LINES = 25
MOST_EXCEPTIONS = 8
MOST_BARE = 5
Numbers = Mapping[int, KeyResultRow]


def exceptions(found: InitiativeExceptions, numbers: Numbers) -> None:
    """Draw what needs a look, what is done without effect first."""
    if not (found.unmoved or found.loose or found.bare.bare):
        return
    st.subheader("Needs a look", anchor=False)
    _unmoved(found)
    _loose(found)
    _bare(found, numbers)


def grouped(
    lines: Sequence[WorkLine], by: Grouping, work: Mapping[int, InitiativeRow], numbers: Numbers, total: int
) -> None:
    """Draw the work in its groups, and say how much of it is shown."""
    for group, members in groupby(lines, key=lambda line: line.group):
        own = [work[line.initiative_id] for line in members if line.initiative_id in work]
        head = _owner(own[0]) if by == Grouping.OWNER else _number(group, numbers)
        st.html(f'<div class="ob-card">{head}{"".join(_member(row, by, group, numbers) for row in own)}</div>')
    if total > len(lines):
        st.caption(first_of(len(lines), total, "Choose a team or an owner to see the others."))


def _owner(row: InitiativeRow) -> str:
    return f'<div class="ob-line">{person_chip(row.owner)}</div>'


def _number(group: int | None, numbers: Numbers) -> str:
    if group is None:
        return "<strong>Linked to no key result</strong>"
    return rows.key_result(numbers[group]) if group in numbers else ""


def _member(row: InitiativeRow, by: Grouping, group: int | None, numbers: Numbers) -> str:
    others = [numbers[key] for key in row.key_result_ids if key in numbers and (by == Grouping.OWNER or key != group)]
    before = "should move" if by == Grouping.OWNER else "should also move"
    moves = (links.anchor("key_result", f"{before}: {number.title}", id=number.key) for number in others)
    moved = (links.row("moves", title, _standing(number)) for title, number in zip(moves, others, strict=True))
    return initiatives.as_html(row, with_owner=by != Grouping.OWNER) + "".join(moved)


def _standing(row: KeyResultRow) -> str:
    if row.dropped:
        return '<div class="ob-line"><span class="ob-note">dropped</span></div>'
    chip = status_chip(row.standing.status, row.standing.stale)
    return f'<div class="ob-line">{chip}<span class="ob-aim">{escape(aim(row))}</span></div>'


def _unmoved(found: InitiativeExceptions) -> None:
    shown = found.unmoved[:MOST_EXCEPTIONS]
    if shown:
        st.html("".join(map(_unmoved_row, shown)))
    if len(found.unmoved) > MOST_EXCEPTIONS:
        st.caption(first_of(MOST_EXCEPTIONS, len(found.unmoved), "Choose a team or an owner to see the others."))
    if found.unmoved:
        st.caption(rule_in_words(policy().movement))


def _unmoved_row(work: UnmovedWork) -> str:
    title = links.anchor("write_initiative", work.initiative, id=work.initiative_id)
    number = links.anchor("key_result", "See the number", id=work.key_result_id)
    return links.row("unmoved", title, _said(work.sentence, work.owner), number)


def _said(sentence: str, owner: str) -> str:
    text = f'{escape(sentence)} <span class="ob-note ob-person">{escape(owner)}</span>'
    return f'<div class="ob-line"><span>{text}</span></div>'


def _loose(found: InitiativeExceptions) -> None:
    shown = found.loose[:MOST_EXCEPTIONS]
    titles = (links.anchor("write_initiative", work.title, id=work.key) for work in shown)
    told = (_said(loose_in_words(work), work.owner) for work in shown)
    if shown:
        st.html("".join(links.row("loose", title, said) for title, said in zip(titles, told, strict=True)))
    if len(found.loose) > MOST_EXCEPTIONS:
        st.caption(first_of(MOST_EXCEPTIONS, len(found.loose), "Choose a team or an owner to see the others."))


def _bare(found: InitiativeExceptions, numbers: Numbers) -> None:
    shown = [numbers[key] for key in found.bare.keys if key in numbers]
    if not shown:
        return
    st.markdown("Key results with no initiative. An output is work itself, and an exempt one need not move.")
    rows.key_results(shown)
    if found.bare.bare > len(shown):
        st.caption(first_of(len(shown), found.bare.bare, "Outcomes and weight first."))
