"""The table of check-ins in a browser: steps stay ticked, long cells are answered, the table keeps its width."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import OpenTab, Site, serving
from tests.browser.tab import Tab

PERSON, WORK = "Jonas Eklund", "Ship a home-screen widget with the nearest bike"
DONE = """
SELECT m.title FROM milestone m JOIN key_result k ON k.id = m.key_result_id
WHERE k.title = ? AND m.done_on IS NOT NULL ORDER BY m.id
"""
WIDTH = "name => document.querySelector(name).offsetWidth"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with serving(tmp_path_factory.mktemp("steps"), "--sample") as running:
        yield running


@pytest.fixture
def tab(site: Site, open_tab: OpenTab) -> Tab:
    """The table of somebody with a key result of milestones, of which the first is done."""
    opened = open_tab(site.url).visit("check_ins", **{"as": PERSON})
    expect(steps(opened)).to_have_count(3)
    return opened


def row(tab: Tab) -> Locator:
    return tab.main.locator("[data-key-result]").filter(has_text=WORK)


def steps(tab: Tab) -> Locator:
    return row(tab).locator("input[type=checkbox]")


def field(tab: Tab, column: str) -> Locator:
    return row(tab).locator(f".ob-grid-{column} input")


def record(tab: Tab) -> None:
    tab.main.locator(".ob-grid-record").click()


def test_a_sentence_of_any_length_is_answered_beside_its_cell_and_kept(tab: Tab) -> None:
    endless = "Runs " * 12_000
    field(tab, "note").evaluate(
        "(input, text) => { input.value = text; input.dispatchEvent(new Event('input', {bubbles: true})); }", endless
    )
    record(tab)
    expect(row(tab).locator(".ob-grid-note .ob-grid-said")).to_have_text("Keep the sentence under 2000 characters.")
    assert field(tab, "note").input_value() == endless


def test_what_is_typed_and_refused_makes_the_table_no_wider_than_its_page(tab: Tab) -> None:
    field(tab, "as_of").fill("32.13.2026")
    record(tab)
    expect(row(tab).locator(".ob-grid-as_of .ob-grid-said")).to_contain_text("is not a date")
    assert tab.measure(WIDTH, ".ob-grid") <= tab.measure(WIDTH, ".ob-grid-frame")


def test_steps_stay_ticked_when_a_cell_beside_them_is_refused(site: Site, tab: Tab) -> None:
    field(tab, "confidence").fill("high")
    record(tab)
    expect(row(tab).locator(".ob-grid-confidence .ob-grid-said")).not_to_be_empty()
    expect(steps(tab).nth(0)).to_be_checked()
    steps(tab).nth(1).check()
    field(tab, "confidence").fill("6")
    record(tab)
    tab.says("Recorded 1 check-in.")
    assert site.ask(DONE, WORK) == [("Sketch tried with eight riders",), ("Works on both systems",)]
