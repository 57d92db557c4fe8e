"""Taking everything out: one file with all that is stored, made only when somebody asks for it."""

import streamlit as st

from ui import clock

CONTENT = (
    "One file holds everything that is stored: cycles, teams, people and their roles, objectives, key results, "
    "milestones, check-ins with their corrections, initiatives, labels with their reasons, scores, lessons and "
    "decisions. Importing it into an empty database gives the same again."
)
KINDS = {"xlsx": "Excel workbook", "csv": "CSV file", "json": "JSON file"}


def show() -> None:
    """Draw what is inside, and a link for each kind of file, which is made when the link is followed.

    The link says the viewer's day, because the file is named after it.
    """
    st.markdown(CONTENT)
    with st.container(horizontal=True):
        for ending, name in KINDS.items():
            st.link_button(f"Download {name}", f"export.{ending}?day={clock.today()}", icon=":material/download:")
