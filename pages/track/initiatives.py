"""Initiatives: the work behind the numbers, by key result or by owner, what needs a look first."""

import streamlit as st

from domain.vocabulary import CycleState
from services.reporting.initiative_exceptions import (
    InitiativeExceptions,
    bare_key_results,
    done_work,
    loose_work,
    unmoved_work,
)
from services.reporting.initiative_list import key_results_by_id, work_lines
from services.reporting.initiatives import initiatives_by_id
from ui import initiative_filters, initiative_list, live, navigation, working_as
from ui.clock import today
from ui.database import look_up, look_up_goals, policy
from ui.initiative_words import work_in_a_sentence

st.title("Initiatives")
live.watch()
lead = st.container(gap="xsmall")
chosen = initiative_filters.pick()
if chosen.cycle is None:
    lead.markdown("There is no cycle yet, so there is no work to show.")
    navigation.link("organisation", "Set up a cycle")
    navigation.link("data", "Import a spreadsheet")
    st.stop()

done = look_up_goals(done_work, chosen.scope, today(), policy())
found = InitiativeExceptions(
    look_up(unmoved_work, done, today(), policy()),
    look_up_goals(loose_work, chosen.scope),
    look_up_goals(bare_key_results, chosen.scope, initiative_list.MOST_BARE),
)
needs_a_look = st.container()
view = initiative_filters.pick_view()
everything = look_up_goals(work_lines, chosen.scope, chosen.states, view.by)
lines = [line for line in everything if not view.needs_a_look or line.initiative_id in found.initiative_ids]
shown = lines[: initiative_list.MOST_LINES]
work = look_up_goals(initiatives_by_id, tuple(dict.fromkeys(line.initiative_id for line in shown)))
linked = {key for row in work.values() for key in row.key_result_ids}
numbers = look_up(key_results_by_id, tuple(sorted({*linked, *found.bare.keys})), today(), policy())

closed = chosen.cycle.state == CycleState.CLOSED
number = len({line.initiative_id for line in everything})
lead.markdown(navigation.plain(work_in_a_sentence(found, number, chosen.cycle, closed)))
if working_as.may_write_somewhere() and not closed:
    with lead:
        navigation.link("write_initiative", "Write an initiative")
with needs_a_look:
    initiative_list.exceptions(found, numbers)
if lines:
    initiative_list.grouped(shown, view.by, work, numbers, len(lines))
elif not (chosen.is_narrow or view.needs_a_look):
    st.info(
        "Here you will see the work behind the numbers, and which of it is done while its number has not moved. "
        "Write an initiative: what you will do, which key result it should move, and why."
    )
    navigation.link("objectives", "Go to the objectives", cycle=chosen.cycle.name)
else:
    st.info("No initiative matches these filters. Widen them to see more.")
