"""Remarks on a day: in the chart, below it, written in place, removed and put back; and what a chart offers to take."""

from datetime import timedelta

import pytest

from tests.app.conftest import OpenPage, Query, today
from tests.app.opened import OpenedPage

STATIONS = "Busiest stations with at least three bikes at eight in the morning"
STANDING = "SELECT text FROM annotation WHERE key_result_id = ? AND removed_at IS NULL ORDER BY on_day"


@pytest.fixture
def stations(sample: Query) -> int:
    """The key result with two remarks: bikes in the morning, until a bridge closes."""
    return int(
        sample(
            """SELECT kr.id FROM key_result kr JOIN objective o ON o.id = kr.objective_id
               JOIN cycle c ON c.id = o.cycle_id WHERE kr.title = ? AND c.state = 'active'""",
            STATIONS,
        )[0][0]
    )


def drawn(page: OpenedPage) -> list[str]:
    return [row["sentence"] for row in page.rows_of_chart() if row["kind"] == "remark"]


def test_remarks_stand_in_the_chart_and_as_text_below(stations: int, open_page: OpenPage) -> None:
    page = open_page("key_result", id=stations)
    assert drawn(page) == ["1 Two stations swap their slots on the east loop", "2 Mill Bridge closes"]
    assert "Mill Bridge closes Yusuf Demir" in page.said


def test_a_remark_is_written_in_place(stations: int, sample: Query, open_page: OpenPage) -> None:
    page = open_page("key_result", as_="Yusuf Demir", id=stations)
    page.fill("On", today() - timedelta(days=2)).fill("What happened", "The bridge opens *again*").press("Add remark")
    assert drawn(page)[-1] == "3 The bridge opens *again*"
    assert page.toasts == ["Added “The bridge opens *again*” to the chart."]
    assert sample(STANDING, stations)[-1] == ("The bridge opens *again*",)


def test_a_remark_without_words_is_refused_beside_its_field(stations: int, open_page: OpenPage) -> None:
    page = open_page("key_result", id=stations).press("Add remark")
    assert "Write something here." in page.messages
    assert len(drawn(page)) == 2


def test_a_removed_remark_can_be_put_back(stations: int, sample: Query, open_page: OpenPage) -> None:
    page = open_page("key_result", id=stations).press("Remove", 1)
    assert drawn(page) == ["1 Two stations swap their slots on the east loop"]
    assert sample(STANDING, stations) == [("Two stations swap their slots on the east loop",)]
    page.press("Put “Mill Bridge closes” back")
    assert len(drawn(page)) == 2
    assert [button for button in page.buttons if button.startswith("Put")] == []


def test_who_may_only_read_sees_remarks_and_no_way_to_change_them(stations: int, open_page: OpenPage) -> None:
    page = open_page("key_result", as_="Noor Haddad", id=stations)
    assert len(drawn(page)) == 2
    assert {"Remove", "Add remark"} & set(page.buttons) == set()


@pytest.mark.parametrize("address", ["key_result", "outcome_mix"])
def test_every_chart_offers_a_download_and_makes_nothing_before(
    address: str, stations: int, open_page: OpenPage
) -> None:
    page = open_page(address, **({"id": stations} if address == "key_result" else {}))
    menus = [found for found in page.app.main.get("popover") if found.proto.popover.label == "Download"]
    assert len(menus) == len(page.charts)
    assert not page.app.main.get("download_button")
