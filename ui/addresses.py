"""Where participants join: an address that other devices can open, or this machine's with a hint."""

from ipaddress import ip_address
from urllib.parse import urlencode, urlsplit

import streamlit as st

from services.reach import reached_by_participants

PAGE = "take_part"
HERE_ONLY = "This server answers this machine only. For other devices, start it with: outboard serve --participants"

NO_NETWORK = "This machine is in no network, so other devices do not reach it."


def join_address(code: str) -> str:
    """Return where one joins with a code: for other devices when they are let in, else on this machine.

    Empty when neither is known.
    """
    reach = reached_by_participants()
    if reach is not None and reach.numbers:
        base = reach.addresses()[0]
    else:
        seen = urlsplit(st.context.url or "")
        base = f"{seen.scheme}://{seen.netloc}" if seen.netloc else ""
    return f"{base}/{PAGE}?{urlencode({'code': code})}" if base else ""


def leads_here_only(address: str) -> bool:
    """Tell whether an address leads every device to itself, so that only this machine finds the server there."""
    host = urlsplit(address).hostname or ""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")


def join_hint() -> str:
    """Return what to do so that other devices can join; empty when they can."""
    reach = reached_by_participants()
    if reach is None:
        return HERE_ONLY
    return "" if reach.numbers else NO_NETWORK
