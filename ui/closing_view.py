"""Closing a cycle on screen: how far each team is, each objective with its scores, its share and its verdict."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from domain.closing import rule_in_words
from domain.formatting import count, day, percent, rounded
from domain.vocabulary import CycleState, Verdict
from models.planning_inputs import VerdictInput
from services import closing
from services.errors import InvalidInput
from services.reporting.closing import KeyResultEnd, ObjectiveEnd, TeamClosing, shares
from services.reporting.people import CycleRow
from ui import actions, carrying_view, closing_scores, forms, navigation
from ui.clock import today
from ui.database import policy
from ui.words import VERDICTS

VERDICT_HELP = "Keep: go on as it is. Modify: go on with other words or numbers. Abandon: let it go."


def in_a_sentence(ends: Sequence[ObjectiveEnd], cycle: CycleRow) -> str:
    """Say how much is left to score and to judge, and how the outcome share has moved."""
    if cycle.state == CycleState.PLANNING:
        return f"{cycle.name} is still planned. Scores are given when it has run."
    rows = [end for each in ends for end in each.key_results]
    scored = sum(end.score is not None for end in rows)
    judged = sum(each.verdict is not None for each in ends)
    said = f"{scored} of {count(len(rows), 'key result')} scored, {judged} of {count(len(ends), 'objective')} judged."
    read_only = f"{cycle.name} is closed and read-only. " if cycle.state == CycleState.CLOSED else ""
    return f"{read_only}{said} {_shares(*shares(ends))}."


def teams_in_a_sentence(rows: Sequence[TeamClosing], cycle: CycleRow) -> str:
    """Say how many teams are done."""
    if not rows:
        return f"No team has published anything in {cycle.name}."
    done = sum(row.is_done for row in rows)
    read_only = f"{cycle.name} is closed and read-only. " if cycle.state == CycleState.CLOSED else ""
    return f"{read_only}{done} of {count(len(rows), 'team')} scored and judged everything. Pick a team to see its own."


def teams(rows: Sequence[TeamClosing], cycle: CycleRow) -> None:
    """Draw how far each team is, with the way to its own key results."""
    for row in rows:
        with st.container(key=f"row-closing-{row.team_id}", horizontal=True, vertical_alignment="center"):
            navigation.link("close_cycle", row.team, cycle=cycle.name, team=row.team)
            st.html(_team_in_a_line(row, cycle))


def _team_in_a_line(row: TeamClosing, cycle: CycleRow) -> str:
    left = "never finished" if cycle.state == CycleState.CLOSED else "open"
    shape, word = ("●", "done") if row.is_done else ("○", left)
    chip = f'<span class="ob-chip"><span class="ob-shape">{shape}</span><span class="ob-word">{word}</span></span>'
    scored = f"{row.scored} of {count(row.key_results, 'key result')} scored"
    said = f"{scored}, {row.judged} of {count(row.objectives, 'objective')} judged"
    return f'<div class="ob-line">{chip}<span class="ob-note">{escape(said)}</span></div>'


def preselection(cycle: CycleRow) -> str:
    """Say on what the scores that nobody has given yet start."""
    if has_ended(cycle):
        return f"{cycle.name} has ended: each score starts on what the numbers give. Look at it, then record it."
    return f"{cycle.name} runs until {day(cycle.ends_on, today())}, so no score is chosen for you before that."


def waits(ends: Sequence[ObjectiveEnd]) -> bool:
    """Tell whether a key result has no score yet."""
    return any(each.score is None for end in ends for each in end.key_results)


def has_ended(cycle: CycleRow) -> bool:
    """Tell whether the last day of a cycle is over."""
    return cycle.ends_on < today()


def objective(end: ObjectiveEnd, may_write: bool, ended: bool) -> None:
    """Draw one objective: its score, its share then and now, its key results, the verdict, and where it goes on."""
    row = end.objective
    with st.container(key=f"card-closing-{row.key}", gap="small"):
        navigation.link("objective", row.title, id=row.key)
        waiting = [each for each in end.key_results if each.score is None] if may_write else []
        with st.container(key=f"about-closing-{row.key}", horizontal=True, vertical_alignment="center"):
            rules = dict.fromkeys(rule_in_words(each.rule) for each in (waiting if may_write else end.key_results))
            st.html("".join(f'<p class="ob-note">{escape(said)}</p>' for said in (_summary(end), " ".join(rules))))
            _as_computed(row.key, waiting)
        for each in end.key_results:
            closing_scores.key_result(each, may_write, ended)
        asks = may_write and end.verdict is None
        with st.container(
            key=f"verdict-{row.key}-row", horizontal=True, vertical_alignment="bottom" if asks else "center"
        ):
            _verdict(end, may_write)
            if end.verdict != Verdict.ABANDON:
                carrying_view.onward(row.key, row.team_id, row.cycle_id)


def _summary(end: ObjectiveEnd) -> str:
    scored = end.score
    score = "Not scored yet" if not scored.measured else f"Score {rounded(scored.value or 0.0, 2)}"
    if 0 < scored.measured < scored.total:
        score = f"{score} so far ({scored.measured} of {scored.total} scored, the others count as 0)"
    return f"{score} · {_shares(end.share_then, end.share_now)} · Owner {end.objective.owner}"


def _shares(then: float | None, now: float | None) -> str:
    if now is None:
        return "Nothing counts in the outcome share"
    if then is None:
        return f"Outcome share {percent(now)}"
    return f"Outcome share {percent(then)} when published, {percent(now)} now"


def _as_computed(objective_id: int, waiting: Sequence[KeyResultEnd]) -> None:
    """Draw the one click that scores whatever needs no words, where that is more than one."""
    ready = sum(each.needs_no_words for each in waiting)
    form = f"as-computed-{objective_id}"
    if ready > 1:
        label = f"Score {count(ready, 'key result')} as the numbers say"
        help = "Those that were measured and need no reason, post-mortem or lesson. Each can be changed afterwards."
        st.button(label, key=form, help=help, on_click=_score_as_computed, args=(form, objective_id))
    actions.show_refusal(form)


def _score_as_computed(form: str, objective_id: int) -> None:
    done = actions.act(form, closing.end_as_computed, objective_id, today(), policy())
    if done is not None:
        actions.flash(f"{count(done, 'score')} recorded.")


def _verdict(end: ObjectiveEnd, may_write: bool) -> None:
    said = f"<strong>{VERDICTS[end.verdict]}</strong> {escape(end.note)}" if end.verdict else "No verdict."
    if end.verdict or not may_write:
        st.html(f'<p class="{"" if end.verdict else "ob-note"}">{said}</p>', width="content")
    form = f"verdict-{end.objective.key}"
    if may_write and end.verdict:
        with st.popover("Change…", key=f"{form}-open-{actions.request_key(form)}", type="tertiary"):
            _verdict_form(form, end)
    elif may_write:
        _verdict_form(form, end)


def _verdict_form(form: str, end: ObjectiveEnd) -> None:
    with st.form(form, border=False):
        with st.container(horizontal=True, vertical_alignment="bottom"):
            st.segmented_control(
                "What becomes of it",
                list(Verdict),
                default=end.verdict,
                format_func=VERDICTS.__getitem__,
                key=f"{form}:verdict",
                help=VERDICT_HELP,
            )
            st.text_input("Why (optional)", end.note, key=f"{form}:note", width=320)
            label = "Change the verdict" if end.verdict else "Record verdict"
            st.form_submit_button(label, on_click=_judge, args=(form, end.objective.key))
        actions.show_field_error(form, "verdict")
        actions.show_refusal(form)


def _judge(form: str, objective_id: int) -> None:
    given = {name: forms.value(form, name) for name in ("verdict", "note")}
    if given["verdict"] is None:
        problem = forms.problem("verdict", "Choose whether it is kept, modified or abandoned.")
        actions.refuse(form, InvalidInput([problem]))
        return
    entered = forms.parse(form, VerdictInput, **given)
    if entered is None:
        return
    actions.act(form, closing.give_verdict, objective_id, entered)
    if actions.refusal_of(form) is None:
        actions.flash(f"Verdict recorded: {VERDICTS[entered.verdict].lower()}.")
