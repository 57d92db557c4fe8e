"""A page as its reader has it: what it says, where it links, what can be filled in and pressed."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

from streamlit.dataframe_util import convert_arrow_bytes_to_pandas_df
from streamlit.testing.v1 import AppTest

from ui.navigation import PAGES

MAIN = Path(__file__).resolve().parents[2] / "ui" / "main.py"
SCRIPTS = {spec.address: spec.script for spec in PAGES}
PATIENCE = 30  # seconds for a run; only the first one needs more than a fraction
FIELDS = (
    *("text_input", "text_area", "number_input", "selectbox", "multiselect", "date_input", "slider", "toggle"),
    *("checkbox", "button_group", "file_uploader"),
)
MESSAGES = ("error", "warning", "info", "success")
LINK = re.compile(r'<a class="ob-link" href="([^"]*)"[^>]*>(.*?)</a>')
WRITTEN = ("title", "header", "subheader", "markdown", "caption", "text", "html", *MESSAGES)


@dataclass(frozen=True)
class Link:
    """A link to a page: its words, the page's address and what stands behind the question mark."""

    label: str
    address: str
    query: dict[str, str]


class OpenedPage:
    """One browser tab; every action runs the page again."""

    def __init__(self, app: AppTest) -> None:
        self.app = app

    def go(self, address: str, **query: object) -> "OpenedPage":
        self.app.query_params.clear()
        for name, value in query.items():
            self.app.query_params[name] = str(value)
        self.app.switch_page(f"../pages/{SCRIPTS[address]}")
        return self.run()

    def run(self) -> "OpenedPage":
        self.app.run()
        assert not self.app.exception, [entry.message for entry in self.app.exception]
        return self

    @property
    def title(self) -> str:
        return as_read(self.app.title[0].value)

    @property
    def lead(self) -> str:
        """The sentence below the title."""
        return as_read(self.app.main.markdown[0].value)

    @property
    def said(self) -> str:
        """Every text of the page in reading order."""
        return "\n".join(_texts(self.app.main))

    @property
    def messages(self) -> list[str]:
        return [as_read(entry.value) for kind in MESSAGES for entry in self.app.main.get(kind)]

    @property
    def findings(self) -> list[str]:
        """What needs a look, a text for each key result without its link."""
        rows = (row for html in self.app.main.get("html") for row in html.value.split('<div class="ob-row'))
        return [as_read(LINK.sub("", f"<{row}")) for row in rows if "ob-finding" in row]

    @property
    def toasts(self) -> list[str]:
        return [as_read(toast.value) for toast in self.app.toast]

    @property
    def links(self) -> list[Link]:
        return [
            Link(as_read(label), *linked_to(address))
            for html in self.app.main.get("html")
            for address, label in LINK.findall(html.value)
        ]

    def linked(self, address: str) -> list[Link]:
        return [link for link in self.links if link.address == address]

    @property
    def buttons(self) -> list[str]:
        return [as_read(button.label) for button in self.app.main.button]

    @property
    def fields(self) -> dict[str, Any]:
        """What can be filled in, by its label."""
        return {field.label: field for kind in FIELDS for field in self.app.main.get(kind)}

    def fill(self, label: str, value: Any) -> "OpenedPage":
        """Put something into a field; what stands in a form is sent with the button."""
        self.fields[label].set_value(value)
        return self

    def press(self, label: str, number: int = 0) -> "OpenedPage":
        [button for button in self.app.main.button if as_read(button.label) == label][number].click()
        return self.run()

    def unfold(self, key: object) -> "OpenedPage":
        """Open what is drawn once somebody wants it, by its key."""
        self.app.session_state[str(key)] = True
        return self.run()

    @property
    def charts(self) -> list[dict[str, Any]]:
        """Each chart's specification."""
        return [json.loads(chart.proto.spec) for chart in self.app.main.get("vega_lite_chart")]

    def rows_of_chart(self) -> list[dict[str, Any]]:
        """What the first chart draws, one mark a row."""
        data = self.app.main.get("vega_lite_chart")[0].proto.data.data
        return convert_arrow_bytes_to_pandas_df(data).to_dict("records")


def linked_to(address: str) -> tuple[str, dict[str, str]]:
    """Where a link leads: the page's address and what stands behind the question mark, but for who follows it."""
    page, _, query = unescape(address).partition("?")
    return page, {name: value for name, value in parse_qsl(query) if name != "as"}


def as_read(text: str) -> str:
    """A text without tags, without the backslashes that keep Markdown away, and with plain spaces."""
    plain = unescape(re.sub(r"<[^>]*>", " ", text))
    return re.sub(r"[\s\N{NO-BREAK SPACE}\u2002\u2003]+", " ", re.sub(r"\\(?=\W)", "", plain)).strip()


def _texts(block: Any) -> Iterator[str]:
    for child in block.children.values():
        if getattr(child, "children", None):
            yield from _texts(child)
        elif child.type in WRITTEN:
            yield as_read(child.value)
        elif getattr(child, "type", "") in FIELDS:
            yield as_read(f"{child.label}: {child.value}")
