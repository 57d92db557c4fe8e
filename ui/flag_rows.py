"""Flags as lines: in the list of all, at the head of what they are about, and in My week."""

from collections.abc import Mapping, Sequence
from datetime import date
from html import escape

import streamlit as st

from domain.flags import UNRESOLVED
from domain.vocabulary import FlagState, Role
from services.reporting.flags import FlagEventRow, FlagRow, flags_of_objective, my_flags
from ui import navigation, working_as
from ui.clock import moment, today
from ui.database import look_up
from ui.flag_words import DID, SHAPES, age, due, kind, my_flags_in_words, one_line
from ui.markup import person_chip

MOST_IN_MY_WEEK = 3


def state_chip(state: FlagState) -> str:
    """Return where a flag stands as shape and word."""
    shape = f'<span class="ob-shape" aria-hidden="true">{SHAPES[state]}</span>'
    return f'<span class="ob-chip ob-flag-{state.value}">{shape}<span class="ob-word">{state.value}</span></span>'


def listed(rows: Sequence[FlagRow], last: Mapping[int, FlagEventRow]) -> None:
    """Draw flags with the last move of each."""
    for row in rows:
        with st.container(horizontal=True, key=f"row-flag-{row.key}", gap="small", vertical_alignment="center"):
            navigation.link("flag", kind(row.kind), id=row.key)
            _subject(row)
            st.html(_facts(row, last.get(row.key), today()))


def _subject(row: FlagRow) -> None:
    if row.key_result_id is None:
        navigation.link("objective", row.objective, id=row.objective_id)
    else:
        navigation.link("key_result", row.key_result or "", id=row.key_result_id)


def _facts(row: FlagRow, last: FlagEventRow | None, today: date) -> str:
    notes = " · ".join(part for part in (age(row, today), due(row, today)) if part)
    said = f"{last.person} {DID[last.move]} {moment(last.at)} {one_line(last.text)}" if last else ""
    return (
        f'<div class="ob-line">{state_chip(row.state)}{person_chip(row.owner)}<span class="ob-note">{escape(notes)}'
        f'</span></div><div class="ob-note">{escape(said)}</div>'
    )


def on_objective(objective_id: int) -> None:
    """Draw the flags on an objective and its key results that are not closed."""
    _open(look_up(flags_of_objective, objective_id))


def on_key_result(objective_id: int, key_result_id: int) -> None:
    """Draw the flags on a key result that are not closed."""
    _open([row for row in look_up(flags_of_objective, objective_id) if row.key_result_id == key_result_id])


def _open(rows: Sequence[FlagRow]) -> None:
    for row in rows:
        if row.state in UNRESOLVED:
            _remark(row, "" if row.key_result is None else f" on “{row.key_result}”")


def _remark(row: FlagRow, where: str) -> None:
    with st.container(horizontal=True, key=f"row-flagged-{row.key}", gap="small", vertical_alignment="center"):
        navigation.link("flag", f"Flag: {kind(row.kind).lower()}{where}", id=row.key)
        notes = " · ".join(part for part in (row.raised_by, age(row, today()), due(row, today())) if part)
        said = f'<span class="ob-note">{escape(notes)}</span><span>{escape(one_line(row.comment))}</span>'
        st.html(f'<div class="ob-line">{state_chip(row.state)}{said}</div>')


def raise_link(team_id: int, cycle_id: int, *, objective: int | None = None, key_result: int | None = None) -> None:
    """Draw the way to a new flag on an objective or a key result for whoever may raise one."""
    if may_raise(team_id, cycle_id):
        navigation.link("raise_flag", "Raise a flag", objective=objective, key_result=key_result)


def may_raise(team_id: int, cycle_id: int) -> bool:
    """Tell whether the person leads the team, or one above it, and the cycle is open; services check again."""
    return working_as.rights().allow(team_id, Role.LEAD) and working_as.closed_cycle(cycle_id) is None


def mine() -> None:
    """Draw the first flags on what this person owns, in a place that keeps what stands below where it is."""
    with st.container():
        on_my_goals(look_up(my_flags, working_as.current()), MOST_IN_MY_WEEK)


def on_my_goals(rows: Sequence[FlagRow], most: int | None = None) -> None:
    """Draw the flags on what this person owns that are not closed, at most so many."""
    if not rows:
        return
    with st.container(key="my-flags", gap="xsmall"):
        st.subheader(f"Flags on your goals: {my_flags_in_words(rows)}", anchor=False)
        for row in rows[:most]:
            _remark(row, f" on “{row.subject}”")
        if most is not None and len(rows) > most:
            navigation.link("inbox", f"All {len(rows)} flags on your goals")
