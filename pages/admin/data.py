"""Data: import a spreadsheet, export everything."""

import streamlit as st

st.title("Data")
