"""What is typed into a form is still there after a reload and a restart, for its writer alone, until it is recorded."""

import time
from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import NewCompany, OpenTab, Site, serving
from tests.browser.tab import Tab

YUSUF, LEAD = "Yusuf Demir", "Tomasz Wilk"
MOVE = "Move the workshop to the depot in Quay Street"
BAYS, SENTENCE = "Paint 60 parking bays", "What changed, in one sentence"
NEWEST = "SELECT value, confidence, note FROM check_in ORDER BY id DESC LIMIT 1"
KEPT = "Object.keys(localStorage).filter(name => name.startsWith('outboard:typed:')).length"


@pytest.fixture(scope="module")
def site(new_company: NewCompany) -> Iterator[Site]:
    with serving(new_company()) as running:
        yield running


def open_bays(site: Site, tab: Tab, person: str = YUSUF) -> Tab:
    ((key,),) = site.ask("SELECT max(id) FROM key_result WHERE title = ?", BAYS)
    return tab.visit("key_result", id=key, **{"as": person})


def value(tab: Tab) -> Locator:
    return tab.field("Value now (bays)")


def fill_in(tab: Tab, number: str = "44.5", words: str = "Ten more.") -> None:
    value(tab).fill(number)
    tab.field(SENTENCE).fill(words)


def nothing_is_kept(tab: Tab) -> None:
    deadline = time.monotonic() + 15
    while tab.measure(KEPT):
        assert time.monotonic() < deadline, tab.measure("JSON.stringify(localStorage)")
        time.sleep(0.05)


def confidence(tab: Tab) -> Locator:
    return tab.main.get_by_role("slider")


def test_a_reload_brings_back_what_was_typed_and_says_when_it_was_typed(site: Site, open_tab: OpenTab):
    tab = open_bays(site, open_tab(site.url))
    fill_in(tab)
    confidence(tab).press("Home")
    tab.page.keyboard.press("ArrowRight")
    tab.page.wait_for_function("Object.values(localStorage).some(kept => kept.includes('confidence'))")
    open_bays(site, tab)
    tab.says("What you typed on")
    expect(value(tab)).to_have_value("44.5")
    expect(tab.field(SENTENCE)).to_have_value("Ten more.")
    expect(confidence(tab)).to_have_value("1")
    tab.button("Record check-in").click()
    tab.says("Ten more.")
    expect(tab.field(SENTENCE)).to_have_value("")
    assert site.ask(NEWEST) == [(44.5, 1, "Ten more.")]


def test_what_is_recorded_does_not_come_back(site: Site, open_tab: OpenTab):
    tab = open_bays(site, open_tab(site.url))
    fill_in(tab, words="Recorded at once.")
    tab.keys("Control+Enter")
    tab.says("Recorded at once.")
    nothing_is_kept(tab)
    open_bays(site, tab)
    expect(tab.field(SENTENCE)).to_have_value("")
    expect(tab.main.locator(".ob-kept")).to_be_hidden()


def test_another_person_at_the_same_browser_does_not_get_it(site: Site, open_tab: OpenTab):
    tab = open_bays(site, open_tab(site.url))
    fill_in(tab, words="Mine alone.")
    open_bays(site, tab, LEAD)
    expect(tab.button("Record check-in")).to_be_visible()
    tab.page.wait_for_timeout(1000)
    expect(tab.field(SENTENCE)).to_have_value("")
    open_bays(site, tab)
    expect(tab.field(SENTENCE)).to_have_value("Mine alone.")


def test_discarding_shows_again_what_is_stored(site: Site, open_tab: OpenTab):
    tab = open_bays(site, open_tab(site.url))
    stored = value(tab).input_value()
    fill_in(tab, "12")
    open_bays(site, tab)
    expect(value(tab)).to_have_value("12")
    tab.button("Discard").click()
    expect(value(tab)).to_have_value(stored)
    expect(tab.field(SENTENCE)).to_have_value("")
    assert tab.measure(KEPT) == 0


def test_typed_text_survives_a_restart_and_is_recorded_once(new_company: NewCompany, open_tab: OpenTab):
    folder = new_company()
    with serving(folder) as site:
        tab = open_bays(site, open_tab(site.url))
        fill_in(tab, words="Before the end.")
    with serving(folder, "--port", site.url.rpartition(":")[2]) as site:
        open_bays(site, tab)
        expect(tab.field(SENTENCE)).to_have_value("Before the end.")
        expect(value(tab)).to_have_value("44.5")
        tab.button("Record check-in").click()
        tab.says("Before the end.")
        assert site.ask(NEWEST)[0][2] == "Before the end."


