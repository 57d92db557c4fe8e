"""What the gate lets through from other devices: the participants' page, and only where the server is open to them."""

from collections.abc import Iterator
from typing import Any

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState

from entrypoints.gate import LoopbackGate
from entrypoints.participants import LARGEST, is_page_message, only_page_messages
from services.reach import LOCAL, VISITOR, Reach, close_to_participants, open_to_participants
from tests.apart import run_apart

HERE, PORT = "192.168.1.5", 8501
PHONE = "192.168.1.20"
ADDRESSED = f"{HERE}:{PORT}"
ALLOWED = [
    *("/", "/take_part", "/static/js/index.abc.js", "/static/media/font.woff2", "/_stcore/health"),
    *("/_stcore/host-config", "/favicon.png"),
]
REFUSED = [
    *("/my_week", "/data", "/healthz", "/_stcore/metrics", "/_stcore/script-health-check", "/_stcore/upload_file/a/b"),
    "/export.json",
    *("/media/0a1b.csv", "/component/x/index.html", "/_stcore/bidi-components/x/y.js", "/app/static/x", "/take_part/x"),
    *("/static/../media/0a1b.csv", "/static//media", "//take_part", "/TAKE_PART", "", "/_stcore/stream"),
]
FOREIGN_HOSTS = [
    *(
        "",
        "localhost:8501",
        "127.0.0.1:8501",
        "evil.example:8501",
        HERE,
        f"{HERE}:9999",
        f"{HERE}:",
        f"{HERE}:85010000",
    ),
    *(f"{HERE}.evil.example:8501", f"evil.example#{HERE}:8501", "192.168.1.6:8501", f"{HERE}:8501:8501"),
]


@pytest.fixture
def open_door() -> Iterator[None]:
    """A server that was started for participants."""
    open_to_participants(Reach((HERE,), ("desk", "desk.local"), PORT))
    yield
    close_to_participants()


def ask(path: str, kind: str = "http", peer: str = PHONE, method: str = "GET", **headers: str) -> list[Any]:
    """Return what the gate sends, or the headers with which it called the application behind it."""
    sent: list[Any] = []

    async def application(scope: Any, receive: Any, send: Any) -> None:
        sent.append(dict(scope["headers"]))

    async def send(message: Any) -> None:
        sent.append(message)

    raw = [(name.replace("_", "-").encode(), value.encode()) for name, value in ({"host": ADDRESSED} | headers).items()]
    scope = {"type": kind, "client": (peer, 40_000), "server": (HERE, PORT), "headers": raw}
    run_apart(LoopbackGate(application)({**scope, "method": method, "path": path}, None, send))  # type: ignore[arg-type]
    return sent


def status(*args: str, **headers: str) -> int:
    start, *_ = ask(*args, **headers)
    return int(start.get("status", 200))


@pytest.mark.usefixtures("open_door")
@pytest.mark.parametrize("path", ALLOWED)
def test_a_phone_gets_the_page_for_taking_part_and_what_it_is_made_of(path: str) -> None:
    assert status(path) == 200


@pytest.mark.parametrize("path", ALLOWED)
def test_without_participants_a_phone_gets_nothing(path: str) -> None:
    assert status(path) == 403


@pytest.mark.usefixtures("open_door")
@pytest.mark.parametrize("path", REFUSED)
def test_a_phone_gets_nothing_else(path: str) -> None:
    assert status(path) == 403


@pytest.mark.usefixtures("open_door")
@pytest.mark.parametrize("path", ["/my_week", "/healthz", "/media/0a1b.csv"])
def test_a_browser_that_wants_another_page_is_led_to_the_one_for_joining(path: str) -> None:
    start, _ = ask(path, accept="text/html,*/*;q=0.8")
    assert (start["status"], dict(start["headers"])[b"location"]) == (303, b"/take_part")


@pytest.mark.usefixtures("open_door")
@pytest.mark.parametrize("method", ["PUT", "POST", "DELETE", "OPTIONS", "PATCH"])
def test_a_phone_only_reads(method: str) -> None:
    assert status("/take_part", "http", PHONE, method) == 403


@pytest.mark.usefixtures("open_door")
def test_a_phone_uploads_nothing() -> None:
    assert status("/_stcore/upload_file/session/file", "http", PHONE, "PUT", accept="text/html") == 403


@pytest.mark.usefixtures("open_door")
@pytest.mark.parametrize("host", FOREIGN_HOSTS)
@pytest.mark.parametrize("kind", ["http", "websocket"])
def test_a_phone_must_name_this_machine_and_its_port(kind: str, host: str) -> None:
    sent = ask("/_stcore/stream" if kind == "websocket" else "/", kind, host=host)
    assert sent[0]["type"] in ("http.response.start", "websocket.close")
    assert sent[0].get("status", 403) == 403


