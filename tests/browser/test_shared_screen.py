"""A planning session in a browser: every stage is read from afar, led by keyboard, and followed by who takes part."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from models.database import make_engine
from services import publishing
from tests import planned
from tests.browser.conftest import NewCompany, OpenTab, Site, serving
from tests.browser.tab import IDLE
from tests.planned import Held

ROOM = Path(__file__).with_name("room.js").read_text(encoding="utf-8")
SMALLEST_TEXT, SMALLEST_MARK = 20, 14
MOST_LOOKS = 6
SCREEN = {"width": 1920, "height": 1080}
STAGES = (
    *("Lessons of the last cycle", "Silent reading", "Silent drafting", "Rank and keep 2 to 5", "Key result clinic"),
    *("Would it be enough?", "Confidence vote", "Decisions and what we will not do", "Publish"),
)
# Each stage with what stands on the screen in it: the place of an objective, of a key result, or neither.
LOOKS = [(place, None, None) for place in range(9)] + [(4, None, 1), (5, 0, None), (6, 0, None)]


@pytest.fixture(scope="module")
def site(new_company: NewCompany) -> Iterator[Site]:
    """A sample company of this module's own, because the session changes what pages show."""
    with serving(new_company()) as running:
        yield running


@pytest.fixture(scope="module")
def held(site: Site) -> Iterator[Held]:
    engine = make_engine(f"sqlite:///{site.file}")
    yield planned.full(engine)
    engine.dispose()


@pytest.fixture
def open_screen(open_tab: OpenTab, site: Site) -> Any:
    def opened(address: str, *, size: dict[str, int] = SCREEN, theme: str = "light", **query: object) -> Page:
        return open_tab(site.url, theme=theme, **size).open(address, **query).page

    return opened


def stands_on(page: Page, stage: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(stage, timeout=20_000)


def complaints(page: Page) -> tuple[Any, ...]:
    """What is too small, sticks out or is covered, once the stage is drawn and its layout has come to rest."""
    page.locator(IDLE).wait_for()
    for _ in range(MOST_LOOKS):
        page.wait_for_timeout(500)
        found = page.evaluate(ROOM)
        small = [text for text in found["texts"] if text[1] < (SMALLEST_MARK if text[2] else SMALLEST_TEXT)]
        said = (small, found["outside"], found["covered"], found["overflow"])
        if not any(said[:3]) and said[3] == [0, 0]:
            break
    return said


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_stage_is_readable_from_afar_and_fits_the_screen(theme: str, open_screen: Any, held: Held):
    page = open_screen("shared_screen", theme=theme, session=held.session)
    for place, objective, key_result in LOOKS:
        goal = None if objective is None else held.objectives[objective]
        result = None if key_result is None else held.key_results[key_result]
        held.go_to(place, goal, result)
        stands_on(page, STAGES[place])
        assert complaints(page) == ([], [], [], [0, 0]), place


def test_arrow_keys_lead_and_the_address_keeps_the_place(open_screen: Any, held: Held):
    held.go_to(0)
    page = open_screen("shared_screen", session=held.session)
    stands_on(page, STAGES[0])
    expect(page.get_by_role("button", name="Next")).to_be_enabled()  # the bar, with its keys, comes after the title
    page.keyboard.press("ArrowRight")
    stands_on(page, STAGES[1])
    page.keyboard.press("ArrowRight")
    stands_on(page, STAGES[2])
    expect(page).to_have_url(f"{page.url.split('?')[0]}?session={held.session}&stage=3")
    page.keyboard.press("ArrowLeft")
    stands_on(page, STAGES[1])
    page.reload()
    stands_on(page, STAGES[1])


def test_an_address_of_a_stage_leads_there(open_screen: Any, held: Held):
    held.go_to(0)
    page = open_screen("shared_screen", session=held.session, stage=4)
    stands_on(page, STAGES[3])


def test_arrow_keys_stay_in_a_field_that_is_typed_in(open_screen: Any, held: Held):
    held.go_to(7)
    page = open_screen("shared_screen", session=held.session)
    field = page.get_by_label("We decided to")
    field.click()
    page.keyboard.type("Later")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    page.keyboard.type("_")
    page.wait_for_timeout(1500)
    expect(field).to_have_value("Lat_er")
    stands_on(page, STAGES[7])


def tops(page: Page, *selectors: str) -> list[float]:
    """How far down each of these stands; the clock draws the title anew each second, and between two it is nowhere."""
    look = "s => { const e = document.querySelector(s), t = e && e.getBoundingClientRect().top; return t > 0 && t }"
    return [page.wait_for_function(look, arg=selector).json_value() for selector in selectors]


def test_a_refused_step_is_told_above_the_bar_and_moves_nothing(open_screen: Any, held: Held, site: Site):
    held.go_to(8)
    held.lead(publishing.submit, held.objectives[0])
    ((name,),) = site.ask(
        "SELECT name FROM person WHERE id <> ? AND is_active ORDER BY id LIMIT 1", held.leader.person_id
    )
    page = open_screen("shared_screen", session=held.session, **{"as": name})
    stands_on(page, STAGES[8])
    publish = page.get_by_role("button", name="Publish")
    parts = ("[data-testid=stMain] h1", f".st-key-publish-{held.objectives[0]}")
    places = tops(page, *parts)
    publish.press("Enter")
    refused = page.locator(".st-key-session-refused")
    expect(refused).to_contain_text("Say why it is published all the same.")
    assert tops(page, *parts) == places
    found, bar = refused.bounding_box(), page.locator(".st-key-session-bar").bounding_box()
    assert found
    assert bar
    assert 0 <= bar["y"] - (found["y"] + found["height"]) < 40
    page.get_by_role("button", name="Close").press("Enter")
    expect(refused).to_have_count(0)


def test_a_decision_that_is_added_leaves_its_field_empty_for_the_next_one(open_screen: Any, held: Held):
    held.go_to(7)
    page = open_screen("shared_screen", session=held.session)
    for label, words in (("We decided to", "Answer within a day"), ("We will not", "Answer at night")):
        field = page.get_by_label(label)
        field.press_sequentially(words)
        field.press("Enter")
        expect(page.get_by_test_id("stMain").get_by_role("listitem").filter(has_text=words)).to_be_visible()
        page.wait_for_timeout(1500)
        expect(field).to_have_value("")


def test_a_draft_half_written_is_there_again_when_its_stage_comes_back(open_screen: Any, held: Held):
    held.go_to(2)
    page = open_screen("take_part", size={"width": 390, "height": 844}, p=held.tokens[0])
    stands_on(page, STAGES[2])
    field = page.get_by_label("An objective, in a sentence")
    field.click()
    page.keyboard.type("Riders tell us before")
    held.go_to(4, key_result=held.key_results[0])
    stands_on(page, STAGES[4])
    expect(field).to_be_hidden()
    held.go_to(2)
    stands_on(page, STAGES[2])
    expect(field).to_have_value("Riders tell us before")


def test_enter_sends_a_draft_and_the_next_one_can_be_typed_at_once(open_screen: Any, held: Held):
    held.go_to(2)
    page = open_screen("take_part", size={"width": 390, "height": 844}, p=held.tokens[2])
    field = page.get_by_label("An objective, in a sentence")
    field.click()
    page.keyboard.type("Nobody asks twice")
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("stMain")).to_contain_text("Nobody asks twice")
    expect(field).to_have_value("")
    expect(field).to_be_focused()


