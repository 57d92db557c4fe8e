"""A browser tab without a browser: it speaks Streamlit's websocket protocol and clocks each run of a page.

The tab sends a ``BackMsg`` for each act of the person at the screen; the server answers with ``ForwardMsg``s, from
``new_session`` over the elements of the page to ``script_finished``. As a browser does, the tab keeps what widgets
hold, carries widgets that are bound to the address in its query, and remembers large messages by their hash.
"""

import json
import time
from dataclasses import dataclass
from typing import Any, Self
from urllib.parse import parse_qs, urlencode, urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Subprotocol

FIELDS = {
    **dict.fromkeys(("button", "download_button"), "trigger_value"),
    **dict.fromkeys(("selectbox", "radio", "text_input", "text_area", "time_input", "vega_lite_chart"), "string_value"),
    **dict.fromkeys(("multiselect", "button_group", "date_input"), "string_array_value"),
    **{"checkbox": "bool_value", "number_input": "double_value", "slider": "double_array_value"},
    "pagination": "int_value",
}
AUTHENTICATION = "PLACEHOLDER_AUTH_TOKEN"  # what a browser without a sign-in cookie offers as second subprotocol
PATIENCE = 60.0  # seconds that a run may take


class PageFailed(Exception):
    """The page showed an exception, or does not have what it should have."""


@dataclass(frozen=True, slots=True)
class Run:
    """One run of a page, clocked from sending the request; seconds and bytes."""

    seconds: float
    to_first_element: float
    messages: int
    received: int


@dataclass(frozen=True, slots=True)
class Element:
    """Something on the page: its kind and the protobuf message that describes it."""

    kind: str
    body: Any
    part: str = ""  # of the page, which draws itself anew alone; empty for the page itself

    @property
    def id(self) -> str:
        """The widget's id, empty for what is no widget."""
        return str(getattr(self.body, "id", ""))

    @property
    def key(self) -> str:
        """The ``key`` that the script gave the widget: the last part of ``$$ID-hash-key``."""
        parts = self.id.split("-", 2)
        return parts[2] if len(parts) == 3 and parts[2] != "None" else ""

    @property
    def label(self) -> str:
        """What stands on or above the widget."""
        return str(getattr(self.body, "label", ""))


