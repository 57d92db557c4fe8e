"""A participant's own screen: join with the code, then follow the stages of the planning session."""

import streamlit as st

from services.reporting.sessions import ParticipantRow
from ui import live, participation, planning_screen

token = st.query_params.get("p", "")
me = participation.who(token)


@st.fragment(run_every=live.EVERY)
def follow(me: ParticipantRow) -> None:
    """Draw what there is to do in the present stage."""
    live.take_in()
    participation.follow(planning_screen.look(me.session_id), me, token)


if me is None:
    participation.join(st.query_params.get("code", ""))
else:
    follow(me)
