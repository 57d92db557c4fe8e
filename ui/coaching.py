"""The coach beside a key result: the way from an output to an outcome, and a checklist. It never blocks."""

from html import escape

import streamlit as st

from domain.coaching import (
    QUESTION,
    Check,
    ChecklistFacts,
    MetricSuggestion,
    Sibling,
    checklist,
    rewrites,
    suggest_metrics,
)
from domain.vocabulary import Label
from services.reporting.key_result import KeyResultDetail
from services.reporting.key_results import KeyResultRow
from ui.words import INDICATORS, MEASURES

MOST_METRICS = 4
SURE_ENOUGH = 0.5  # below it a suggestion rests on a single word that may mean something else
MARKS = {True: ("✓", "done"), False: ("✗", "to do"), None: ("–", "does not apply")}


def section(detail: KeyResultDetail) -> None:
    """Draw the checklist and, unless this is an outcome already, metrics and patterns that lead to one."""
    row = detail.key_result
    checks = checklist(facts_of(row, detail.siblings))
    open_points = sum(check.ok is False for check in checks)
    if row.label != Label.OUTCOME:
        with st.expander("From output to outcome", expanded=row.label == Label.OUTPUT):
            _way_to_an_outcome(row)
    with st.expander(f"Checklist ({open_points} to do)" if open_points else "Checklist (nothing to do)"):
        st.html(f'<ul class="ob-checks">{"".join(_line(check) for check in checks)}</ul>')


def facts_of(row: KeyResultRow, siblings: tuple[KeyResultRow, ...]) -> ChecklistFacts:
    """Return what the checklist looks at."""
    m = row.measurement
    return ChecklistFacts(
        title=row.title,
        measure=m.measure,
        unit=m.unit,
        baseline=m.baseline,
        target=m.target,
        source=row.source,
        owner_named=True,
        weight=row.weight,
        siblings=tuple(Sibling(other.title, other.indicator, other.exemption) for other in siblings),
        indicator=row.indicator,
        exemption=row.exemption,
        low=m.low,
        high=m.high,
    )


def _way_to_an_outcome(row: KeyResultRow) -> None:
    st.markdown(f"**{QUESTION}**")
    found = suggest_metrics(row.title, unit=row.measurement.unit, limit=MOST_METRICS)
    suggestions = [suggestion for suggestion in found if suggestion.score >= SURE_ENOUGH]
    if suggestions:
        st.html("".join(_metric(suggestion) for suggestion in suggestions))
    patterns = rewrites(row.title, suggestions[0].metric if suggestions else None)
    said = "".join(f"<li>{escape(pattern)}</li>" for pattern in patterns)
    st.html(f'<p class="ob-note">Patterns to fill in</p><ul class="ob-reasons">{said}</ul>')


def _metric(suggestion: MetricSuggestion) -> str:
    metric = suggestion.metric
    kind = f"{INDICATORS[metric.indicator].lower()}, {MEASURES[metric.direction].lower()}"
    details = f"{metric.definition} Formula: {metric.formula}. Source: {metric.source}. {suggestion.because}"
    head = f'<strong>{escape(metric.name)}</strong> <span class="ob-note">{escape(kind)}</span>'
    return f'<p class="ob-metric" title="{escape(details)}">{head}<br>{escape(metric.definition)}</p>'


def _line(check: Check) -> str:
    mark, word = MARKS[check.ok]
    kind = {True: "ob-met", False: "ob-unmet", None: "ob-moot"}[check.ok]
    return f'<li class="{kind}"><span role="img" aria-label="{word}">{mark}</span> {escape(check.sentence)}</li>'
