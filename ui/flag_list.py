"""The filters of the list of flags: cycle, team and state, all in the address."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import streamlit as st

from domain.flags import UNRESOLVED
from domain.formatting import count
from domain.vocabulary import FlagState
from services.reporting.flags import FlagRow
from services.reporting.people import CycleRow, TeamRow, list_cycles, list_teams
from ui.database import look_up_goals
from ui.selection import pick_cycle, pick_team

MOST_ROWS = 100
ANY_STATE = "Any state"
STATES: Mapping[str, frozenset[FlagState]] = {
    "Not closed": UNRESOLVED,
    "Open": frozenset({FlagState.OPEN}),
    "Acknowledged": frozenset({FlagState.ACKNOWLEDGED}),
    "Resolved": frozenset({FlagState.RESOLVED}),
    "Dismissed": frozenset({FlagState.DISMISSED}),
    ANY_STATE: frozenset(FlagState),
}


@dataclass(frozen=True, slots=True)
class FlagFilter:
    """What was picked; a team stands for itself and all teams below it."""

    cycle: CycleRow | None
    team: TeamRow | None
    states: frozenset[FlagState]

    @property
    def team_ids(self) -> tuple[int, ...] | None:
        """Return the ids of the picked team and those below, or None for all teams."""
        return self.team.branch if self.team else None

    def of(self, rows: Sequence[FlagRow]) -> list[FlagRow]:
        """Return the flags that stand in a picked state."""
        return [row for row in rows if row.state in self.states]


def pick() -> FlagFilter:
    """Draw the filters in one row and return what is picked."""
    with st.container(horizontal=True, key="filters"):
        cycle = pick_cycle(look_up_goals(list_cycles))
        team = pick_team(look_up_goals(list_teams))
        state = st.selectbox("State", list(STATES), key="state", bind="query-params", width=180)
    return FlagFilter(cycle, team, STATES.get(state, UNRESOLVED))


def what_is_not_shown(everything: int, matching: int, shown: int) -> None:
    """Say how many flags the state leaves out, and how many are too many for one page."""
    if not matching:
        st.info(f"No flag stands in this state. {count(everything, 'flag')} in all: choose “{ANY_STATE}” to see them.")
    elif matching > shown:
        st.caption(f"The first {shown} of {matching}. Choose a team to see the others.")
