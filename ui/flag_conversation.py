"""The conversation about a flag: who said what, and what this person may do; it keeps itself up to date."""

from collections.abc import Callable, Mapping
from html import escape

import streamlit as st
from sqlmodel import Session

from domain.vocabulary import FlagMove, FlagState
from services import flags, notices
from services.errors import InvalidInput
from services.permissions import Actor
from services.reporting.flag_screens import unread_about
from services.reporting.flags import FlagDetail, FlagEventRow, flag_detail
from ui import actions, flag_compare, forms, keep_typed, live, working_as
from ui.clock import moment, today
from ui.database import look_up
from ui.flag_rows import state_chip
from ui.flag_words import DID, due, flag_in_a_sentence
from ui.navigation import plain

BUTTONS = {
    FlagMove.REPLIED: "Reply",
    FlagMove.ACKNOWLEDGED: "Acknowledge",
    FlagMove.RESOLVED: "Resolve",
    FlagMove.DISMISSED: "Dismiss",
    FlagMove.REOPENED: "Reopen",
}
DONE = {
    FlagMove.REPLIED: "Reply sent.",
    FlagMove.ACKNOWLEDGED: "Acknowledged.",
    FlagMove.RESOLVED: "Resolved. The key results are kept as they stand now.",
    FlagMove.DISMISSED: "Dismissed. The reason stands in the conversation.",
    FlagMove.REOPENED: "Open again.",
}
SERVICES: Mapping[FlagMove, Callable[[Session, Actor, int, int, str], None]] = {
    FlagMove.ACKNOWLEDGED: flags.acknowledge,
    FlagMove.RESOLVED: flags.resolve,
    FlagMove.DISMISSED: flags.dismiss,
    FlagMove.REOPENED: flags.reopen,
}


@st.fragment(run_every=live.RARELY)
def show(flag_id: int) -> None:
    """Draw a flag as it stands; what others say and do appears by itself and leaves alone what is being typed."""
    live.take_in()
    live.listen()
    _mark_read(flag_id)
    detail = look_up(flag_detail, working_as.current(), flag_id)
    st.markdown(plain(flag_in_a_sentence(detail.flag, today())))
    wanted = due(detail.flag, today())
    notes = f'<span class="ob-note">{escape(wanted)}</span>' if wanted else ""
    st.html(f'<div class="ob-line">{state_chip(detail.flag.state)}{notes}</div>')
    left, right = st.columns([3, 2], gap="large")
    with left:
        st.html(_talk(detail))
        _answer(detail)
    with right:
        flag_compare.then_and_now(detail)


def _mark_read(flag_id: int) -> None:
    """Mark what was told about this flag as read; the menu's number then needs a new run."""
    if look_up(unread_about, working_as.current(), flag_id) and actions.act("read", notices.mark_read, flag_id):
        st.rerun()


def _talk(detail: FlagDetail) -> str:
    """Return the moves as a list; those that came while this person was looking stand out for a moment."""
    key = f"_flag_seen:{detail.flag.key}"
    seen = st.session_state.get(key, detail.events[-1].key if detail.events else 0)
    if detail.events:
        st.session_state[key] = detail.events[-1].key
    return f'<ol class="ob-talk">{"".join(_event(event, event.key > seen) for event in detail.events)}</ol>'


def _event(event: FlagEventRow, is_new: bool) -> str:
    head = f'<strong>{escape(event.person)}</strong> {DID[event.move]} <span class="ob-note">{moment(event.at)}</span>'
    said = f'<p class="ob-said">{escape(event.text)}</p>' if event.text else ""
    mark = ' class="ob-fresh"' if is_new else ""
    return f"<li{mark}><p>{head}</p>{said}</li>"


def _answer(detail: FlagDetail) -> None:
    flag, form = detail.flag, f"flag-{detail.flag.key}"
    if not _takes_part(detail):
        st.caption(f"Members of {plain(flag.team)} and their leads take part in this conversation.")
        return
    request = actions.request_key(form)
    keep_typed.in_form(form, {"text": keep_typed.text()})
    # Ctrl+Enter in the field replies; a shortcut of the page would also send what stands in the other form.
    with st.form(form, border=False, enter_to_submit=FlagMove.REPLIED in detail.moves):
        # The field stays when there is nothing to do any more: somebody may have typed into it meanwhile.
        st.text_area("Your words", key=f"{form}:text", height=110, disabled=not detail.moves, help=_asked(detail))
        for field in ("text", "reason"):
            actions.show_field_error(form, field)
        with st.container(horizontal=True):
            for move, words in BUTTONS.items():
                if move in detail.moves:
                    _button(words, form, request, detail, move)
        if not isinstance(actions.refusal_of(form), InvalidInput):
            actions.show_refusal(form)
    if not detail.moves:
        st.caption(_over(detail))


def _button(words: str, form: str, request: str, detail: FlagDetail, move: FlagMove) -> None:
    st.form_submit_button(
        words,
        type="primary" if move == FlagMove.REPLIED else "secondary",
        key=f"{move}-{form}-{request}",
        on_click=_move,
        args=(form, request, detail.flag.key, detail.flag.version, move),
    )


def _move(form: str, request: str, flag_id: int, seen_version: int, move: FlagMove) -> None:
    text = forms.value(form, "text") or ""
    if move == FlagMove.REPLIED:
        actions.act(form, flags.reply, flag_id, text, request_key=request)
    else:
        actions.act(form, SERVICES[move], flag_id, seen_version, text)
    if actions.refusal_of(form) is None:
        st.session_state[forms.field_key(form, "text")] = ""
        actions.flash(DONE[move])
    live.acted()


def _takes_part(detail: FlagDetail) -> bool:
    flag, actor = detail.flag, working_as.current()
    owns = actor.person_id in (flag.owner_id, flag.objective_owner_id)
    return owns or working_as.rights().allow(flag.team_id)


def _asked(detail: FlagDetail) -> str:
    if FlagMove.DISMISSED in detail.moves:
        return "A reply needs words, and so does a dismissal: its reason helps to set the thresholds."
    return "Reopening needs a reason." if FlagMove.REOPENED in detail.moves else "A reply needs words."


def _over(detail: FlagDetail) -> str:
    if working_as.closed_cycle(detail.flag.cycle_id):
        return f"{plain(detail.flag.cycle)} is closed and read-only."
    if detail.flag.state in (FlagState.RESOLVED, FlagState.DISMISSED):
        return f"This flag is {detail.flag.state.value}. A lead of {plain(detail.flag.team)} can reopen it."
    return ""
