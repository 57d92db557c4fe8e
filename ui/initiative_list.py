"""The list of initiatives: what needs a look in sentences, then the work by key result or by owner."""

from collections.abc import Mapping, Sequence
from html import escape
from itertools import groupby

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from domain.initiatives import rule_in_words
from services.reporting.initiative_exceptions import InitiativeExceptions
from services.reporting.initiative_list import Grouping, WorkLine
from services.reporting.initiatives import InitiativeRow
from services.reporting.key_results import KeyResultRow
from ui import initiatives, navigation, rows
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
        with st.container(key=f"card-work-{group or 0}", gap="xsmall"):
            if by == Grouping.OWNER:
                st.html(f'<div class="ob-line">{person_chip(own[0].owner)}</div>')
            else:
                _number(group, numbers)
            for row in own:
                _member(row, by, group, numbers)
    if total > len(lines):
        st.caption(first_of(len(lines), total, "Choose a team or an owner to see the others."))


def _number(group: int | None, numbers: Numbers) -> None:
    if group is None:
        st.html("<strong>Linked to no key result</strong>")
    elif group in numbers:
        _with_facts(numbers[group], "group")


def _with_facts(row: KeyResultRow, place: str) -> None:
    with _row(f"row-{place}-{row.key}"):
        navigation.link("key_result", row.title, id=row.key)
        st.html(rows.facts(row))


def _row(key: str) -> DeltaGenerator:
    return st.container(horizontal=True, key=key, gap="small", vertical_alignment="center")


def _member(row: InitiativeRow, by: Grouping, group: int | None, numbers: Numbers) -> None:
    initiatives.line(row, f"{group or 0}-{row.key}", with_owner=by != Grouping.OWNER)
    others = [numbers[key] for key in row.key_result_ids if key in numbers and (by == Grouping.OWNER or key != group)]
    for number in others:
        with _row(f"row-moves-{group or 0}-{row.key}-{number.key}"):
            before = "should move" if by == Grouping.OWNER else "should also move"
            navigation.link("key_result", f"{before}: {number.title}", id=number.key)
            st.html(_standing(number))


def _standing(row: KeyResultRow) -> str:
    if row.dropped:
        return '<div class="ob-line"><span class="ob-note">dropped</span></div>'
    chip = status_chip(row.standing.status, row.standing.stale)
    return f'<div class="ob-line">{chip}<span class="ob-aim">{escape(aim(row))}</span></div>'


def _unmoved(found: InitiativeExceptions) -> None:
    for work in found.unmoved[:MOST_EXCEPTIONS]:
        with _row(f"row-unmoved-{work.initiative_id}-{work.key_result_id}"):
            navigation.link("write_initiative", work.initiative, id=work.initiative_id)
            st.html(_said(work.sentence, work.owner))
            navigation.link("key_result", "See the number", id=work.key_result_id)
    if len(found.unmoved) > MOST_EXCEPTIONS:
        st.caption(first_of(MOST_EXCEPTIONS, len(found.unmoved), "Choose a team or an owner to see the others."))
    if found.unmoved:
        st.caption(rule_in_words(policy().movement))


def _said(sentence: str, owner: str) -> str:
    text = f'{escape(sentence)} <span class="ob-note ob-person">{escape(owner)}</span>'
    return f'<div class="ob-line"><span>{text}</span></div>'


def _loose(found: InitiativeExceptions) -> None:
    for work in found.loose[:MOST_EXCEPTIONS]:
        with _row(f"row-loose-{work.key}"):
            navigation.link("write_initiative", work.title, id=work.key)
            st.html(_said(loose_in_words(work), work.owner))
    if len(found.loose) > MOST_EXCEPTIONS:
        st.caption(first_of(MOST_EXCEPTIONS, len(found.loose), "Choose a team or an owner to see the others."))


def _bare(found: InitiativeExceptions, numbers: Numbers) -> None:
    shown = [numbers[key] for key in found.bare.keys if key in numbers]
    if not shown:
        return
    st.markdown("Key results with no initiative. An output is work itself, and an exempt one need not move.")
    for row in shown:
        _with_facts(row, "bare")
    if found.bare.bare > len(shown):
        st.caption(first_of(len(shown), found.bare.bare, "Outcomes and weight first."))
