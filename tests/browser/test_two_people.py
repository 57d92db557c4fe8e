"""Two people in two browsers edit the same objective: nobody's words are lost, and the second one sees both."""

from playwright.sync_api import expect

from tests.browser.conftest import OpenTab, Site
from tests.browser.tab import Tab

TITLE = "A repaired bike stays repaired"


def editing(site: Site, open_tab: OpenTab, person: str, key: int) -> Tab:
    return open_tab(site.url).visit("write_objective", id=key, **{"as": person})


def test_the_second_to_save_sees_both_texts_and_decides(sample_site: Site, open_tab: OpenTab):
    ((key,),) = sample_site.ask("SELECT max(id) FROM objective WHERE title = ?", TITLE)
    rafael = editing(sample_site, open_tab, "Rafael Quintero", key)
    lena = editing(sample_site, open_tab, "Lena Hartmann", key)

    lena.field("Objective").fill("A repaired bike never comes back")
    lena.button("Save objective").click()
    expect(lena.title).to_have_text("A repaired bike never comes back")

    rafael.field("Objective").fill("Repairs last for a year")
    rafael.button("Save objective").click()
    rafael.says("Lena Hartmann saved this while you were editing.")
    rafael.says("A repaired bike never comes back")
    expect(rafael.field("Objective")).to_have_value("Repairs last for a year")
    assert sample_site.ask("SELECT title FROM objective WHERE id = ?", key) == [("A repaired bike never comes back",)]

    rafael.button("Save objective").click()
    expect(rafael.title).to_have_text("Repairs last for a year")
    assert sample_site.ask("SELECT title FROM objective WHERE id = ?", key) == [("Repairs last for a year",)]