def test_a_participant_follows_from_stage_to_stage(open_screen: Any, held: Held):
    held.go_to(1)
    page = open_screen("take_part", size={"width": 390, "height": 844}, p=held.tokens[1])
    stands_on(page, STAGES[1])
    for stage in range(2, 5):  # how soon is measured by benchmarks/sessions.py, on a quiet machine
        held.go_to(stage)
        stands_on(page, STAGES[stage])


def test_the_code_leads_to_the_form_and_a_guest_joins(open_screen: Any, held: Held):
    page = open_screen("shared_screen", session=held.session)
    page.get_by_role("button", name="Join").click()
    expect(page.get_by_text("For other devices, start it with", exact=False)).to_be_visible()
    expect(page.get_by_alt_text("QR code that leads to", exact=False)).to_have_count(0)
    phone = open_screen("take_part", size={"width": 390, "height": 844}, code=held.code)
    expect(phone.get_by_label("Code", exact=True)).to_have_value(held.code)
    phone.get_by_label("Name of a guest").fill("Ida")
    phone.get_by_role("button", name="Join").click()
    expect(phone.get_by_test_id("stMain")).to_contain_text("Ida", timeout=10_000)
    phone.reload()
    expect(phone.get_by_test_id("stMain")).to_contain_text("Ida", timeout=10_000)


def test_the_session_is_ended_only_after_a_second_click(open_screen: Any, site: Site):
    engine = make_engine(f"sqlite:///{site.file}")
    other = planned.running(engine, ("Ana",))
    engine.dispose()
    page = open_screen("shared_screen", session=other.session)
    page.get_by_role("button", name="End").click()
    assert site.ask("SELECT state FROM planning_session WHERE id = ?", other.session) == [("running",)]
    page.get_by_role("button", name="End the session").click()
    expect(page.get_by_test_id("stMain")).to_contain_text("The session has ended", timeout=10_000)
