"""Where the pages get their sessions: one engine a process, one short session a question."""

from collections.abc import Callable
from typing import Concatenate, ParamSpec, TypeVar

import streamlit as st
from sqlalchemy import Engine
from sqlmodel import Session

from domain.outcome_mix import MixThresholds
from domain.policy import Policy
from models.database import make_engine, migrate, reading
from models.settings import settings

Arguments = ParamSpec("Arguments")
Answer = TypeVar("Answer")


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


def policy() -> Policy:
    """Return the rules that this installation has chosen."""
    chosen = settings()
    return Policy(chosen.status_preset, MixThresholds(chosen.output_heavy_above))
