"""The labels that wait for a person: one open with its reasons and questions, the others as rows."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from domain.formatting import count, number
from services.reporting.label_queue import LabelQueue, WaitingLabel, label_case
from ui import labelling, navigation, working_as
from ui.clock import today
from ui.database import look_up, policy
from ui.markup import label_chip, person_badge
from ui.selection import Selection

CHOSEN = "_chosen_label"
SHORTCUT = "Ctrl+Enter"


def link(chosen: Selection, waiting: int) -> None:
    """Draw the way to the labels of a scope that nobody has confirmed."""
    words = "Confirm this label" if waiting == 1 else f"Confirm these {count(waiting, 'label')}"
    cycle, team = chosen.cycle.name if chosen.cycle else None, chosen.team.name if chosen.team else None
    navigation.link("labels", words, cycle=cycle, team=team)


def queue(found: LabelQueue, is_open: bool) -> None:
    """Draw what waits; where the cycle is open, whoever may write in the team can settle the label that is open."""
    chosen = _pick(found.rows, is_open)
    for row in found.rows:
        if row.key == chosen:
            _opened(row, is_open)
        else:
            _closed(row)
    if found.waiting > len(found.rows):
        st.caption(f"The first {len(found.rows)} of {count(found.waiting, 'label')}. The next ones move up.")


def _pick(rows: Sequence[WaitingLabel], is_open: bool) -> int:
    """Return whose label is open: the one that was asked for, else the first that the person may settle."""
    rights = working_as.rights()
    first = next((row.key for row in rows if is_open and rights.allow(row.team_id)), rows[0].key)
    chosen: int = st.session_state.get(CHOSEN, first)
    return chosen if chosen in {row.key for row in rows} else first


def _opened(row: WaitingLabel, is_open: bool) -> None:
    case = look_up(label_case, row.key, today(), policy())
    with st.container(key=f"card-label-{row.key}", gap="small"):
        navigation.link("key_result", row.title, id=row.key)
        place = f"{row.team} · {row.objective} · weight {number(row.weight)}"
        st.html(f'<div class="ob-line"><span class="ob-note">{escape(place)}</span></div>')
        left, right = st.columns([2, 3], gap="large")
        with left:
            labelling.why(case.key_result, case.labels)
            labelling.how_it_came_about(case.labels)
        if is_open and working_as.rights().allow(row.team_id):
            with right:
                labelling.questions(case.key_result, case.labels, SHORTCUT)


def _closed(row: WaitingLabel) -> None:
    with st.container(horizontal=True, key=f"row-label-{row.key}", gap="small", vertical_alignment="center"):
        navigation.link("key_result", row.title, id=row.key)
        chip = label_chip(row.label, row.label_source, row.label_probability, brief=True)
        place = f'<span class="ob-note">{escape(row.team)} · weight {escape(number(row.weight))}</span>'
        st.html(f'<div class="ob-line">{chip}{place}{person_badge(row.owner, "owner")}</div>')
        st.button("Open", key=f"open-label-{row.key}", on_click=_choose, args=(row.key,))


def _choose(key_result_id: int) -> None:
    st.session_state[CHOSEN] = key_result_id
