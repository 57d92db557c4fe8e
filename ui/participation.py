"""How a participant joins a planning session, and what the participant's screen shows of it."""

import streamlit as st

from domain.planning import time_in_words
from domain.vocabulary import SessionState
from models.base import utc_now
from models.planning_inputs import JoinInput
from services import taking_part
from services.reporting.people import list_people
from services.reporting.sessions import ParticipantRow, participant_by_token
from ui import actions, forms
from ui.database import look_up, look_up_goals
from ui.navigation import plain
from ui.planning_screen import Screen
from ui.stages.course import TAKES_PART

JOIN = "join-session"
GUEST = "I am a guest"


def who(token: str) -> ParticipantRow | None:
    """Return whom the address of this device stands for, or None."""
    return look_up(participant_by_token, token) if token else None


def join(code: str) -> None:
    """Draw the form by which one joins with a code, as a known person or as a guest."""
    st.title("Join a planning session")
    st.markdown("Type the six characters from the shared screen, and say who you are.")
    people: dict[int | None, str] = {None: GUEST} | {row.key: row.name for row in look_up_goals(list_people)}
    with st.form(JOIN, enter_to_submit=True):
        st.text_input("Code", code, key=f"{JOIN}:code", max_chars=12)
        actions.show_field_error(JOIN, "code")
        forms.choice("I am", JOIN, "person_id", people, {})
        actions.show_field_error(JOIN, "person_id")
        st.text_input("Name of a guest", key=f"{JOIN}:name", max_chars=80)
        actions.show_field_error(JOIN, "name")
        st.form_submit_button("Join", type="primary", on_click=_join)
        actions.show_refusal(JOIN)
    if token := st.session_state.pop(f"_joined:{JOIN}", None):
        st.query_params.clear()
        st.query_params["p"] = token
        st.rerun()


def follow(screen: Screen, me: ParticipantRow, token: str) -> None:
    """Draw the present stage as this participant takes part in it."""
    row = screen.session
    if row.state == SessionState.PREPARED:
        st.title(plain(row.title))
        st.markdown(f"You are in, {plain(me.name)}. The session starts on the shared screen.")
    elif row.state == SessionState.ENDED:
        st.title(plain(row.title))
        st.markdown("The session has ended. Thank you: what you wrote is in its record.")
    else:
        clock = row.clock(utc_now())
        st.caption(f"{plain(row.title)} · {row.place + 1} of {len(row.stages)} · {time_in_words(clock.left)}")
        st.subheader(plain(row.stage.title))
        TAKES_PART[row.stage.kind](screen, me, token)


def _join() -> None:
    entered = forms.parse(JOIN, JoinInput, **{name: forms.value(JOIN, name) for name in ("code", "person_id", "name")})
    if entered is not None:
        st.session_state[f"_joined:{JOIN}"] = actions.carry_out(
            JOIN, lambda session: taking_part.join(session, entered)
        )
