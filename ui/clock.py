"""What day it is for the person at the screen."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import streamlit as st


def today() -> date:
    """Return the viewer's date."""
    return datetime.now(zone()).date()


def moment(at: datetime) -> str:
    """Return a stored moment in the viewer's zone: "3 Mar 14:05"."""
    local = _here(at)
    return f"{local.day} {local:%b %H:%M}"


def day_of(at: datetime) -> date:
    """Return the day of a stored moment in the viewer's zone."""
    return _here(at).date()


def _here(at: datetime) -> datetime:
    # SQLite gives moments back without their zone; what is stored is UTC.
    return (at if at.tzinfo else at.replace(tzinfo=UTC)).astimezone(zone())


def zone() -> ZoneInfo:
    """Return the viewer's zone, UTC where the browser has not said."""
    try:
        return ZoneInfo(st.context.timezone or "UTC")
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")
