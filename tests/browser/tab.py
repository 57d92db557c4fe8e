"""A browser's tab: where it goes, what its reader sees, and what the browser complained about."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

from playwright.sync_api import ConsoleMessage, Locator, Page, Request, expect

PATIENCE = 15_000  # milliseconds that anything may take on a busy machine
IDLE = "[data-testid=stApp][data-test-script-state=notRunning]"
COUNT_RUNS = """() => {
    const app = document.querySelector("[data-testid=stApp]");
    window.runsEnded = 0;
    new MutationObserver(() => { if (app.dataset.testScriptState === "notRunning") window.runsEnded += 1; })
        .observe(app, { attributeFilter: ["data-test-script-state"] });
}"""
# Streamlit looks for its own endpoints below the page's address first, and finds them one level higher.
PROBES = "/_stcore/"

expect.set_options(timeout=PATIENCE)


class Tab:
    """One tab; every wait is for something that a reader would see."""

    def __init__(self, page: Page, url: str, *, lasting: bool = False) -> None:
        self.page, self.url, self.lasting = page, url, lasting
        self.complaints: list[str] = []
        self.hosts: set[str] = set()
        self.heard: dict[Any, Callable[..., None]] = {
            "console": self._listen,
            "pageerror": lambda error: self.complaints.append(str(error)),
            "request": self._note_host,
        }
        page.set_default_timeout(PATIENCE)
        for event, listener in self.heard.items():
            page.on(event, listener)

    def leave(self) -> None:
        for event, listener in self.heard.items():
            self.page.remove_listener(event, listener)

    def open(self, address: str = "", **query: object) -> "Tab":
        """Go to an address as if it had been pasted."""
        said = f"?{urlencode(query, quote_via=quote)}" if query else ""
        self.page.goto(f"{self.url}/{address}{said}")
        return self

    def visit(self, address: str = "", **query: object) -> "Tab":
        """Go to an address as if it had been pasted, and wait until the page is drawn."""
        return self.open(address, **query).settled()

    def settled(self) -> "Tab":
        """Wait until the page has a heading and its script has come to its end: before the first run it rests too."""
        self.page.get_by_test_id("stHeading").first.wait_for()
        return self.at_rest()

    def at_rest(self) -> "Tab":
        """Wait until no script runs: what is drawn anew by one would take a press or a text with it."""
        self.page.locator(IDLE).wait_for()
        return self

    @contextmanager
    def answered(self) -> Iterator[None]:
        """Wait until the server has answered what is done in here, with all that it draws anew."""
        self.measure(COUNT_RUNS)
        yield
        while not self.measure("() => window.runsEnded"):
            self.page.wait_for_timeout(50)
        self.at_rest()

    def write(self, label: str, text: str) -> None:
        """Fill a field once the page is at rest, and see that the text stands there."""
        self.at_rest()
        self.field(label).fill(text)
        expect(self.field(label)).to_have_value(text)

    @property
    def main(self) -> Locator:
        return self.page.get_by_test_id("stMain")

    @property
    def title(self) -> Locator:
        return self.main.locator("h1").first

    @property
    def lead(self) -> Locator:
        """The sentence below the title."""
        return self.main.get_by_test_id("stMarkdown").first

    def link(self, name: str) -> Locator:
        return self.main.get_by_role("link", name=name)

    def button(self, name: str) -> Locator:
        return self.main.get_by_role("button", name=name)

    def field(self, label: str) -> Locator:
        return self.main.get_by_label(label, exact=True)

    def says(self, text: str) -> None:
        """Wait until the page shows a text."""
        expect(self.main).to_contain_text(text)

    def keys(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def tab_to(self, wanted: Locator, most: int = 60) -> None:
        """Reach an element with the Tab key alone."""
        for _ in range(most):
            self.page.keyboard.press("Tab")
            if wanted.evaluate("element => element === document.activeElement"):
                return
        raise AssertionError(f"{wanted} cannot be reached with {most} presses of Tab")

    def measure(self, script: str, argument: Any = None) -> Any:
        return self.page.evaluate(script, argument)

    def _listen(self, message: ConsoleMessage) -> None:
        place = (message.location or {}).get("url", "")
        if message.type == "error" and PROBES not in place:
            self.complaints.append(f"{message.text} ({place})")

    def _note_host(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme not in ("data", "blob"):
            self.hosts.add(parts.hostname or "")
