"""Data in, Vega-Lite specification out: what the application draws, without Streamlit and without the database."""
