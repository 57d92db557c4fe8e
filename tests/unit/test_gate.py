"""What the gate lets through: only requests made on this machine, for this machine, by this application's pages."""

from typing import Any

import pytest

from entrypoints.gate import LoopbackGate
from tests.apart import run_apart

LOCAL = {"host": "127.0.0.1:8501"}
ALLOWED = [
    ("127.0.0.1", LOCAL),
    ("127.0.0.1", {"host": "127.0.0.1"}),
    ("127.0.0.1", {"host": "localhost:8501"}),
    ("127.0.0.1", {"host": "localhost"}),
    ("127.8.9.1", LOCAL),
    ("::1", {"host": "[::1]:8501"}),
    ("::1", {"host": "[::1]"}),
    ("127.0.0.1", {**LOCAL, "origin": "http://127.0.0.1:8501"}),
    ("127.0.0.1", {"host": "localhost:8501", "origin": "http://localhost:8501"}),
    ("::1", {"host": "[::1]:8501", "origin": "http://[::1]:8501"}),
]
REFUSED = [
    ("192.168.1.20", LOCAL),
    ("10.0.0.1", {"host": "localhost:8501"}),
    ("203.0.113.9", {"host": "outboard.example"}),
    ("2001:db8::1", LOCAL),
    ("0.0.0.0", LOCAL),
    ("not an address", LOCAL),
    (None, LOCAL),
    ("127.0.0.1", {}),
    ("127.0.0.1", {"host": ""}),
    ("127.0.0.1", {"host": "outboard.example"}),
    ("127.0.0.1", {"host": "outboard.example:8501"}),
    ("127.0.0.1", {"host": "127.0.0.1.evil.example:8501"}),
    ("127.0.0.1", {"host": "localhost.evil.example"}),
    ("127.0.0.1", {"host": "evil.example#localhost"}),
    ("127.0.0.1", {"host": "192.168.1.20:8501"}),
    ("127.0.0.1", {**LOCAL, "x-forwarded-for": "203.0.113.9"}),
    ("127.0.0.1", {**LOCAL, "x-forwarded-for": "127.0.0.1"}),
    ("127.0.0.1", {**LOCAL, "x-forwarded-host": "localhost"}),
    ("127.0.0.1", {**LOCAL, "x-forwarded-proto": "https"}),
    ("127.0.0.1", {**LOCAL, "x-real-ip": "127.0.0.1"}),
    ("127.0.0.1", {**LOCAL, "forwarded": "for=203.0.113.9"}),
    ("127.0.0.1", {**LOCAL, "via": "1.1 proxy"}),
    ("127.0.0.1", {**LOCAL, "origin": "http://evil.example"}),
    ("127.0.0.1", {**LOCAL, "origin": "http://localhost:8501"}),
    ("127.0.0.1", {**LOCAL, "origin": "http://127.0.0.1:9999"}),
    ("127.0.0.1", {**LOCAL, "origin": "http://127.0.0.1"}),
    ("127.0.0.1", {**LOCAL, "origin": "null"}),
    ("127.0.0.1", {**LOCAL, "origin": "http://127.0.0.1:8501@evil.example"}),
]


def answer(kind: str, peer: str | None, headers: dict[str, str]) -> list[Any]:
    """Return what the gate sends, or ["passed"] when the application behind it was called."""
    sent: list[Any] = []

    async def application(scope: Any, receive: Any, send: Any) -> None:
        sent.append("passed")

    async def send(message: Any) -> None:
        sent.append(message)

    raw = [(name.encode(), value.encode()) for name, value in headers.items()]
    scope = {"type": kind, "client": (peer, 40_000) if peer else None, "headers": raw, "method": "GET", "path": "/"}
    run_apart(LoopbackGate(application)(scope, None, send))  # type: ignore[arg-type]
    return sent


@pytest.mark.parametrize("kind", ["http", "websocket"])
@pytest.mark.parametrize(("peer", "headers"), ALLOWED)
def test_a_request_of_this_machine_passes(kind: str, peer: str, headers: dict[str, str]) -> None:
    assert answer(kind, peer, headers) == ["passed"]


@pytest.mark.parametrize(("peer", "headers"), REFUSED)
def test_any_other_request_is_answered_with_403(peer: str | None, headers: dict[str, str]) -> None:
    start, body = answer("http", peer, headers)
    assert start["status"] == 403
    assert b"answers only on this machine" in body["body"]


@pytest.mark.parametrize(("peer", "headers"), REFUSED)
def test_any_other_websocket_is_closed_before_it_opens(peer: str | None, headers: dict[str, str]) -> None:
    assert [message["type"] for message in answer("websocket", peer, headers)] == ["websocket.close"]


def test_the_start_of_the_server_passes() -> None:
    assert answer("lifespan", None, {}) == ["passed"]
