"""What a page asks of the database: few statements, and no more of them in a larger organisation."""

import shutil
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Engine, event
from sqlmodel import Session, text, update
from streamlit.testing.v1 import AppTest

from domain.vocabulary import Concern
from models import DataVersion
from models.database import make_engine, migrate, reading, writing
from models.inputs import FlagInput, MetricInput
from models.planning_inputs import JoinInput, SessionInput
from services import flags, metrics, sessions, taking_part
from services.generate import generate
from services.permissions import Actor
from tests.app.opened import MAIN, PATIENCE, OpenedPage
from tests.planned import COURSE
from ui.navigation import PAGES

MOST_STATEMENTS = 12
MOST_TO_SAVE, MOST_TO_SHOW = 12, 10
TWO_TEAMS = {"teams": 2, "objectives": 8, "key_results": 32, "cycles": 2, "check_ins": 200}
MANY_TEAMS = {"teams": 12, "objectives": 60, "key_results": 240, "cycles": 5, "check_ins": 2000}
ADDRESSES = [spec.address for spec in PAGES]
CLINIC = 4  # the place of the stage that shows most
ONLY_LEADS = {"raise_flag"}
# A key result of milestones with an initiative asks the most questions; its owner may write.
BUSIEST = """
    SELECT k.id, k.objective_id, p.name FROM key_result k JOIN objective o ON o.id = k.objective_id
    JOIN cycle c ON c.id = o.cycle_id AND c.state = 'active' JOIN initiative_link l ON l.key_result_id = k.id
    JOIN person p ON p.id = k.owner_id
    WHERE NOT k.dropped AND o.state <> 'closed' AND p.is_active
    ORDER BY (k.measure = 'milestone') DESC, k.id LIMIT 1
"""


@pytest.fixture(scope="module")
def two_teams(tmp_path_factory: pytest.TempPathFactory) -> str:
    return filled(tmp_path_factory.mktemp("two-teams"), TWO_TEAMS)


@pytest.fixture(scope="module")
def many_teams(tmp_path_factory: pytest.TempPathFactory) -> str:
    return filled(tmp_path_factory.mktemp("many-teams"), MANY_TEAMS)


def filled(folder: Path, size: Mapping[str, int]) -> str:
    url = f"sqlite:///{folder / 'outboard.db'}"
    engine = make_engine(url)
    migrate(engine)
    with writing(engine) as session:
        generate(session, today=date.today(), **size)
    with writing(engine) as session:
        raise_a_flag(session)
    with writing(engine) as session:
        look_at_a_metric(session)
    hold_a_session(engine)
    engine.dispose()
    return url


def raise_a_flag(session: Session) -> None:
    """Raise a flag on the busiest key result, which its owner then finds unread."""
    key_result, objective, _ = session.connection().execute(text(BUSIEST)).one()
    ((key, name),) = session.connection().execute(text("SELECT id, name FROM person WHERE is_admin LIMIT 1"))
    about = {"objective_id": objective, "key_result_id": key_result, "kind": Concern.OUTPUT_HEAVY}
    flags.raise_flag(session, Actor(key, name), FlagInput(**about, comment="Who will notice?"))


def hold_a_session(engine: Engine) -> None:
    """Start a planning session with a participant, and put the busiest key result on its screen."""
    with reading(engine) as session:
        key_result, objective, _ = session.connection().execute(text(BUSIEST)).one()
        ((key, name),) = session.connection().execute(text("SELECT id, name FROM person WHERE is_admin LIMIT 1"))
        of_goal = text("SELECT team_id, cycle_id FROM objective WHERE id = :id")
        team, cycle = session.connection().execute(of_goal, {"id": objective}).one()
    held, given = Actor(key, name), {"title": "Plan", "team_id": team, "cycle_id": cycle, "stages": COURSE}
    with writing(engine) as session:
        opened = sessions.prepare_session(session, held, SessionInput(**given))
    steps = (
        (sessions.start_session, held, opened.session_id),
        (sessions.go_to_stage, held, opened.session_id, CLINIC),
        (sessions.show, held, opened.session_id, None, key_result),
        (taking_part.join, JoinInput(code=opened.code, name="Gus")),
    )
    for use_case, *args in steps:
        with writing(engine) as session:
            use_case(session, *args)


