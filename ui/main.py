"""Every run of every page: who is here, which pages there are, run the chosen one."""

from pathlib import Path

import streamlit as st

from ui import inbox_view, links, live, navigation, style, visitors, working_as
from ui.actions import show_flash
from ui.database import note_version

ICON = Path(__file__).parent / "assets" / "icon.png"

is_foreign = visitors.is_foreign()
icon = visitors.inline(ICON) if is_foreign else ICON
st.set_page_config(page_title="Outboard", page_icon=icon, layout="wide", initial_sidebar_state=240)
style.apply()
with live.turn():
    note_version()
    if is_foreign:
        working_as.nobody()
        page = navigation.only_taking_part()
    else:
        st.logo(ICON, size="large")
        actor = working_as.pick()
        page = navigation.choose_page(actor, inbox_view.waiting(actor))
    links.follow()
    show_flash()
    page.run()
