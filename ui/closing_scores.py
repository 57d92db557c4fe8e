"""How a key result ends, on screen: what its numbers give, the score that a person gives it, and why."""

from html import escape
from typing import Any

import streamlit as st

from domain.closing import (
    LARGEST_ADJUSTMENT,
    ClosingRule,
    Ending,
    adjustments,
    final_score,
    rule_in_words,
    zone_in_words,
)
from domain.formatting import MINUS, rounded
from models.planning_inputs import EndingInput
from services import closing
from services.reporting.closing import KeyResultEnd
from ui import actions, forms, navigation
from ui.clock import today
from ui.database import policy
from ui.markup import label_chip

MET_WORDS = {
    ClosingRule.MET_OR_NOT: {True: "Met", False: "Not met"},
    ClosingRule.LEARNT: {True: "Done", False: "Not done"},
}
ASKED = {
    ClosingRule.SCORE: ("adjustment", "reason", "learnt"),
    ClosingRule.MET_OR_NOT: ("met", "reason", "post_mortem", "learnt"),
    ClosingRule.LEARNT: ("met", "learnt"),
}


def key_result(end: KeyResultEnd, may_write: bool) -> None:
    """Draw a key result with what its numbers give and its score; whoever may write gives or changes it there."""
    with st.container(key=f"ending-{end.key_result.key}-row", gap="xsmall"):
        navigation.link("key_result", end.key_result.title, id=end.key_result.key)
        st.html(_facts(end, may_write))
        if not may_write:
            return
        if end.score is None:
            _controls(end)
        else:
            with st.expander("Change the score", key=f"ending-{end.key_result.key}-open"):
                _controls(end)


def standing(end: KeyResultEnd) -> str:
    """Say how a key result ended."""
    if end.score is None:
        return "not scored"
    if end.rule == ClosingRule.SCORE:
        return f"{rounded(end.score, 2)}, {zone_in_words(end.score)}"
    return MET_WORDS[end.rule][end.score >= 1].lower()


def _facts(end: KeyResultEnd, may_write: bool) -> str:
    row = end.key_result
    chip = label_chip(row.label, row.label_source, row.label_probability, brief=True)
    score = f"<strong>{escape(standing(end).capitalize())}</strong>"
    rule = "" if may_write else rule_in_words(end.rule)  # else it stands beside the choice
    lines = (f"{rule} {_computed(end)}".strip(), *_said(end.ending))
    notes = "".join(f'<p class="ob-note">{escape(text)}</p>' for text in lines)
    return f'<div class="ob-line">{score}{chip}</div>{notes}'


def _said(ending: Ending | None) -> list[str]:
    if ending is None:
        return []
    moved = f"Adjusted by {_signed(ending.adjustment)}: {ending.reason}" if ending.adjustment else ending.reason
    post_mortem = f"Post-mortem: {ending.post_mortem}" if ending.post_mortem else ""
    return [text for text in (moved, post_mortem, f"Learnt: {ending.learnt}" if ending.learnt else "") if text]


def _computed(end: KeyResultEnd) -> str:
    progress = end.key_result.progress
    if end.rule == ClosingRule.SCORE:
        given = f"the numbers give {rounded(end.computed, 1)}"
    else:
        given = f"by its numbers {MET_WORDS[end.rule][end.computed >= 1].lower()}"
    if progress.value is None:
        return f"{progress.note}: {given}."
    return f"{progress.formula} = {progress.substituted}: {given}."


def _controls(end: KeyResultEnd) -> None:
    form, said = f"ending-{end.key_result.key}", end.ending or Ending()
    with st.container(horizontal=True, vertical_alignment="bottom", key=f"{form}-choice"):
        picked = _adjustment(form, end, said) if end.rule == ClosingRule.SCORE else _met(form, end, said)
        asked = "What was learnt" + ("" if end.rule == ClosingRule.LEARNT else " (optional)")
        st.text_input(asked, said.learnt, key=forms.field_key(form, "learnt"))
        if not _asks_why(end, picked):
            _keep(form, end, picked)
    actions.show_field_error(form, "learnt")
    if _differs(end, picked):
        _words(form, "reason", "Why the score differs from the numbers", said.reason)
    if end.rule == ClosingRule.MET_OR_NOT and not picked.met:
        _words(form, "post_mortem", "Why it was missed, and what will be done differently", said.post_mortem)
    if _asks_why(end, picked):
        _keep(form, end, picked)
    actions.show_refusal(form)


def _keep(form: str, end: KeyResultEnd, picked: Ending) -> None:
    args = (form, end.key_result.key, end.rule)
    st.button(f"Keep: {_result(end, picked)}", key=f"{form}-keep", on_click=_end, args=args)


def _adjustment(form: str, end: KeyResultEnd, said: Ending) -> Ending:
    """Draw the scores that may be given, each as what it comes to, and return the one that is picked."""
    picked = st.segmented_control(
        f"Score: up to {LARGEST_ADJUSTMENT} either way of {rounded(end.computed, 1)}, with a reason",
        adjustments(end.computed, said.adjustment),
        default=said.adjustment,
        format_func=lambda by: _option(end, by),
        key=forms.field_key(form, "adjustment"),
        help=rule_in_words(end.rule),
    )
    actions.show_field_error(form, "adjustment")
    return Ending(adjustment=picked or 0.0)


def _met(form: str, end: KeyResultEnd, said: Ending) -> Ending:
    words = MET_WORDS[end.rule]
    given = said.met if said.met is not None else end.computed >= 1
    picked = st.segmented_control(
        rule_in_words(end.rule).partition(".")[0],
        list(words),
        default=given,
        format_func=words.__getitem__,
        key=forms.field_key(form, "met"),
        help=rule_in_words(end.rule),
    )
    actions.show_field_error(form, "met")
    return Ending(met=picked)


def _asks_why(end: KeyResultEnd, picked: Ending) -> bool:
    return _differs(end, picked) or (end.rule == ClosingRule.MET_OR_NOT and not picked.met)


def _differs(end: KeyResultEnd, picked: Ending) -> bool:
    if end.rule == ClosingRule.SCORE:
        return picked.adjustment != 0
    if end.rule == ClosingRule.LEARNT:
        return False
    return picked.met is not None and picked.met != (end.computed >= 1)


def _result(end: KeyResultEnd, picked: Ending) -> str:
    if end.rule == ClosingRule.SCORE:
        return rounded(final_score(end.rule, end.computed, picked), 1)
    return "choose first" if picked.met is None else MET_WORDS[end.rule][picked.met].lower()


def _option(end: KeyResultEnd, by: float) -> str:
    score = rounded(final_score(end.rule, end.computed, Ending(adjustment=by)), 2)
    return f"{score} ({_signed(by)})" if by else score


def _signed(by: float) -> str:
    return f"{'+' if by > 0 else MINUS}{rounded(abs(by), 2)}"


def _words(form: str, field: str, label: str, said: str) -> None:
    st.text_area(label, said, key=forms.field_key(form, field), height=80)
    actions.show_field_error(form, field)


def _end(form: str, key_result_id: int, rule: ClosingRule) -> None:
    given: dict[str, Any] = {name: forms.value(form, name) for name in ASKED[rule]}
    entered = forms.parse(form, EndingInput, **{name: said for name, said in given.items() if said is not None})
    if entered is None:
        return
    score = actions.act(form, closing.end_key_result, key_result_id, entered, today(), policy())
    if score is not None:
        forms.clear(form)
        actions.flash(f"Score kept: {rounded(score, 2)}.")
