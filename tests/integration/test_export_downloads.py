"""The whole export as a file over HTTP, for this machine's own pages only."""

from collections.abc import Callable, Mapping, MutableMapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import Engine, text
from starlette.routing import Router

from entrypoints import downloads
from entrypoints.gate import LoopbackGate
from services.errors import Refusal
from services.exchange.archive import Format, read_archive
from tests.apart import run_apart
from tests.factories import Company


@dataclass(frozen=True)
class Answer:
    """What a browser gets."""

    status_code: int
    headers: Mapping[str, str]
    content: bytes

    @property
    def text(self) -> str:
        return self.content.decode()


Get = Callable[..., Answer]


@pytest.fixture
def get(company_database: Engine, a_team_with_an_open_cycle: Company, monkeypatch: pytest.MonkeyPatch) -> Get:
    """Asks for a path from this machine, or from another address."""
    monkeypatch.setenv("DATABASE_URL", company_database.url.render_as_string(hide_password=False))
    app = LoopbackGate(Router(routes=downloads.routes))

    def asked(path: str, address: str = "127.0.0.1", **headers: str) -> Answer:
        sent: list[MutableMapping[str, Any]] = []
        given = {"host": "127.0.0.1:8501", **headers}
        raw = [(name.encode(), value.encode()) for name, value in given.items()]
        path, _, query = path.partition("?")
        scope = {
            **{
                "type": "http",
                "method": "GET",
                "path": path,
                "raw_path": path.encode(),
                "query_string": query.encode(),
            },
            **{"headers": raw, "client": (address, 50000), "server": ("127.0.0.1", 8501), "scheme": "http"},
        }

        async def receive() -> MutableMapping[str, Any]:
            return {"type": "http.request", "body": b"", "more_body": False}

        async def send(message: MutableMapping[str, Any]) -> None:
            sent.append(message)

        run_apart(app(scope, receive, send))
        told = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
        return Answer(sent[0]["status"], told, b"".join(message.get("body", b"") for message in sent[1:]))

    return asked


@pytest.mark.parametrize("form", Format)
def test_each_kind_of_file_holds_everything(get: Get, form: Format) -> None:
    answer = get(f"/export.{form}")
    assert answer.status_code == 200
    archive = read_archive(f"a.{form}", answer.content)
    assert archive is not None
    assert len(archive.records["check_ins"]) == 2


def test_the_browser_saves_it_under_the_day_and_shows_it_to_no_other_site(get: Get) -> None:
    headers = get("/export.xlsx", **{"sec-fetch-site": "same-origin"}).headers
    assert headers["content-disposition"].startswith('attachment; filename="outboard-20')
    assert headers["content-disposition"].endswith('.xlsx"')
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert headers["cache-control"] == "no-store"


def test_the_day_is_the_one_at_the_screen(get: Get) -> None:
    named = get("/export.csv?day=2026-02-28").headers["content-disposition"]
    assert named == 'attachment; filename="outboard-2026-02-28.csv"'


@pytest.mark.parametrize("query", ["", "?day=", "?day=2026-02-30", "?day=%22%0d%0aX:%20y", "?day=x&day=2026-W99-1"])
def test_without_a_day_that_there_is_it_is_the_one_in_utc(
    get: Get, monkeypatch: pytest.MonkeyPatch, query: str
) -> None:
    monkeypatch.setattr(downloads, "utc_now", lambda: datetime(2026, 5, 18, 23, 59, tzinfo=UTC))
    named = get(f"/export.json{query}").headers["content-disposition"]
    assert named == 'attachment; filename="outboard-2026-05-18.json"'


def test_a_database_that_does_not_answer_is_said_in_words(
    get: Get, another_database: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    with another_database.execution_options(writes=True).begin() as connection:
        connection.execute(text("DROP TABLE decision"))
    monkeypatch.setenv("DATABASE_URL", another_database.url.render_as_string(hide_password=False))
    answer = get("/export.json")
    assert (answer.status_code, answer.text) == (503, downloads.UNREADABLE)


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_another_site_gets_nothing(get: Get, site: str) -> None:
    answer = get("/export.json", **{"sec-fetch-site": site})
    assert (answer.status_code, answer.text) == (403, downloads.ELSEWHERE)


def test_another_machine_gets_nothing(get: Get) -> None:
    assert get("/export.csv", "192.168.1.20").status_code == 403


def test_what_cannot_be_exported_is_said_in_words(get: Get, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise Refusal("There are too many check ins for a sheet. Choose CSV.")

    monkeypatch.setattr(downloads, "export", refuse)
    answer = get("/export.xlsx")
    assert (answer.status_code, answer.text) == (409, "There are too many check ins for a sheet. Choose CSV.")


@pytest.mark.parametrize("path", ["/export.pdf", "/export.", "/export"])
def test_there_is_no_other_kind(get: Get, path: str) -> None:
    assert get(path).status_code == 404
