"""The web application: `outboard serve`, `streamlit run app.py` and `uvicorn app:app` all serve it."""

import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware

from entrypoints import downloads, health, news
from entrypoints.gate import LoopbackGate
from entrypoints.headers import SecurityHeaders
from entrypoints.sending import sending
from models.database import make_engine, migrate
from models.settings import settings


@asynccontextmanager
async def lifespan(_app: st.App) -> AsyncIterator[None]:
    """Bring the database up to date, warm what the first visitor would otherwise wait for, and carry messages."""
    import ui.warm_up  # noqa: F401

    engine = make_engine(settings().database_url)
    migrate(engine)
    engine.dispose()
    gc.collect()
    gc.freeze()  # what lives as long as the process is never examined again
    url = settings().database_url
    with sending(url):
        async with news.NEWS.spreading(url):
            yield


app = st.App(
    Path(__file__).parent / "ui" / "main.py",
    lifespan=lifespan,  # type: ignore[arg-type]
    routes=[*health.routes, *downloads.routes, *news.routes],
    middleware=[Middleware(SecurityHeaders), Middleware(LoopbackGate)],
)

if __name__ == "__main__":
    app.run()
