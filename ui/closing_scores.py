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
from ui import actions, forms, keep_typed, navigation
from ui.clock import today
from ui.database import policy
from ui.markup import label_chip

MET_WORDS = {
    ClosingRule.MET_OR_NOT: {True: "Met", False: "Not met"},
    ClosingRule.LEARNT: {True: "Done", False: "Not done"},
}
PICKS = ("met", "adjustment")
KEPT = dict.fromkeys(("reason", "post_mortem", "learnt"), keep_typed.text())


def key_result(end: KeyResultEnd, may_write: bool, ended: bool) -> None:
    """Draw a key result as a row: what its numbers give, its score, and for whoever may write the way to give one.

    What needs words opens below the row. Once the cycle has ended the choice starts on what the numbers give.
    """
    form = form_of(end)
    with st.container(key=f"row-{form}", horizontal=True, vertical_alignment="center", gap="small"):
        with st.container(key=f"{form}-said", gap="xxsmall"):
            navigation.link("key_result", end.key_result.title, id=end.key_result.key)
            st.html(_facts(end, may_write))
        if not may_write:
            return
        if end.score is not None:
            _change(form, end, ended)
            return
        picked = _choice(form, end, ended)
        if picked and not _needs_words(end, picked):
            _record(form, end, picked)
    if picked and _needs_words(end, picked):
        with st.container(key=f"{form}-words", gap="xsmall"):
            _words(form, end, picked)
    elif end.score is None:
        actions.show_refusal(form)


def _change(form: str, end: KeyResultEnd, ended: bool) -> None:
    """Draw the way to another score as a quiet menu; nothing is drawn in it before somebody opens it."""
    key = f"{form}-open-{actions.request_key(form)}"
    menu = st.popover("Change…", key=key, type="tertiary", on_change="rerun")
    if menu.open:
        with menu:
            _words(form, end, _choice(form, end, ended))
        return
    _hold_pick(form, end.ending or Ending())
    if keep_typed.is_to_be_dropped(form):
        keep_typed.in_form(form, KEPT)


def _hold_pick(form: str, said: Ending) -> None:
    """Keep another score that is picked in a closed menu, as the texts beside it are kept.

    A choice that is not drawn is forgotten unless it is set anew; what was recorded needs no keeping.
    """
    for field in PICKS:
        picked = st.session_state.pop(forms.field_key(form, field), None)
        if picked not in (None, getattr(said, field)):
            st.session_state[forms.field_key(form, field)] = picked


def form_of(end: KeyResultEnd) -> str:
    """Return the name of the form in which a key result is scored."""
    return f"ending-{end.key_result.key}"


def standing(end: KeyResultEnd) -> str:
    """Say how a key result ended."""
    if end.score is None:
        return "Not scored"
    return _in_words(end.rule, end.score)


def _in_words(rule: ClosingRule, score: float) -> str:
    return rounded(score, 2) if rule == ClosingRule.SCORE else MET_WORDS[rule][score >= 1]


def _facts(end: KeyResultEnd, may_write: bool) -> str:
    row = end.key_result
    chip = label_chip(row.label, row.label_source, row.label_probability, brief=True)
    score = "" if end.score is None and may_write else f"<strong>{escape(standing(end))}</strong>"
    computed = f'<span class="ob-note">{escape(_computed(end))}</span>'
    notes = "".join(f'<p class="ob-note">{escape(text)}</p>' for text in (_zone(end), *_said(end.ending)) if text)
    return f'<div class="ob-line">{score}{chip}{computed}</div>{notes}'


def _zone(end: KeyResultEnd) -> str:
    if end.score is None or end.rule != ClosingRule.SCORE:
        return ""
    said = zone_in_words(end.score)
    return f"{said[0].upper()}{said[1:]}{'' if said.endswith('?') else '.'}"


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


def _choice(form: str, end: KeyResultEnd, ended: bool) -> Ending | None:
    """Draw the choice and return what is picked, None before that."""
    if end.rule == ClosingRule.SCORE:
        return _adjustment(form, end, ended)
    words = MET_WORDS[end.rule]
    by_the_numbers = end.computed >= 1 if ended else None
    picked = st.segmented_control(
        rule_in_words(end.rule).partition(".")[0],
        list(words),
        default=end.ending.met if end.ending else by_the_numbers,
        format_func=words.__getitem__,
        key=forms.field_key(form, "met"),
        label_visibility="collapsed",
    )
    return None if picked is None else Ending(met=picked)


