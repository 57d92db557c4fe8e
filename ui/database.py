"""Where the pages get their sessions: one engine a process, one short session a question."""

from collections.abc import Callable
from functools import lru_cache
from typing import Any, Concatenate, ParamSpec, TypeVar

import streamlit as st
from sqlalchemy import Engine
from sqlmodel import Session

from domain.outcome_mix import MixThresholds
from domain.policy import Policy
from models.database import make_engine, migrate, reading
from models.settings import settings
from services.audit import data_version

Arguments = ParamSpec("Arguments")
Answer = TypeVar("Answer")
VERSION, FRESH = "_data_version", "_data_version_is_fresh"
REMEMBERED = 512  # answers; the largest, a whole organisation's mix, takes a few megabytes


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
    """Read, once at the start of a run, how far the data has come."""
    st.session_state[VERSION] = ask(data_version)
    st.session_state[FRESH] = True


def is_first_look() -> bool:
    """Tell, once a run, that the version was read by this very run and not by an earlier one."""
    fresh: bool = st.session_state.pop(FRESH, False)
    return fresh


def version() -> int:
    """Return the data version that this run works with."""
    noted: int = st.session_state[VERSION]
    return noted


def look_up(
    question: Callable[Concatenate[Session, Arguments], Answer], *args: Arguments.args, **kwargs: Arguments.kwargs
) -> Answer:
    """Return a read's answer, asked once for each state of the data and shared by all sessions.

    The question's arguments must be hashable, and nobody may change what it returns.
    """
    answer: Answer = _answer(settings().database_url, version(), question, args, tuple(sorted(kwargs.items())))
    return answer


@lru_cache(maxsize=REMEMBERED)
def _answer(_url: str, _version: int, question: Any, args: tuple[Any, ...], kwargs: tuple[tuple[str, Any], ...]) -> Any:
    return ask(question, *args, **dict(kwargs))


def policy() -> Policy:
    """Return the rules that this installation has chosen."""
    chosen = settings()
    return Policy(chosen.status_preset, MixThresholds(chosen.output_heavy_above))
