"""What waits for a check-in: one line each, and one of them open as a form."""

from html import escape

import streamlit as st

from services.reporting.key_result import milestones_of
from services.reporting.key_results import KeyResultRow
from services.reporting.my_week import DueKeyResult, MyWeek
from ui import check_in_form, links
from ui.clock import today
from ui.database import look_up
from ui.markup import status_chip
from ui.selection import number_in_address
from ui.words import aim, last_said, overdue

OPENED, LAST_ASKED = "_opened_due", "_asked_due"
ASKED = "check_in"


def section(week: MyWeek) -> None:
    """Draw what is due with one form open: the one that was asked for, else the most overdue."""
    row = _opened(week)
    # Places of their own: a line that comes or goes must not draw the form, and what is typed in it, anew.
    above, place, below = st.container(), st.container(), st.container()
    keys = [item.key_result.key for item in week.due]
    split = keys.index(row.key) if row is not None and row.key in keys else len(keys)
    for here, items in ((above, week.due[:split]), (below, week.due[split + 1 :])):
        if items:
            here.html("".join(map(_line, items)))
    if row is not None:
        with place:
            _form(row, is_due=row.key in keys)


def _opened(week: MyWeek) -> KeyResultRow | None:
    """Return whose form is open.

    It stays open when a colleague's check-in arrives meanwhile, as something may be typed in it.
    """
    if (asked := number_in_address(ASKED)) != st.session_state.get(LAST_ASKED):
        st.session_state[LAST_ASKED], st.session_state[OPENED] = asked, asked
    due = [item.key_result for item in week.due]
    did = {entry.key_result_id for entry in week.recent}
    candidates = [*due, *(row for row in week.own if row.key not in did)]
    opened = st.session_state.get(OPENED)
    row = next((row for row in candidates if row.key == opened), next(iter(due), None))
    st.session_state[OPENED] = row.key if row else None
    return row


def _form(row: KeyResultRow, *, is_due: bool) -> None:
    with st.container():
        if not is_due:
            st.info(f"{last_said(row, today())}: nothing is due here any more. What you record now is kept as well.")
    check_in_form.show(row, look_up(milestones_of, row.key))


def _line(item: DueKeyResult) -> str:
    row = item.key_result
    title = links.anchor("key_result", row.title, id=row.key)
    late = f'<span class="ob-note">{overdue(item.days_overdue)}</span>'
    status = status_chip(row.standing.status, row.standing.stale)
    facts = f'<div class="ob-line">{late}{status}<span class="ob-aim">{escape(aim(row))}</span></div>'
    way = f'<span class="ob-way">{links.anchor("my_week", "Check in", help=row.title, **{ASKED: row.key})}</span>'
    return links.row("due", title, facts, way)
