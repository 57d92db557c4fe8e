"""Closing a cycle on screen: how far each team is, each objective with its scores, its share and its verdict."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from domain.formatting import count, percent, rounded
from domain.vocabulary import CycleState, Verdict
from models.planning_inputs import VerdictInput
from services import closing
from services.errors import InvalidInput
from services.reporting.closing import ObjectiveEnd, TeamClosing, shares
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


def objective(end: ObjectiveEnd, may_write: bool) -> None:
    """Draw one objective: its score, its share then and now, its key results, and the verdict."""
    row = end.objective
    with st.container(key=f"card-closing-{row.key}", gap="small"):
        navigation.link("objective", row.title, id=row.key)
        carrying_view.link(row.key, row.team_id, row.cycle_id)
        st.html(f'<p class="ob-note">{escape(_summary(end))}</p>')
        if may_write:
            _as_computed(end)
        for each in end.key_results:
            closing_scores.key_result(each, may_write)
        if may_write:
            _verdict(end)
        elif end.verdict:
            st.html(f"<p><strong>{VERDICTS[end.verdict]}</strong> {escape(end.note)}</p>")
        else:
            st.html('<p class="ob-note">No verdict.</p>')


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


def _as_computed(end: ObjectiveEnd) -> None:
    """Draw the one click that scores whatever needs no words."""
    waiting = [each for each in end.key_results if each.score is None and each.needs_no_words]
    if not waiting:
        return
    form = f"as-computed-{end.objective.key}"
    label = f"Score {count(len(waiting), 'key result')} as the numbers say"
    help = "Those that were measured and need no reason, post-mortem or lesson. Each can be changed afterwards."
    st.button(label, key=form, help=help, on_click=_score_as_computed, args=(form, end.objective.key))
    actions.show_refusal(form)


def _score_as_computed(form: str, objective_id: int) -> None:
    done = actions.act(form, closing.end_as_computed, objective_id, today(), policy())
    if done is not None:
        actions.flash(f"{count(done, 'score')} kept.")


def _verdict(end: ObjectiveEnd) -> None:
    form = f"verdict-{end.objective.key}"
    with st.form(form, border=False), st.container(horizontal=True, vertical_alignment="bottom"):
        st.segmented_control(
            "What becomes of it",
            list(Verdict),
            default=end.verdict,
            format_func=VERDICTS.__getitem__,
            key=f"{form}:verdict",
            help=VERDICT_HELP,
        )
        st.text_input("Why (optional)", end.note, key=f"{form}:note")
        label = "Change the verdict" if end.verdict else "Keep the verdict"
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
        actions.flash(f"Verdict kept: {VERDICTS[entered.verdict].lower()}.")
