"""The key result clinic: one at a time, with its label, its numbers and what is still open, in four minutes."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from domain.classification import QUESTIONS
from domain.coaching import checklist
from domain.formatting import count, value_with_unit
from domain.planning import CLINIC_MINUTES
from domain.vocabulary import ContributionKind, Exemption, LabelSource
from models.base import utc_now
from services import sessions
from services.reporting.key_result import labels_of
from services.reporting.key_results import KeyResultRow
from services.reporting.objectives import ObjectiveRow
from services.reporting.sessions import ParticipantRow
from ui import big_screen, coaching, labelling
from ui.database import look_up
from ui.markup import label_chip
from ui.navigation import plain
from ui.planning_screen import Screen
from ui.session_actions import act
from ui.stages import goal_form, writing
from ui.words import MEASURES

LONG = 110  # characters; a longer title stands in smaller type


def show(screen: Screen) -> None:
    """Draw the key result in focus, or the list to choose one from; the facilitator may write in place of both."""
    if goal_form.is_shown(screen):
        return
    rows = [row for objective in screen.objectives for row in objective.live]
    found = _focused(screen, rows)
    if found is None:
        _choose(screen, rows)
        return
    place = f"Key result {rows.index(found) + 1} of {len(rows)} · {found.objective}"
    clock = big_screen.clock_face(screen.session.focus_clock(utc_now()))
    st.html(f'<div class="ob-stage ob-part"><p class="ob-place">{escape(place)}</p>{clock}</div>')
    left, right = st.columns([11, 9], gap="medium")
    with left:
        st.html(_card(screen, found))
    with right, st.container(key="clinic-label"):
        events = look_up(labels_of, found.key)
        if screen.may_lead():
            labelling.questions(found, events, brief=True)
        else:
            st.html(_answers(events[0].answers if events else {}))
    if screen.may_lead():
        _steps(screen, rows, found)


def take_part(screen: Screen, me: ParticipantRow, token: str) -> None:
    """Draw the key result in focus with its checklist, and what this participant has parked of it."""
    found = _focused(screen, [row for objective in screen.objectives for row in objective.live])
    if found is None:
        st.markdown("The facilitator chooses a key result. It appears here by itself.")
        return
    st.html(f'<p class="ob-place">{escape(found.objective)}</p>{_card(screen, found, me)}')
    parked = screen.written(ContributionKind.PARKING)
    writing.own([row for row in parked if row.key_result_id == found.key], me, token)


def numbers(row: KeyResultRow) -> str:
    """Say from where to where a key result goes: "20 → 40 %", or what is missing."""
    m = row.measurement
    if row.needs:
        return row.needs[:1].upper() + row.needs[1:]
    if m.low is not None:
        return f"{value_with_unit(m.low, m.unit)} to {value_with_unit(m.high, m.unit)}"
    if m.target is None or m.measure is None:
        return MEASURES[m.measure] if m.measure else "no measure yet"
    start = f"{value_with_unit(m.baseline, m.unit)} → " if m.baseline is not None else f"{MEASURES[m.measure]}: "
    return f"{start}{value_with_unit(m.target, m.unit)}"


def _focused(screen: Screen, rows: Sequence[KeyResultRow]) -> KeyResultRow | None:
    return next((row for row in rows if row.key == screen.session.focus_key_result_id), None)


def _choose(screen: Screen, rows: Sequence[KeyResultRow]) -> None:
    if not screen.objectives:
        st.html('<p class="ob-say">The plan has no objective yet. Go back to the ranking and keep two to five.</p>')
        return
    settled = sum(row.label_source != LabelSource.SUGGESTED for row in rows)
    said = f"{count(len(rows), 'key result')}, {CLINIC_MINUTES} minutes each; {settled} with a confirmed label."
    st.html(f'<p class="ob-say">{escape(said)}</p>')
    columns = st.columns(2, gap="large")
    for number, objective in enumerate(screen.objectives):
        with columns[number % 2], st.container(key=f"clinic-goal-{objective.key}"):
            _choice(screen, objective)


def _choice(screen: Screen, objective: ObjectiveRow) -> None:
    st.html(f'<div class="ob-written"><h3>{escape(objective.title)}</h3></div>')
    if not screen.may_lead():
        items = "".join(f"<li>{escape(row.title)}</li>" for row in objective.live)
        st.html(f'<ul class="ob-written">{items}</ul>' if items else '<p class="ob-nothing">No key result yet.</p>')
        return
    for row in objective.live:
        args = (sessions.show, screen.session.key, None, row.key)
        st.button(plain(row.title), key=f"focus-{row.key}", type="tertiary", on_click=act, args=args)
    goal_form.opener("Add a key result", screen, objective.key, key=f"add-to-{objective.key}")


def _card(screen: Screen, row: KeyResultRow, me: ParticipantRow | None = None) -> str:
    kind = ' class="ob-long"' if len(row.title) > LONG else ""
    chip = label_chip(row.label, row.label_source, row.label_probability)
    said = f'<div class="ob-clinic"><h2{kind}>{escape(row.title)}</h2><p>{chip}</p>{_facts(screen, row)}</div>'
    return said + _checks(row, _siblings(screen, row)) + _parked(screen, row, me)


def _facts(screen: Screen, row: KeyResultRow) -> str:
    guards = [each.title for each in _siblings(screen, row) if each.exemption == Exemption.GUARDRAIL]
    guard = "It is a guardrail itself" if row.exemption == Exemption.GUARDRAIL else "; ".join(guards) or "none yet"
    lines = (
        ("Baseline → target", f'<dd class="ob-aim">{escape(numbers(row))}</dd>'),
        ("Owner", f"<dd>{escape(row.owner)}</dd>"),
        ("Source", f"<dd>{escape(row.source or 'not said yet')}</dd>"),
        ("Guardrail", f"<dd>{escape(guard)}</dd>"),
    )
    return '<dl class="ob-facts-of">' + "".join(f"<dt>{name}</dt>{value}" for name, value in lines) + "</dl>"


def _siblings(screen: Screen, row: KeyResultRow) -> tuple[KeyResultRow, ...]:
    of_objective = (goal.live for goal in screen.objectives if goal.key == row.objective_id)
    return tuple(other for rows in of_objective for other in rows if other.key != row.key)


def _checks(row: KeyResultRow, siblings: tuple[KeyResultRow, ...]) -> str:
    checks = checklist(coaching.facts_of(row, siblings))
    lines = "".join(coaching.line(check) for check in sorted(checks, key=lambda check: check.ok is not False))
    return f'<ul class="ob-checks">{lines}</ul>'


def _parked(screen: Screen, row: KeyResultRow, me: ParticipantRow | None) -> str:
    """Return what is parked of a key result; what a participant has parked stands where it can be taken back."""
    of_it = [each for each in screen.written(ContributionKind.PARKING) if each.key_result_id == row.key]
    parked = [each for each in of_it if me is None or each.participant_id != me.key]
    return f'<div class="ob-written"><h3>Parked</h3></div>{writing.listed(parked, "")}' if parked else ""


def _answers(given: object) -> str:
    said = given if isinstance(given, dict) else {}
    words = {True: "Yes", False: "No", None: "open"}
    lines = "".join(f"<dt>{escape(each.text)}</dt><dd>{words[said.get(each.field)]}</dd>" for each in QUESTIONS)
    return f'<dl class="ob-asked">{lines}</dl>'


def _steps(screen: Screen, rows: list[KeyResultRow], found: KeyResultRow) -> None:
    place = rows.index(found)
    with st.container(horizontal=True, vertical_alignment="center", key="clinic-steps"):
        for label, step in (("Key result before", place - 1), ("Key result after", place + 1)):
            key = rows[step].key if 0 <= step < len(rows) else None
            args = (sessions.show, screen.session.key, None, key)
            keys = "Shift+Left" if step < place else "Shift+Right"
            off = key is None
            st.button(label, key=f"clinic-{label}", shortcut=keys, disabled=off, on_click=act, args=args)
        all_of_them = (sessions.show, screen.session.key)
        st.button("All key results", key="clinic-all", type="tertiary", on_click=act, args=all_of_them)
        goal_form.opener("Edit", screen, found.objective_id, found.key, key="clinic-edit")
        goal_form.opener("Add a key result", screen, found.objective_id, key="clinic-add")
