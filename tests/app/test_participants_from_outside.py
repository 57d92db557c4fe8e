"""Participants on other devices: one page, a code before any name, and a limit on wrong codes."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from streamlit.runtime.context import ContextProxy
from streamlit.testing.v1 import AppTest

from models.base import utc_now
from models.database import writing
from models.planning_inputs import SessionInput, StageInput
from services import guessing, sessions
from services.permissions import Actor
from services.reach import LOCAL, VISITOR, Reach, close_to_participants, open_to_participants
from tests.app.conftest import ADMIN, Query
from tests.app.opened import MAIN, PATIENCE, OpenedPage
from tests.planned import forget_sessions
from ui.addresses import HERE_ONLY, join_address, join_hint, leads_here_only
from ui.database import engine
from ui.navigation import FIRST_STEPS, PAGES

PHONE = "192.168.1.20"
WRONG = "No session has this code. Type the six characters from the shared screen."


@pytest.fixture
def open_door(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A server that was started for participants; a visit without the gate's mark is one from outside."""
    monkeypatch.setattr(ContextProxy, "ip_address", property(lambda _: PHONE))
    open_to_participants(Reach(("192.168.1.5",), ("desk",), 8501))
    yield
    close_to_participants()
    guessing.WRONG_CODES.forget()


@pytest.fixture
def code(sample: Query) -> str:
    """The code of a session that can be joined; nobody has joined another one."""
    forget_sessions(sample)
    ((team, cycle),) = sample("SELECT t.id, c.id FROM team t, cycle c WHERE c.state = 'planning' LIMIT 1")
    stages = (StageInput(kind="drafting", title="Draft", minutes=10),)
    planned = SessionInput(team_id=team, cycle_id=cycle, title="Plan", stages=stages)
    with writing(engine()) as session:
        return sessions.prepare_session(session, Actor(number_of(ADMIN, sample), ADMIN), planned).code


def number_of(name: str, sample: Query) -> int:
    ((key,),) = sample("SELECT id FROM person WHERE name = ?", name)
    return int(key)


def visit(**query: str) -> OpenedPage:
    app = AppTest.from_file(MAIN, default_timeout=PATIENCE)
    for name, value in query.items():
        app.query_params[name] = value
    return OpenedPage(app).run()


@pytest.mark.usefixtures("sample", "open_door")
def test_a_visitor_from_outside_gets_the_page_for_joining_without_menu_and_picker():
    page = visit(**{"as": ADMIN})
    assert page.title == "Join a planning session"
    assert len(page.app.sidebar.children) == 0
    assert list(page.fields) == ["Code"]


@pytest.mark.usefixtures("sample", "open_door")
@pytest.mark.parametrize("spec", [*PAGES, FIRST_STEPS], ids=lambda spec: spec.address)
def test_no_other_page_opens_from_outside(spec):
    app = AppTest.from_file(MAIN, default_timeout=PATIENCE)
    app.switch_page(f"../pages/{spec.script}")
    assert OpenedPage(app).run().title == "Join a planning session"


@pytest.mark.usefixtures("sample")
def test_without_participants_an_address_in_the_network_gets_no_other_page_either(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(ContextProxy, "ip_address", property(lambda _: PHONE))
    assert visit().title == "Join a planning session"


@pytest.mark.usefixtures("open_door")
def test_a_wrong_code_says_so_and_names_nobody(sample: Query):
    page = visit(code="AAAAAA")
    assert page.messages == [WRONG]
    assert ADMIN not in page.said


@pytest.mark.usefixtures("open_door")
def test_an_expired_code_says_so(code: str, sample: Query):
    sample("UPDATE planning_session SET code_expires_at = ?", str(utc_now() - timedelta(days=1)))
    (message,) = visit(code=code).messages
    assert message.startswith("This code expired on")


@pytest.mark.usefixtures("open_door", "sample")
def test_after_ten_wrong_codes_even_a_right_one_has_to_wait(code: str):
    for number in range(guessing.EACH):
        assert visit(code=f"AAAAA{number}").messages == [WRONG]
    assert visit(code=code).messages == [guessing.TOO_MANY]


@pytest.mark.usefixtures("open_door")
def test_drawing_the_page_again_is_no_second_guess(code: str):
    page = visit(code="AAAAAA")
    for _ in range(guessing.EACH):
        page.run()
    assert visit(code=code).fields["I am"].options[0].startswith("A guest")


@pytest.mark.usefixtures("open_door")
def test_with_a_right_code_a_guest_joins(code: str, sample: Query):
    page = visit(code=code)
    page.fill("Name of a guest", "Gus").press("Join")
    assert sample("SELECT name, person_id FROM participant") == [("Gus", None)]
    assert "The session starts on the shared screen" in page.said


@pytest.mark.usefixtures("open_door")
def test_a_code_that_is_changed_in_the_second_step_counts_as_well(code: str, sample: Query):
    page = visit(code=code)
    for _ in range(guessing.EACH):
        page.fill("Code", "AAAAAA").fill("Name of a guest", "Gus").press("Join")
        assert WRONG in page.messages
    assert guessing.TOO_MANY in page.fill("Code", code).press("Join").messages
    assert sample("SELECT * FROM participant") == []


@pytest.mark.usefixtures("open_door")
def test_from_outside_nobody_becomes_a_person_who_has_joined_already(code: str, sample: Query):
    for _ in range(2):
        page = visit(code=code)
        page.fill("I am", number_of(ADMIN, sample)).press("Join")
    assert f"{ADMIN} has joined already. Go on with the page on that device, or join as a guest." in page.messages
    assert sample("SELECT count(*) FROM participant") == [(1,)]


@pytest.mark.usefixtures("open_door")
def test_who_joins_as_an_administrator_gets_no_other_page(code: str, sample: Query):
    page = visit(code=code)
    page.fill("I am", number_of(ADMIN, sample)).press("Join")
    ((token,),) = sample("SELECT token FROM participant")
    app = AppTest.from_file(MAIN, default_timeout=PATIENCE)
    app.query_params["p"] = token
    app.switch_page("../pages/admin/data.py")
    assert OpenedPage(app).run().title == "Plan"
    assert len(app.sidebar.children) == 0


@pytest.mark.usefixtures("open_door", "sample")
def test_a_visit_with_the_gates_mark_is_one_of_this_machine(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(ContextProxy, "headers", property(lambda _: {VISITOR: LOCAL}))
    assert visit().title == "My week"


def test_the_shared_screen_names_the_address_for_other_devices(open_door: None):
    assert (join_address("ABCDEF"), join_hint()) == ("http://192.168.1.5:8501/take_part?code=ABCDEF", "")


def test_without_participants_the_address_is_this_machines_with_a_hint(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(ContextProxy, "url", property(lambda _: "http://127.0.0.1:8501/shared_screen"))
    assert (join_address("ABCDEF"), join_hint()) == ("http://127.0.0.1:8501/take_part?code=ABCDEF", HERE_ONLY)


@pytest.mark.parametrize("host", ["127.0.0.1:8501", "localhost:8501", "[::1]:8501", "outboard.localhost"])
def test_an_address_of_this_machine_leads_other_devices_nowhere(host: str):
    assert leads_here_only(f"http://{host}/take_part")


@pytest.mark.parametrize("host", ["192.168.1.5:8501", "okr.example.org", "[fd00::5]:8501"])
def test_an_address_in_a_network_leads_other_devices_here(host: str):
    assert not leads_here_only(f"http://{host}/take_part")
