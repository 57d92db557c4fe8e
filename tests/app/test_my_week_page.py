"""My week: what waits for the person, counted here from the raw tables and not by the program."""

from datetime import date, timedelta

import pytest

from tests.app.conftest import OpenPage, Query, Row, today

OWN = """
SELECT kr.id, kr.title, kr.starts_on, kr.due_on, kr.cadence_days, kr.measure, kr.target,
       (SELECT max(as_of) FROM check_in c WHERE c.key_result_id = kr.id AND c.value IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM check_in later WHERE later.supersedes_id = c.id))
FROM key_result kr JOIN person p ON p.id = kr.owner_id JOIN objective o ON o.id = kr.objective_id
JOIN cycle ON cycle.id = o.cycle_id
WHERE p.name = ? AND cycle.state = 'active' AND o.state <> 'closed' AND NOT kr.dropped AND kr.measure <> 'baseline'
"""
EVERYBODY = [
    *("Lena Hartmann", "Yusuf Demir", "Rafael Quintero", "Priya Raman", "Jonas Eklund", "Grace Mensah"),
    *("Anahera Tuhiwai", "Sofia Marchetti", "Caoimhe Brennan"),
]


def days_late(row: Row) -> int:
    """Days since the next check-in was due: a cadence after the last one or the start, the due date at the latest."""
    start, due = date.fromisoformat(row[2]), date.fromisoformat(row[3])
    last = max(start, date.fromisoformat(row[7])) if row[7] else start
    return (today() - min(last + timedelta(days=row[4]), due)).days


def waiting(sample: Query, person: str) -> list[tuple[int, int, str]]:
    """How late, and what, in the order in which the page must show it."""
    rows = [row for row in sample(OWN, person) if row[5] != "milestone"]
    late = [(-days_late(row), row[0], row[1]) for row in rows if days_late(row) >= 0]
    return [(-days, key, title) for days, key, title in sorted(late)]


@pytest.mark.parametrize("person", EVERYBODY)
def test_the_most_overdue_key_result_comes_first(person, sample, open_page: OpenPage):
    page = open_page("my_week", as_=person)
    expected = [str(key) for _, key, _ in waiting(sample, person)]
    milestones = {str(row[0]) for row in sample(OWN, person) if row[5] == "milestone"}
    shown = [link.query["id"] for link in page.linked("key_result") if link.query["id"] not in milestones]
    needs_a_look = len(page.findings)
    assert shown[needs_a_look : needs_a_look + len(expected)] == expected


def test_the_sentence_counts_what_waits_and_what_is_stale(sample, open_page: OpenPage):
    # Lena owns three key results, none of them a milestone or a number to find.
    own = sample(OWN, "Lena Hartmann")
    late = waiting(sample, "Lena Hartmann")
    stale = sum(days_late(row) + row[4] > 1.5 * row[4] for row in own if days_late(row) >= 0)
    said = f"{len(late)} of {len(own)} key results need you this week, {stale} is stale."
    assert open_page("my_week", as_="Lena Hartmann").lead == said.replace("1 of", "1 of")


def test_the_row_says_how_late_it_is(sample, open_page: OpenPage):
    page = open_page("my_week", as_="Lena Hartmann")
    second = waiting(sample, "Lena Hartmann")[1]
    assert f"{second[0]} days overdue" in page.said


def test_the_form_starts_from_the_last_value_and_today(sample, open_page: OpenPage):
    page = open_page("my_week", as_="Lena Hartmann")
    ((value, confidence),) = sample(
        "SELECT value, confidence FROM check_in WHERE key_result_id = ? ORDER BY as_of DESC, id DESC LIMIT 1",
        waiting(sample, "Lena Hartmann")[0][1],
    )
    fields = page.fields
    assert fields["Value now (km)"].value == value
    assert fields["Confidence to reach it, 0 to 10"].value == confidence
    assert fields["True on"].value == today()


def test_check_in_opens_the_form_of_another_key_result(sample, open_page: OpenPage):
    page = open_page("my_week", as_="Lena Hartmann")
    (way,) = [link for link in page.linked("my_week") if link.label == "Check in"]
    page = page.go(way.address, **way.query)
    key = waiting(sample, "Lena Hartmann")[1][1]
    assert page.fields["True on"].key == f"check-in-{key}:as_of"


def test_a_recorded_check_in_leaves_the_list_and_can_be_undone_here(sample, open_page: OpenPage):
    page = open_page("my_week", as_="Lena Hartmann")
    key = waiting(sample, "Lena Hartmann")[0][1]
    page.fill("Value now (km)", 2.25).fill("What changed, in one sentence", "The new loop starts downhill.")
    page.press("Record check-in")
    assert page.toasts == ["Recorded 2.25 km for “Van kilometres per moved bike”."]
    assert page.lead.startswith(f"{len(waiting(sample, 'Lena Hartmann'))} of 3 key results")
    assert "“The new loop starts downhill.”" in page.said
    page.press("Undo")
    assert waiting(sample, "Lena Hartmann")[0][1] == key
    assert page.toasts == ["Undone. The check-in stays in the history of “Van kilometres per moved bike”."]
    assert page.lead == "2 of 3 key results need you this week, 1 is stale."


def test_each_of_several_check_ins_can_be_undone(sample, open_page: OpenPage):
    page = open_page("my_week", as_="Lena Hartmann")
    first = waiting(sample, "Lena Hartmann")[0][1]
    page.fill("Value now (km)", 2.25).press("Record check-in")
    page.press("Record check-in")
    way = next(link for link in page.linked("my_week") if link.label == "Undo…")
    page.go(way.address, **way.query).press("Undo")
    assert page.toasts == ["Undone. The check-in stays in the history of “Van kilometres per moved bike”."]
    assert waiting(sample, "Lena Hartmann")[0][1] == first


def test_whoever_owns_nothing_reads_what_the_page_is_for(sample, open_page: OpenPage):
    page = open_page("my_week", as_="Noor Haddad")
    assert page.lead == "You own no key result in an active cycle."
    assert page.messages[0].startswith("Here you will see the key results that wait for you")
    assert page.linked("data")


def test_whoever_is_up_to_date_is_told_so(sample, open_page: OpenPage):
    sample(
        "UPDATE key_result SET cadence_days = 300 WHERE owner_id = (SELECT id FROM person WHERE name = 'Jonas Eklund')"
    )
    sample("UPDATE key_result SET starts_on = date('now', '-1 day') WHERE due_on > date('now')")
    page = open_page("my_week", as_="Jonas Eklund")
    assert page.messages == ["No check-in is due today. The next ones appear here on the day they are due."]
    assert page.lead == "No check-in waits for you: your 4 key results are up to date."
