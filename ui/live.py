"""What a colleague saves appears on the reading pages by itself."""

import streamlit as st

from services.audit import data_version
from ui.database import ask

EVERY = "2s"
SEEN = "_data_version"


def watch() -> None:
    """Draw the page anew when somebody has saved something; costs one small query every two seconds.

    Only for pages without a form: a new run would change what a form starts from.
    """
    st.session_state[SEEN] = ask(data_version)
    _compare()


@st.fragment(run_every=EVERY)
def _compare() -> None:
    if ask(data_version) != st.session_state[SEEN]:
        st.rerun()
