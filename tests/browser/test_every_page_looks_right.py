"""Every page at laptop and at telephone width, light and dark: nothing sticks out, nothing is nameless or faint."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Site
from tests.browser.tab import Tab
from tests.browser.windows import Windows
from ui.navigation import PAGES

SURVEY = Path(__file__).with_name("survey.js").read_text(encoding="utf-8")
LAPTOP, TELEPHONE = 1280, 390
THEMES = ("light", "dark")
IN_ADDRESS = {
    "objective": {"id": 33},
    "key_result": {"id": 89},
    "write_key_result": {"id": 93},
    "write_objective": {"id": 33},
    "raise_flag": {"objective": 33},
    "write_initiative": {"id": 25},
}
MOST_LOOKS = 12


@dataclass(frozen=True)
class Seen:
    """What was measured of one page, by width, and what the browser said meanwhile."""

    by_width: dict[int, dict[str, Any]]
    complaints: list[str]
    hosts: set[str]
    dark: bool
    ground: str


@pytest.fixture(scope="module")
def tabs(windows: Windows, sample_site: Site) -> Iterator[dict[str, Tab]]:
    """A tab for each theme, so that none of them has to change it."""
    opened = {theme: windows.lend(sample_site.url, theme=theme) for theme in THEMES}
    yield opened
    for tab in opened.values():
        windows.take_back(tab)


@pytest.fixture(scope="module")
def looks() -> dict[tuple[str, str], Seen]:
    """What has been seen so far, by address and theme."""
    return {}


@pytest.fixture(params=[(spec.address, theme) for spec in PAGES for theme in THEMES], ids="-".join)
def seen(request: pytest.FixtureRequest, tabs: dict[str, Tab], looks: dict[tuple[str, str], Seen]) -> Seen:
    """Each page is opened once for all that is asked about it."""
    if request.param not in looks:
        address, theme = request.param
        looks[request.param] = look_at(tabs[theme], address)
    return looks[request.param]


def look_at(tab: Tab, address: str) -> Seen:
    tab.complaints.clear()
    tab.hosts.clear()
    tab.page.set_viewport_size({"width": LAPTOP, "height": 800})
    tab.visit(address, **IN_ADDRESS.get(address, {}), **{"as": "Tomasz Wilk"})
    dark = tab.measure("matchMedia('(prefers-color-scheme: dark)').matches")
    ground = tab.measure("getComputedStyle(document.querySelector('[data-testid=stApp]')).backgroundColor")
    by_width = {LAPTOP: survey(tab)}
    tab.page.set_viewport_size({"width": TELEPHONE, "height": 844})
    by_width[TELEPHONE] = survey(tab)
    return Seen(by_width, list(tab.complaints), set(tab.hosts), dark, ground)


def survey(tab: Tab) -> dict[str, Any]:
    """Measure when charts have been drawn and the layout has come to rest."""
    for chart in tab.main.get_by_test_id("stVegaLiteChart").all():
        expect(chart.locator("canvas, svg").first).to_be_attached()
    tab.page.wait_for_function(
        """() => new Promise((done) => {
            const size = () => [innerWidth, document.querySelector("[data-testid=stMainBlockContainer]").scrollHeight];
            const before = String(size());
            requestAnimationFrame(() => setTimeout(() => done(before === String(size())), 100));
        })"""
    )
    for _ in range(MOST_LOOKS):  # while a page is still being dressed, a text may stand there undressed
        found: dict[str, Any] = tab.measure(SURVEY)
        if not found["faint"]:
            break
        tab.page.wait_for_timeout(250)
    return found


@pytest.mark.parametrize("width", [LAPTOP, TELEPHONE])
def test_the_page_never_scrolls_sideways(width, seen: Seen):
    assert seen.by_width[width]["overflow"] == [0, 0]


def test_every_picture_has_a_text(seen: Seen):
    assert seen.by_width[LAPTOP]["images"] == []


def test_every_field_has_a_label_and_every_control_a_name(seen: Seen):
    assert seen.by_width[LAPTOP]["inputs"] + seen.by_width[LAPTOP]["controls"] == []


def test_every_text_stands_out_from_its_ground(seen: Seen):
    assert seen.by_width[LAPTOP]["faint"] == []


def test_the_browser_has_nothing_to_complain_about(seen: Seen):
    assert seen.complaints == []


def test_nothing_is_asked_of_another_machine(seen: Seen):
    assert seen.hosts == {"127.0.0.1"}


def test_the_reader_gets_the_theme_that_the_system_asks_for(seen: Seen):
    assert seen.ground == ("rgb(21, 24, 27)" if seen.dark else "rgb(252, 251, 248)")
