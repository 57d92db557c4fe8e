"""Every check-in of a key result, with what corrected or withdrew it."""

from collections.abc import Mapping, Sequence
from html import escape

import streamlit as st

from domain.formatting import count, day, value_with_unit
from services.reporting.key_result import CheckInRow, KeyResultDetail
from ui import correction_form, links, undoing
from ui.clock import moment, today

MOST = 13  # a quarter of weekly ones


def section(detail: KeyResultDetail, may_write: bool) -> None:
    """Draw the check-ins, latest first, with undo for those that count."""
    st.subheader("Check-ins")
    if not detail.check_ins:
        st.html('<p class="ob-note">None yet. The first one starts the line in the chart.</p>')
    row = detail.key_result
    open_one = correction_form.opened(detail.check_ins, may_write)
    authors = {entry.key: entry.author for entry in detail.check_ins if entry.value is not None}
    undoing.lines(
        "entry",
        [
            undoing.Line(
                entry.key,
                _line(entry, row.measurement.unit, authors),
                may_write and entry.counts,
                correction_form.link(row.key, entry.key) if may_write and entry.counts else "",
            )
            for entry in _shown(detail, open_one)
        ],
        lambda key: links.anchor("key_result", "Undo…", id=row.key, undo=key),
        lambda _: "Undone. The check-in stays in the history.",
        below=(open_one.key, lambda: correction_form.show(detail, open_one)) if open_one else None,
    )


def _shown(detail: KeyResultDetail, open_one: CheckInRow | None) -> Sequence[CheckInRow]:
    """Return the latest check-ins, at least down to the open one, or all when somebody wants to see them."""
    most = max(MOST, detail.check_ins.index(open_one) + 1 if open_one else 0)
    more = len(detail.check_ins) - most
    if more <= 0 or st.toggle(f"Show {count(more, 'earlier one')} too", key=f"all-check-ins-{detail.key_result.key}"):
        return detail.check_ins
    return detail.check_ins[:most]


def _line(entry: CheckInRow, unit: str, authors: Mapping[int, str]) -> str:
    """Return a check-in as HTML; ``authors`` has the people who corrected one, by the entry that did."""
    value = "withdrawn" if entry.value is None else value_with_unit(entry.value, unit)
    said = f"<strong>{escape(value)}</strong>"
    if entry.superseded_by is not None:
        by = f" by {authors[entry.superseded_by]}" if entry.superseded_by in authors else ""
        said = f"<s>{escape(value)}</s> corrected{escape(by)}"
    confidence = "" if entry.confidence is None else f" · confidence {entry.confidence}"
    wrote = f"{entry.author}, {moment(entry.entered_at)}{confidence}"
    head = f"<span>{escape(day(entry.as_of, today()))}</span><span>{said}</span><span>{escape(wrote)}</span>"
    note = f"<p>{escape(entry.note)}</p>" if entry.note else ""
    return f'<div class="ob-told"><div class="ob-entry">{head}</div>{note}</div>'
