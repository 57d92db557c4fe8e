"""A team's plan for a cycle as a list: each objective with its state, what it lacks, and the next step."""

from collections import Counter
from collections.abc import Sequence
from html import escape

import streamlit as st

from domain.formatting import count
from domain.quality_gate import Gap
from domain.vocabulary import CycleState, ObjectiveState
from services.reporting.drafts import Draft
from services.reporting.people import CycleRow, TeamRow, list_cycles, list_teams
from ui import actions, navigation, publishing_view, working_as
from ui.database import look_up_goals
from ui.selection import pick_cycle

MOST_GAPS = 2
LACKS = {
    Gap.OWNER: "an active owner",
    Gap.NO_KEY_RESULTS: "key results",
    Gap.TOO_MANY_KEY_RESULTS: "a choice of key results",
    Gap.NUMBERS: "a baseline or a target",
    Gap.SOURCE: "the source of a number",
    Gap.NO_OUTCOME: "an outcome",
    Gap.NO_LEADING: "a leading key result",
    Gap.SUFFICIENCY: "an answer on sufficiency",
    Gap.NARRATIVE: "the narrative of a critical bet",
}


def pick() -> tuple[CycleRow | None, TeamRow | None]:
    """Draw the pickers of the cycle, on the next one in planning, and of the team, on the person's own."""
    cycles, teams = look_up_goals(list_cycles), look_up_goals(list_teams)
    planned = [cycle for cycle in cycles if cycle.state == CycleState.PLANNING]
    with st.container(horizontal=True, key="filters"):
        cycle = pick_cycle(cycles, planned[-1] if planned else None)  # the earliest of those that are not begun
        team = _pick_team(teams)
    return cycle, team


def _pick_team(teams: Sequence[TeamRow]) -> TeamRow | None:
    by_name = {team.name: team for team in teams}
    if not by_name:
        return None
    rights = working_as.rights()
    mine = [team.name for team in teams if team.key in rights.teams()]  # where one writes comes first
    mine += [team.name for team in teams if team.key in rights.roles]
    own = next(iter(mine), teams[0].name)
    index = list(by_name).index(own)
    name = st.selectbox("Team", list(by_name), index=index, key="team", bind="query-params", width=260)
    return by_name.get(name or "", by_name[own])


def seen(drafts: Sequence[Draft]) -> list[Draft]:
    """Return those that the person may see."""
    rows = [(each, each.objective) for each in drafts]
    return [each for each, row in rows if working_as.may_see(row.is_kept_to_team, row.team_id, row.owner_id)]


def in_a_sentence(drafts: Sequence[Draft]) -> str:
    """Say how many objectives stand where on their way, and what most of them lack."""
    if not drafts:
        return "Nothing is planned yet."
    states = Counter(each.objective.state for each in drafts)
    parts = [count(states[ObjectiveState.DRAFT], "draft")]
    further = {ObjectiveState.IN_REVIEW: "in review", ObjectiveState.PUBLISHED: "published"}
    parts += [f"{states[state]} {word}" for state, word in further.items() if states[state]]
    waiting = [each for each in drafts if each.objective.state in publishing_view.UNDER_WAY]
    gaps = Counter(gap for each in waiting for gap in Gap if each.lacks(gap))
    parts += [f"{n} {'lacks' if n == 1 else 'lack'} {LACKS[gap]}" for gap, n in gaps.most_common(MOST_GAPS)]
    return f"{', '.join(parts)}."


def draft(found: Draft, may_write: bool) -> None:
    """Draw one objective: its title, where it stands, what it lacks first, and the next step."""
    row = found.objective
    with st.container(border=True, key=f"draft-{row.key}", gap="small"):
        navigation.link("objective", row.title, id=row.key)
        publishing_view.state(row, _about(found))
        if row.state in publishing_view.UNDER_WAY:
            _lacks(found)
        if may_write:
            _next_step(found)
    actions.show_refusal(publishing_view.form_of(row.key))


def _about(found: Draft) -> str:
    row = found.objective
    kept = "seen by the team only · " if row.is_kept_to_team else ""
    return f"{kept}owner {row.owner} · {count(len(row.live), 'key result')}"


def _lacks(found: Draft) -> None:
    if not found.missing:
        st.html('<p class="ob-note">✓ Nothing is missing to publish it.</p>')
        return
    more = len(found.missing) - 1
    further = f" And {count(more, 'thing')} more." if more else ""
    st.html(f'<p class="ob-hint">{escape(found.missing[0].sentence)}{further}</p>')


def _next_step(found: Draft) -> None:
    row = found.objective
    with st.container(horizontal=True, vertical_alignment="center", key=f"next-{row.key}"):
        if row.state == ObjectiveState.DRAFT:
            publishing_view.submit_button(row)
            publishing_view.share_button(row)
        if row.state == ObjectiveState.IN_REVIEW:
            navigation.link("objective", "Read and publish", id=row.key)
        navigation.link("write_objective", "Edit", id=row.key)
        navigation.link("write_key_result", "Add a key result", objective=row.key)
