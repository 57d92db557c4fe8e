"""Outcome or output: the suggestion with its reasons, and the four questions that confirm or override it."""

from html import escape

import streamlit as st

from domain.classification import QUESTIONS, FourAnswers, label_from_answers
from domain.formatting import percent
from domain.vocabulary import Exemption, Label, LabelSource
from models.inputs import LabelInput
from services import labels
from services.reporting.key_result import KeyResultDetail, LabelEvent
from ui import actions, forms
from ui.clock import moment
from ui.markup import Highlight, highlighted, label_chip
from ui.words import CONTROLS, EXEMPTIONS, INDICATORS

ANSWERS = ("backlog", "others_move_it", "worthless_success", "substitution")


def section(detail: KeyResultDetail, may_write: bool) -> None:
    """Draw the label, why it was suggested, the questions and the history."""
    row, suggestion = detail.key_result, detail.suggestion
    st.subheader("Outcome or output?")
    st.html(label_chip(row.label, row.label_source, row.label_probability))
    if suggestion is not None:
        _reasons(suggestion)
    if may_write:
        with st.expander("Confirm or override", expanded=row.label_source == LabelSource.SUGGESTED):
            _questions(detail)
    if detail.labels:
        with st.expander(f"How the label came about ({len(detail.labels)})"):
            st.html("".join(f'<p class="ob-note">{escape(_event_in_words(event))}</p>' for event in detail.labels))


def _reasons(event: LabelEvent) -> None:
    spans = [
        Highlight(reason["start"], reason["end"], reason["rule"], _side(reason["weight"]))
        for reason in event.reasons
        if reason["end"] > reason["start"]
    ]
    said = "".join(
        f"<li>{escape(reason['rule'])} <span class='ob-note'>speaks for {_side(reason['weight'])}</span></li>"
        for reason in event.reasons
    )
    st.html(f'<p class="ob-text">{highlighted(event.text, spans)}</p><ul class="ob-reasons">{said}</ul>')


def _side(weight: float) -> Label:
    return Label.OUTCOME if weight > 0 else Label.OUTPUT


def _questions(detail: KeyResultDetail) -> None:
    row = detail.key_result
    form = f"label-{row.key}"
    proposed = detail.suggestion.answers if detail.suggestion else {}
    for name, question in zip(ANSWERS, QUESTIONS, strict=True):
        default = {True: "Yes", False: "No"}.get(proposed.get(name))  # type: ignore[arg-type]
        st.segmented_control(
            question.text, ["Yes", "No"], default=default, key=forms.field_key(form, name), help=question.help
        )
    verdict = label_from_answers(_answers(form))
    options = [Label.OUTCOME, Label.OUTPUT]
    start = verdict if verdict in options else row.label if row.label in options else Label.OUTPUT
    st.html(f'<p class="ob-note">Your answers say: {escape(verdict)}</p>')
    columns = st.columns(2)
    columns[0].selectbox("Label", options, index=options.index(start), key=forms.field_key(form, "label"))
    exemptions = list(Exemption)
    columns[1].selectbox(
        "In the mix",
        exemptions,
        index=exemptions.index(row.exemption),
        format_func=EXEMPTIONS.__getitem__,
        key=forms.field_key(form, "exemption"),
    )
    columns[0].selectbox(
        "Indicator",
        list(INDICATORS),
        index=list(INDICATORS).index(row.indicator) if row.indicator else 0,
        format_func=INDICATORS.__getitem__,
        key=forms.field_key(form, "indicator"),
    )
    columns[1].selectbox(
        "Control",
        list(CONTROLS),
        index=list(CONTROLS).index(row.control) if row.control else 1,
        format_func=CONTROLS.__getitem__,
        key=forms.field_key(form, "control"),
    )
    st.text_input("Why (needed to override or to exempt)", key=forms.field_key(form, "reason"))
    actions.show_field_error(form, "reason")
    seen = forms.show_conflicts(form, {}) or row.version
    st.button("Save label", type="primary", key=f"save-{form}", on_click=_decide, args=(form, row.key, seen))
    actions.show_refusal(form)


def _answers(form: str) -> FourAnswers:
    return FourAnswers(*({"Yes": True, "No": False}.get(forms.value(form, name)) for name in ANSWERS))


def _decide(form: str, key_result_id: int, seen_version: int) -> None:
    answers = _answers(form)
    fields = ("label", "exemption", "indicator", "control", "reason")
    entered = {name: forms.value(form, name) for name in fields}
    given = {name: getattr(answers, name) for name in ANSWERS}
    verdict = forms.parse(form, LabelInput, key_result_id=key_result_id, **entered, **given)
    if verdict is None:
        return
    source = actions.act(form, labels.decide_label, seen_version, verdict)
    if source is not None:
        forms.clear(form)
        actions.flash(f"Label {source}: {verdict.label}.")


def _event_in_words(event: LabelEvent) -> str:
    chance = f" ({percent(event.probability)})" if event.probability is not None else ""
    why = f": {event.reason}" if event.reason else ""
    return f"{moment(event.at)}\u2002{event.who} {event.source} {event.label}{chance}{why}"
