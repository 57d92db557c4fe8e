"""The record of a planning session on its page, in the colours of the page, and as a file to take away."""

from datetime import tzinfo
from functools import partial

import streamlit as st
from sqlalchemy import Engine

from domain.vocabulary import Role
from models.base import utc_now
from models.database import reading
from services.records import STYLE, as_body, as_file, file_name
from services.reporting.session_record import SessionRecord, session_record
from ui import working_as
from ui.clock import zone
from ui.database import engine, look_up

# The file is black on white; on the page the same rules take the colours of the theme.
COLOURS = {"ink": "ink", "muted": "muted", "line": "border", "new": "outcome-text", "gone": "at-risk", "paper": "paper"}


def look(session_id: int) -> SessionRecord:
    """Return the record as whoever is here may read it; raises NotFound."""
    now = utc_now().replace(second=0, microsecond=0)
    return look_up(session_record, session_id, now, _teams())


def download(record: SessionRecord) -> None:
    """Draw the button that gives the record as one HTML file."""
    args = (engine(), record.session.key, _teams())
    st.download_button(
        "Download the record",
        data=partial(content, *args, zone()),
        file_name=file_name(record),
        mime="text/html",
        key="download-record",
        on_click="ignore",
        icon=":material/download:",
    )


def content(database: Engine, session_id: int, of_teams: frozenset[int] | None, here: tzinfo) -> bytes:
    """Return the whole file as it is when the button is pressed; called in a thread of its own."""
    with reading(database) as session:
        return as_file(session_record(session, session_id, utc_now(), of_teams), here).encode()


def show(record: SessionRecord) -> None:
    """Draw the whole record."""
    colours = "".join(f"--r-{name}:var(--ob-{own});" for name, own in COLOURS.items())
    st.html(f"<style>{STYLE}\n.record.ob-record{{{colours}font-family:inherit}}</style>")
    st.html(f'<div class="record ob-record">{as_body(record, zone())}</div>')


def _teams() -> frozenset[int] | None:
    """Return the teams whose drafts the reader sees, None for all."""
    rights = working_as.rights()
    return None if rights.is_admin else frozenset(rights.teams(Role.VIEWER))
