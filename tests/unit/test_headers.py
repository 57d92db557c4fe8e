"""What a browser is told about where content may come from."""

from pathlib import Path

from entrypoints.headers import SecurityHeaders, content_security_policy
from tests.apart import run_apart


def test_nothing_may_be_loaded_from_elsewhere() -> None:
    policy = content_security_policy()
    assert "http" not in policy
    assert "unsafe-eval" not in policy
    assert "script-src 'self' 'sha256-" in policy


def test_a_script_inside_the_page_is_allowed_by_its_hash(tmp_path: Path) -> None:
    page = tmp_path / "index.html"
    page.write_text('<script src="./a.js"></script><script>let a = 1</script>')
    digest = (
        "LAfYd7pbFUgwfQu8b4q135PeTG2z+/coPEUYCd74eCQ="  # printf 'let a = 1' | openssl dgst -sha256 -binary | base64
    )
    assert f"script-src 'self' 'sha256-{digest}' blob:;" in content_security_policy(page)


def test_every_answer_carries_the_policy() -> None:
    async def answer(_scope, _receive, send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": [(b"a", b"b")]})

    sent = []

    async def send(message) -> None:
        sent.append(message)

    run_apart(SecurityHeaders(answer)({"type": "http"}, None, send))
    names = [name for name, _ in sent[0]["headers"]]
    assert names == [b"a", b"content-security-policy", b"x-content-type-options", b"referrer-policy"]
