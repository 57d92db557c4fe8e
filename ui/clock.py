"""What day it is for the person at the screen."""

from datetime import date, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import streamlit as st


def today() -> date:
    """Return the viewer's date."""
    return datetime.now(_zone()).date()


def moment(at: datetime) -> str:
    """Return a stored moment in the viewer's zone: "3 Mar 14:05"."""
    local = at.astimezone(_zone())
    return f"{local.day} {local:%b %H:%M}"


def _zone() -> ZoneInfo:
    try:
        return ZoneInfo(st.context.timezone or "UTC")
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")
