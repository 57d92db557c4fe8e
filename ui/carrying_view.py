"""Carrying an objective over: which key results go on, and from which number each of them starts."""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from domain.carrying import NO_STEPS_LEFT
from domain.formatting import count, day, value_with_unit
from domain.measurement import STAY_MEASURES
from domain.vocabulary import CycleState, Measure
from services import carrying
from services.carrying import GoesOnAlready
from services.reporting.carrying import Candidate, CarryOver, Kin, carried_into, carry_over_of
from services.reporting.people import CycleRow, list_cycles
from ui import actions, forms, navigation, publishing_view, working_as
from ui.clock import today
from ui.database import look_up, look_up_goals, policy
from ui.navigation import plain
from ui.selection import number_in_address


def next_cycle(cycle_id: int) -> CycleRow | None:
    """Return the open cycle that an objective of this one goes on in: the first to begin after it, or None."""
    cycles = sorted(look_up_goals(list_cycles), key=lambda cycle: cycle.starts_on)
    begins = next((cycle.starts_on for cycle in cycles if cycle.key == cycle_id), date.min)
    later = (cycle for cycle in cycles if cycle.starts_on > begins and cycle.state != CycleState.CLOSED)
    return next(later, None)


def link(objective_id: int, team_id: int, cycle_id: int) -> None:
    """Draw the link to carry an objective over into the next cycle, for those who may and where it is not there yet."""
    following = next_cycle(cycle_id)
    if following and working_as.rights().allow(team_id) and objective_id not in _gone_on(following):
        navigation.link("carry_over", f"Carry over to {following.name}", id=objective_id, to=following.key)


def onward(objective_id: int, team_id: int, cycle_id: int) -> None:
    """Draw the link to what an objective was carried over to in the next cycle, or else the link to carry it over."""
    following = next_cycle(cycle_id)
    kin = _gone_on(following).get(objective_id) if following else None
    if kin is None:
        link(objective_id, team_id, cycle_id)
    elif working_as.may_see(kin.is_kept_to_team, kin.team_id, kin.owner_id):
        navigation.link("objective", f"Was carried over to {kin.cycle}", id=kin.key)


def _gone_on(following: CycleRow) -> dict[int, Kin]:
    return look_up_goals(carried_into, following.key)


def show(objective_id: int) -> None:
    """Draw the choice of a cycle and of key results, and the button; raises NotFound and NotAllowed."""
    form = f"carry-{objective_id}"
    _follow(form)
    found = look_up(carry_over_of, objective_id, today(), policy())
    row = found.objective
    publishing_view.stop_unless_seen("Carry over", row.is_kept_to_team, row.team_id, row.owner_id)
    st.title("Carry over")
    lead = st.empty()
    navigation.link("objective", f"{row.cycle} · {row.team}: {row.title}", id=row.key)
    working_as.require(row.team_id)
    cycle = _cycle(form, row.cycle_id)
    if cycle is None:
        lead.markdown(f"There is no open cycle beside {plain(row.cycle)} to go on in.")
        navigation.link("organisation", "Teams and cycles")
        return
    already = next((kin for kin in found.went_to if kin.cycle_id == cycle.key), None)
    if already:
        lead.markdown(f"“{plain(row.title)}” goes on in {plain(cycle.name)} already.")
        navigation.link("objective", f"Open it in {already.cycle}: {already.title}", id=already.key)
        return
    chosen = _candidates(form, found.candidates, cycle)
    lead.markdown(plain(_in_a_sentence(found, chosen, cycle)))
    _button(form, objective_id, cycle, chosen)


def _cycle(form: str, cycle_id: int) -> CycleRow | None:
    cycles = [each for each in look_up_goals(list_cycles) if each.state != CycleState.CLOSED and each.key != cycle_id]
    if not cycles:
        return None
    by_key = {each.key: each for each in cycles}
    wanted, following = number_in_address("to"), next_cycle(cycle_id)
    first = wanted if wanted in by_key else following.key if following else cycles[0].key
    names = {each.key: each.name for each in cycles}
    key = forms.choice("Into which cycle", form, "cycle_id", names, {"cycle_id": first})
    actions.show_field_error(form, "cycle_id")
    return by_key.get(key)


