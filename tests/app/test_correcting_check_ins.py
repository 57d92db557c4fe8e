"""Correcting a check-in on screen: who may, what the form starts on, what stays, what a colleague did meanwhile."""

from datetime import timedelta

import pytest

from tests.app.conftest import ADMIN, OpenPage, Query, today
from tests.app.opened import OpenedPage
from tests.app.test_key_result_page import key_of
from ui import forms

BAYS, WIDGET = "Paint 60 parking bays", "Ship a home-screen widget with the nearest bike"
YUSUF = "Yusuf Demir"
VALUE, SENTENCE = "Value then (bays)", "What had changed, in one sentence"
COUNTING = """
SELECT id, value, confidence, as_of, note FROM check_in c WHERE key_result_id = ? AND value IS NOT NULL
AND NOT EXISTS (SELECT 1 FROM check_in later WHERE later.supersedes_id = c.id) ORDER BY as_of DESC, id DESC
"""
NEWEST = "SELECT value, confidence, note, as_of, supersedes_id, author_id FROM check_in ORDER BY id DESC LIMIT 1"
NOBODY = 999_999


def colleague_corrects(sample: Query, open_page: OpenPage, check_in: int, value: float) -> int:
    page = open_page("key_result", as_="Lena Hartmann", id=key_of(sample, BAYS), correct=check_in)
    page.fill(VALUE, value).press("Save correction")
    return sample("SELECT max(id) FROM check_in")[0][0]


