"""Where the pages get their sessions: one engine a process, one short session a question."""

from collections.abc import Callable
from functools import lru_cache
from typing import Any, Concatenate, ParamSpec, TypeVar

import streamlit as st
from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import Session

from domain.policy import Policy
from models.database import make_engine, migrate, reading
from models.settings import Settings, settings
from services.audit import data_versions
from services.errors import Refusal

Arguments = ParamSpec("Arguments")
Answer = TypeVar("Answer")
VERSIONS, BEFORE, FRESH = "_data_versions", "_data_versions_before", "_data_versions_are_fresh"
SEEN = "_answers_seen"
REMEMBERED = 256  # answers of each kind; most take some kilobytes, a whole organisation's mix four megabytes
Key = tuple[str, int]  # a database and how far it has come
Asked = tuple[Any, Any, tuple[Any, ...], tuple[tuple[str, Any], ...]]  # a memory, the question and its arguments


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
    _read_versions()
    st.session_state[FRESH], st.session_state[SEEN] = True, {}


def state() -> str:
    """Return how far the data had come when this session last looked, in one word."""
    return ".".join(str(version) for _, version in st.session_state[VERSIONS])


def is_newer() -> bool:
    """Tell, for one small query, whether something has been saved since this session last looked."""
    noted = st.session_state[BEFORE] = st.session_state[VERSIONS]
    _read_versions()
    return bool(noted != st.session_state[VERSIONS])


def is_outdated() -> bool:
    """Tell whether what this run has looked up has another answer now; each question is asked once for all sessions.

    Call it when the data is newer. Where the database cannot answer, the data counts as new again the next time.
    """
    try:
        return any(map(_answers_differently, list(st.session_state[SEEN])))
    except SQLAlchemyError:
        st.session_state[VERSIONS] = st.session_state[BEFORE]
        raise


def _answers_differently(asked: Asked) -> bool:
    seen: dict[Asked, Any] = st.session_state[SEEN]
    before = seen[asked]
    try:
        return bool(_remembered(*asked) != before)
    except Refusal:
        return True


def _read_versions() -> None:
    database = settings().database_url
    st.session_state[VERSIONS] = tuple((database, version) for version in ask(data_versions))
    for remembered, now in zip((_answer, _goals_answer), st.session_state[VERSIONS], strict=True):
        if _newest.get(remembered, now) != now:
            remembered.cache_clear()
        _newest[remembered] = now


def is_first_look() -> bool:
    """Tell, once a run, that the version was read by this very run and not by an earlier one."""
    fresh: bool = st.session_state.pop(FRESH, False)
    return fresh


def looked() -> None:
    """Note that the version has just been read, so that the same run need not do so again."""
    st.session_state[FRESH] = True


def look_up(
    question: Callable[Concatenate[Session, Arguments], Answer], *args: Arguments.args, **kwargs: Arguments.kwargs
) -> Answer:
    """Return a read's answer, asked once for each state of the data and shared by all sessions.

    The question's arguments must be hashable, and nobody may change what it returns.
    """
    answer: Answer = _remembered(_answer, question, args, tuple(sorted(kwargs.items())))
    return answer


def look_up_goals(
    question: Callable[Concatenate[Session, Arguments], Answer], *args: Arguments.args, **kwargs: Arguments.kwargs
) -> Answer:
    """Return the answer to a question that no check-in changes; it stays good until something else is saved."""
    answer: Answer = _remembered(_goals_answer, question, args, tuple(sorted(kwargs.items())))
    return answer


def _remembered(memory: Any, question: Any, args: tuple[Any, ...], kwargs: tuple[tuple[str, Any], ...]) -> Any:
    key: Key = st.session_state[VERSIONS][0 if memory is _answer else 1]
    answer = memory(key, question, args, kwargs)
    st.session_state.setdefault(SEEN, {})[memory, question, args, kwargs] = answer
    return answer


@lru_cache(maxsize=REMEMBERED)
def _answer(_key: Key, question: Any, args: tuple[Any, ...], kwargs: tuple[tuple[str, Any], ...]) -> Any:
    return ask(question, *args, **dict(kwargs))


@lru_cache(maxsize=REMEMBERED)
def _goals_answer(_key: Key, question: Any, args: tuple[Any, ...], kwargs: tuple[tuple[str, Any], ...]) -> Any:
    return ask(question, *args, **dict(kwargs))


_newest: dict[Any, Key] = {}


def policy() -> Policy:
    """Return the rules that this installation has chosen."""
    return _policy(settings())


@lru_cache(maxsize=8)
def _policy(chosen: Settings) -> Policy:
    return chosen.policy()
