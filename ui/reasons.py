"""Why a published goal changes: one field, drawn only where a change needs its reason, and what came of it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import streamlit as st

from domain.vocabulary import ObjectiveState
from services.published import REASON as REASON
from ui import actions, forms

HELP = "This is published. A change of {} asks for its why and proposes a decision; another change does not."
OF_KEY_RESULT = "text, measure, baseline, target, limits or weight"
OF_OBJECTIVE = "text, team or cycle"
LOG = ("See the decisions", "decisions")


@dataclass
class Change:
    """A use case that, once carried out, knows whether it has proposed a decision."""

    use_case: Callable[..., bool]
    proposed: bool = False

    def __call__(self, *args: Any, **kwargs: Any) -> None:
        """Carry it out."""
        self.proposed = self.use_case(*args, **kwargs)


def field(form: str, state: ObjectiveState | None, prefilled: str = "", *, of: str = OF_KEY_RESULT) -> None:
    """Draw the field for the reason in the form of a goal whose objective is published, else nothing."""
    if state != ObjectiveState.PUBLISHED:
        return
    st.text_input("Why it changes", prefilled, key=forms.field_key(form, REASON), help=HELP.format(of))
    actions.show_field_error(form, REASON)


def given(form: str) -> str:
    """Return the reason as it stands in a form, empty where none was asked for."""
    return str(forms.value(form, REASON) or "")


def flash(done: str, proposed: bool, reason: str = "") -> None:
    """Say what was done, and whether it proposed a decision where that is so or a reason was given for nothing."""
    if proposed:
        actions.flash(f"{done} A decision is proposed.", LOG)
    elif reason.strip():
        actions.flash(f"{done} Nothing that was agreed on has changed, so no decision is proposed.")
    else:
        actions.flash(done)
