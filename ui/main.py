"""Every run of every page: who is here, which pages there are, run the chosen one."""

from pathlib import Path

import streamlit as st

from ui import inbox_view, navigation, style, working_as
from ui.actions import show_flash
from ui.database import note_version

ICON = Path(__file__).parent / "assets" / "icon.png"

st.set_page_config(page_title="Outboard", page_icon=ICON, layout="wide", initial_sidebar_state=240)
st.logo(ICON, size="large")
style.apply()
note_version()
actor = working_as.pick()
page = navigation.choose_page(actor, inbox_view.waiting(actor))
show_flash()
page.run()
