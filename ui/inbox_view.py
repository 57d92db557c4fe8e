"""The inbox: what a person was told, what waits, and how much of it the menu shows."""

from collections.abc import Mapping, Sequence
from html import escape

import streamlit as st

from domain.formatting import count
from services import notices
from services.permissions import Actor
from services.reporting.inbox import Inbox, InboxCounts, NoticeRow, counts
from ui import actions, navigation, working_as
from ui.clock import moment, today
from ui.database import look_up

FORM = "inbox"


def waiting(actor: Actor | None) -> Mapping[str, int]:
    """Return how many things wait for a person, by the address where they are found."""
    return {} if actor is None else {"inbox": _counts(actor).total}


def mine() -> InboxCounts:
    """Return what waits for whoever is here."""
    return _counts(working_as.current())


def _counts(actor: Actor) -> InboxCounts:
    return look_up(counts, actor, today())


def in_a_sentence(found: InboxCounts) -> str:
    """Answer what waits for this person."""
    waits, are = ("waits" if found.flags == 1 else "wait"), ("is" if found.due == 1 else "are")
    parts = [
        f"{count(found.flags, 'flag')} {waits} for your answer" if found.flags else "",
        count(found.replies, "unread reply", "unread replies") if found.replies else "",
        f"{count(found.due, 'check-in')} {are} due" if found.due else "",
    ]
    said = ", ".join(part for part in parts if part)
    return f"{said}." if said else "Nothing waits for you."


def due_check_ins(found: InboxCounts) -> None:
    """Draw the way to the check-ins that are due."""
    if found.due:
        it = "it" if found.due == 1 else "them"
        navigation.link("my_week", f"{count(found.due, 'check-in')} due: record {it} in My week")


def notices_list(found: Inbox) -> None:
    """Draw what the person was told, latest first, with a button that marks everything as read."""
    rows = sorted(found.notices, key=lambda row: (row.at, row.key), reverse=True)
    with st.container(horizontal=True, vertical_alignment="center"):
        unread = f" ({found.unread} unread)" if found.unread else ""
        st.subheader(f"Notices{unread}", anchor=False)
        if found.unread:
            st.button("Mark all as read", key="mark-all-read", on_click=_mark_all)
    actions.show_refusal(FORM)
    _rows(rows)


def _rows(rows: Sequence[NoticeRow]) -> None:
    for row in rows:
        kind = "row-unread" if row.read_at is None else "row-read"
        with st.container(horizontal=True, key=f"{kind}-notice-{row.key}", gap="small", vertical_alignment="center"):
            navigation.link("flag", row.text, id=row.flag_id)
            mark = '<span class="ob-unread">unread</span>' if row.read_at is None else ""
            st.html(f'<div class="ob-when">{mark}<span class="ob-note">{escape(moment(row.at))}</span></div>')


def _mark_all() -> None:
    read = actions.act(FORM, notices.mark_all_read)
    if read:
        actions.flash(f"{count(read, 'notice')} marked as read.")