class Tab:
    """One tab on one address, for one task at a time. ``async with Tab(address) as tab`` connects and closes."""

    def __init__(self, address: str) -> None:
        parts = urlsplit(address)
        self.server = f"{parts.scheme}://{parts.netloc}"
        self.path = parts.path.strip("/")
        self.query = {name: values[-1] for name, values in parse_qs(parts.query).items()}
        self.page = ""  # the hash by which the server knows the page, once it has told
        self.pages: dict[str, str] = {}
        self.elements: dict[tuple[int, ...], Element] = {}
        self.timers: dict[str, float] = {}  # seconds after which a part of the page looks for news, again and again
        self._held: dict[str, WidgetState] = {}
        self._known: dict[str, ForwardMsg] = {}
        self._socket: ClientConnection

    async def __aenter__(self) -> Self:
        self._socket = await self._connection("_stcore/stream", Subprotocol("streamlit"), Subprotocol(AUTHENTICATION))
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._socket.close()

    async def run(self, pressed: WidgetState | None = None, part: str = "") -> Run:
        """Ask for a run, or that of a part, and wait until it has finished; raises PageFailed for an exception."""
        state = self._state(pressed)
        state.fragment_id, state.is_auto_rerun = part, bool(part) and pressed is None
        request = BackMsg(rerun_script=state).SerializeToString()
        began = time.perf_counter()
        await self._socket.send(request)
        run = await self._receive(began)
        failures = [f"{found.body.type}: {found.body.message}" for found in self.all("exception")]
        if failures:
            raise PageFailed(f"/{self.path}: {'; '.join(failures)}")
        return run

    @property
    def listening(self) -> str:
        """The part of the page that hears of news, empty where none does."""
        return next((found.part for found in self.all("bidi_component") if found.key == "news"), "")

    def news(self) -> connect:
        """Return a connection over which the server says when something was saved."""
        return self._connection("news")

    async def tick(self) -> None:
        """Let each part that has a timer look for news, as a browser does; the whole page may run in its wake."""
        for part in list(self.timers):
            if part in self.timers:
                await self.run(part=part)

    async def visit(self, path: str, **query: object) -> Run:
        """Go to another page of the application as its menu does, in the same session."""
        if path not in self.pages:
            raise PageFailed(f"There is no page /{path} among {sorted(self.pages)}")
        self.path, self.page = path, self.pages[path]
        self.query = {name: str(value) for name, value in query.items()}
        return await self.run()

    async def choose(self, name: str, value: Any) -> Run:
        """Give a widget outside a form a value, which runs the page."""
        self.fill(name, value)
        return await self.run()

    async def click(self, name: str) -> Run:
        """Press a button, sending along what the fields of its form hold; in a part of the page, that part runs."""
        found = self.find(name)
        return await self.run(WidgetState(id=found.id, trigger_value=True), found.part)

    def fill(self, name: str, value: Any) -> None:
        """Give a field a value without running the page, as fields in a form take it."""
        found = self.find(name)
        self._held[found.id] = _holding(found, value)
        if bound := getattr(found.body, "query_param_key", ""):
            self.query[bound] = str(value)

    def find(self, name: str) -> Element:
        """Return the widget with this key, else the first with this label; raises PageFailed."""
        widgets = [found for found in self.elements.values() if found.id]
        for match in (lambda widget: widget.key == name, lambda widget: widget.label == name):
            if found := next(filter(match, widgets), None):
                return found
        have = sorted(widget.key or widget.label for widget in widgets)
        raise PageFailed(f"There is no widget {name!r} on /{self.path} among {have}")

    def all(self, kind: str) -> list[Element]:
        """Return the page's elements of one kind, from top to bottom."""
        return [self.elements[place] for place in sorted(self.elements) if self.elements[place].kind == kind]

    def holds(self, name: str) -> bool:
        """Tell whether a field still has what was filled in."""
        return self.find(name).id in self._held

    def text(self) -> str:
        """Return what stands on the page, Markdown and HTML as the server sent them."""
        said = (getattr(self.elements[place].body, "body", "") for place in sorted(self.elements))
        return "\n".join(text for text in said if isinstance(text, str) and text)

    def _connection(self, path: str, *offered: Subprotocol) -> connect:
        plain: dict[str, Any] = {"max_size": None, "compression": None, "proxy": None, "open_timeout": PATIENCE}
        return connect(f"ws{self.server.removeprefix('http')}/{path}", subprotocols=offered or None, **plain)

    def _state(self, pressed: WidgetState | None) -> ClientState:
        state = ClientState(query_string=urlencode(self.query), page_script_hash=self.page)
        if not self.page:
            state.page_name = self.path
        state.widget_states.widgets.extend([*self._held.values(), *([pressed] if pressed else [])])
        state.cached_message_hashes.extend(self._known)
        context = state.context_info
        context.timezone, context.locale, context.color_scheme = "UTC", "en", "light"
        context.url = f"{self.server}/{self.path}"
        return state

    async def _receive(self, began: float) -> Run:
        drawn: dict[tuple[int, ...], Element] = {}
        first, messages, received = 0.0, 0, 0
        while True:
            raw = await self._socket.recv(decode=False)
            messages, received = messages + 1, received + len(raw)
            message = self._restored(ForwardMsg.FromString(raw))
            match message.WhichOneof("type"):
                case "delta":
                    first = first or time.perf_counter()
                    _draw(drawn, message)
                case "auto_rerun":
                    self.timers[message.auto_rerun.fragment_id] = message.auto_rerun.interval
                case "new_session":
                    parts = set(message.metadata.run.fragment_ids)
                    drawn = {at: found for at, found in self.elements.items() if parts and found.part not in parts}
                    self.timers = self.timers if parts else {}
                    self.page = message.new_session.page_script_hash
                case "navigation":
                    self._know_pages(message)
                case "page_info_changed":
                    changed = parse_qs(message.page_info_changed.query_string)
                    self.query = {name: values[-1] for name, values in changed.items()}
                case "script_finished" if message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                    ended = time.perf_counter()
                    break
        self.elements = drawn
        present = {found.id for found in drawn.values()}
        self._held = {name: state for name, state in self._held.items() if name in present}
        return Run(ended - began, (first or ended) - began, messages, received)

    def _restored(self, message: ForwardMsg) -> ForwardMsg:
        if message.WhichOneof("type") == "ref_hash":
            restored = ForwardMsg()
            restored.CopyFrom(self._known[message.ref_hash])
            restored.metadata.CopyFrom(message.metadata)
            return restored
        if message.metadata.cacheable and message.hash:
            self._known[message.hash] = message
        return message

    def _know_pages(self, message: ForwardMsg) -> None:
        self.pages = {page.url_pathname: page.page_script_hash for page in message.navigation.app_pages}
        self.page = message.navigation.page_script_hash or self.page
        by_hash = {found: path for path, found in self.pages.items()}
        self.path = by_hash.get(self.page, self.path)


def _draw(drawn: dict[tuple[int, ...], Element], message: ForwardMsg) -> None:
    if message.delta.WhichOneof("type") == "new_element":
        element = message.delta.new_element
        kind = element.WhichOneof("type") or ""
        drawn[tuple(message.metadata.delta_path)] = Element(
            kind, getattr(element, kind, None), message.delta.fragment_id
        )


def _holding(widget: Element, value: Any) -> WidgetState:
    field = FIELDS.get(widget.kind)
    if field is None:
        raise PageFailed(f"The driver cannot operate a {widget.kind}")
    state = WidgetState(id=widget.id)
    if field.endswith("_array_value"):
        getattr(state, field).data.extend(value if isinstance(value, list | tuple) else [value])
    else:
        setattr(state, field, value if isinstance(value, str | float | int | bool) else json.dumps(value))
    return state
