"""The filters of the list of initiatives, and how it is listed; all of it lives in the address."""

from collections.abc import Mapping
from dataclasses import dataclass

import streamlit as st

from domain.vocabulary import InitiativeState
from services.reporting.initiative_list import Grouping
from services.reporting.people import CycleRow, list_cycles, list_people, list_teams
from services.reporting.work_scope import WorkScope
from ui.database import look_up_goals
from ui.selection import Selection, pick_cycle, pick_owner, pick_team
from ui.words import INITIATIVE_STATES

NOT_DROPPED = "All but dropped"
ANY_STATE = "Any state"
STATES: Mapping[str, frozenset[InitiativeState]] = {
    NOT_DROPPED: frozenset(InitiativeState) - {InitiativeState.DROPPED},
    **{word: frozenset({state}) for state, word in INITIATIVE_STATES.items()},
    ANY_STATE: frozenset(InitiativeState),
}
GROUPINGS = {"Key result": Grouping.KEY_RESULT, "Owner": Grouping.OWNER}


@dataclass(frozen=True, slots=True)
class WorkFilter:
    """What was picked; a team stands for itself and all teams below it."""

    selection: Selection
    states: frozenset[InitiativeState]

    @property
    def cycle(self) -> CycleRow | None:
        """Return the picked cycle, or None where there is none yet."""
        return self.selection.cycle

    @property
    def scope(self) -> WorkScope:
        """Return what was picked as the question about work."""
        cycle, owner = self.selection.cycle, self.selection.owner
        return WorkScope(cycle.key if cycle else None, self.selection.team_ids, owner.key if owner else None)

    @property
    def is_narrow(self) -> bool:
        """Tell whether a part of the cycle's work is left out."""
        return bool(self.selection.team or self.selection.owner) or self.states != STATES[NOT_DROPPED]


@dataclass(frozen=True, slots=True)
class WorkView:
    """How the work is listed, and whether only that which needs a look."""

    by: Grouping
    needs_a_look: bool


def pick() -> WorkFilter:
    """Draw the filters in one row and return what is picked."""
    with st.container(horizontal=True, key="filters"):
        cycle, team = pick_cycle(look_up_goals(list_cycles)), pick_team(look_up_goals(list_teams))
        owner = pick_owner(look_up_goals(list_people))
        state = st.selectbox("State", list(STATES), key="state", bind="query-params", width=180)
    return WorkFilter(Selection(cycle, team, owner), STATES.get(state or "", STATES[NOT_DROPPED]))


def pick_view() -> WorkView:
    """Draw how the work is listed and return what is picked."""
    with st.container(horizontal=True, key="view-of-work", vertical_alignment="bottom"):
        by = st.segmented_control(
            "Work by", list(GROUPINGS), default="Key result", required=True, key="group", bind="query-params"
        )
        look = st.toggle("Only what needs a look", key="look", bind="query-params")
    return WorkView(GROUPINGS.get(by or "", Grouping.KEY_RESULT), look)
