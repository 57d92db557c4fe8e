"""Until there is sign-in, the application answers this machine; other devices get the participants' page at most."""

import re
from ipaddress import ip_address
from typing import Any

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse, RedirectResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from entrypoints.participants import JOIN, only_page_messages, serves
from services.reach import LOCAL, VISITOR, Reach, reached_by_participants

REFUSED = "Outboard has no sign-in yet and answers only on this machine: open http://127.0.0.1 on the same computer."
FORWARDED = (b"forwarded", b"via", b"x-forwarded-", b"x-real-ip")  # how the names of such headers begin
LOCAL_HOSTS = frozenset({"localhost", "127.0.0.1", "[::1]"})
PORT = re.compile("[0-9]{1,5}")
POLICY_VIOLATION = 1008  # the websocket close code of RFC 6455 §7.4.1


class LoopbackGate:
    """Refuse what does not come from this machine, save for participants where the server was started for them."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, lead a participant's browser to the page for joining, or answer 403."""
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
        elif is_local(scope):
            await self.app(_marked(scope, (VISITOR.encode(), LOCAL.encode())), receive, send)
        elif not is_participant(scope, reached_by_participants()):
            await _refuse(scope, receive, send)
        elif serves(scope):
            messages = only_page_messages(receive) if scope["type"] == "websocket" else receive
            await self.app(_marked(scope), messages, send)
        elif _wants_a_page(scope):
            await RedirectResponse(JOIN, status_code=303)(scope, receive, send)
        else:
            await _refuse(scope, receive, send)


def is_local(scope: Scope) -> bool:
    """Tell whether a request was made on this machine, for this machine, by a page of this application.

    A foreign Host name on a local connection is a rebinding attack; a foreign Origin is another site's script.
    """
    host, name, _ = _host(scope)
    return _is_loopback(scope.get("client")) and name in LOCAL_HOSTS and _is_direct(scope, host)


def is_participant(scope: Scope, reach: Reach | None) -> bool:
    """Tell whether a request was made to this machine, by a name or address that it has, where others are let in.

    The address is the one at which the connection arrived; a name that is not this machine's is a rebinding attack.
    """
    if reach is None:
        return False
    host, name, port = _host(scope)
    server = scope.get("server") or ("", 0)
    return (
        name.lower() in {*reach.numbers, *reach.names, server[0]}
        and port == reach.port == server[1]
        and _is_direct(scope, host)
    )


def _is_direct(scope: Scope, host: str) -> bool:
    headers: dict[bytes, bytes] = dict(scope["headers"])
    origin = headers.get(b"origin", b"").decode("latin-1")
    forwarded = any(name.startswith(FORWARDED) for name in headers)
    return not forwarded and (not origin or origin.partition("://")[2] == host)


def _host(scope: Scope) -> tuple[str, str, int]:
    """Return the Host header, its name and its port, which is 80 where none stands there."""
    host = dict(scope["headers"]).get(b"host", b"").decode("latin-1")
    name, _, port = host.rpartition(":")
    return (host, name, int(port)) if name and PORT.fullmatch(port) else (host, host, 80)


def _is_loopback(peer: Any) -> bool:
    try:
        return ip_address(peer[0]).is_loopback
    except (TypeError, ValueError, IndexError):
        return False


def _marked(scope: Scope, *marks: tuple[bytes, bytes]) -> Scope:
    """Return the request with the gate's own marks, and none that somebody sent along."""
    sent = [(name, value) for name, value in scope["headers"] if name.lower() != VISITOR.encode()]
    return {**scope, "headers": [*sent, *marks]}


def _wants_a_page(scope: Scope) -> bool:
    return (
        scope["type"] == "http" and scope["method"] == "GET" and "text/html" in Headers(scope=scope).get("accept", "")
    )


async def _refuse(scope: Scope, receive: Receive, send: Send) -> None:
    if scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": POLICY_VIOLATION, "reason": "not on this machine"})
    else:
        await PlainTextResponse(REFUSED, status_code=403)(scope, receive, send)
