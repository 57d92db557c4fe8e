"""An address that was pasted into a chat opens its page at once, on a server that nobody has visited yet."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import OpenTab, Site, serving

NOT_THERE = "This key result does not exist. It may have been in another database."


def test_the_first_visit_to_a_fresh_server_may_be_a_key_result(tmp_path: Path, open_tab: OpenTab):
    with serving(tmp_path, "--sample") as site:
        tab = open_tab(site.url).visit("key_result", id=100)
        expect(tab.title).to_have_text("Unlocks that work at the first try")
        expect(tab.page.get_by_test_id("stSidebar").get_by_label("Working as", exact=True)).to_be_visible()


def test_without_an_address_the_start_page_opens_with_its_own(sample_site: Site, open_tab: OpenTab):
    tab = open_tab(sample_site.url).visit()
    expect(tab.title).to_have_text("My week")
    expect(tab.page).to_have_url(re.compile(re.escape(f"{sample_site.url}/my_week")))


def test_the_filters_of_a_pasted_address_hold(sample_site: Site, open_tab: OpenTab):
    tab = open_tab(sample_site.url).visit("outcome_mix", team="Workshop")
    expect(tab.title).to_have_text("Outcome mix")
    expect(tab.field("Team")).to_have_value("Workshop")
    expect(tab.link("Move into Quay Street without losing a day")).to_be_visible()
    expect(tab.link("Searches in the app that end in a ride")).to_have_count(0)


def test_picking_a_filter_puts_it_into_the_address(sample_site: Site, open_tab: OpenTab):
    tab = open_tab(sample_site.url).visit("objectives")
    tab.field("Containing").fill("bridge")
    tab.keys("Enter")
    expect(tab.page).to_have_url(re.compile(r"/objectives\?.*words=bridge"))


def test_going_back_finds_the_filters_again(sample_site: Site, open_tab: OpenTab):
    tab = open_tab(sample_site.url).visit("outcome_mix", team="Workshop")
    tab.link("Move into Quay Street without losing a day").click()
    expect(tab.title).to_have_text("Move into Quay Street without losing a day")
    tab.page.go_back()
    expect(tab.title).to_have_text("Outcome mix")
    expect(tab.field("Team")).to_have_value("Workshop")


def test_a_link_opens_inside_the_page_and_takes_the_person_along(sample_site: Site, open_tab: OpenTab):
    tab = open_tab(sample_site.url).visit("objectives", **{"as": "Lena Hartmann"})
    tab.page.locator("[data-opens=links]").wait_for(state="attached")
    tab.page.evaluate("window.loadedOnce = true")
    tab.link("Unlocks that work at the first try").first.focus()
    tab.keys("Enter")
    expect(tab.title).to_have_text("Unlocks that work at the first try")
    expect(tab.page).to_have_url(re.compile(r"/key_result\?id=100&as=Lena\+Hartmann$"))
    assert tab.page.evaluate("window.loadedOnce")


def test_a_link_can_be_opened_in_a_tab_of_its_own(sample_site: Site, open_tab: OpenTab):
    tab = open_tab(sample_site.url).visit("objectives", **{"as": "Lena Hartmann"})
    with tab.page.context.expect_page() as opened:
        tab.link("Unlocks that work at the first try").first.click(modifiers=["Control"])
    expect(opened.value.get_by_role("heading", name="Unlocks that work at the first try")).to_be_visible()
    expect(opened.value.get_by_label("Working as", exact=True)).to_have_value("Lena Hartmann")
    expect(tab.title).to_have_text("Objectives")


def test_the_person_stays_the_same_from_page_to_page(sample_site: Site, open_tab: OpenTab):
    tab = open_tab(sample_site.url).visit("outcome_mix", **{"as": "Lena Hartmann"})
    tab.page.get_by_test_id("stSidebar").get_by_role("link", name="My week").click()
    expect(tab.lead).to_contain_text("2 of 3 key results need you this week")


@pytest.mark.parametrize("wrong", ["999999", "abc", ""])
def test_an_address_of_nothing_says_so_in_plain_words(wrong, sample_site: Site, open_tab: OpenTab):
    tab = open_tab(sample_site.url).visit("key_result", id=wrong)
    tab.says(NOT_THERE)
    tab.link("All objectives").click()
    expect(tab.title).to_have_text("Objectives")
