"""Labels to confirm: what nobody has decided yet, most weight first, with the four questions to settle it."""

import streamlit as st

from domain.vocabulary import CycleState
from services.reporting.label_queue import label_queue
from ui import label_rows, navigation
from ui.database import look_up_goals
from ui.selection import pick_scope
from ui.words import labels_in_a_sentence

st.title("Labels to confirm")
lead = st.empty()
chosen = pick_scope()
if chosen.cycle is None:
    lead.markdown("There is no cycle yet, so no label waits.")
    navigation.link("data", "Import a spreadsheet")
    st.stop()

found = look_up_goals(label_queue, chosen.cycle.key, chosen.team_ids)
lead.markdown(labels_in_a_sentence(found))
if not found.key_results:
    st.info(
        "Here you will see the key results whose label is only a suggestion, most weight first, so that a person "
        "decides in seconds what is an outcome and what is an output. Write key results under an objective first."
    )
    navigation.link("objectives", "Go to the objectives", cycle=chosen.cycle.name)
    navigation.link("data", "Import a spreadsheet")
elif not found.waiting:
    st.success("Everything here is settled. A new or changed key result appears as soon as it is written.")
    navigation.link("outcome_mix", "See the outcome mix", cycle=chosen.cycle.name)
else:
    is_open = chosen.cycle.state != CycleState.CLOSED
    if not is_open:
        st.caption(f"{navigation.plain(chosen.cycle.name)} is closed and read-only: these labels stay suggestions.")
    label_rows.queue(found, is_open)
