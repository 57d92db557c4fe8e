"""What a colleague saves appears on the reading pages by itself."""

import streamlit as st

from services.audit import data_version
from ui.database import ask, is_first_look, version

EVERY = "2s"


@st.fragment(run_every=EVERY)
def watch() -> None:
    """Draw the page anew when somebody has saved something; costs one small query every two seconds.

    Only for pages without a form: a new run would change what a form starts from.
    """
    if not is_first_look() and ask(data_version) != version():
        st.rerun()
