"""Links between pages as HTML: a list of many needs one element instead of several for each of its lines."""

from html import escape
from pathlib import Path
from urllib.parse import urlencode

import streamlit as st

from ui import working_as

SCRIPT = Path(__file__).with_name("assets") / "links.js"

_opener = st.components.v2.component("outboard_links", js=SCRIPT.read_text(encoding="utf-8"), isolate_styles=False)


def follow() -> None:
    """Let the browser open such links without loading the application anew; call it once in each run."""
    _opener(key="links")


def anchor(address: str, label: str, *, help: str = "", **query: object) -> str:
    """Return a link to a page with its query as HTML, such as ``anchor("key_result", "Families", id=12)``."""
    hint = f' title="{escape(help)}"' if help else ""
    return f'<a class="ob-link" href="{escape(relative(address, **query))}"{hint}>{escape(label)}</a>'


def relative(address: str, **query: object) -> str:
    """Return where a link leads as seen from any page: the page's address, the query, and who goes along."""
    named = {name: str(value) for name, value in query.items() if value is not None}
    params = urlencode({**named, **working_as.in_links()})
    return f"{address}?{params}" if params else address


def row(kind: str, *parts: str) -> str:
    """Return one line of a list, of HTML: its title, which links, then what there is to say."""
    return f'<div class="ob-row ob-row-{kind}">{"".join(parts)}</div>'
