"""News for open screens: a websocket that says how far the data has come, each time that something was saved.

One look at the database a second serves all screens of a process; what the process itself writes it says at once. A
screen then looks whether it shows what has changed.
"""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError
from starlette.routing import WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect

from models.database import make_engine, reading
from models.news import listening
from services.audit import data_versions

LOG = logging.getLogger(__name__)
EVERY = 1.0  # seconds between two looks for what another process has written
Screen = asyncio.Queue[str]


class News:
    """Tells each screen the state of the data when it comes, and again whenever it has changed."""

    def __init__(self, every: float = EVERY) -> None:
        self._every = every
        self._screens: set[Screen] = set()
        self._engine: Engine | None = None
        self._one_look = asyncio.Lock()
        self._state = ""

    @asynccontextmanager
    async def spreading(self, url: str) -> AsyncIterator[None]:
        """Look for news in a database as long as the block lasts."""
        written, over, loop = asyncio.Event(), asyncio.Event(), asyncio.get_running_loop()
        self._engine, self._one_look = make_engine(url), asyncio.Lock()
        looking = asyncio.create_task(self._keep_looking(written, over))

        def tell() -> None:
            loop.call_soon_threadsafe(written.set)

        try:
            with listening(tell):
                yield
        finally:
            over.set()
            written.set()
            await looking
            self._engine.dispose()

    async def listen(self, websocket: WebSocket) -> None:
        """Serve one screen until it leaves; what it sends is not read."""
        await websocket.accept()
        screen = Screen()
        self._screens.add(screen)
        telling = asyncio.create_task(_tell(websocket, screen))
        try:
            await self._look()
            screen.put_nowait(self._state)
            while (await websocket.receive())["type"] != "websocket.disconnect":
                pass
        finally:
            self._screens.discard(screen)
            telling.cancel()
            await asyncio.wait([telling])

    async def _keep_looking(self, written: asyncio.Event, over: asyncio.Event) -> None:
        while not over.is_set():
            with suppress(TimeoutError):
                await asyncio.wait_for(written.wait(), self._every)
            written.clear()
            if self._screens:
                await self._look()

    async def _look(self) -> None:
        async with self._one_look:  # of two at once the slower one would tell what is over
            try:
                state = await asyncio.to_thread(self._read)
            except SQLAlchemyError as problem:
                LOG.warning("The database could not be asked for news: %s", type(problem).__name__)
                return
            if state != self._state:
                self._state = state
                for screen in self._screens:
                    screen.put_nowait(state)

    def _read(self) -> str:
        if self._engine is None:
            return ""
        with reading(self._engine) as session:
            return ".".join(map(str, data_versions(session)))


async def _tell(websocket: WebSocket, screen: Screen) -> None:
    told = ""
    with suppress(WebSocketDisconnect):  # who has left is noticed where the socket is read
        while True:
            state = await screen.get()
            if state != told:
                told = state
                await websocket.send_text(state)


NEWS = News()
routes = [WebSocketRoute("/news", NEWS.listen)]
