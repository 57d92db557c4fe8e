"""The page: one checkbox."""

import streamlit as st

st.checkbox("Tick", key="tick")
