"""What needs a look, where people meet it: My week, an objective, the list of objectives, a key result."""

import pytest

from tests.app.conftest import OpenPage, Query
from ui.exceptions import FOLD

BLINDSIDED = "Busiest stations with at least three bikes at eight in the morning"
SILENT = "Van kilometres per moved bike"
DOUBTED = "E-bike trips per 1,000 that end with an empty battery"
NEVER = "Yearly value of signed fleet contracts"
HEADING = "Needs a look"


def key_of(sample: Query, title: str, column: str = "id") -> int:
    ((key,),) = sample(
        f"SELECT kr.{column} FROM key_result kr JOIN objective o ON o.id = kr.objective_id "
        "JOIN cycle c ON c.id = o.cycle_id WHERE kr.title = ? AND c.state = 'active'",
        title,
    )
    return key


def test_my_week_says_what_needs_a_look_before_the_form(sample, open_page: OpenPage):
    page = open_page("my_week", as_="Yusuf Demir")
    assert page.linked("key_result")[0].label == BLINDSIDED
    assert "blindsided On track on" in page.findings[0]
    assert "confidence falling Confidence fell from 8 to 5 over the last 2 check-ins" in page.findings[0]
    assert page.said.index(HEADING) < page.said.index("What changed, in one sentence")


def test_my_week_does_not_repeat_that_a_check_in_waits(sample, open_page: OpenPage):
    page = open_page("my_week", as_="Lena Hartmann")
    (found,) = page.findings
    assert "done, not moved “Morning tour sorted by distance” was done" in found
    assert "No check-in for" not in found
    assert page.findings == [found]


def test_without_an_exception_there_is_no_heading(sample, open_page: OpenPage):
    page = open_page("my_week", as_="Jonas Eklund")
    assert page.findings == []
    assert HEADING not in page.said


def test_the_objective_says_everything_about_its_key_results(sample, open_page: OpenPage):
    page = open_page("objective", id=key_of(sample, SILENT, "objective_id"))
    assert [link.label for link in page.linked("key_result")][:2] == [BLINDSIDED, SILENT]
    assert "stale No check-in for 30 days; one is due every 7 days." in page.findings[1]
    assert page.said.index(HEADING) < page.said.index("Key results")


@pytest.mark.parametrize("state", ["objective", "cycle"])
def test_what_is_closed_needs_no_look(sample, open_page: OpenPage, state: str):
    key = key_of(sample, SILENT, "objective_id")
    which = "id = ?" if state == "objective" else "id = (SELECT cycle_id FROM objective WHERE id = ?)"
    sample(f"UPDATE {state} SET state = 'closed' WHERE {which}", key)
    page = open_page("objective", id=key)
    assert page.findings == []
    assert HEADING not in page.said


def test_the_list_of_objectives_counts_them_and_lists_them_folded_away(sample, open_page: OpenPage):
    page = open_page("objectives", team="Cargo and partners")
    (folded,) = page.app.expander
    assert folded.label.replace("\u00a0", " ") == "2 key results on this page need a look"
    assert page.findings == []
    page.app.session_state[FOLD] = True
    page.run()
    assert len(page.findings) == 2
    assert "never updated No check-in yet and 45 of 90 days are gone" in page.findings[1]


def test_the_key_result_prints_the_rule_beside_each_sentence(sample, open_page: OpenPage):
    (said,) = open_page("key_result", id=key_of(sample, DOUBTED)).findings
    assert "divergence The owner's confidence is 2 of 10, yet the numbers say on track: " in said
    assert "Confidence of 8 or more while the numbers say at risk" in said
    assert "Confidence fell from 7 to 2 over the last 4 check-ins" in said


def test_a_check_in_ends_the_silence(sample, open_page: OpenPage):
    key = key_of(sample, NEVER)
    page = open_page("key_result", as_="Sofia Marchetti", id=key)
    assert "never updated" in page.findings[0]
    page.fill("Value now (€)", 120000).press("Record check-in")
    assert not any("never updated" in found for found in page.findings)


def test_names_are_shown_letter_by_letter(sample, open_page: OpenPage):
    sample("UPDATE initiative SET title = '<b>tour</b>' WHERE title = 'Morning tour sorted by distance'")
    page = open_page("my_week", as_="Lena Hartmann")
    assert "“<b>tour</b>” was done" in page.findings[0]
