"""The inbox: what others did about flags, latest first, read when opened, counted in the menu."""

import pytest

from services import flags
from tests.app.conftest import OpenPage, Query
from tests.app.flagged import MANAGER, OWNER, Flags
from tests.app.opened import OpenedPage, as_read
from ui import navigation

UNREAD = "SELECT count(*) FROM notice n JOIN person p ON p.id = n.person_id WHERE p.name = ? AND n.read_at IS NULL"


@pytest.fixture
def flagged(sample: Query) -> Flags:
    return Flags(sample)


def unread(flagged: Flags, who: str) -> int:
    return int(flagged.sample(UNREAD, who)[0][0])


def said_of_flags(page: OpenedPage) -> list[str]:
    return [link.label for link in page.linked("flag") if " raised a flag " in link.label or " replied " in link.label]


def test_the_latest_notice_comes_first_and_the_unread_are_marked(flagged: Flags, open_page: OpenPage):
    first, second = flagged.raised(comment="One"), flagged.raised(comment="Two")
    page = open_page("inbox", as_=OWNER)
    shown = [link.query["id"] for link in page.linked("flag") if " raised a flag " in link.label]
    assert shown[:2] == [str(second), str(first)]
    assert page.said.count("unread") >= 2


def test_marking_all_as_read_leaves_the_flags_that_wait(flagged: Flags, open_page: OpenPage):
    flagged.raised()
    page = open_page("inbox", as_=OWNER).press("Mark all as read")
    assert unread(flagged, OWNER) == 0
    assert "Mark all as read" not in page.buttons
    assert page.lead.startswith("1 flag waits for your answer")


def test_opening_a_flag_marks_what_was_said_about_it_as_read(flagged: Flags, open_page: OpenPage):
    key, _ = flagged.raised(), flagged.raised(comment="Another one")
    before = unread(flagged, OWNER)
    open_page("flag", as_=OWNER, id=key)
    assert unread(flagged, OWNER) == before - 1


def test_a_reply_is_told_to_whoever_raised_the_flag(flagged: Flags, open_page: OpenPage):
    key = flagged.raised()
    flagged.act(OWNER, flags.reply, key, "Good point.")
    page = open_page("inbox", as_=MANAGER)
    assert "1 unread reply" in page.lead
    assert said_of_flags(page)[0].endswith("“Good point.”")


def test_the_check_ins_that_are_due_lead_to_my_week(sample: Query, open_page: OpenPage):
    page = open_page("inbox", as_=MANAGER)
    assert page.lead == "2 check-ins are due."
    assert [link.label for link in page.linked("my_week")] == ["2 check-ins due: record them in My week"]


def test_nothing_waits_and_the_page_says_what_it_is_for(sample: Query, open_page: OpenPage):
    page = open_page("inbox", as_="Noor Haddad")
    assert page.lead == "Nothing waits for you."
    assert [link.address for link in page.links] == ["flags"]


def test_the_menu_counts_what_waits_and_the_addresses_stay(flagged: Flags, monkeypatch, open_page: OpenPage):
    titles: dict[str, str] = {}
    drawn = navigation.st.navigation

    def noted(sections, **options):
        titles.update({page.url_path: page.title for pages in sections.values() for page in pages})
        return drawn(sections, **options)

    monkeypatch.setattr(navigation.st, "navigation", noted)
    flagged.raised()
    page = open_page("inbox", as_=OWNER)
    assert page.lead == "1 flag waits for your answer, 2 check-ins are due."
    assert titles["inbox"] == "Inbox (3)"
    assert as_read(page.title) == "Inbox"