def look_at_a_metric(session: Session) -> None:
    """Let a number of another objective than the busiest key result's look at a metric with a value of today."""
    _, objective, _ = session.connection().execute(text(BUSIEST)).one()
    ((key, name),) = session.connection().execute(text("SELECT id, name FROM person WHERE is_admin LIMIT 1"))
    actor = Actor(key, name)
    metric = metrics.create_metric(session, actor, MetricInput(team_id=1, owner_id=key, name="Paid carts"))
    metrics.record_points(session, actor, metric, ((date.today(), 20.0),), date.today())
    counted = "objective_id = :objective AND measure <> 'milestone'"
    linked = text(f"UPDATE key_result SET metric_id = :metric, unit = '' WHERE {counted}")
    session.connection().execute(linked, {"metric": metric, "objective": objective})
    session.commit()


@contextmanager
def noted() -> Iterator[list[str]]:
    """Every SQL statement of any engine; beginning a transaction is none."""
    found: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        if not statement.startswith(("BEGIN", "PRAGMA")):
            found.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    yield found
    event.remove(Engine, "before_cursor_execute", note)


def statements(url: str, address: str, *, as_admin: bool, patch: pytest.MonkeyPatch) -> list[str]:
    """What a page asks when it is drawn again after somebody has saved something, so that nothing is remembered."""
    patch.setenv("DATABASE_URL", url)
    engine = make_engine(url)
    with reading(engine) as session:
        key_result, objective, owner = session.connection().execute(text(BUSIEST)).one()
        token = session.connection().execute(text("SELECT token FROM participant")).scalar_one()
    opened = OpenedPage(AppTest.from_file(MAIN, default_timeout=PATIENCE))
    if not as_admin:
        opened.app.query_params["as"] = owner
    opened.run()
    record = {"key_result": {"id": key_result}, "objective": {"id": objective}, "flag": {"id": 1}, "metric": {"id": 1}}
    record |= {"shared_screen": {"session": 1}, "session_record": {"session": 1}, "take_part": {"p": token}}
    opened.go(address, **record.get(address, {"objective": objective}))
    with writing(engine) as session:
        session.exec(update(DataVersion).values(version=DataVersion.version + 1))
        session.commit()
    engine.dispose()
    with noted() as asked:
        opened.run()
    assert bool(opened.app.warning) == (address in ONLY_LEADS and not as_admin), opened.messages
    return asked


@pytest.mark.parametrize("as_admin", [False, True], ids=["owner", "admin"])
@pytest.mark.parametrize("address", ADDRESSES)
def test_a_page_takes_at_most_twelve_statements(
    many_teams: str, address: str, as_admin: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = statements(many_teams, address, as_admin=as_admin, patch=monkeypatch)
    assert len(asked) <= MOST_STATEMENTS, "\n".join(asked)


@pytest.mark.parametrize("address", ADDRESSES)
def test_more_teams_and_cycles_take_no_more_statements(
    two_teams: str, many_teams: str, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = (statements(url, address, as_admin=True, patch=monkeypatch) for url in (two_teams, many_teams))
    # Milestones are asked for only where a key result has some, however many teams there are.
    few, many = ([one for one in found if not one.startswith("SELECT milestone.")] for found in asked)
    assert len(many) <= len(few), "\n".join(many)


@pytest.mark.parametrize("as_admin", [False, True], ids=["owner", "admin"])
def test_a_saved_check_in_asks_anew_only_what_a_check_in_changes(
    many_teams: str, tmp_path: Path, as_admin: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = shutil.copy(many_teams.removeprefix("sqlite:///"), tmp_path / "outboard.db")
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{copy}")
    key_result, _, owner = sqlite3.connect(copy).execute(BUSIEST).fetchone()
    opened = OpenedPage(AppTest.from_file(MAIN, default_timeout=PATIENCE))
    if not as_admin:
        opened.app.query_params["as"] = owner
    opened.run().go("key_result", id=key_result)
    with noted() as asked:
        opened.press("Record check-in")
    assert opened.toasts
    written = 1 + next(number for number, one in enumerate(asked) if one.startswith("UPDATE data_version"))
    assert written <= MOST_TO_SAVE, "\n".join(asked[:written])
    assert len(asked) - written <= MOST_TO_SHOW, "\n".join(asked[written:])
