"""The one way from a button to a use case: one transaction, then a message for the next run."""

from collections.abc import Callable
from typing import Any, Concatenate, ParamSpec, TypeVar
from uuid import uuid4

import streamlit as st
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session

from models.database import writing
from services.errors import CycleClosed, InvalidInput, NotAllowed, Refusal, StaleVersion
from services.permissions import Actor
from ui import links, working_as
from ui.database import engine
from ui.navigation import plain

Arguments = ParamSpec("Arguments")
Answer = TypeVar("Answer")
FLASH, REFUSED = "_flash", "_refused"
# What no other text in the form would change; the form itself may be gone by the next run.
FINAL = (NotAllowed, CycleClosed)
INCOMPLETE = "Not saved yet: see the message beside each field."
UNAVAILABLE = "The database could not store this just now. Nothing is lost: try again in a moment."


def act(
    form: str,
    use_case: Callable[Concatenate[Session, Actor, Arguments], Answer],
    *args: Arguments.args,
    **kwargs: Arguments.kwargs,
) -> Answer | None:
    """Run a use case for the person who is here and return its answer, or None when it was refused.

    The refusal is kept under the form's name, to be shown beside the field that it is about.
    """
    actor = working_as.current()
    return carry_out(form, lambda session: use_case(session, actor, *args, **kwargs))


def carry_out(form: str, run: Callable[[Session], Answer]) -> Answer | None:
    """Run something that writes, in a transaction of its own, and return its answer, or None when it was refused."""
    database = engine()
    refusal: Refusal | None = None
    try:
        with writing(database) as session:
            answer = run(session)
    except Refusal as refused:
        refusal = refused
    except DBAPIError as failed:
        refusal = Refusal(UNAVAILABLE if failed.connection_invalidated else f"{UNAVAILABLE} ({type(failed).__name__})")
    if isinstance(refusal, FINAL):
        st.session_state[REFUSED] = str(refusal)
    st.session_state[_refusal_key(form)] = refusal
    if refusal is not None:
        return None
    st.session_state.pop(_request_key(form), None)
    return answer


def request_key(form: str) -> str:
    """Return the key that makes a repeated click on this form's button write once.

    Give it to the button as part of its key and to the callback as an argument: the second click of a double click
    arrives after the first has been carried out, and must still name the request that it belongs to.
    """
    key: str = st.session_state.setdefault(_request_key(form), str(uuid4()))
    return key


def refuse(form: str, refusal: Refusal) -> None:
    """Keep a refusal that was found before any use case ran."""
    st.session_state[_refusal_key(form)] = refusal


def refusal_of(form: str) -> Refusal | None:
    """Return why the form's last action was refused, if it was."""
    refusal: Refusal | None = st.session_state.get(_refusal_key(form))
    return refusal


def take_refusal(form: str) -> Refusal | None:
    """Return why the form's last action was refused, for a part of the page that shows it all by itself."""
    refusal = refusal_of(form)
    if isinstance(refusal, FINAL):
        st.session_state.pop(REFUSED, None)
    forget(form)
    return refusal


def show_refusal(form: str, incomplete: str = INCOMPLETE) -> None:
    """Show what does not belong to a single field, above the form's button; ``incomplete`` where a field says why."""
    refusal = refusal_of(form)
    if isinstance(refusal, StaleVersion):
        st.warning(plain(str(refusal)), icon=":material/sync_problem:")
    elif isinstance(refusal, InvalidInput):
        st.error(incomplete, icon=":material/error:")
    elif refusal is not None and not isinstance(refusal, FINAL):
        st.error(plain(str(refusal)), icon=":material/error:")


def show_field_error(form: str, field: str) -> None:
    """Show what is wrong with one field, right below it."""
    refusal = refusal_of(form)
    if isinstance(refusal, InvalidInput) and (message := refusal.of(field)):
        st.error(plain(message))


def flash(message: str, link: tuple[str, str] | None = None) -> None:
    """Keep a message for the next run, whichever page that is, with the words and the address of a link if any."""
    st.session_state[FLASH] = message, link


def show_flash() -> None:
    """Show the message that the last action left, once: what it did, or that the person may not do it."""
    message, link = st.session_state.pop(FLASH, (None, None))
    if message:
        linked = f" [{link[0]}]({links.relative(link[1])})" if link else ""
        duration: Any = "long" if link else "short"
        st.toast(f"{plain(message)}{linked}", icon=":material/check_circle:", duration=duration)
    refused: Any = st.session_state.pop(REFUSED, None)
    if refused:
        st.error(plain(refused), icon=":material/error:")


def forget(form: str) -> None:
    """Drop a form's refusal, so that an edit starts clean."""
    st.session_state.pop(_refusal_key(form), None)


def _refusal_key(form: str) -> str:
    return f"_refusal:{form}"


def _request_key(form: str) -> str:
    return f"_request:{form}"
