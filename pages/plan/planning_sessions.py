"""Planning sessions: prepare one, open its shared screen, join it, and read the records of earlier ones."""

import streamlit as st

from ui import live, session_list

st.title("Planning sessions")
live.watch()
session_list.show()
