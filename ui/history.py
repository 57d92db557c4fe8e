"""What happened, as lines of who changed what."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from services.reporting.history import Happening
from ui.clock import moment

WORDS = {"created": "wrote", "changed": "changed", "removed": "removed", "linked": "linked", "unlinked": "unlinked"}
# What somebody did, with the words that were said.
SAID = {"sent back": "sent back", "closed early": "closed", "accounted for": "gave the reason for a change of"}


def section(happenings: Sequence[Happening]) -> None:
    """Draw the changes, folded away until somebody wants to know."""
    if not happenings:
        return
    with st.expander(f"Changes ({len(happenings)})"):
        st.html("".join(f'<p class="ob-note">{escape(in_words(item))}</p>' for item in happenings))


def in_words(item: Happening) -> str:
    """Say one change: "3 Mar 14:05 Ana changed target from 60 to 80"."""
    thing = item.entity.replace("_", " ")
    said = f"{moment(item.at)}\u2002{item.who} {WORDS.get(item.action, item.action)}"
    if item.action in SAID:
        return f"{moment(item.at)}\u2002{item.who} {SAID[item.action]} this {thing}: {item.after}"
    if item.action != "changed":
        return f"{said} this {thing}"
    field = item.field.replace("_", " ")
    return f"{said} {thing}, {field}: from {item.before or 'nothing'} to {item.after or 'nothing'}"
