"""A check-in is corrected where it stands, with a reload in the middle, and leaves the earlier value in the history."""

from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import NewCompany, OpenTab, Site, serving

YUSUF, BAYS = "Yusuf Demir", "Paint 60 parking bays"
VALUE, SENTENCE = "Value then (bays)", "What had changed, in one sentence"
NEWEST = "SELECT value, note, supersedes_id FROM check_in ORDER BY id DESC LIMIT 1"


@pytest.fixture(scope="module")
def site(new_company: NewCompany) -> Iterator[Site]:
    with serving(new_company()) as running:
        yield running


@pytest.mark.parametrize("width", [1280, 390])
def test_a_correction_survives_a_reload_and_keeps_the_earlier_value(width: int, site: Site, open_tab: OpenTab):
    ((key,),) = site.ask("SELECT max(id) FROM key_result WHERE title = ?", BAYS)
    tab = open_tab(site.url, width=width).visit("key_result", id=key, **{"as": YUSUF})
    link = tab.link("Correct…").nth(2)
    corrected = int(parse_qs(urlsplit(link.get_attribute("href") or "").query)["correct"][0])
    ((before,),) = site.ask("SELECT value FROM check_in WHERE id = ?", corrected)
    with tab.answered():
        link.click()
    expect(tab.field(VALUE)).to_have_value(f"{before:g}")
    tab.field(VALUE).fill("17")
    tab.field(SENTENCE).fill(f"Counted again at {width}.")
    tab.page.wait_for_function("Object.values(localStorage).some(kept => kept.includes('Counted again'))")
    tab.page.reload()
    tab.settled()
    tab.says("What you typed on")
    expect(tab.field(VALUE)).to_have_value("17")
    expect(tab.button("Save correction")).to_be_in_viewport()
    tab.field(SENTENCE).press("Control+Enter")
    expect(tab.page.get_by_text("The earlier value stays in the history.")).to_be_visible()
    tab.says(f"{before:g}\N{NO-BREAK SPACE}bays corrected by {YUSUF}")
    expect(tab.button("Save correction")).to_have_count(0)
    assert "correct" not in parse_qs(urlsplit(tab.page.url).query)
    assert site.ask(NEWEST) == [(17.0, f"Counted again at {width}.", corrected)]
    assert tab.complaints == []


def test_whoever_keeps_it_as_it_is_sees_the_page_as_before(site: Site, open_tab: OpenTab):
    ((key,),) = site.ask("SELECT max(id) FROM key_result WHERE title = ?", BAYS)
    tab = open_tab(site.url).visit("key_result", id=key, **{"as": YUSUF})
    count = site.ask("SELECT count(*) FROM check_in")
    with tab.answered():
        tab.link("Correct…").first.click()
    expect(tab.button("Save correction")).to_be_in_viewport()
    with tab.answered():
        tab.link("Keep it as it is").click()
    expect(tab.button("Save correction")).to_have_count(0)
    assert site.ask("SELECT count(*) FROM check_in") == count
