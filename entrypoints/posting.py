"""One signed message to one address: bounded in time and size, no redirect followed, every failure in plain words."""

import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.client import HTTPException
from threading import Event, Timer
from time import time

from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError, LocationParseError, NameResolutionError, NewConnectionError, SSLError
from urllib3.exceptions import TimeoutError as TakesTooLong
from urllib3.util import Url, parse_url

from domain.messages import sign
from services.deliveries import Answer, Outgoing

TIMEOUT = 5.0  # seconds for everything: connecting, sending, and the first line of the answer
MOST_READ = 4096  # bytes of an answer, which nobody looks at
USER_AGENT = "Outboard"
# What a connection may raise; anything else is a fault of the program and must be seen.
FAILURES = (HTTPError, HTTPException, OSError, ValueError)


def send(message: Outgoing, timeout: float = TIMEOUT) -> Answer:
    """Post a message to its webhook and return what came of it, whatever the receiver does; times are in seconds."""
    body = message.body.encode()
    return post(message.url, body, _headers(message, body), timeout)


def post(url: str, body: bytes, headers: dict[str, str], timeout: float = TIMEOUT) -> Answer:
    """Post a body to an address and return the status, or in words why there is none."""
    late = Event()
    try:
        parts = parse_url(url)
        connection = _connection(parts, timeout)
        with _cut_off(connection, timeout, late):
            connection.connect()
            connection.request("POST", parts.request_uri, body, headers, preload_content=False, decode_content=False)
            response = connection.getresponse()
            if late.is_set():  # half a head that was cut off reads like a whole one
                raise TimeoutError
            with suppress(*FAILURES):
                response.read1(MOST_READ)  # a receiver that is still writing would else see a broken connection
    except FAILURES as failure:
        words = f"No answer within {timeout:.3g} seconds." if late.is_set() else _in_words(failure, timeout)
        return Answer(None, words)
    return Answer(response.status, _refused(response.status))


def _headers(message: Outgoing, body: bytes) -> dict[str, str]:
    timestamp = int(time())
    return {
        "Content-Type": "application/json; charset=utf-8",
        "User-Agent": USER_AGENT,
        "X-Outboard-Event": message.event,
        "X-Outboard-Delivery": str(message.delivery_id),
        "X-Outboard-Timestamp": str(timestamp),
        "X-Outboard-Signature": sign(message.secret, timestamp, body),
    }


def _connection(parts: Url, timeout: float) -> HTTPConnection:
    kind = HTTPSConnection if parts.scheme == "https" else HTTPConnection
    return kind((parts.host or "").strip("[]"), parts.port, timeout=timeout)


@contextmanager
def _cut_off(connection: HTTPConnection, timeout: float, late: Event) -> Iterator[None]:
    """End the connection when the time is over: a socket's own limit starts anew with each byte that trickles in."""

    def cut() -> None:
        late.set()
        if connection.sock is not None:
            with suppress(OSError):
                socket.socket.shutdown(connection.sock, socket.SHUT_RDWR)

    timer = Timer(timeout, cut)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        connection.close()


def _refused(status: int) -> str:
    if 200 <= status < 300:
        return ""
    if 300 <= status < 400:
        return f"Answered {status}, a redirect, which is not followed. Enter the address that it leads to."
    return f"Answered {status}; only 200 to 299 means that the message was taken."


def _in_words(failure: Exception, timeout: float) -> str:
    if isinstance(failure, LocationParseError):
        return "The address cannot be read. Enter it anew."
    if isinstance(failure, NameResolutionError):
        return "The host's name cannot be found."
    if isinstance(failure, NewConnectionError) and isinstance(failure.__cause__, ConnectionRefusedError):
        return "The host refuses the connection: nothing listens there."
    if isinstance(failure, NewConnectionError):
        return "The host cannot be reached."
    if isinstance(failure, TakesTooLong | TimeoutError):
        return f"No answer within {timeout:.3g} seconds."
    if isinstance(failure, SSLError | ssl.SSLError):
        return "The host's certificate is not valid, or it does not speak HTTPS."
    return f"The connection broke, or the answer was not HTTP ({type(failure).__name__})."