def emptied(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the field of the value be read as empty: AppTest cannot empty one that starts on a number."""
    read = forms.value
    monkeypatch.setattr(forms, "value", lambda form, field: None if field == "value" else read(form, field))


def number_of_check_ins(sample: Query) -> int:
    return sample("SELECT count(*) FROM check_in")[0][0]


@pytest.fixture
def second(sample: Query) -> tuple[int, float, int, str, str]:
    """The check-in of the bays before the latest one."""
    return sample(COUNTING, key_of(sample, BAYS))[1]


@pytest.fixture
def page(sample: Query, open_page: OpenPage, second: tuple) -> OpenedPage:
    """The page on which Yusuf corrects it."""
    return open_page("key_result", as_=YUSUF, id=key_of(sample, BAYS), correct=second[0])


def test_each_check_in_that_counts_can_be_corrected(sample, open_page: OpenPage):
    key = key_of(sample, "Repairs that come back within 30 days")
    links = [link for link in open_page("key_result", id=key).linked("key_result") if link.label == "Correct…"]
    assert [int(link.query["correct"]) for link in links] == [row[0] for row in sample(COUNTING, key)]


@pytest.mark.parametrize(("role", "offered"), [("lead", True), ("member", True), ("viewer", False)])
def test_whoever_may_record_may_correct(role, offered, sample, open_page: OpenPage, second):
    sample("UPDATE membership SET role = ? WHERE person_id = (SELECT id FROM person WHERE name = ?)", role, YUSUF)
    page = open_page("key_result", as_=YUSUF, id=key_of(sample, BAYS), correct=second[0])
    assert any(link.label == "Correct…" for link in page.links) == offered
    assert ("Save correction" in page.buttons) == offered


def test_an_administrator_may_correct(sample, open_page: OpenPage, second):
    page = open_page("key_result", as_=ADMIN, id=key_of(sample, BAYS), correct=second[0]).fill(VALUE, 7.0)
    page.press("Save correction")
    assert sample(NEWEST)[0][4:] == (second[0], sample("SELECT id FROM person WHERE name = ?", ADMIN)[0][0])


def test_a_closed_cycle_offers_no_correction(sample, open_page: OpenPage, second):
    key = key_of(sample, BAYS)
    sample("UPDATE cycle SET state = 'closed' WHERE state = 'active'")
    page = open_page("key_result", as_=YUSUF, id=key, correct=second[0])
    assert "Correct…" not in page.said
    assert "Save correction" not in page.buttons


def test_the_form_starts_on_what_the_check_in_says(page: OpenedPage, second):
    fields = page.fields
    assert fields[VALUE].value == second[1]
    assert fields["Confidence then, 0 to 10"].value == second[2]
    assert fields["Was true on"].value.isoformat() == second[3]
    assert fields[SENTENCE].value == second[4]


def test_a_correction_supersedes_the_check_in_and_keeps_it(sample, page: OpenedPage, second):
    day = today() - timedelta(days=3)
    page.fill(VALUE, 17.0).fill("Confidence then, 0 to 10", 4).fill("Was true on", day)
    page.fill(SENTENCE, "Counted <b>again</b>.").press("Save correction")
    author = sample("SELECT id FROM person WHERE name = ?", YUSUF)[0][0]
    assert sample(NEWEST) == [(17.0, 4, "Counted <b>again</b>.", day.isoformat(), second[0], author)]
    (kept,) = sample("SELECT id, value, confidence, as_of, note FROM check_in WHERE id = ?", second[0])
    assert kept == second
    assert f"{second[1]:g} bays corrected by {YUSUF}" in page.said


def test_after_saving_the_form_is_gone_and_a_message_says_what_was_corrected(page: OpenedPage):
    day = today() - timedelta(days=3)
    page.fill(VALUE, 17.0).fill("Was true on", day).press("Save correction")
    assert page.toasts == [f"Corrected: 17 bays for {day.day} {day:%b}. The earlier value stays in the history."]
    assert "Save correction" not in page.buttons
    assert "correct" not in page.app.query_params


def test_pressing_twice_in_a_row_corrects_once(sample, page: OpenedPage):
    before = number_of_check_ins(sample)
    button = next(button for button in page.app.main.button if button.label == "Save correction")
    button.click()
    button.click()
    page.run()
    assert number_of_check_ins(sample) == before + 1


def test_what_cannot_be_right_is_said_beside_its_field_and_the_rest_stays(sample, page: OpenedPage, monkeypatch):
    before = number_of_check_ins(sample)
    emptied(monkeypatch)
    page.fill(SENTENCE, "Counted again.").press("Save correction")
    assert "Enter the value as a number, for example 62 or 3.4." in page.messages
    assert page.fields[SENTENCE].value == "Counted again."
    assert number_of_check_ins(sample) == before


def test_a_correction_by_somebody_whose_role_went_away_is_refused(sample, page: OpenedPage):
    before = number_of_check_ins(sample)
    sample("DELETE FROM membership WHERE person_id = (SELECT id FROM person WHERE name = ?)", YUSUF)
    page.fill(VALUE, 17.0).press("Save correction")
    assert "Only a member of Street operations may do this. Ask a lead of the team to add you." in page.messages
    assert number_of_check_ins(sample) == before


def test_what_a_colleague_corrected_meanwhile_is_said_and_nothing_typed_is_lost(sample, open_page, page, second):
    theirs = colleague_corrects(sample, open_page, second[0], 30.0)
    page.fill(VALUE, 17.0).fill(SENTENCE, "Counted again.").press("Save correction")
    (message,) = (text for text in page.messages if text.startswith("Not saved"))
    assert "Lena Hartmann has corrected this check-in meanwhile, to 30 bays for " in message
    assert (page.fields[VALUE].value, page.fields[SENTENCE].value) == (17.0, "Counted again.")
    assert sample("SELECT max(id) FROM check_in") == [(theirs,)]


def test_saving_again_corrects_what_the_colleague_corrected(sample, open_page, page, second):
    theirs = colleague_corrects(sample, open_page, second[0], 30.0)
    page.fill(VALUE, 17.0).press("Save correction").press("Save correction")
    assert (sample(NEWEST)[0][0], sample(NEWEST)[0][4]) == (17.0, theirs)
    assert "Save correction" not in page.buttons


def test_what_a_colleague_has_undone_meanwhile_is_not_corrected(sample, open_page, page, second):
    open_page("key_result", as_="Lena Hartmann", id=key_of(sample, BAYS), undo=second[0]).press("Undo")
    undone = sample("SELECT max(id) FROM check_in")[0][0]
    page.fill(VALUE, 17.0).press("Save correction").press("Save correction")
    assert any("Lena Hartmann has undone this check-in meanwhile" in message for message in page.messages)
    assert page.fields[VALUE].value == 17.0
    assert sample("SELECT max(id) FROM check_in") == [(undone,)]


def test_a_refusal_is_forgotten_once_another_check_in_is_corrected(sample, page: OpenedPage, second, monkeypatch):
    emptied(monkeypatch)
    page.press("Save correction")
    assert any(message.startswith("Enter the value") for message in page.messages)
    key, others = key_of(sample, BAYS), sample(COUNTING, key_of(sample, BAYS))
    page.go("key_result", id=key, correct=others[0][0])
    page.go("key_result", id=key, correct=second[0])
    assert not any(message.startswith("Enter the value") for message in page.messages)


@pytest.mark.parametrize(
    "hostile", ["", "x", "-1", "1e3", "²", "<script>", "9" * 40, str(NOBODY), "foreign", "superseded"]
)
def test_an_address_that_names_no_check_in_of_this_key_result_is_ignored(hostile, sample, open_page: OpenPage, second):
    if hostile == "foreign":
        hostile = str(sample(COUNTING, key_of(sample, "Repairs that come back within 30 days"))[0][0])
    if hostile == "superseded":
        colleague_corrects(sample, open_page, second[0], 30.0)
        hostile = str(second[0])
    page = open_page("key_result", as_=YUSUF, id=key_of(sample, BAYS), correct=hostile)
    assert "Save correction" not in page.buttons
    assert "Record check-in" in page.buttons


def test_a_check_in_without_a_confidence_keeps_none_unless_the_slider_is_moved(sample, open_page: OpenPage):
    key = key_of(sample, BAYS)
    sample(
        "INSERT INTO check_in (key_result_id, value, note, as_of, entered_at, author_id)"
        " VALUES (?, 3, '', ?, '2020-01-01 00:00:00', 1)",
        *(key, today().isoformat()),
    )
    page = open_page("key_result", as_=YUSUF, id=key, correct=sample("SELECT max(id) FROM check_in")[0][0])
    assert "No confidence was given." in page.said
    page.fill(VALUE, 4.0).press("Save correction")
    assert sample(NEWEST)[0][:2] == (4.0, None)


def test_the_latest_check_in_of_milestones_is_corrected_by_their_marks(sample, open_page: OpenPage):
    key = key_of(sample, WIDGET)
    steps = sample("SELECT id, weight FROM milestone WHERE key_result_id = ? ORDER BY id", key)
    page = open_page("key_result", as_="Jonas Eklund", id=key, correct=sample(COUNTING, key)[0][0])
    done = [step for (step,) in sample("SELECT id FROM milestone WHERE key_result_id = ? AND done_on IS NOT NULL", key)]
    assert sorted(page.fields["Done by then"].value) == sorted(done)
    page.fill("Done by then", [steps[0][0]]).press("Save correction")
    assert sample(NEWEST)[0][0] == steps[0][1]
    assert sample("SELECT id FROM milestone WHERE key_result_id = ? AND done_on IS NOT NULL", key) == [(steps[0][0],)]


def test_an_earlier_check_in_of_milestones_keeps_its_value_and_their_marks(sample, open_page: OpenPage):
    key = key_of(sample, WIDGET)
    page = open_page("key_result", as_="Jonas Eklund", id=key)
    every = [step for (step,) in sample("SELECT id FROM milestone WHERE key_result_id = ?", key)]
    earlier = sample(COUNTING, key)[0]
    page.fill("Done", every).press("Record check-in")
    page.go("key_result", id=key, correct=earlier[0])
    assert "Which steps are done is corrected in the latest check-in." in page.said
    page.fill(SENTENCE, "It was <i>tested</i>.").press("Save correction")
    assert sample(NEWEST)[0][::2] == (earlier[1], "It was <i>tested</i>.", earlier[0])
    assert sample("SELECT count(*) FROM milestone WHERE key_result_id = ? AND done_on IS NULL", key) == [(0,)]


def test_a_milestone_without_steps_is_corrected_with_a_switch(sample, open_page: OpenPage):
    key = key_of(sample, WIDGET)
    sample("DELETE FROM milestone WHERE key_result_id = ?", key)
    sample("UPDATE key_result SET target = NULL WHERE id = ?", key)
    page = open_page("key_result", as_="Jonas Eklund", id=key).fill("Done", True).press("Record check-in")
    page.go("key_result", id=key, correct=sample("SELECT max(id) FROM check_in")[0][0])
    assert page.fields["Done by then"].value is True
    page.fill("Done by then", False).press("Save correction")
    assert sample(NEWEST)[0][0] == 0


def test_my_week_leads_to_the_correction_of_what_somebody_did(sample, open_page: OpenPage):
    page = open_page("key_result", as_=YUSUF, id=key_of(sample, BAYS))
    page.fill("Value now (bays)", 41.0).press("Record check-in").go("my_week")
    way = next(link for link in page.linked("key_result") if link.label == "Correct…")
    page.go(way.address, **way.query)
    assert page.fields[VALUE].value == 41
    assert int(way.query["correct"]) == sample("SELECT max(id) FROM check_in")[0][0]


def test_a_page_on_which_nothing_is_corrected_gains_no_element(sample, open_page: OpenPage, second):
    key = key_of(sample, BAYS)
    page = open_page("key_result", as_=YUSUF, id=key)
    offers = [html.value for html in page.app.main.get("html") if "Correct…" in html.value]
    rows = sum(html.count("ob-entry") for html in offers)
    assert len(offers) == 2  # the line with the button, and all others
    assert rows == len(sample("SELECT id FROM check_in WHERE key_result_id = ?", key))


def test_a_check_in_far_down_the_history_is_shown_when_it_is_corrected(sample, open_page: OpenPage):
    key = key_of(sample, BAYS)
    oldest = sample(COUNTING, key)[-1]
    for number in range(20):
        sample(
            "INSERT INTO check_in (key_result_id, value, note, as_of, entered_at, author_id)"
            " VALUES (?, ?, '', ?, '2020-01-01 00:00:00', 1)",
            *(key, 20 + number, today().isoformat()),
        )
    page = open_page("key_result", as_=YUSUF, id=key, correct=oldest[0])
    assert page.fields[VALUE].value == oldest[1]
