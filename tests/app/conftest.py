"""Situations for the pages: the sample company or nobody at all in a database of the test's own."""

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import pytest
import streamlit as st
from sqlmodel import Session
from streamlit.components.v2 import manifest_scanner
from streamlit.runtime.context import ContextProxy
from streamlit.testing.v1 import AppTest

from models.database import make_engine, migrate, writing
from services.sample import load_sample
from tests.app.opened import MAIN, PATIENCE, OpenedPage
from tests.databases import TRANSLATED
from ui import database

ADMIN = "Tomasz Wilk"

Row = tuple[Any, ...]
Query = Callable[..., list[Row]]
OpenPage = Callable[..., OpenedPage]


def today() -> date:
    """The day that a page takes for today when the reader's zone is not known."""
    return datetime.now(UTC).date()


@pytest.fixture(autouse=True)
def on_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """A visit of this machine, of which Streamlit names no address; AppTest cannot seed one."""
    monkeypatch.setattr(ContextProxy, "ip_address", property(lambda _: None))


@pytest.fixture(scope="session", autouse=True)
def looked_through_once() -> Iterator[None]:
    """Every AppTest looks through all installed packages for components, which takes longer than drawing a page."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(manifest_scanner, "scan_component_manifests", cache(manifest_scanner.scan_component_manifests))
        yield


@pytest.fixture(scope="session")
def sample_file(quick_folder: Path) -> Path:
    return _prepared(quick_folder / "sample.db", lambda session: load_sample(session, today()))


@pytest.fixture(scope="session")
def empty_file(quick_folder: Path) -> Path:
    return _prepared(quick_folder / "empty.db", lambda session: None)


@pytest.fixture
def sample(sample_file: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Query]:
    """The sample company; answers SQL, so that a test counts on its own instead of with the program."""
    yield from _served(sample_file, monkeypatch)


@pytest.fixture
def nobody(empty_file: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Query]:
    """A database in which nobody has been yet; answers SQL."""
    yield from _served(empty_file, monkeypatch)


@pytest.fixture
def open_page() -> OpenPage:
    """Opens a page at an address as a person: ``open_page("key_result", as_="Lena Hartmann", id=89)``."""

    def opened(address: str = "", as_: str = ADMIN, **query: object) -> OpenedPage:
        app = AppTest.from_file(MAIN, default_timeout=PATIENCE)
        app.query_params["as"] = as_
        page = OpenedPage(app).run()
        return page.go(address, **query) if address else page

    return opened


def _prepared(path: Path, fill: Callable[[Session], object]) -> Path:
    made = make_engine(f"sqlite:///{path}")
    migrate(made)
    with writing(made) as session:
        fill(session)
    made.dispose()  # the last connection writes everything into the one file
    return path


def _served(template: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Query]:
    path = shutil.copy(template, Path(mkdtemp(dir=template.parent)) / "outboard.db")
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{path}")
    monkeypatch.setattr(database, "make_engine", TRANSLATED.engine)
    monkeypatch.setattr(database, "migrate", lambda engine: None)  # the template is of this program's schema

    def answer(sql: str, *values: object) -> list[Row]:
        with sqlite3.connect(path, isolation_level=None) as connection:
            return connection.execute(sql, values).fetchall()

    yield answer
    database.engine().dispose()
    st.cache_resource.clear()
    shutil.rmtree(path.parent)
