"""Whether a page is seen on this machine, or by a participant on another device, who gets one page only."""

from base64 import b64encode
from functools import lru_cache
from ipaddress import ip_address
from pathlib import Path

import streamlit as st

from services.reach import LOCAL, VISITOR, reached_by_participants


def is_foreign() -> bool:
    """Tell whether the visitor is on another device; whoever cannot be told is.

    The gate marks visits of this machine and takes the mark away from all others. Without participants the gate lets
    nobody else in, and the address is looked at in case the program runs without its gate.
    """
    if reached_by_participants() is not None:
        return st.context.headers.get(VISITOR) != LOCAL
    return not _is_loopback(st.context.ip_address)


def counted_as() -> str | None:
    """Return the address under which a visitor's wrong codes are counted; None for this machine."""
    return (st.context.ip_address or "unknown") if is_foreign() else None


@lru_cache(maxsize=1)
def inline(picture: Path) -> str:
    """Return a PNG as an address that holds it, for visitors to whom the server gives no files."""
    return f"data:image/png;base64,{b64encode(picture.read_bytes()).decode()}"


def _is_loopback(address: str | None) -> bool:
    if address is None:  # what Streamlit says of a visit from 127.0.0.1 and ::1
        return True
    try:
        found = ip_address(address)
    except ValueError:
        return False
    mapped = getattr(found, "ipv4_mapped", None)
    return bool((mapped or found).is_loopback)
