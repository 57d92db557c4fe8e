"""The coach beside a key result: the way from an output to an outcome, and a checklist. It never blocks."""

from collections.abc import Mapping
from dataclasses import asdict, replace
from html import escape
from typing import Any

import streamlit as st

from domain.classification import Suggestion, classify
from domain.coaching import (
    QUESTION,
    Check,
    ChecklistFacts,
    MetricSuggestion,
    Sibling,
    checklist,
    domains,
    likely_field,
    rewrites,
    suggest_metrics,
)
from domain.vocabulary import Exemption, Indicator, Label
from services.reporting.key_result import KeyResultDetail
from services.reporting.key_results import KeyResultRow
from ui import forms, labelling
from ui.navigation import plain
from ui.words import INDICATORS, MEASURES

HEADING = "From output to outcome"
IN_FORM = ("title", "measure", "unit", "baseline", "target", "low", "high", "source", "weight", "owner_id")
MOST_METRICS = 4
SURE_ENOUGH = 0.5  # below it a suggestion rests on a single word that may mean something else
MARKS = {True: ("✓", "done"), False: ("✗", "to do"), None: ("–", "does not apply")}


def section(detail: KeyResultDetail) -> None:
    """Draw the coach on a stored key result."""
    row = detail.key_result
    facts = facts_of(row, detail.siblings)
    if row.label != Label.OUTCOME:
        with st.expander(HEADING, expanded=row.label == Label.OUTPUT):
            way_to_an_outcome(row.title, row.measurement.unit, f"{row.objective} {row.team}")
    _checklist(facts)


def checklist_of(row: KeyResultRow, siblings: tuple[KeyResultRow, ...]) -> None:
    """Draw the checklist of a stored key result."""
    _checklist(facts_of(row, siblings))


def on_form(form: str, stored: Mapping[str, Any], siblings: tuple[Sibling, ...], about: str = "") -> None:
    """Draw why the text in a form reads as it does, the way to an outcome, and the checklist, saved or not."""
    facts = _facts_in(form, stored, siblings)
    text = facts.title
    found = classify(text, facts.measure, facts.unit, facts.baseline, facts.target)
    if text:
        _why(text, found)
        if found.label != Label.OUTCOME or _is_open(text):
            with st.expander(HEADING, expanded=True):
                way_to_an_outcome(_work_behind(form, text), facts.unit, about, form)
    _checklist(facts, found.indicator)


def _why(text: str, found: Suggestion) -> None:
    with st.expander("Why it reads like this"):
        labelling.explain(text, map(asdict, found.reasons))


def _facts_in(form: str, stored: Mapping[str, Any], siblings: tuple[Sibling, ...]) -> ChecklistFacts:
    typed = {name: forms.standing(form, name, stored) for name in IN_FORM}
    return ChecklistFacts(
        title=typed.pop("title") or "",
        unit=typed.pop("unit") or "",
        source=typed.pop("source") or "",
        weight=typed.pop("weight") or 0.0,
        owner_named=typed.pop("owner_id") is not None,
        siblings=siblings,
        exemption=stored.get("exemption", Exemption.NONE),
        **typed,
    )


def _checklist(facts: ChecklistFacts, indicator: Indicator | None = None) -> None:
    checks = checklist(replace(facts, indicator=indicator) if indicator else facts)
    open_points = sum(check.ok is False for check in checks)
    with st.expander(f"Checklist ({open_points} to do)" if open_points else "Checklist (nothing to do)"):
        st.html(f'<ul class="ob-checks">{"".join(line(check) for check in checks)}</ul>')


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


def way_to_an_outcome(title: str, unit: str, about: str = "", form: str = "") -> None:
    """Draw the question, measures of the field for a text, and patterns; with a form, a pattern can begin its text.

    What the text is about, such as the words of its objective, proposes the field of work.
    """
    st.markdown(f"**{QUESTION}**")
    field = _field(about, form)
    found = suggest_metrics(title, unit=unit, domain=field, limit=MOST_METRICS)
    sure = [suggestion for suggestion in found if suggestion.score >= SURE_ENOUGH]
    shown = sure or (list(found) if field else [])
    if shown:
        st.html("".join(_metric(suggestion) for suggestion in shown))
    _patterns(rewrites(title, sure[0].metric if sure else None), form)


def _field(about: str, form: str) -> str:
    fields = ("", *domains())
    place = fields.index(likely_field(about))
    key = f"field-of-work-{form or 'read'}-{place}"  # another proposal is another choice
    words = {field: field.replace("_", " ").capitalize() or "Any field" for field in fields}
    chosen = st.selectbox("Field of work", fields, index=place, format_func=lambda field: words.get(field, ""), key=key)
    return chosen or ""


def _patterns(patterns: tuple[str, ...], form: str) -> None:
    if not form:
        said = "".join(f"<li>{escape(pattern)}</li>" for pattern in patterns)
        st.html(f'<p class="ob-note">Patterns to fill in</p><ul class="ob-reasons">{said}</ul>')
        return
    st.html('<p class="ob-note">Patterns to fill in: press one to begin with it.</p>')
    for number, pattern in enumerate(patterns):
        st.button(plain(pattern), key=f"pattern-{form}-{number}", on_click=_begin_with, args=(form, pattern))


def _begin_with(form: str, pattern: str) -> None:
    work = forms.field_key(form, "_work")
    st.session_state[work] = _work_behind(form, forms.value(form, "title") or "")
    st.session_state[forms.field_key(form, "title")] = pattern


def _work_behind(form: str, text: str) -> str:
    """Return the text that a pattern was made for as long as the pattern is not filled in, else the text itself."""
    return (forms.value(form, "_work") or text) if _is_open(text) else text


def _is_open(text: str) -> bool:
    return "<" in text and ">" in text


def _metric(suggestion: MetricSuggestion) -> str:
    metric = suggestion.metric
    unit = "in the organisation's currency" if metric.unit == "currency" else f"in {metric.unit}"
    kind = f"{unit}, {INDICATORS[metric.indicator].lower()}, {MEASURES[metric.direction].lower()}"
    head = f'<strong>{escape(metric.name)}</strong> <span class="ob-note">{escape(kind)}</span>'
    more = f"Formula: {metric.formula}. Source: {metric.source}. {suggestion.because}"
    details = f'<details><summary class="ob-note">Formula and source</summary>{escape(more)}</details>'
    return f'<div class="ob-metric">{head}<br>{escape(metric.definition)}{details}</div>'


def line(check: Check) -> str:
    """Return one point of the checklist as a list item: its mark, the mark in words, and its sentence."""
    mark, word = MARKS[check.ok]
    kind = {True: "ob-met", False: "ob-unmet", None: "ob-moot"}[check.ok]
    return f'<li class="{kind}"><span role="img" aria-label="{word}">{mark}</span> {escape(check.sentence)}</li>'
