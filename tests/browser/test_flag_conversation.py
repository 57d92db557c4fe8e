"""A manager and an owner in two browsers: a flag appears by itself, is answered, leads to a rewrite and is resolved."""

from collections.abc import Iterator
from time import monotonic

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import NewCompany, OpenTab, Site, serving
from tests.browser.tab import Tab

MANAGER, OWNER = "Lena Hartmann", "Yusuf Demir"
TITLE = "Paint 60 parking bays"
OTHER = "Trips that end outside a bay"
BETTER = "Share of riders who park inside a bay"
KEY = "SELECT max(id) FROM key_result WHERE title = ?"
MOST_SECONDS = 6.0  # it takes about one; a machine that runs other tests beside it takes longer
TALK = ".ob-talk"


@pytest.fixture(scope="module")
def site(new_company: NewCompany) -> Iterator[Site]:
    """A sample company of this module's own, because the flags change what pages show."""
    with serving(new_company()) as running:
        yield running


def raise_flag(site: Site, open_tab: OpenTab, title: str, comment: str) -> Tab:
    ((key,),) = site.ask(KEY, title)
    tab = open_tab(site.url).visit("key_result", id=key, **{"as": MANAGER})
    tab.link("Raise a flag").click()
    expect(tab.title).to_have_text("Raise a flag")
    tab.field("What do you see, and what do you ask?").fill(comment)
    tab.button("Raise flag").click()
    return tab


def test_a_flag_is_raised_answered_rewritten_and_resolved_between_two_browsers(site: Site, open_tab: OpenTab):
    owner = open_tab(site.url).visit("my_week", **{"as": OWNER})
    owner.field("What changed, in one sentence").fill("Half a sentence")

    expect(owner.main).not_to_contain_text("Painting is what we do.")
    manager = raise_flag(site, open_tab, TITLE, "Painting is what we do. Who parks differently?")
    manager.says("Yusuf Demir has not answered yet.")
    raised = monotonic()
    owner.says("Painting is what we do.")
    assert monotonic() - raised < MOST_SECONDS
    expect(owner.field("What changed, in one sentence")).to_have_value("Half a sentence")

    owner.main.get_by_role("link", name="Flag: ").first.click()
    expect(owner.title).to_contain_text("Flag: ")
    manager.field("Your words").fill("I am still writing")
    owner.field("Your words").fill("We can count who parks inside a bay.")
    owner.button("Reply").click()
    manager.says("We can count who parks inside a bay.")
    expect(manager.field("Your words")).to_have_value("I am still writing")
    expect(owner.field("Your words")).to_have_value("")

    owner.field("Key result").fill(BETTER)
    manager.button("Reply").click()
    owner.says("I am still writing")
    expect(owner.field("Key result")).to_have_value(BETTER)
    owner.button("Save the new text").click()
    expect(owner.main.locator(".ob-compare")).to_contain_text(BETTER)
    expect(manager.main.locator(".ob-compare")).to_contain_text(BETTER)
    expect(manager.main.locator(".ob-compare")).to_contain_text(TITLE)

    manager.field("Your words").fill("That is it, thank you.")
    manager.button("Resolve").click()
    manager.says("Lena Hartmann resolved this flag")
    expect(manager.main.locator(".ob-compare th").last).to_have_text("When resolved")
    owner.says("That is it, thank you.")
    expect(owner.field("Your words")).to_be_disabled()
    assert site.ask("SELECT state FROM flag ORDER BY id DESC LIMIT 1") == [("resolved",)]
    assert not manager.complaints
    assert not owner.complaints


def test_the_second_of_two_managers_reads_what_the_first_did_and_keeps_the_own_words(site: Site, open_tab: OpenTab):
    first = raise_flag(site, open_tab, OTHER, "Who would notice?")
    expect(first.main.locator(TALK)).to_contain_text("Who would notice?")
    ((key,),) = site.ask("SELECT max(id) FROM flag")
    second = open_tab(site.url).visit("flag", id=key, **{"as": "Amara Okafor"})
    second.field("Your words").fill("It does not apply here.")
    first.button("Resolve").click()
    second.says("Lena Hartmann resolved this flag")
    expect(second.field("Your words")).to_have_value("It does not apply here.")
    second.button("Reopen").click()
    expect(second.main.locator(TALK)).to_contain_text("Amara Okafor reopened this flag")
