"""Signed messages to addresses outside: the signature, and when a message that did not arrive is tried again."""

import hashlib
import hmac
from datetime import timedelta

BACK_OFF = (
    timedelta(seconds=10),
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=6),
)


def sign(secret: str, timestamp: int, body: bytes) -> str:
    """Return the signature of a message as its receiver finds it in a header: ``sha256=`` and 64 hexadecimal digits.

    It is HMAC-SHA256 (RFC 2104) over the seconds since 1970, a full stop and the body, under the shared secret.
    """
    signed = str(timestamp).encode() + b"." + body
    return f"sha256={hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest()}"


def wait_after(attempts: int) -> timedelta | None:
    """Return how long to wait after so many failed attempts (1 or more); None when the message is given up."""
    return BACK_OFF[attempts - 1] if attempts <= len(BACK_OFF) else None
