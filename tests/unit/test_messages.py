"""The signature of a message, and when it is tried again."""

from datetime import timedelta
from pathlib import Path
from time import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.messages import BACK_OFF, sign, wait_after


def test_the_signature_is_the_one_that_openssl_computes() -> None:
    # printf '1764000000.{"event":"webhook.test"}' | openssl dgst -sha256 -hmac 'a-shared-secret-1234'
    wanted = "sha256=34286b4c44b7268ae03271013e64a77f4cc2bfaf897b11c0f2864ff94eb3b14d"
    assert sign("a-shared-secret-1234", 1764000000, b'{"event":"webhook.test"}') == wanted


@given(st.text(min_size=1), st.integers(0, 2**40), st.binary())
def test_another_secret_moment_or_body_has_another_signature(secret: str, timestamp: int, body: bytes) -> None:
    signed = sign(secret, timestamp, body)
    assert signed not in (sign(secret + "x", timestamp, body), sign(secret, timestamp + 1, body))
    assert signed != sign(secret, timestamp, body + b"x")


@pytest.mark.parametrize(("attempts", "seconds"), [(1, 10), (2, 60), (3, 300), (4, 1800), (5, 7200), (6, 21600)])
def test_a_message_waits_longer_after_each_failure(attempts: int, seconds: int) -> None:
    assert wait_after(attempts) == timedelta(seconds=seconds)


def test_the_seventh_failure_is_the_last() -> None:
    assert wait_after(len(BACK_OFF) + 1) is None


def test_the_check_in_the_documentation_accepts_what_the_program_signs_and_nothing_else() -> None:
    page = (Path(__file__).resolve().parents[2] / "docs" / "webhooks.md").read_text(encoding="utf-8")
    written: dict[str, Any] = {}
    exec(page.split("```python\n")[1].split("```")[0], written)
    check, body, now = written["is_from_outboard"], b'{"event":"webhook.test"}', int(time())

    def headers(timestamp: int) -> dict[str, str]:
        signature = sign("a-shared-secret-1234", timestamp, body)
        return {"X-Outboard-Timestamp": str(timestamp), "X-Outboard-Signature": signature}

    assert check("a-shared-secret-1234", headers(now), body)
    assert not check("another-secret-12345", headers(now), body)
    assert not check("a-shared-secret-1234", headers(now), body + b" ")
    assert not check("a-shared-secret-1234", headers(now - 301), body)
