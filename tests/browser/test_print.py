"""What comes out of the printer: content over the whole width, nothing that only a screen can use; and downloads."""

import re
from base64 import b64decode
from io import BytesIO

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenTab, Site
from tests.browser.tab import Tab

SHORTLY = 200  # milliseconds
PAPER = 700  # pixels between the margins of an A4 sheet
PAGES = {"key_result": {"id": 89}, "objective": {"id": 33}, "outcome_mix": {}}
ONLY_FOR_SCREENS = ("stSidebar", "stHeader", "stPopover", "stForm", "stButton", "stDownloadButton")
STICKS_OUT = """width => [...document.querySelectorAll('[data-testid=stMain] *')]
  .filter(element => element.getClientRects().length && element.getBoundingClientRect().right > width + 1)
  .filter(element => !element.closest('.ob-facts, svg, canvas'))
  .map(element => element.outerHTML.slice(0, 120))"""

# A browser without a window has nowhere to put a file: what it was told to download is kept instead.
TAKE_DOWNLOADS = """() => {
  window.taken = {};
  HTMLAnchorElement.prototype.click = async function () {
    const answer = await fetch(this.href);
    const bytes = new Uint8Array(await answer.arrayBuffer());
    const content = btoa(Array.from(bytes, byte => String.fromCharCode(byte)).join(''));
    window.taken[this.href.split('.').pop()] = [answer.headers.get('content-disposition'), content];
  };
}"""


@pytest.fixture(params=["light", "dark"])
def tab(request: pytest.FixtureRequest, open_tab: OpenTab, sample_site: Site) -> Tab:
    return open_tab(sample_site.url, theme=request.param)


def charts_are_drawn(page: Page) -> None:
    for chart in page.get_by_test_id("stVegaLiteChart").all():
        expect(chart.locator("canvas, svg").first).to_be_visible()


@pytest.mark.parametrize("address", PAGES)
def test_on_paper_the_content_has_the_whole_width_and_no_controls(address: str, tab: Tab) -> None:
    tab.visit(address, **PAGES[address])
    charts_are_drawn(tab.page)
    sheets = len(re.findall(rb"/Type\s*/Page\b", tab.page.pdf(format="A4", print_background=True)))
    tab.page.emulate_media(media="print")
    tab.page.set_viewport_size({"width": PAPER, "height": 1000})
    for name in ONLY_FOR_SCREENS:
        expect(tab.page.get_by_test_id(name).filter(visible=True)).to_have_count(0)
    tab.page.wait_for_timeout(SHORTLY)  # charts learn of the new width a moment later
    assert tab.page.evaluate(STICKS_OUT, PAPER) == []
    height = tab.page.evaluate("document.documentElement.scrollHeight")
    assert sheets >= height // 1200  # nothing is cut off after the first sheet
    assert tab.page.evaluate("document.querySelector('[data-testid=stMain] h1').getBoundingClientRect().left") < 20


def test_a_chart_is_downloaded_as_a_picture_and_as_numbers(tab: Tab) -> None:
    tab.visit("outcome_mix")
    charts_are_drawn(tab.page)
    tab.page.evaluate(TAKE_DOWNLOADS)
    found = {}
    tab.page.get_by_role("button", name="Download").first.click()
    expect(tab.page.get_by_role("button", name="Numbers as CSV")).to_be_visible()
    for ending, words in (("png", "PNG picture"), ("svg", "SVG picture"), ("csv", "Numbers as CSV")):
        tab.page.get_by_role("button", name=words).click()
        tab.page.wait_for_function("ending => window.taken[ending]", arg=ending)
        said, content = tab.page.evaluate("ending => window.taken[ending]", ending)
        found[ending] = b64decode(content)
        assert re.fullmatch(rf'attachment; filename="[a-z0-9-]+-\d{{4}}-\d\d-\d\d\.{ending}"', said)
    assert Image.open(BytesIO(found["png"])).width == 1920
    assert found["svg"].startswith(b"<svg ")
    assert found["csv"].decode("utf-8-sig").startswith("Team,Outcome weight,")
