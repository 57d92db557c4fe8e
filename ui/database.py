"""Where the pages get their sessions: one engine a process, one short session a question."""

from collections.abc import Callable
from functools import lru_cache
from typing import Any, Concatenate, ParamSpec, TypeVar

import streamlit as st
from sqlalchemy import Engine
from sqlmodel import Session

from domain.policy import Policy
from models.database import make_engine, migrate, reading
from models.settings import settings
from services.audit import data_versions

Arguments = ParamSpec("Arguments")
Answer = TypeVar("Answer")
VERSIONS, FRESH = "_data_versions", "_data_versions_are_fresh"
REMEMBERED = 256  # answers of each kind; most take some kilobytes, a whole organisation's mix four megabytes
Key = tuple[str, int]  # a database and how far it has come


def engine() -> Engine:
    """Return the engine for the configured database."""
    return _engine(settings().database_url)


@st.cache_resource
def _engine(url: str) -> Engine:
    made = make_engine(url)
    migrate(made)
    return made


def ask(
    question: Callable[Concatenate[Session, Arguments], Answer], *args: Arguments.args, **kwargs: Arguments.kwargs
) -> Answer:
    """Return a read's answer from a session of its own."""
    with reading(engine()) as session:
        return question(session, *args, **kwargs)


def note_version() -> None:
    """Read, once at the start of a run, how far the data has come, and forget what was made of older data."""
    st.session_state[VERSIONS] = ask(data_versions)
    st.session_state[FRESH] = True
    for remembered, now in zip((_answer, _goals_answer), st.session_state[VERSIONS], strict=True):
        if _newest.get(remembered, now) != now:
            remembered.cache_clear()
        _newest[remembered] = now


def is_first_look() -> bool:
    """Tell, once a run, that the version was read by this very run and not by an earlier one."""
    fresh: bool = st.session_state.pop(FRESH, False)
    return fresh


def version() -> int:
    """Return the data version that this run works with."""
    noted: int = st.session_state[VERSIONS][0]
    return noted


def look_up(
    question: Callable[Concatenate[Session, Arguments], Answer], *args: Arguments.args, **kwargs: Arguments.kwargs
) -> Answer:
    """Return a read's answer, asked once for each state of the data and shared by all sessions.

    The question's arguments must be hashable, and nobody may change what it returns.
    """
    key = (settings().database_url, st.session_state[VERSIONS][0])
    answer: Answer = _answer(key, question, args, tuple(sorted(kwargs.items())))
    return answer


def look_up_goals(
    question: Callable[Concatenate[Session, Arguments], Answer], *args: Arguments.args, **kwargs: Arguments.kwargs
) -> Answer:
    """Return the answer to a question that no check-in changes; it stays good until something else is saved."""
    key = (settings().database_url, st.session_state[VERSIONS][1])
    answer: Answer = _goals_answer(key, question, args, tuple(sorted(kwargs.items())))
    return answer


@lru_cache(maxsize=REMEMBERED)
def _answer(_key: Key, question: Any, args: tuple[Any, ...], kwargs: tuple[tuple[str, Any], ...]) -> Any:
    return ask(question, *args, **dict(kwargs))


@lru_cache(maxsize=REMEMBERED)
def _goals_answer(_key: Key, question: Any, args: tuple[Any, ...], kwargs: tuple[tuple[str, Any], ...]) -> Any:
    return ask(question, *args, **dict(kwargs))


_newest: dict[Any, int] = {}


def policy() -> Policy:
    """Return the rules that this installation has chosen."""
    return settings().policy()
