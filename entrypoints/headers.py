"""What a browser may load for this application: its own files and nothing else."""

import re
from base64 import b64encode
from collections.abc import Iterator
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path

from starlette.types import ASGIApp, Message, Receive, Scope, Send

INDEX = Path(find_spec("streamlit").origin or "").parent / "static" / "index.html"  # type: ignore[union-attr]
INLINE_SCRIPT = re.compile(r"<script(?![^>]*\bsrc=)[^>]*>(.*?)</script>", re.DOTALL)


def content_security_policy(index: Path = INDEX) -> str:
    """Return the policy; the scripts inside Streamlit's own page are allowed by their hashes.

    Streamlit loads a component's script, which comes with the program, from a blob that its own script makes.
    """
    scripts = " ".join(["'self'", *_hashes(index.read_text(encoding="utf-8")), "blob:"])
    return "; ".join(
        (
            "default-src 'self'",
            f"script-src {scripts}",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            "connect-src 'self'",
            "worker-src 'self' blob:",
            "object-src 'none'",
            "base-uri 'self'",
            "form-action 'self'",
            "frame-ancestors 'none'",
        )
    )


def _hashes(page: str) -> Iterator[str]:
    for script in INLINE_SCRIPT.findall(page):
        yield f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'"


class SecurityHeaders:
    """Add the policy to every answer, so that a text that somebody wrote can make no browser load from elsewhere."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.headers = [
            (b"content-security-policy", content_security_policy().encode()),
            (b"x-content-type-options", b"nosniff"),
            (b"referrer-policy", b"same-origin"),
        ]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on and dress its answer."""

        async def dressed(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message["headers"], *self.headers]
            await send(message)

        await self.app(scope, receive, dressed if scope["type"] == "http" else send)
