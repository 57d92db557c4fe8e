"""How a participant joins a planning session, and what the participant's screen shows of it."""

from html import escape

import streamlit as st

from domain.vocabulary import SessionState
from models.base import utc_now
from models.planning_inputs import JoinInput
from services.reporting.people import list_people
from services.reporting.sessions import ParticipantRow, participant_by_token
from ui import actions, big_screen, code_desk, forms, live, planning_screen
from ui.database import look_up, look_up_goals
from ui.navigation import plain
from ui.planning_screen import Screen
from ui.stages import desk
from ui.stages.course import TAKES_PART

JOIN = "join-session"
GUEST = "A guest, by the name below"
WRONG_ADDRESS = "This address belongs to no participant. Join with the code on the shared screen."


def who(token: str) -> ParticipantRow | None:
    """Return whom the address of this device stands for, or None."""
    return look_up(participant_by_token, token) if token and token.isprintable() else None


def join(code: str, token: str) -> None:
    """Draw the form by which one joins with a code, as a known person or as a guest; a token that fails says so."""
    st.title("Join a planning session")
    if token:
        st.warning(WRONG_ADDRESS)
    if not code_desk.admits(code):
        return
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
        actions.show_refusal(JOIN, incomplete="You have not joined yet.")
    if joined := st.session_state.pop(f"_joined:{JOIN}", None):
        st.query_params.clear()
        st.query_params["p"] = joined
        st.rerun()


def follow(me: ParticipantRow, token: str) -> None:
    """Draw the present stage as this participant takes part in it; what is pressed draws no more than that anew."""
    _head(me)
    _stage(me, token)


@st.fragment
def _stage(me: ParticipantRow, token: str) -> None:
    live.take_in()
    screen = _look(me)
    row = screen.session
    if row.state == SessionState.PREPARED:
        st.title(plain(row.title))
        st.markdown(f"You are in, {plain(me.name)}. The session starts on the shared screen, and this page follows it.")
    elif row.state == SessionState.ENDED:
        st.title(plain(row.title))
        st.markdown("The session has ended. Thank you: what you wrote is in its record.")
    else:
        with st.container(key="content"):
            TAKES_PART[row.stage.kind](screen, me, token)
        desk.show(screen, me, token)


@st.fragment(run_every=live.EVERY)
def _head(me: ParticipantRow) -> None:
    """Let the clock go on; only when something changed that this participant sees, the page is drawn anew."""
    live.redraw_for_news()
    row = _look(me).session
    if row.state != SessionState.RUNNING:
        return
    place = f"{row.place + 1} of {len(row.stages)} · {row.title} · {me.name}"
    clock = big_screen.clock_face(row.clock(utc_now()))
    st.html(
        f'<div class="ob-stage"><div><p class="ob-place">{escape(place)}</p><h1>{escape(row.stage.title)}</h1></div>'
        f"{clock}</div>"
    )


def _look(me: ParticipantRow) -> Screen:
    return planning_screen.look(me.session_id, in_the_room=False)


def _join() -> None:
    entered = forms.parse(JOIN, JoinInput, **{name: forms.value(JOIN, name) for name in ("code", "person_id", "name")})
    if entered is not None:
        st.session_state[f"_joined:{JOIN}"] = code_desk.join(JOIN, entered)
