"""Why a published goal changes: one field, drawn only where a change needs its reason."""

import streamlit as st

from domain.vocabulary import ObjectiveState
from services.published import REASON
from ui import actions, forms

HELP = "This is published. A change of text, baseline, target, label or weight goes into the decision log with its why."


def field(form: str, state: ObjectiveState | None, prefilled: str = "") -> None:
    """Draw the field for the reason in the form of a goal whose objective is published, else nothing."""
    if state != ObjectiveState.PUBLISHED:
        return
    st.text_input("Why it changes", prefilled, key=forms.field_key(form, REASON), help=HELP)
    actions.show_field_error(form, REASON)


def given(form: str) -> str:
    """Return the reason as it stands in a form, empty where none was asked for."""
    return str(forms.value(form, REASON) or "")
