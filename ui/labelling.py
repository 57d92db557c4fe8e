"""Outcome or output: the suggestion with its reasons, and the four questions that confirm or override it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from functools import lru_cache
from html import escape
from typing import Any

import streamlit as st

from domain import classification
from domain.classification import QUESTIONS, FourAnswers, label_from_answers, label_in_words
from domain.formatting import percent
from domain.vocabulary import Control, Exemption, Indicator, Label, LabelSource, ObjectiveState
from models.inputs import LabelInput
from services import labels
from services.published import settles
from services.reporting.editing import objective_to_edit
from services.reporting.key_result import LabelEvent, latest_suggestion
from services.reporting.key_results import KeyResultRow
from ui import actions, forms, reasons
from ui.clock import moment
from ui.database import look_up_goals
from ui.forms import choice
from ui.markup import Highlight, highlighted, label_chip
from ui.navigation import plain
from ui.words import CONTROLS, EXEMPTIONS, INDICATORS

classify = lru_cache(maxsize=1024)(classification.classify)  # the page runs with each click, its words seldom change


def section(row: KeyResultRow, events: Sequence[LabelEvent], may_write: bool) -> None:
    """Draw the label, why it was suggested, the questions and the history, given latest first."""
    st.subheader("Outcome or output?")
    why(row, events)
    if may_write:
        _confirm_or_override(row, events)
    how_it_came_about(events)


def _confirm_or_override(row: KeyResultRow, events: Sequence[LabelEvent]) -> None:
    """Draw the questions, open while nobody has settled the label, and not at all until somebody opens them."""
    key = f"label-questions-{row.key}"
    is_open = row.label_source == LabelSource.SUGGESTED
    with st.expander("Confirm or override", expanded=is_open, key=key, on_change="rerun") as part:
        if part.open or st.session_state.get(f"_drawn:{key}"):
            st.session_state[f"_drawn:{key}"] = True  # what is answered stays while it is folded
            questions(row, events)


def why(row: KeyResultRow, events: Sequence[LabelEvent]) -> None:
    """Draw the label, and the latest suggestion in words with its reasons."""
    st.html(label_chip(row.label, row.label_source, row.label_probability))
    suggestion = latest_suggestion(events)
    if suggestion is not None:
        words = label_in_words(suggestion.label, suggestion.probability or 0.5)
        st.html(f'<p class="ob-note">The words suggest: {escape(words)}</p>')
        explain(suggestion.text, suggestion.reasons)
    _since_the_verdict(row, events)


def _since_the_verdict(row: KeyResultRow, events: Sequence[LabelEvent]) -> None:
    """Say so where a person judged another text than the one that stands there now; the label stays theirs."""
    if row.label_source == LabelSource.SUGGESTED or not events or events[0].text == row.title:
        return
    m = row.measurement
    words = classify(row.title, m.measure, m.unit, m.baseline, m.target).words
    was = plain(f"The text was “{events[0].text}” when {events[0].who} gave this label.")
    st.info(f"{was} The new words suggest: {words}. Answer the questions again if they mean something else.")


def how_it_came_about(events: Sequence[LabelEvent]) -> None:
    """Draw who suggested, confirmed and overrode the label."""
    if events:
        with st.expander(f"How the label came about ({len(events)})"):
            st.html("".join(f'<p class="ob-note">{escape(_event_in_words(event))}</p>' for event in events))


def explain(text: str, reasons: Iterable[Mapping[str, Any]]) -> None:
    """Draw a text with what speaks for a label marked, and every reason with its weight as a list to read."""
    told = list(reasons)
    spans = [
        Highlight(reason["start"], reason["end"], f"{reason['rule']}: {_weighed(reason)}", _side(reason["weight"]))
        for reason in told
        if reason["end"] > reason["start"]
    ]
    said = "".join(
        f"<li>{escape(reason['rule'])} <span class='ob-note'>{_weighed(reason)}</span></li>" for reason in told
    )
    st.html(f'<p class="ob-text">{highlighted(text, spans)}</p><ul class="ob-reasons">{said}</ul>')


def _weighed(reason: Mapping[str, Any]) -> str:
    return f"speaks for {_side(reason['weight'])}, weight {abs(reason['weight']):.1f}"


def _side(weight: float) -> Label:
    return Label.OUTCOME if weight > 0 else Label.OUTPUT


def questions(
    row: KeyResultRow, events: Sequence[LabelEvent], shortcut: str | None = None, *, brief: bool = False
) -> None:
    """Draw the four questions, prefilled, and the button, with its keys if any, that confirms or overrides.

    Where there is little room, brief folds what else is said of the key result.
    """
    form, suggestion = f"label-{row.key}", latest_suggestion(events)
    opened = forms.version_seen(form, "reason", row.version)
    given = _latest_answers(events)
    for question in QUESTIONS:
        default = {True: "Yes", False: "No"}.get(given.get(question.field))  # type: ignore[arg-type]
        key = forms.field_key(form, question.field)
        st.segmented_control(question.text, ["Yes", "No"], default=default, required=True, key=key, help=question.help)
    verdict = label_from_answers(_answers(form))
    with st.expander("In the mix, indicator, control") if brief else st.container():
        _place_in_mix(form, row)
    suggested = suggestion.label if suggestion else Label.UNCLEAR
    overrides = suggested not in (verdict, Label.UNCLEAR)
    agreed = changes_what_was_agreed(row, verdict)
    st.text_input(_wanted(overrides, agreed), key=forms.field_key(form, "reason"))
    actions.show_field_error(form, "reason")
    seen = forms.show_conflicts(form, {}) or opened
    settled = verdict != Label.UNCLEAR
    words = (
        f"{'Override' if overrides else 'Confirm'}: it is an {verdict}" if settled else "Answer all four to settle it"
    )
    request = actions.request_key(form)
    key, arguments = f"save-{form}-{request}", (form, row.key, seen, request, agreed)
    st.button(words, type="primary", key=key, disabled=not settled, shortcut=shortcut, on_click=_decide, args=arguments)
    actions.show_refusal(form)


def changes_what_was_agreed(row: KeyResultRow, verdict: Label) -> bool:
    """Tell whether a verdict changes the label of a published key result, which needs a reason and proposes a decision.

    Settling an open question changes nothing.
    """
    if verdict in (row.label, Label.UNCLEAR) or settles(row.label):
        return False
    return bool(look_up_goals(objective_to_edit, row.objective_id)["state"] == ObjectiveState.PUBLISHED)


def _wanted(overrides: bool, agreed: bool) -> str:
    if overrides:
        return "Why is the suggestion wrong?"
    return "Why the label changes (it is published)" if agreed else "Why (needed to exempt it from the mix)"


def _latest_answers(events: Sequence[LabelEvent]) -> dict[str, bool | None]:
    answered = (event.answers for event in events if any(said is not None for said in event.answers.values()))
    return next(answered, {})


def _place_in_mix(form: str, row: KeyResultRow) -> None:
    stored = {
        "exemption": row.exemption,
        "indicator": row.indicator or Indicator.LAGGING,
        "control": row.control or Control.INFLUENCED,
    }
    choice("In the mix", form, "exemption", EXEMPTIONS, stored)
    _exemption_hint(row)
    left, right = st.columns(2)
    with left:
        choice("Indicator", form, "indicator", INDICATORS, stored)
    with right:
        choice("Control", form, "control", CONTROLS, stored)


def _exemption_hint(row: KeyResultRow) -> None:
    """Say what the words hint at; a person decides, as what is exempt needs a reason."""
    m = row.measurement
    hint = classify(row.title, m.measure, m.unit, m.baseline, m.target).exemption
    if hint not in (Exemption.NONE, row.exemption):
        st.caption(f"It reads like {hint}. If that is what it is, choose “{EXEMPTIONS[hint]}” and say why.")


def _answers(form: str) -> FourAnswers:
    return FourAnswers(*({"Yes": True, "No": False}.get(forms.value(form, question.field)) for question in QUESTIONS))


def _decide(form: str, key_result_id: int, seen_version: int, request: str, agreed: bool) -> None:
    answers = _answers(form)
    entered = {name: forms.value(form, name) for name in ("exemption", "indicator", "control", "reason")}
    label = label_from_answers(answers)
    verdict = forms.parse(form, LabelInput, key_result_id=key_result_id, label=label, **entered, **asdict(answers))
    if verdict is None:
        return
    source = actions.act(form, labels.decide_label, seen_version, verdict, request_key=request)
    if source is not None:
        forms.clear(form)
        reasons.flash(f"Label {source}: {verdict.label}.", agreed)


def _event_in_words(event: LabelEvent) -> str:
    chance = f" ({percent(event.probability)})" if event.probability is not None else ""
    why = f": {event.reason}" if event.reason else ""
    return f"{moment(event.at)}\u2002{event.who} {event.source} {event.label}{chance}{why}"
