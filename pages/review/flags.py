"""Flags: what managers asked about, how it is answered, and what was dismissed."""

import streamlit as st

from services.reporting.flag_screens import last_moves
from services.reporting.flags import list_flags, report_on
from ui import flag_list, flag_report, flag_rows, live, navigation
from ui.clock import today
from ui.database import look_up
from ui.flag_words import flags_in_a_sentence

st.title("Flags")
live.watch()
lead = st.empty()
chosen = flag_list.pick()
if chosen.cycle is None:
    lead.markdown("There is no cycle yet, so there is nothing to flag.")
    navigation.link("data", "Import a spreadsheet")
    st.stop()

everything = look_up(list_flags, cycle_id=chosen.cycle.key, team_ids=chosen.team_ids)
report = report_on(everything, today())
lead.markdown(flags_in_a_sentence(report, len(everything)))
if not everything:
    st.info(
        "Here you will see what managers asked about objectives and key results, and what came of it. "
        "A flag begins a conversation: look for an objective that counts mostly what you ship."
    )
    navigation.link("outcome_mix", "See the outcome mix", cycle=chosen.cycle.name)
    st.stop()

flag_report.by_kind(report)
rows = chosen.of(everything)
shown = rows[: flag_list.MOST_ROWS]
flag_rows.listed(shown, look_up(last_moves, tuple(row.key for row in shown)))
flag_list.what_is_not_shown(len(everything), len(rows), len(shown))
