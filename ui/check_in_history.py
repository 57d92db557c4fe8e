"""Every check-in of a key result, with what corrected or withdrew it."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from domain.formatting import count, day, value_with_unit
from services.reporting.key_result import CheckInRow, KeyResultDetail
from ui import links, undoing
from ui.clock import moment, today

MOST = 13  # a quarter of weekly ones


def section(detail: KeyResultDetail, may_write: bool) -> None:
    """Draw the check-ins, latest first, with undo for those that count."""
    st.subheader("Check-ins")
    if not detail.check_ins:
        st.html('<p class="ob-note">None yet. The first one starts the line in the chart.</p>')
    row = detail.key_result
    undoing.lines(
        "entry",
        [
            undoing.Line(entry.key, _line(entry, row.measurement.unit), may_write and entry.counts)
            for entry in _shown(detail)
        ],
        lambda key: links.anchor("key_result", "Undo…", id=row.key, undo=key),
        lambda _: "Undone. The check-in stays in the history.",
    )


def _shown(detail: KeyResultDetail) -> Sequence[CheckInRow]:
    """Return the latest check-ins, or all when somebody wants to see them."""
    more = len(detail.check_ins) - MOST
    if more <= 0 or st.toggle(f"Show {count(more, 'earlier one')} too", key=f"all-check-ins-{detail.key_result.key}"):
        return detail.check_ins
    return detail.check_ins[:MOST]


def _line(entry: CheckInRow, unit: str) -> str:
    value = "withdrawn" if entry.value is None else value_with_unit(entry.value, unit)
    said = (
        f"<s>{escape(value)}</s> corrected" if entry.superseded_by is not None else f"<strong>{escape(value)}</strong>"
    )
    confidence = "" if entry.confidence is None else f" · confidence {entry.confidence}"
    by = f"{entry.author}, {moment(entry.entered_at)}{confidence}"
    head = f"<span>{escape(day(entry.as_of, today()))}</span><span>{said}</span><span>{escape(by)}</span>"
    note = f"<p>{escape(entry.note)}</p>" if entry.note else ""
    return f'<div class="ob-told"><div class="ob-entry">{head}</div>{note}</div>'
