"""The table of check-ins: what the page hands to the browser, counted from the raw tables."""

import json
from typing import Any

from tests.app.conftest import OpenPage, Query
from tests.app.opened import OpenedPage
from tests.app.test_my_week_page import waiting

LENA = "Lena Hartmann"


def handed_over(page: OpenedPage) -> dict[str, Any]:
    (table,) = (found for found in page.app.main.get("bidi_component") if "check_in_grid" in found.proto.component_name)
    return json.loads(table.proto.mixed.json or table.proto.json)


def test_the_table_holds_what_waits_most_overdue_first(sample: Query, open_page: OpenPage) -> None:
    rows = handed_over(open_page("check_ins", as_=LENA))["rows"]
    assert [(row["id"], row["title"]) for row in rows] == [(key, title) for _, key, title in waiting(sample, LENA)]


def test_a_row_shows_what_was_true_last(sample: Query, open_page: OpenPage) -> None:
    row = handed_over(open_page("check_ins", as_=LENA))["rows"][0]
    ((value, confidence, entry),) = sample(
        "SELECT value, confidence, id FROM check_in WHERE key_result_id = ? ORDER BY as_of DESC, id DESC LIMIT 1",
        row["id"],
    )
    assert (float(row["value"]), int(row["confidence"]), row["newest"]["id"]) == (value, confidence, entry)


def test_drafts_are_kept_apart_by_person(sample: Query, open_page: OpenPage) -> None:
    scopes = {handed_over(open_page("check_ins", as_=name))["scope"] for name in (LENA, "Jonas Eklund")}
    assert len(scopes) == 2
    assert len({scope.partition(":")[0] for scope in scopes}) == 1


def test_my_week_leads_to_the_table_when_several_key_results_wait(sample: Query, open_page: OpenPage) -> None:
    (link,) = open_page("my_week", as_=LENA).linked("check_ins")
    assert link.label == f"Update all {len(waiting(sample, LENA))} in one table"


def test_whoever_owns_nothing_reads_what_the_page_is_for(sample: Query, open_page: OpenPage) -> None:
    page = open_page("check_ins", as_="Noor Haddad")
    assert page.lead == "You own no key result in an active cycle."
    assert page.messages[0].startswith("Here all key results that wait for you stand in one table")
