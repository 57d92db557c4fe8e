"""A member's Monday: a key result updated with the keyboard alone in one screen, and undone."""

from playwright.sync_api import expect

from tests.browser.conftest import OpenTab, Site
from tests.browser.tab import Tab

LENA = "Lena Hartmann"
VAN = "Van kilometres per moved bike"
STORED = "SELECT value, note FROM check_in ORDER BY id DESC LIMIT 1"


def my_week(sample_site: Site, open_tab: OpenTab) -> Tab:
    return open_tab(sample_site.url).visit("my_week", **{"as": LENA})


def test_a_key_result_is_updated_and_undone_by_keyboard_alone(sample_site: Site, open_tab: OpenTab):
    tab = my_week(sample_site, open_tab)
    expect(tab.lead).to_have_text("2 of 3 key results need you this week, 1 is stale.")

    tab.tab_to(tab.field("Value now (km)"))
    tab.keys("ControlOrMeta+a")
    tab.page.keyboard.type("2.25")
    tab.tab_to(tab.field("What changed, in one sentence"))
    tab.page.keyboard.type("The new loop starts downhill.")
    tab.keys("ControlOrMeta+Enter")
    expect(tab.lead).to_have_text("1 of 3 key results needs you this week.")
    tab.says("“The new loop starts downhill.”")
    assert sample_site.ask(STORED) == [(2.25, "The new loop starts downhill.")]

    tab.tab_to(tab.button("Undo").first)
    tab.keys("Enter")
    expect(tab.lead).to_have_text("2 of 3 key results need you this week, 1 is stale.")
    assert sample_site.ask(STORED) == [(None, "")]


def test_two_quick_clicks_record_one_check_in(sample_site: Site, open_tab: OpenTab):
    ((key,),) = sample_site.ask("SELECT id FROM key_result WHERE title = 'Paint 60 parking bays'")
    ((before,),) = sample_site.ask("SELECT count(*) FROM check_in WHERE key_result_id = ?", key)
    tab = open_tab(sample_site.url).visit("key_result", id=key, **{"as": "Yusuf Demir"})
    tab.field("Value now (bays)").fill("44")
    tab.field("What changed, in one sentence").fill("Ten more.")
    tab.button("Record check-in").dblclick()
    tab.says("Ten more.")
    tab.field("What changed, in one sentence").fill("Then one more.")
    tab.button("Record check-in").click()
    tab.says("Then one more.")
    assert sample_site.ask("SELECT count(*) FROM check_in WHERE key_result_id = ?", key) == [(before + 2,)]


def test_what_matters_is_seen_without_scrolling(sample_site: Site, open_tab: OpenTab):
    tab = my_week(sample_site, open_tab)
    for seen in (tab.title, tab.lead, tab.main.get_by_label("Value now"), tab.button("Record check-in")):
        expect(seen).to_be_in_viewport()


def test_on_a_phone_the_check_in_stands_between_the_chart_and_the_history(sample_site: Site, open_tab: OpenTab):
    ((key,),) = sample_site.ask("SELECT max(id) FROM key_result WHERE title = ?", VAN)
    tab = open_tab(sample_site.url)
    tab.page.set_viewport_size({"width": 390, "height": 844})
    tab.visit("key_result", id=key, **{"as": LENA})
    chart = tab.main.get_by_test_id("stVegaLiteChart").first
    order = (chart, tab.button("Record check-in"), tab.main.get_by_role("heading", name="Check-ins"))
    tops = [box["y"] for part in order if (box := part.bounding_box())]
    assert len(tops) == len(order)
    assert tops == sorted(tops)
