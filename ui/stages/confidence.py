"""The stage of confidence."""

import streamlit as st

from services.reporting.sessions import ParticipantRow
from ui.planning_screen import Screen


def show(screen: Screen) -> None:
    """Draw the stage on the shared screen."""
    st.markdown(screen.session.stage.title)


def take_part(screen: Screen, me: ParticipantRow, token: str) -> None:
    """Draw what a participant does in this stage."""
    st.markdown(f"{screen.session.stage.title}, {me.name}, {len(token)}")
