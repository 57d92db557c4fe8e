"""Taking everything out: one file with all that is stored, made only when somebody asks for it."""

from functools import partial
from io import BytesIO

import streamlit as st
from sqlalchemy import Engine

from models.base import utc_now
from models.database import reading
from services.exchange.archive import Format, export
from ui.clock import today
from ui.database import engine

CONTENT = (
    "One file holds everything that is stored: cycles, teams, people and their roles, objectives, key results, "
    "milestones, check-ins with their corrections, initiatives, labels with their reasons, scores, lessons and "
    "decisions. Importing it into an empty database gives the same again."
)
KINDS = {
    Format.XLSX: ("Excel workbook", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    Format.CSV: ("CSV file", "text/csv"),
    Format.JSON: ("JSON file", "application/json"),
}


def show() -> None:
    """Draw what is inside, and a button for each kind of file."""
    st.markdown(CONTENT)
    with st.container(horizontal=True):
        for form, (name, mime) in KINDS.items():
            st.download_button(
                f"Download {name}",
                data=partial(content, engine(), form),
                file_name=f"outboard-{today().isoformat()}.{form}",
                mime=mime,
                key=f"export:{form}",
                on_click="ignore",
                icon=":material/download:",
            )


def content(database: Engine, form: Format) -> bytes:
    """Return the whole file; called in a thread of its own when a button is pressed."""
    with reading(database) as session, BytesIO() as file:
        export(session, form, file, utc_now())
        return file.getvalue()
