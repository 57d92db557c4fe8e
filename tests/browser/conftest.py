"""The running application with the sample company or nobody in it, and tabs of a real browser to look at it."""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser.tab import Tab

OUTBOARD = Path(sys.executable).with_name("outboard")
ANNOUNCEMENT = "Outboard is at "
ARGUMENTS = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"]
HERE = Path(__file__).parent
OpenTab = Callable[..., Tab]


@dataclass(frozen=True)
class Site:
    """A running server and the file that it keeps its data in."""

    url: str
    file: Path

    def ask(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        """Answer SQL, so that a test counts on its own instead of with the program."""
        with sqlite3.connect(self.file, isolation_level=None, timeout=10) as connection:
            return connection.execute(sql, values).fetchall()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep the tests of one module together: they share tabs, and their order."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.xdist_group(item.path.stem))


@contextmanager
def serving(folder: Path, *options: str) -> Iterator[Site]:
    """Start the application on a free port with a database of its own, and end it again."""
    file = folder / "outboard.db"
    environment = {**os.environ, "DATABASE_URL": f"sqlite:///{file}"}
    command = [str(OUTBOARD), "serve", "--port", "0", *options]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            said = next((line for line in process.stdout if line.startswith(ANNOUNCEMENT)), "")
            assert said, "the server ended before it answered"
            yield Site(said.removeprefix(ANNOUNCEMENT).strip(), file)
        finally:
            process.terminate()
            process.wait(timeout=20)


@pytest.fixture(scope="session")
def sample_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The sample company, shared: a test leaves what another one counts as it was."""
    with serving(tmp_path_factory.mktemp("sample"), "--sample") as site:
        yield site


@pytest.fixture(scope="session")
def browser(browser_path: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=browser_path, args=ARGUMENTS)
        yield running
        running.close()


@pytest.fixture
def open_tab(browser: Browser) -> Iterator[OpenTab]:
    """Opens a tab with cookies and a memory of its own: ``open_tab(site.url, width=390, theme="dark")``."""
    contexts = []

    def opened(url: str, width: int = 1280, theme: str = "light") -> Tab:
        context = browser.new_context(
            reduced_motion="reduce",
            base_url=url,
            viewport={"width": width, "height": 800},
            color_scheme=theme,
            timezone_id="UTC",
        )
        contexts.append(context)
        return Tab(context.new_page())

    yield opened
    for context in contexts:
        context.close()
