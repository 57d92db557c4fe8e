"""Serving the web application: migrate, load the sample into an empty database, answer whoever is let in."""

import logging
import os
import socket
import sys
from contextlib import suppress
from datetime import date
from pathlib import Path

import typer
import uvicorn
from sqlmodel import select

from entrypoints.database import absolute, open_database
from entrypoints.own_addresses import own_names, own_numbers
from entrypoints.participants import JOIN
from models import Person
from models.database import reading, writing
from models.settings import settings
from services.reach import Reach, open_to_participants, reached_by_participants
from services.sample import load_sample

PROJECT = Path(__file__).resolve().parent.parent
ADDRESS = "127.0.0.1"  # this machine only, as there is no sign-in
EVERYWHERE = "0.0.0.0"  # for participants, whom the gate tells from this machine
NO_NETWORK = "This machine is in no network yet, so other devices do not reach it. Start again once it is."
WHAT_OTHERS_CAN = (
    "With a session's code they see what the session shows, write, and vote; every other page stays on this machine."
)
LARGEST_MESSAGE = 50 * 1024 * 1024  # bytes from a browser in one piece


class AnnouncedServer(uvicorn.Server):
    """A server that says where it is as soon as it answers."""

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, then print the address."""
        await super().startup(sockets)
        if self.started and sockets:
            typer.echo(f"Outboard is at http://{ADDRESS}:{sockets[0].getsockname()[1]}")
            _tell_participants()


def serve(port: int, sample: bool, participants: bool = False) -> None:
    """Serve until Ctrl+C; port 0 picks a free one. With ``sample`` an empty database gets the sample company first.
    With ``participants`` other devices may join planning sessions, and do nothing else.

    Raises DatabaseNotReady, and OSError when the port is taken.
    """
    url = absolute(settings().database_url)
    listener = _bind(port, EVERYWHERE if participants else ADDRESS)
    if participants:
        open_to_participants(Reach(own_numbers(), own_names(), listener.getsockname()[1]))
    os.environ["DATABASE_URL"] = url
    os.chdir(PROJECT)  # Streamlit reads .streamlit/config.toml from here
    sys.path.insert(0, str(PROJECT))
    _prepare(url, sample)
    logging.disable(logging.INFO)  # Streamlit writes a line for each request, whatever the server is told
    with suppress(KeyboardInterrupt):
        AnnouncedServer(_config()).run(sockets=[listener])


def _tell_participants() -> None:
    if (reach := reached_by_participants()) is None:
        return
    found = " or ".join(f"{address}{JOIN}" for address in reach.addresses())
    typer.echo(f"Participants on other devices join at {found}" if found else NO_NETWORK)
    typer.echo(WHAT_OTHERS_CAN)


def _bind(port: int, address: str) -> socket.socket:
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    if sys.platform != "win32":
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((address, port))
    except OSError as error:
        listener.close()
        raise OSError(f"Port {port} cannot be used ({error.strerror}). Choose another one with --port.") from error
    return listener


def _prepare(url: str, sample: bool) -> None:
    engine = open_database(url)
    try:
        with reading(engine) as session:
            is_empty = session.exec(select(Person.id)).first() is None
        if sample and is_empty:
            with writing(engine) as session:
                load_sample(session, date.today())
    finally:
        engine.dispose()


def _config() -> uvicorn.Config:
    return uvicorn.Config(
        "app:app",
        log_level="warning",
        access_log=False,
        proxy_headers=False,
        ws_max_size=LARGEST_MESSAGE,
        timeout_graceful_shutdown=3,
    )
