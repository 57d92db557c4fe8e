"""A page with one checkbox: what Streamlit costs before the application does anything."""
