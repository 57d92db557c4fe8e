"""Every run of every page: who is here, which pages there are, run the chosen one."""

import streamlit as st

from ui import navigation, style, working_as
from ui.actions import show_flash

st.set_page_config(page_title="Outboard", page_icon=":material/sailing:", layout="wide")
style.apply()
page = navigation.choose_page(working_as.pick())
show_flash()
page.run()
