"""Data: import a spreadsheet, export everything."""

import streamlit as st

from ui import export_view, import_view

st.title("Data")
st.markdown("Bring in the spreadsheet that you have, or take everything out in one file.")
importing, exporting = st.tabs(["Import", "Export"])
with importing:
    import_view.show()
with exporting:
    export_view.show()
