"""First steps: an empty database needs one person, one team and one cycle."""

import streamlit as st

from ui import first_steps

st.title("Welcome to Outboard")
st.markdown(
    "Outboard tells outcomes from outputs. This database is empty: name yourself, your team and your quarter, "
    "then write objectives or import the spreadsheet that you have."
)
first_steps.show()
