"""One line for each thing in a list: what it is called, linked, and how it stands."""

from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache
from html import escape

import streamlit as st

from domain.formatting import day, value_with_unit
from services.reporting.key_results import KeyResultRow
from services.reporting.my_week import RecentCheckIn
from ui import links, undoing
from ui.clock import moment, today
from ui.markup import label_chip, person_badge, progress_bar, status_chip
from ui.words import aim, last_said


def key_results(rows: Iterable[KeyResultRow]) -> None:
    """Draw a list of key results."""
    if drawn := "".join(key_result(row) for row in rows):
        st.html(drawn)


def key_result(row: KeyResultRow) -> str:
    """Return a key result as HTML: its title as a link, then label, status, progress, value and owner."""
    return links.row("kr", links.anchor("key_result", row.title, id=row.key), facts(row))


def facts(row: KeyResultRow) -> str:
    """Return a key result's label, status, progress, value and owner as one line of HTML."""
    return _facts(row, today())


@lru_cache(maxsize=4096)  # a check-in changes one of them, and many screens show the others
def _facts(row: KeyResultRow, today: date) -> str:
    expected = row.expected(today)
    missing = f'<span class="ob-note">{escape(row.needs)}</span>' if row.needs else ""
    parts = [
        label_chip(row.label, row.label_source, row.label_probability, brief=True),
        status_chip(row.standing.status, row.standing.stale),
        missing or progress_bar(row.progress.value, expected),
        f'<span class="ob-aim">{escape(aim(row))}</span>',
        person_badge(row.owner, last_said(row, today)),
    ]
    return f'<div class="ob-facts">{"".join(f"<div>{part}</div>" for part in parts)}</div>'


def recent_check_ins(entries: Sequence[RecentCheckIn]) -> None:
    """Draw the check-ins that the person entered, which can be undone here."""
    titles = {entry.key: entry.title for entry in entries}
    undoing.lines(
        "did",
        [undoing.Line(entry.key, _recent(entry), entry.can_be_undone, _correct(entry)) for entry in entries],
        lambda key: links.anchor("my_week", "Undo…", help=f"Undo this one of “{titles[key]}”", undo=key),
        lambda key: f"Undone. The check-in stays in the history of “{titles[key]}”.",
    )


def _correct(entry: RecentCheckIn) -> str:
    help = f"Correct this one of “{entry.title}”"
    return links.anchor("key_result", "Correct…", help=help, id=entry.key_result_id, correct=entry.key)


def _recent(entry: RecentCheckIn) -> str:
    said = "withdrawn" if entry.value is None else value_with_unit(entry.value, entry.unit)
    note = f"{said} for {day(entry.as_of, today())} · {moment(entry.entered_at)}"
    quoted = f" · “{entry.note}”" if entry.note else ""
    title = links.anchor("key_result", entry.title, id=entry.key_result_id)
    return f'<div class="ob-did">{title}<div class="ob-line ob-note">{escape(note + quoted)}</div></div>'
