"""Closing a cycle on screen: each key result with its score, each objective with its verdict, lessons, and the end."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from domain.closing import LARGEST_ADJUSTMENT, ClosingRule, Ending, rule_in_words, zone_in_words
from domain.formatting import count, rounded
from domain.vocabulary import CycleState, LessonKind, Verdict
from models.planning_inputs import EndingInput, LessonInput, VerdictInput
from services import closing
from services.reporting.closing import KeyResultEnd, LessonRow, ObjectiveEnd
from services.reporting.people import CycleRow
from ui import actions, forms, navigation
from ui.clock import today
from ui.database import policy
from ui.navigation import plain
from ui.words import VERDICTS, share

SIGNS = {LessonKind.PLUS: "Keep doing", LessonKind.MINUS: "Change"}


def in_a_sentence(ends: Sequence[ObjectiveEnd], cycle: CycleRow) -> str:
    """Say how much is left to score and to judge."""
    rows = [end for each in ends for end in each.key_results]
    scored = sum(end.score is not None for end in rows)
    judged = sum(each.verdict is not None for each in ends)
    said = f"{scored} of {count(len(rows), 'key result')} scored, {judged} of {count(len(ends), 'objective')} judged."
    return f"{cycle.name} is closed and read-only. {said}" if cycle.state == CycleState.CLOSED else said


def objective(end: ObjectiveEnd, may_write: bool) -> None:
    """Draw one objective: its score, its share then and now, its key results, and the verdict."""
    row = end.objective
    with st.container(border=True, key=f"closing-{row.key}"):
        navigation.link("objective", row.title, id=row.key)
        st.html(f'<p class="ob-note">{escape(_summary(end))}</p>')
        for each in end.key_results:
            _key_result(each, may_write)
        if may_write:
            _verdict(end)
        elif end.verdict:
            st.html(f"<p><strong>{VERDICTS[end.verdict]}</strong> {escape(end.note)}</p>")


def lessons(rows: Sequence[LessonRow], team_id: int, cycle_id: int, may_write: bool) -> None:
    """Draw what the team learnt, plus and minus side by side."""
    st.subheader("Lessons")
    for kind, column in zip(LessonKind, st.columns(2, gap="large"), strict=True):
        with column:
            st.html(f"<strong>{SIGNS[kind]}</strong>")
            for row in rows:
                if row.kind == kind:
                    _lesson(row, may_write)
            if may_write:
                _new_lesson(kind, team_id, cycle_id)


def _summary(end: ObjectiveEnd) -> str:
    scored = end.score
    score = "not scored yet" if not scored.measured else f"score {rounded(scored.value or 0.0, 2)}"
    if 0 < scored.measured < scored.total:
        score = f"{score} so far ({scored.measured} of {scored.total} scored)"
    then = "" if end.share_then is None else f" (was {share(end.share_then)} when published)"
    return f"{score} · {share(end.share_now)}{then} · owner {end.objective.owner}"


def _key_result(end: KeyResultEnd, may_write: bool) -> None:
    row = end.key_result
    label = f"{plain(row.title)}: **{_standing(end)}**"
    with st.expander(label, key=f"end-{row.key}-open", expanded=False):
        st.html(f'<p class="ob-note">{escape(rule_in_words(end.rule))} {escape(_computed(end))}</p>')
        if may_write:
            _ending(end)
        elif end.ending:
            for text in (end.ending.reason, end.ending.post_mortem, end.ending.learnt):
                if text:
                    st.text(text)


def _standing(end: KeyResultEnd) -> str:
    if end.score is None:
        return "not scored"
    if end.rule == ClosingRule.SCORE:
        return f"{rounded(end.score, 2)}, {zone_in_words(end.score)}"
    words = ("met", "not met") if end.rule == ClosingRule.MET_OR_NOT else ("done", "not done")
    return words[0] if end.score >= 1 else words[1]


def _computed(end: KeyResultEnd) -> str:
    progress = end.key_result.progress
    if progress.value is None:
        return f"{progress.note}: the numbers give {rounded(end.computed, 1)}."
    return f"{progress.formula} = {progress.substituted}: the numbers give {rounded(end.computed, 1)}."


def _ending(end: KeyResultEnd) -> None:
    form = f"ending-{end.key_result.key}"
    said = end.ending or Ending()
    with st.form(form, border=False):
        if end.rule == ClosingRule.SCORE:
            reach = LARGEST_ADJUSTMENT
            start = round(said.adjustment, 1)
            st.slider("Adjust the score by", -reach, reach, start, 0.1, key=f"{form}:adjustment", format="%+.1f")
            actions.show_field_error(form, "adjustment")
        else:
            _met(form, end, said)
        st.text_input("Why the score differs from the numbers (if it does)", said.reason, key=f"{form}:reason")
        actions.show_field_error(form, "reason")
        if end.rule == ClosingRule.MET_OR_NOT:
            label = "If it was missed: why, and what will be done differently"
            st.text_area(label, said.post_mortem, key=f"{form}:post_mortem", height=80)
            actions.show_field_error(form, "post_mortem")
        label = "What was learnt" + ("" if end.rule == ClosingRule.LEARNT else " (optional)")
        st.text_area(label, said.learnt, key=f"{form}:learnt", height=80)
        actions.show_field_error(form, "learnt")
        st.form_submit_button("Keep the score", on_click=_end, args=(form, end.key_result.key, end.rule))
        actions.show_refusal(form)


def _met(form: str, end: KeyResultEnd, said: Ending) -> None:
    words = {True: "Met", False: "Not met"} if end.rule == ClosingRule.MET_OR_NOT else {True: "Done", False: "Not done"}
    given = said.met if said.met is not None else end.computed >= 1
    options = list(words)
    st.radio("How it ended", options, options.index(given), words.__getitem__, key=f"{form}:met", horizontal=True)
    actions.show_field_error(form, "met")


def _end(form: str, key_result_id: int, rule: ClosingRule) -> None:
    asked = {"reason", "learnt"} | ({"adjustment"} if rule == ClosingRule.SCORE else {"met"})
    asked |= {"post_mortem"} if rule == ClosingRule.MET_OR_NOT else set()
    entered = forms.parse(form, EndingInput, **{name: forms.value(form, name) for name in asked})
    if entered is None:
        return
    score = actions.act(form, closing.end_key_result, key_result_id, entered, today(), policy())
    if score is not None:
        actions.flash(f"Score kept: {rounded(score, 2)}.")


def _verdict(end: ObjectiveEnd) -> None:
    form = f"verdict-{end.objective.key}"
    with st.form(form, border=False), st.container(horizontal=True, vertical_alignment="bottom"):
        st.segmented_control(
            "What becomes of it",
            list(Verdict),
            default=end.verdict,
            format_func=VERDICTS.__getitem__,
            key=f"{form}:verdict",
        )
        st.text_input("Why (optional)", end.note, key=f"{form}:note")
        st.form_submit_button("Keep the verdict", on_click=_judge, args=(form, end.objective.key))
    actions.show_field_error(form, "verdict")
    actions.show_refusal(form)


def _judge(form: str, objective_id: int) -> None:
    said = {name: forms.value(form, name) for name in ("verdict", "note")}
    entered = forms.parse(form, VerdictInput, **said)
    if entered is not None:
        actions.act(form, closing.give_verdict, objective_id, entered)


def _lesson(row: LessonRow, may_write: bool) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"{plain(row.text)} :gray[{plain(row.author)}]")
        if may_write:
            args = (f"lesson-{row.key}", closing.take_lesson_back, row.key)
            st.button("Take back", key=f"lesson-back-{row.key}", type="tertiary", on_click=actions.act, args=args)


def _new_lesson(kind: LessonKind, team_id: int, cycle_id: int) -> None:
    form = f"new-lesson-{kind}"
    request = actions.request_key(form)
    with st.form(form, enter_to_submit=True, border=False):
        st.text_input("A lesson, in a sentence", key=f"{form}:text", max_chars=500)
        actions.show_field_error(form, "text")
        args = (form, kind, team_id, cycle_id, request)
        st.form_submit_button("Add", key=f"{form}-{request}", on_click=_learn, args=args)


def _learn(form: str, kind: LessonKind, team_id: int, cycle_id: int, request: str) -> None:
    text = forms.value(form, "text") or ""
    entered = forms.parse(form, LessonInput, kind=kind, team_id=team_id, cycle_id=cycle_id, text=text)
    if entered is not None and actions.act(form, closing.add_lesson, entered, request) is not None:
        st.session_state[forms.field_key(form, "text")] = ""
