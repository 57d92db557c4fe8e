"""News for open screens: who is told what, and when."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from sqlalchemy import Engine, text
from starlette.websockets import WebSocket

from entrypoints.news import News
from models import DataVersion
from models.database import writing
from tests.apart import run_apart

PATIENCE = 10  # seconds for what takes milliseconds
RARELY, OFTEN = 3600.0, 0.02  # seconds between two looks at the database


class Screen:
    """An open screen as the server knows it: what it was told, until it leaves."""

    def __init__(self) -> None:
        self.told: asyncio.Queue[str] = asyncio.Queue()
        self._sends: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self._sends.put_nowait({"type": "websocket.connect"})

    def socket(self) -> WebSocket:
        return WebSocket({"type": "websocket", "path": "/news", "headers": []}, self._sends.get, self._take)

    async def hears(self) -> str:
        return await asyncio.wait_for(self.told.get(), PATIENCE)

    def says(self, words: str) -> None:
        self._sends.put_nowait({"type": "websocket.receive", "text": words})

    def leave(self) -> None:
        self._sends.put_nowait({"type": "websocket.disconnect", "code": 1001})

    async def _take(self, message: Any) -> None:
        if message["type"] == "websocket.send":
            self.told.put_nowait(message["text"])


def save(database: Engine, version: int) -> None:
    """Move the data on as this process does when it saves something."""
    with writing(database) as session:
        session.merge(DataVersion(id=1, version=version, goals=1))
        session.commit()


def save_elsewhere(database: Engine, version: int) -> None:
    """Move the data on behind this process's back."""
    with database.begin() as connection:
        connection.execute(text("UPDATE data_version SET version = :version"), {"version": version})


def meanwhile(database: Engine, every: float, happens: Callable[[Screen], Awaitable[None]]) -> None:
    """Let something happen while one screen listens, which leaves at the end."""

    async def play() -> None:
        news, screen = News(every), Screen()
        async with news.spreading(database.url.render_as_string(hide_password=False)):
            listening = asyncio.create_task(news.listen(screen.socket()))
            await happens(screen)
            screen.leave()
            await asyncio.wait_for(listening, PATIENCE)

    run_apart(play())


def test_a_screen_that_comes_is_told_how_far_the_data_has_come(database: Engine) -> None:
    save(database, 7)

    async def happens(screen: Screen) -> None:
        assert await screen.hears() == "7.1"

    meanwhile(database, RARELY, happens)


def test_what_this_process_saves_is_told_at_once(database: Engine) -> None:
    save(database, 7)

    async def happens(screen: Screen) -> None:
        await screen.hears()
        await asyncio.to_thread(save, database, 8)
        assert await screen.hears() == "8.1"

    meanwhile(database, RARELY, happens)


def test_what_another_process_saves_is_told_after_the_next_look(database: Engine) -> None:
    save(database, 7)

    async def happens(screen: Screen) -> None:
        await screen.hears()
        await asyncio.to_thread(save_elsewhere, database, 9)
        assert await screen.hears() == "9.1"

    meanwhile(database, OFTEN, happens)


def test_nothing_is_told_while_nothing_changes(database: Engine) -> None:
    save(database, 7)

    async def happens(screen: Screen) -> None:
        await screen.hears()
        screen.says("what a screen sends is not read")
        await asyncio.to_thread(save, database, 7)
        await asyncio.to_thread(save, database, 8)
        assert await screen.hears() == "8.1"  # and not 7.1 once more

    meanwhile(database, OFTEN, happens)


def test_a_database_that_cannot_be_asked_is_asked_again(
    database: Engine, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    save(database, 7)

    async def happens(screen: Screen) -> None:
        await screen.hears()
        await asyncio.to_thread(rename, database, "data_version", "elsewhere")
        await asyncio.sleep(5 * OFTEN)
        await asyncio.to_thread(rename, database, "elsewhere", "data_version")
        await asyncio.to_thread(save, database, 8)
        assert await screen.hears() == "8.1"

    meanwhile(database, OFTEN, happens)
    assert "could not be asked for news" in caplog.text


def rename(database: Engine, table: str, new: str) -> None:
    with database.begin() as connection:
        connection.execute(text(f"ALTER TABLE {table} RENAME TO {new}"))
