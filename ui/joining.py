"""How one joins a planning session: the code, the address that it belongs to, and the picture of both."""

from functools import lru_cache
from html import escape

import streamlit as st

from models.base import utc_now
from services.reporting.sessions import SessionRow
from ui import addresses


@lru_cache(maxsize=64)
def picture(text: str) -> str:
    """Return a QR code as the address of an SVG picture, dark on light in every theme, as cameras want it."""
    import segno  # only this picture needs it

    return str(segno.make(text, error="m").svg_data_uri(scale=8, border=3, dark="#000", light="#fff"))


def panel(row: SessionRow) -> None:
    """Draw the code, the address and its picture for other devices, and say when they join nobody any more."""
    to = addresses.join_address(row.code)
    shown = to and not addresses.leads_here_only(to)
    image = f'<img src="{escape(picture(to))}" alt="QR code that leads to {escape(to)}">' if shown else ""
    where = to.partition("?")[0].partition("://")[2]
    said = f'<p class="ob-address">Open <strong>{escape(where)}</strong> and type</p>' if to else ""
    over = "<p>This code has expired. Make a new one.</p>" if row.code_expires_at <= utc_now() else ""
    hint = addresses.join_hint()
    note = f'<p class="ob-note">{escape(hint)}</p>' if hint else ""
    st.html(f'<div class="ob-join">{image}<div>{said}<p class="ob-code">{escape(row.code)}</p>{over}{note}</div></div>')
