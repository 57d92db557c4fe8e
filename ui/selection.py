"""Which cycle, team and person a page is about: pickers whose choice lives in the address."""

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from domain.vocabulary import CycleState
from services.permissions import Rights
from services.reporting.people import CycleRow, PersonRow, TeamRow, current_cycle, list_cycles, list_people, list_teams
from ui.database import look_up_goals
from ui.navigation import plain
from ui.words import CYCLE_STATES

EVERYBODY = "All teams"
ANYBODY = "Anybody"
PREFERRED = "_own_team_preferred"


@dataclass(frozen=True, slots=True)
class Selection:
    """What was picked; a team stands for itself and all teams below it."""

    cycle: CycleRow | None
    team: TeamRow | None
    owner: PersonRow | None = None
    words: str = ""

    @property
    def team_ids(self) -> tuple[int, ...] | None:
        """Return the ids of the picked team and those below, or None for all teams."""
        return self.team.branch if self.team else None


def prefer_own_team(rights: Rights) -> None:
    """Let the team picker start on the highest team in which the person writes, where nothing has been picked yet.

    Whoever only looks on everywhere starts on the highest of those teams. All teams for one person is no pick of the
    next one who works in the same tab.
    """
    teams, writes = look_up_goals(list_teams), rights.teams()
    preferred = [team.name for team in teams if team.key in writes]
    preferred += [team.name for team in teams if team.key in rights.roles]
    own = next(iter(preferred), None)
    is_another = st.session_state.get(PREFERRED) != rights
    st.session_state[PREFERRED] = rights
    if own is None or "team" in st.query_params:
        return
    if "team" not in st.session_state or (is_another and st.session_state["team"] == EVERYBODY):
        st.session_state["team"] = own


def pick_scope(*, with_owner: bool = False, with_words: bool = False, first: CycleState | None = None) -> Selection:
    """Draw the filters in one row and return what is picked; a cycle in the state `first` comes before the others."""
    cycles, teams = look_up_goals(list_cycles), look_up_goals(list_teams)
    with st.container(horizontal=True, key="filters"):
        cycle = pick_cycle(cycles, next((cycle for cycle in cycles if cycle.state == first), None))
        team = pick_team(teams)
        owner = pick_owner(look_up_goals(list_people)) if with_owner else None
        words = _pick_words() if with_words else ""
    return Selection(cycle, team, owner, words)


def pick_cycle(cycles: Sequence[CycleRow], first: CycleRow | None = None) -> CycleRow | None:
    """Draw the cycle picker, on the first cycle or else the current one until somebody picks another one."""
    if not cycles:
        return None
    by_name = {cycle.name: cycle for cycle in cycles}
    current = first or current_cycle(tuple(cycles)) or cycles[0]
    index = list(by_name).index(current.name)
    name = st.selectbox(
        "Cycle",
        list(by_name),
        index=index,
        key="cycle",
        bind="query-params",
        help=plain(f"{current.name} is {CYCLE_STATES[current.state]}."),
        width=200,
    )
    return by_name.get(name or "", current)


def pick_team(teams: Sequence[TeamRow]) -> TeamRow | None:
    """Draw the team picker; a team stands for itself and all teams below it."""
    by_name = {team.name: team for team in teams}
    name = st.selectbox(
        "Team",
        [EVERYBODY, *by_name],
        key="team",
        bind="query-params",
        width=260,
    )
    return by_name.get(name or "")


def pick_owner(people: Sequence[PersonRow]) -> PersonRow | None:
    """Draw the picker of owners, on nobody in particular until somebody picks one."""
    by_name = {person.name: person for person in people}
    name = st.selectbox("Owner", [ANYBODY, *by_name], key="owner", bind="query-params", width=220)
    return by_name.get(name or "")


def _pick_words() -> str:
    return st.text_input("Containing", key="words", bind="query-params", placeholder="a word", width=200).strip()


def number_in_address(name: str) -> int | None:
    """Return a whole number from the address, or None when there is none."""
    raw = st.query_params.get(name, "")
    return int(raw) if raw.isascii() and raw.isdigit() and len(raw) <= 18 else None
