"""A real HTTP receiver on a free port of this machine, which keeps what it gets and answers as it is told."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Lock, Thread


@dataclass(frozen=True)
class Got:
    """One request as it arrived."""

    path: str
    headers: Message
    body: bytes


Answering = Callable[["Handler", int], None]


@dataclass
class Receiver:
    """What arrived so far, and where the receiver is; ``end`` tells answers that never end to end."""

    answering: Answering
    got: list[Got] = field(default_factory=list)
    end: Event = field(default_factory=Event)
    lock: Lock = field(default_factory=Lock)
    port: int = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/hooks/flags?room=7"


class Handler(BaseHTTPRequestHandler):
    """Keeps a request, then lets the receiver answer with the number of requests so far."""

    def do_POST(self) -> None:
        receiver = self.server.receiver  # type: ignore[attr-defined]
        body = self.rfile.read(int(self.headers["Content-Length"]))
        with receiver.lock:
            receiver.got.append(Got(self.path, self.headers, body))
            number = len(receiver.got)
        receiver.answering(self, number)

    def log_message(self, format: str, *args: object) -> None:
        pass

    def finish_with(self, status: int, body: bytes = b"ok", **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    @property
    def ending(self) -> Event:
        return self.server.receiver.end  # type: ignore[attr-defined,no-any-return]


def always(status: int) -> Answering:
    return lambda handler, number: handler.finish_with(status)


def first(status: int, then: int) -> Answering:
    """One status for the first request, another for all later ones."""
    return lambda handler, number: handler.finish_with(status if number == 1 else then)


def hanging(handler: Handler, number: int) -> None:
    handler.ending.wait()


def trickling(handler: Handler, number: int) -> None:
    """A byte of a header at a time, so that no single wait is ever long."""
    handler.wfile.write(b"HTTP/1.0 200 OK\r\nX-Slow: ")
    while not handler.ending.wait(0.02):
        try:
            handler.wfile.write(b"x")
        except OSError:
            return


def endless(handler: Handler, number: int) -> None:
    """An answer that has no end."""
    handler.send_response(200)
    handler.end_headers()
    while not handler.ending.is_set():
        try:
            handler.wfile.write(b"x" * 65536)
        except OSError:
            return


def not_http(handler: Handler, number: int) -> None:
    handler.wfile.write(b"\x00\x01\x02 what?\r\n\r\n")


@contextmanager
def listening(answering: Answering) -> Iterator[Receiver]:
    """Run a receiver as long as the block lasts."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    receiver = server.receiver = Receiver(answering, port=server.server_address[1])  # type: ignore[attr-defined]
    thread = Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield receiver
    finally:
        receiver.end.set()
        server.shutdown()
        server.server_close()
        thread.join()