def _adjustment(form: str, end: KeyResultEnd, ended: bool) -> Ending | None:
    """Draw the scores that may be given, each as what it comes to."""
    said = end.ending.adjustment if end.ending else 0.0
    picked = st.segmented_control(
        f"Score: up to {LARGEST_ADJUSTMENT} either way of {rounded(end.computed, 1)}, with a reason",
        adjustments(end.computed, said),
        default=said if end.ending or ended else None,
        format_func=lambda by: _result(end, Ending(adjustment=by)),
        key=forms.field_key(form, "adjustment"),
        label_visibility="collapsed",
    )
    return None if picked is None else Ending(adjustment=picked)


def _words(form: str, end: KeyResultEnd, picked: Ending | None) -> None:
    """Draw the fields for what has to be said about a score, and the button."""
    for field in PICKS:
        actions.show_field_error(form, field)
    if picked is None:
        return
    said = end.ending or Ending()
    keep_typed.in_form(form, KEPT, starts={field: getattr(said, field) for field in KEPT})
    *others, last = _asked(end, picked)
    for field, label in others:
        _field(form, field, label, said)
    with st.container(horizontal=True, vertical_alignment="bottom", key=f"{form}-last"):
        _field(form, *last, said)
        _record(form, end, picked)
    for field in KEPT:
        actions.show_field_error(form, field)
    actions.show_refusal(form)


def _asked(end: KeyResultEnd, picked: Ending) -> list[tuple[str, str]]:
    """Return the fields that a score asks for, with their labels; what was recorded can always be added to."""
    learnt = "What was learnt" + ("" if end.rule == ClosingRule.LEARNT else " (optional)")
    wanted = {
        ("reason", "Why the score differs from the numbers"): _differs(end, picked),
        ("post_mortem", "Why it was missed, and what will be done differently"): _is_miss(end, picked),
        ("learnt", learnt): end.rule == ClosingRule.LEARNT or end.score is not None,
    }
    return [field for field, asked in wanted.items() if asked]


def _record(form: str, end: KeyResultEnd, picked: Ending) -> None:
    request = actions.request_key(form)
    label, key = f"Record: {_result(end, picked)}", f"{form}-record-{request}"
    st.button(label, key=key, on_click=_end, args=(form, end, request))


def _needs_words(end: KeyResultEnd, picked: Ending) -> bool:
    return _differs(end, picked) or _is_miss(end, picked) or (end.rule == ClosingRule.LEARNT and bool(picked.met))


def _is_miss(end: KeyResultEnd, picked: Ending) -> bool:
    return end.rule == ClosingRule.MET_OR_NOT and not picked.met


def _differs(end: KeyResultEnd, picked: Ending) -> bool:
    if end.rule == ClosingRule.SCORE:
        return picked.adjustment != 0
    return end.rule == ClosingRule.MET_OR_NOT and picked.met != (end.computed >= 1)


def _result(end: KeyResultEnd, picked: Ending) -> str:
    return _in_words(end.rule, final_score(end.rule, end.computed, picked))


def _signed(by: float) -> str:
    return f"{'+' if by > 0 else MINUS}{rounded(abs(by), 2)}"


def _field(form: str, field: str, label: str, said: Ending) -> None:
    st.text_area(label, getattr(said, field), key=forms.field_key(form, field), height=72)


def _end(form: str, end: KeyResultEnd, request: str) -> None:
    choice = "adjustment" if end.rule == ClosingRule.SCORE else "met"
    given: dict[str, Any] = {choice: forms.value(form, choice)}
    if given[choice] is not None:  # a text that came back for another choice is not sent along
        given |= {field: forms.value(form, field) for field, _ in _asked(end, Ending(**given))}
    entered = forms.parse(form, EndingInput, **{name: said for name, said in given.items() if said is not None})
    if entered is None:
        return
    score = actions.act(
        form, closing.end_key_result, end.key_result.key, entered, today(), policy(), request_key=request
    )
    if score is not None:
        forms.clear(form)
        actions.flash(f"Recorded: {_in_words(end.rule, score).lower()}.")
