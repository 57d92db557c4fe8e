"""Until there is sign-in, the application answers this machine only."""

from ipaddress import ip_address
from typing import Any

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

REFUSED = "Outboard has no sign-in yet and answers only on this machine: open http://127.0.0.1 on the same computer."
FORWARDED = (b"forwarded", b"via", b"x-forwarded-", b"x-real-ip")  # how the names of such headers begin
LOCAL_HOSTS = frozenset({"localhost", "127.0.0.1", "[::1]"})
POLICY_VIOLATION = 1008  # the websocket close code of RFC 6455 §7.4.1


class LoopbackGate:
    """Refuse what does not come from, and is not addressed to, the loopback interface."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or answer 403."""
        if scope["type"] not in ("http", "websocket") or is_local(scope):
            await self.app(scope, receive, send)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": POLICY_VIOLATION, "reason": "not on this machine"})
        else:
            await PlainTextResponse(REFUSED, status_code=403)(scope, receive, send)


def is_local(scope: Scope) -> bool:
    """Tell whether a request was made on this machine, for this machine, by a page of this application.

    A foreign Host name on a local connection is a rebinding attack; a foreign Origin is another site's script.
    """
    headers: dict[bytes, bytes] = dict(scope["headers"])
    host = headers.get(b"host", b"").decode("latin-1")
    origin = headers.get(b"origin", b"").decode("latin-1")
    return (
        _is_loopback(scope.get("client"))
        and not any(name.startswith(FORWARDED) for name in headers)
        and _without_port(host) in LOCAL_HOSTS
        and (not origin or origin.partition("://")[2] == host)
    )


def _without_port(host: str) -> str:
    name, _, port = host.rpartition(":")
    return name if name and port.isdigit() else host


def _is_loopback(peer: Any) -> bool:
    try:
        return ip_address(peer[0]).is_loopback
    except (TypeError, ValueError, IndexError):
        return False