@pytest.mark.usefixtures("open_door")
@pytest.mark.parametrize("host", [ADDRESSED, "desk:8501", "DESK:8501", "desk.local:8501"])
def test_a_phone_may_use_the_machines_number_or_name(host: str) -> None:
    assert status("/", host=host) == 200


@pytest.mark.usefixtures("open_door")
@pytest.mark.parametrize("name", ["x_forwarded_for", "forwarded", "via", "x_real_ip"])
def test_a_forwarded_request_is_refused_here_too(name: str) -> None:
    assert status("/take_part", **{name: "127.0.0.1"}) == 403


@pytest.mark.usefixtures("open_door")
@pytest.mark.parametrize("origin", ["http://evil.example", "http://localhost:8501", f"http://{HERE}", "null"])
def test_another_sites_script_opens_no_websocket(origin: str) -> None:
    assert ask("/_stcore/stream", "websocket", origin=origin)[0]["type"] == "websocket.close"


def is_let_in(path: str) -> bool:
    return ask(path, "websocket", origin=f"http://{ADDRESSED}")[0].get("type") != "websocket.close"


@pytest.mark.usefixtures("open_door")
def test_a_phone_opens_the_pages_own_websocket_and_hears_no_news() -> None:
    assert (is_let_in("/_stcore/stream"), is_let_in("/news")) == (True, False)


def test_without_participants_a_phone_opens_no_websocket() -> None:
    assert (is_let_in("/_stcore/stream"), is_let_in("/news")) == (False, False)


@pytest.mark.usefixtures("open_door")
def test_the_pages_own_script_opens_its_websocket() -> None:
    (headers,) = ask("/_stcore/stream", "websocket", origin=f"http://{ADDRESSED}")
    assert headers[b"host"] == ADDRESSED.encode()


@pytest.mark.usefixtures("open_door")
@pytest.mark.parametrize("kind", ["http", "websocket"])
def test_a_phone_cannot_say_that_it_is_this_machine(kind: str) -> None:
    (headers,) = ask("/_stcore/stream" if kind == "websocket" else "/", kind, **{VISITOR: LOCAL})
    assert VISITOR.encode() not in headers


@pytest.mark.usefixtures("open_door")
def test_this_machine_is_marked_and_gets_everything() -> None:
    (headers,) = ask("/healthz", "http", "127.0.0.1", host="127.0.0.1:8501")
    assert headers[VISITOR.encode()] == LOCAL.encode()


@pytest.mark.usefixtures("open_door")
def test_this_machine_by_its_number_in_the_network_is_a_participant_like_any_other() -> None:
    assert status("/healthz", "http", HERE) == 403
    (headers,) = ask("/take_part", "http", HERE)
    assert VISITOR.encode() not in headers


RERUN = BackMsg(rerun_script=ClientState(query_string="code=ABCDEF"))


@pytest.mark.parametrize("message", [RERUN, BackMsg(stop_script=True), BackMsg(app_heartbeat=True)])
def test_what_a_page_sends_arrives(message: BackMsg) -> None:
    assert is_page_message(message.SerializeToString())


@pytest.mark.parametrize("kind", ["clear_cache", "set_run_on_save", "debug_shutdown_runtime", "load_git_info"])
def test_what_would_clear_caches_or_stop_the_server_does_not_arrive_even_behind_something_else(kind: str) -> None:
    raw = BackMsg(**{kind: True}).SerializeToString()
    assert not is_page_message(raw)
    assert not is_page_message(RERUN.SerializeToString() + raw)


def test_the_application_sees_the_messages_of_a_page_alone() -> None:
    raw = [BackMsg(clear_cache=True), RERUN, BackMsg(set_run_on_save=True)]
    sent = [{"type": "websocket.receive", "bytes": each.SerializeToString()} for each in raw]
    waiting = iter([{"type": "websocket.connect"}, *sent, {"type": "websocket.disconnect"}])

    async def receive() -> Any:
        return next(waiting)

    async def seen() -> list[Any]:
        filtered = only_page_messages(receive)
        return [await filtered() for _ in range(3)]

    assert run_apart(seen()) == [{"type": "websocket.connect"}, sent[1], {"type": "websocket.disconnect"}]


@pytest.mark.parametrize("raw", [None, b"", b"\x5a", b"\x5a\x05a", b"\xff" * 30, b"\x5a\xff", b"a" * (LARGEST + 1)])
def test_what_is_no_message_does_not_arrive(raw: bytes | None) -> None:
    assert not is_page_message(raw)
