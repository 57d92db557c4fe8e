"""The OKR rules as pure functions and frozen dataclasses: no Streamlit, no storage."""