def test_a_check_in_whose_answer_was_lost_is_not_offered_again(site: Site, open_tab: OpenTab):
    tab = open_bays(site, open_tab(site.url))
    fill_in(tab, words="Answer lost.")
    kept = tab.measure("JSON.stringify(localStorage)")
    tab.keys("Control+Enter")
    tab.says("Answer lost.")
    nothing_is_kept(tab)
    tab.measure("kept => Object.assign(localStorage, JSON.parse(kept))", kept)
    open_bays(site, tab)
    nothing_is_kept(tab)
    expect(tab.field(SENTENCE)).to_have_value("")


def test_the_text_of_an_objective_comes_back_where_a_reload_has_emptied_the_form(site: Site, open_tab: OpenTab):
    tab = open_tab(site.url).visit("write_objective", **{"as": LEAD})
    tab.field("Objective").fill("Bikes stand where people need them")
    tab.field("Why it matters (optional)").fill("Nobody walks a mile.")
    tab.visit("write_objective", **{"as": LEAD})
    tab.says("What you typed on")
    expect(tab.field("Objective")).to_have_value("Bikes stand where people need them")
    expect(tab.field("Why it matters (optional)")).to_have_value("Nobody walks a mile.")
    tab.button("Save objective").click()
    expect(tab.title).to_contain_text("Bikes stand where people need them")
    tab.visit("write_objective", **{"as": LEAD})
    nothing_is_kept(tab)
    expect(tab.field("Objective")).to_have_value("")


def choose(tab: Tab, label: str, option: str) -> None:
    tab.field(label).click()
    tab.page.get_by_role("option", name=option, exact=True).click()
    expect(tab.field(label)).to_have_value(option)


def is_kept(tab: Tab, words: str) -> None:
    tab.page.wait_for_function("words => Object.values(localStorage).some(kept => kept.includes(words))", arg=words)


def test_choices_days_and_numbers_of_a_key_result_survive_a_restart(new_company: NewCompany, open_tab: OpenTab):
    folder = new_company()

    def opened(site: Site, tab: Tab) -> Tab:
        ((goal,),) = site.ask("SELECT objective_id FROM key_result WHERE title = ?", BAYS)
        return tab.visit("write_key_result", objective=goal, **{"as": LEAD})

    with serving(folder) as site:
        tab = opened(site, open_tab(site.url))
        choose(tab, "Measure", "Stay between two limits")
        tab.field("Lowest allowed").fill("3.5")
        choose(tab, "Owner", YUSUF)
        tab.main.get_by_role("button", name="Increment").first.click()
        is_kept(tab, "cadence_days")
    with serving(folder, "--port", site.url.rpartition(":")[2]) as site:
        opened(site, tab)
        tab.says("What you typed on")
        expect(tab.field("Owner")).to_have_value(YUSUF)
        expect(tab.field("Lowest allowed")).to_have_value("3.5")
        expect(tab.field("Days between check-ins")).to_have_value("8")
        tab.button("Discard").click()
        expect(tab.field("Measure")).to_have_value("Increase to a target")
        assert tab.measure(KEPT) == 0


def test_marked_steps_come_back_and_are_recorded(site: Site, open_tab: OpenTab):
    ((key,),) = site.ask("SELECT max(id) FROM key_result WHERE title = ?", MOVE)
    tab = open_tab(site.url).visit("key_result", id=key, **{"as": LEAD})
    step = tab.main.get_by_role("button", name="Old workshop handed back", exact=True)
    expect(step).to_have_attribute("aria-pressed", "false")
    step.click()
    is_kept(tab, "Old workshop handed back")
    tab.visit("key_result", id=key, **{"as": LEAD})
    tab.says("What you typed on")
    expect(step).to_have_attribute("aria-pressed", "true")
    tab.button("Record check-in").click()
    nothing_is_kept(tab)
    done = "SELECT count(done_on) FROM milestone WHERE title = 'Old workshop handed back' AND key_result_id = ?"
    assert site.ask(done, key) == [(1,)]
