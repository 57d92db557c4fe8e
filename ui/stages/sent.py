"""Fields that are empty as soon as what stands in them is sent; what was refused comes back and can be sent again.

A form that clears itself lets people type on at once. It would however send a text that the server has put back as
an empty one: so a text comes back in a new field, which begins with it.
"""

import streamlit as st

from ui import forms


def key(form: str, field: str) -> str:
    """Return the state key of a field as it stands now."""
    number = st.session_state.get(_number(form), 0)
    return forms.field_key(form, f"{field}-{number}" if number else field)


def line(label: str, form: str, field: str) -> None:
    """Draw a field for one line of text, with what was refused last."""
    kept: dict[str, str] = st.session_state.get(_kept(form), {})
    st.text_input(label, kept.get(field, ""), key=key(form, field), max_chars=500)


def said(form: str, *fields: str) -> dict[str, str]:
    """Return what stood in the fields when they were sent."""
    return {field: st.session_state.get(key(form, field)) or "" for field in fields}


def settle(form: str, texts: dict[str, str], *, stored: bool) -> None:
    """Note whether what was sent has been stored; what was not comes back into its fields."""
    came_back = bool(st.session_state.get(_kept(form)))
    comes_back = not stored and any(texts.values())
    if not came_back and not comes_back:
        return
    st.session_state[_kept(form)] = texts if comes_back else {}
    st.session_state[_number(form)] = st.session_state.get(_number(form), 0) + 1


def _number(form: str) -> str:
    return f"_sent:{form}"


def _kept(form: str) -> str:
    return f"_came_back:{form}"
