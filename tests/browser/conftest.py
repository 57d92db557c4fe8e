"""The running application with the sample company or nobody in it, and tabs of a real browser to look at it."""

import os
import shutil
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import pytest
from playwright.sync_api import Browser, sync_playwright

from models.database import make_engine, migrate, writing
from services.sample import load_sample
from tests.browser.tab import Tab
from tests.browser.windows import Windows

OUTBOARD = Path(sys.executable).with_name("outboard")
ANNOUNCEMENT, DATABASE = "Outboard is at ", "outboard.db"
PORTS: dict[int, None] = {}  # that servers of these tests have had, in their order
ARGUMENTS = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"]
HERE = Path(__file__).parent
OpenTab = Callable[..., Tab]
NewCompany = Callable[[], Path]


@dataclass(frozen=True)
class Site:
    """A running server and the file that it keeps its data in."""

    url: str
    file: Path

    def ask(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        """Answer SQL, so that a test counts on its own instead of with the program."""
        with sqlite3.connect(self.file, isolation_level=None, timeout=10) as connection:
            return connection.execute(sql, values).fetchall()


@pytest.hookimpl(tryfirst=True)  # before the groups are read
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep the tests of one module together: they share tabs, and their order."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.xdist_group(item.path.stem))


@contextmanager
def serving(folder: Path, *options: str) -> Iterator[Site]:
    """Start the application with a database of its own, and end it again.

    The port is one that a server of these tests had before, where there is one: a browser that knows the address has
    the program at hand.
    """
    file = folder / DATABASE
    environment = {**os.environ, "DATABASE_URL": f"sqlite:///{file}"}
    command = [str(OUTBOARD), "serve", *(() if "--port" in options else ("--port", str(_known_port()))), *options]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            said = next((line for line in process.stdout if line.startswith(ANNOUNCEMENT)), "")
            assert said, "the server ended before it answered"
            url = said.removeprefix(ANNOUNCEMENT).strip()
            PORTS[int(url.rpartition(":")[2])] = None
            yield Site(url, file)
        finally:
            process.terminate()
            process.wait(timeout=20)


def _known_port() -> int:
    """Return a port that was used before and is free again; 0, which lets the server choose, where there is none."""
    return next((port for port in PORTS if _is_free(port)), 0)


def _is_free(port: int) -> bool:
    with socket.socket() as taken:
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            taken.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


@pytest.fixture(scope="session")
def new_company(quick_folder: Path) -> NewCompany:
    """Makes a folder for a server whose database holds the sample company as ``--sample`` loads it today."""
    prepared = quick_folder / "sample-for-browsers.db"
    engine = make_engine(f"sqlite:///{prepared}")
    migrate(engine)
    with writing(engine) as session:
        load_sample(session, date.today())
    engine.dispose()

    def make() -> Path:
        folder = Path(mkdtemp(dir=quick_folder))
        shutil.copy(prepared, folder / DATABASE)
        return folder

    return make


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


@pytest.fixture(scope="session")
def windows(browser: Browser) -> Windows:
    return Windows(browser)


@pytest.fixture
def open_tab(windows: Windows) -> Iterator[OpenTab]:
    """Opens a tab with cookies and a memory of its own: ``open_tab(site.url, width=390, theme="dark")``."""
    opened: list[Tab] = []

    def open_one(url: str, **look: Any) -> Tab:
        opened.append(windows.lend(url, **look))
        return opened[-1]

    yield open_one
    for tab in opened:
        windows.take_back(tab)
