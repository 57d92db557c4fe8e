"""Who is here: until there is sign-in, a picker chooses the person on whose behalf things are done."""

from collections.abc import Mapping
from threading import local

import streamlit as st

from domain.vocabulary import CycleState
from services.errors import NotAllowed
from services.permissions import Actor, Rights, rights_of
from services.reporting.people import CycleRow, list_cycles, list_people
from ui.database import look_up_goals

CHOSEN = "as"
ACTOR, IN_LINKS = "_actor", "_person_in_links"
# A session runs in a thread of its own, and a page of a hundred links asks a hundred times; a part may run in another.
_this_run = local()


def pick() -> Actor | None:
    """Draw the picker and return the chosen person, or None when the database has nobody yet."""
    people = look_up_goals(list_people)
    if not people:
        nobody()
        return None
    names = [person.name for person in people]
    default = next((number for number, person in enumerate(people) if person.is_admin), 0)
    chosen = st.sidebar.selectbox(
        "Working as",
        names,
        index=default,
        key=CHOSEN,
        bind="query-params",
        help="There is no sign-in yet: whoever sits at this machine chooses a name. Permissions are real.",
    )
    person = people[names.index(chosen)] if chosen in names else people[default]
    st.session_state[ACTOR] = Actor(person.key, person.name)
    _note_in_links({} if person == people[default] else {CHOSEN: person.name})
    return current()


def nobody() -> None:
    """Let this run work on nobody's behalf: a participant on another device is none of the people here."""
    st.session_state[ACTOR] = None
    _note_in_links({})


def _note_in_links(carried: Mapping[str, str]) -> None:
    st.session_state[IN_LINKS] = _this_run.in_links = carried


def in_links() -> Mapping[str, str]:
    """Return what a link carries so that whoever follows it, in a new tab too, goes on as the same person."""
    found: Mapping[str, str] | None = getattr(_this_run, "in_links", None)
    return st.session_state.get(IN_LINKS, {}) if found is None else found


def current() -> Actor:
    """Return the person on whose behalf this run works."""
    actor: Actor = st.session_state[ACTOR]
    return actor


def rights() -> Rights:
    """Return what the person may do; nobody may do anything."""
    if st.session_state.get(ACTOR) is None:
        return Rights(is_admin=False)
    return look_up_goals(rights_of, current())


def may_write_somewhere() -> bool:
    """Tell whether the person may write objectives in any team."""
    held = rights()
    return held.is_admin or bool(held.teams())


def require(team_id: int | None) -> None:
    """Raise NotAllowed unless the person may write in the team, or in any where none is named; services check again."""
    if team_id is None and not may_write_somewhere():
        raise NotAllowed("You are not a member of a team yet. Ask an administrator to add you.")
    if team_id is not None and not rights().allow(team_id):
        raise NotAllowed("Only a member of this team may write here. Ask a lead of the team to add you.")


def may_see(kept_to_team: bool, team_id: int, owner_id: int) -> bool:
    """Tell whether the person sees an objective: what is kept to its team shows to the team and to its owner."""
    actor: Actor | None = st.session_state.get(ACTOR)
    return not kept_to_team or rights().allow(team_id) or (actor is not None and owner_id == actor.person_id)


def closed_cycle(cycle_id: int) -> CycleRow | None:
    """Return the cycle when it is closed, so that what belongs to it can only be read."""
    cycles = look_up_goals(list_cycles)
    return next((cycle for cycle in cycles if cycle.key == cycle_id and cycle.state == CycleState.CLOSED), None)


def may_write_in(team_id: int, cycle_id: int) -> bool:
    """Tell whether the person may change what the team aims at in this cycle."""
    return rights().allow(team_id) and closed_cycle(cycle_id) is None


def require_open(cycle_id: int) -> None:
    """Raise NotAllowed when the cycle is closed; services check again."""
    if closed := closed_cycle(cycle_id):
        raise NotAllowed(f"{closed.name} is closed and read-only. Choose an open cycle.")
