"""An objective as it appears in a list and at the head of its own page."""

from html import escape

import streamlit as st

from domain.formatting import percent
from domain.outcome_mix import OutcomeMix
from domain.roll_up import FORMULA
from domain.vocabulary import Commitment, ObjectiveKind, ObjectiveState
from services.reporting.objectives import ObjectiveRow
from ui import links, rows
from ui.markup import mix_bar, person_chip, progress_bar, status_chip
from ui.words import COMMITMENTS, KINDS, STATES


def objective(row: ObjectiveRow) -> None:
    """Draw an objective with its key results."""
    title = links.anchor("objective", row.title, id=row.key)
    key_results = "".join(rows.key_result(key_result) for key_result in row.live)
    st.html(f'<div class="ob-card">{title}{summary(row)}{key_results}</div>')


def summary(row: ObjectiveRow) -> str:
    """Return an objective's team, owner, progress, status counts, mix and hints as HTML."""
    chips = "".join(status_chip(status, number=number) for status, number in row.statuses.items())
    progress = row.progress
    measured = f'<span class="ob-note">{escape(progress.text)}</span>' if row.live else ""
    bar = f'<span title="{escape(FORMULA)}: {escape(progress.substituted)}">{progress_bar(progress.value)}</span>'
    hints = "".join(f'<p class="ob-hint">{escape(hint.sentence)}</p>' for hint in row.hints[:1])
    place = f'<span class="ob-note">{escape(row.team)}{_kinds(row)}</span>'
    return (
        f'<div class="ob-line">{place}{person_chip(row.owner)}</div>'
        f'<div class="ob-summary"><div>{bar}{measured}</div><div class="ob-line">{chips}</div>'
        f"<div>{mix(row.mix)}</div></div>{hints}"
    )


def mix(found: OutcomeMix) -> str:
    """Return an outcome mix as a bar with its words."""
    exempt = f'<span class="ob-note">{found.exempt_count} exempt</span>' if found.exempt_count else ""
    return mix_bar(found.outcome_weight, found.output_weight, found.unclear_weight) + exempt


def _kinds(row: ObjectiveRow) -> str:
    words = [COMMITMENTS[row.commitment]] if row.commitment == Commitment.COMMITTED else []
    words += [KINDS[row.kind]] if row.kind == ObjectiveKind.CRITICAL_BET else []
    words += [STATES[row.state]] if row.state != ObjectiveState.PUBLISHED else []
    return escape("".join(f" · {word}" for word in words))


def sentence(row: ObjectiveRow) -> str:
    """Answer how far an objective is and what it is made of."""
    if not row.live:
        return "No key result yet."
    found = row.mix.share
    counted = "nothing counts in the mix yet" if found is None else f"outcome share {percent(found)}"
    reached = "" if row.progress.value is None else f"{percent(row.progress.value)} reached, "
    return f"{reached}{row.progress.text}; {counted}."
