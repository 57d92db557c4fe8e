"""Serving the bare page as the application is served: same server, same configuration, same imports, frozen heap."""

import gc
import logging
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import streamlit as st
import uvicorn

from entrypoints.serve import ADDRESS, AnnouncedServer


@asynccontextmanager
async def lifespan(_app: st.App) -> AsyncIterator[None]:
    """Import what the application imports and freeze it."""
    import ui.warm_up  # noqa: F401

    gc.collect()
    gc.freeze()
    yield


def main() -> None:
    """Serve on a free port of the loopback interface and print the address."""
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.bind((ADDRESS, 0))
    logging.disable(logging.INFO)
    app = st.App(Path(__file__).with_name("page.py"), lifespan=lifespan)
    config = uvicorn.Config(app, log_level="warning", access_log=False, timeout_graceful_shutdown=3)
    AnnouncedServer(config).run(sockets=[listener])


if __name__ == "__main__":
    main()