def _candidates(form: str, candidates: Sequence[Candidate], cycle: CycleRow) -> tuple[int, ...]:
    """Draw the key results to choose from and return the ids of those that are ticked."""
    st.subheader("Key results that go on")
    if not candidates:
        st.html('<p class="ob-note">It has none. The objective alone goes on, and new ones are written there.</p>')
    chosen = []
    for each in candidates:
        key = each.key_result.key
        label = f"**{plain(each.key_result.title)}**  \n{plain(in_words(each, cycle))}"
        ticked = st.checkbox(label, each.can_go_on, key=f"{form}:kr-{key}", disabled=not each.can_go_on)
        if ticked and each.can_go_on:
            chosen.append(key)
    actions.show_field_error(form, "key_result_ids")
    return tuple(chosen)


def in_words(each: Candidate, cycle: CycleRow) -> str:
    """Say from which number a key result starts in the new cycle, and where it is to go."""
    unit, numbers = each.key_result.measurement.unit, each.numbers
    if numbers.measure == Measure.MILESTONE:
        left = ", ".join(each.steps_left)
        return f"{count(len(each.steps_left), 'step')} left: {left}" if left else NO_STEPS_LEFT
    latest = each.key_result.latest
    if latest is None:
        start = f"nothing recorded, so the baseline stays {value_with_unit(numbers.baseline, unit)}"
        start = start if numbers.baseline is not None else "nothing recorded, and no baseline yet"
    else:
        start = f"last value {value_with_unit(latest.value, unit)} of {day(latest.as_of, today())} → new baseline"
    return f"{start}; {_goal(each)}; due {day(cycle.ends_on)}"


def _goal(each: Candidate) -> str:
    numbers, unit = each.numbers, each.key_result.measurement.unit
    if each.needs_a_target:
        old = each.key_result.measurement.target
        return "needs a target" if old is None else f"{value_with_unit(old, unit)} is reached: needs a target"
    if numbers.measure == Measure.STAY_BETWEEN:
        return f"limits {value_with_unit(numbers.low, unit)} to {value_with_unit(numbers.high, unit)} kept"
    if numbers.target is None:
        return "no target, as before"
    noun = "limit" if numbers.measure in STAY_MEASURES else "target"
    return f"{noun} {value_with_unit(numbers.target, unit)} kept"


def _in_a_sentence(found: CarryOver, chosen: Sequence[int], cycle: CycleRow) -> str:
    targets = sum(each.needs_a_target for each in found.candidates if each.key_result.key in chosen)
    asks = f" {targets} of them {'needs' if targets == 1 else 'need'} a new target." if targets else ""
    of = count(len(found.candidates), "key result")
    return f"{len(chosen)} of {of} {'goes' if len(chosen) == 1 else 'go'} on in {cycle.name} from the last value.{asks}"


def _button(form: str, objective_id: int, cycle: CycleRow, chosen: tuple[int, ...]) -> None:
    st.html(
        '<p class="ob-note">A draft that only the team sees. Check-ins stay where they are; label, unit, weight, '
        "cadence, source and metric go on.</p>"
    )
    refusal = actions.refusal_of(form)
    if isinstance(refusal, GoesOnAlready):
        navigation.link("objective", "Open the one that was carried over", id=refusal.objective_id)
    actions.show_refusal(form)
    request = actions.request_key(form)
    args = (form, request, objective_id, cycle, chosen)
    st.button(f"Carry over to {plain(cycle.name)}", type="primary", key=f"{form}-{request}", on_click=_carry, args=args)


def _follow(form: str) -> None:
    """Open what was made, before the page could find that the objective goes on already."""
    made = st.session_state.pop(f"_carried:{form}", None)
    if made:
        navigation.go("objective", id=made)


def _carry(form: str, request: str, objective_id: int, cycle: CycleRow, chosen: tuple[int, ...]) -> None:
    made = actions.act(form, carrying.carry_over, objective_id, cycle.key, chosen, request_key=request)
    if made is not None:
        actions.flash(f"It goes on in {cycle.name}, as a draft that the team sees.")
        st.session_state[f"_carried:{form}"] = made
