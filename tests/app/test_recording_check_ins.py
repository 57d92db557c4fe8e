"""Recording what is true: a value, milestones, a mistake, an undo, two clicks and rights that went away."""

from datetime import timedelta

import pytest

from tests.app.conftest import OpenPage, Query, today
from tests.app.opened import OpenedPage
from tests.app.test_key_result_page import key_of

BAYS, WIDGET = "Paint 60 parking bays", "Ship a home-screen widget with the nearest bike"
STORED = "SELECT value, confidence, note, as_of FROM check_in WHERE key_result_id = ? ORDER BY id DESC LIMIT 1"
TOLD = "What changed, in one sentence"


@pytest.fixture
def bays(sample: Query, open_page: OpenPage) -> OpenedPage:
    return open_page("key_result", as_="Yusuf Demir", id=key_of(sample, BAYS))


def number_of_check_ins(sample: Query) -> int:
    return sample("SELECT count(*) FROM check_in")[0][0]


def test_a_check_in_is_stored_as_it_was_entered(sample, bays: OpenedPage):
    day = today() - timedelta(days=2)
    bays.fill("Value now (bays)", 41.5).fill("Confidence to reach it, 0 to 10", 8).fill("True on", day)
    bays.fill(TOLD, "  The council agreed to <b>three</b> more streets.  ").press("Record check-in")
    stored = (41.5, 8, "The council agreed to <b>three</b> more streets.", day.isoformat())
    assert sample(STORED, key_of(sample, BAYS)) == [stored]
    assert bays.toasts == ["Recorded 41.5 bays for “Paint 60 parking bays”."]


def test_the_chart_and_the_percentage_follow_the_check_in(sample, bays: OpenedPage):
    bays.fill("Value now (bays)", 75.0).press("Record check-in")
    assert "(75 − 0) ÷ (60 − 0) = 125 %" in bays.said
    assert [row["value"] for row in bays.rows_of_chart() if row["kind"] == "actual"][-1] == 75


def test_the_form_is_empty_again_after_recording(sample, bays: OpenedPage):
    bays.fill("Value now (bays)", 42.0).fill(TOLD, "Two streets.").press("Record check-in")
    assert bays.fields[TOLD].value == ""
    assert bays.fields["Value now (bays)"].value == 42


def test_an_empty_value_is_refused_beside_the_field_and_keeps_the_sentence(sample, open_page: OpenPage):
    before = number_of_check_ins(sample)
    page = open_page("key_result", id=key_of(sample, "Yearly value of signed fleet contracts"))
    page.fill(TOLD, "No idea yet.").press("Record check-in")
    assert page.messages[0] == "Enter the value as a number, for example 62 or 3.4."
    assert page.fields[TOLD].value == "No idea yet."
    assert number_of_check_ins(sample) == before


def test_a_day_in_the_future_is_not_accepted(sample, bays: OpenedPage):
    before = number_of_check_ins(sample)
    assert bays.fields["True on"].max == today()
    bays.fields["True on"].set_value(today() + timedelta(days=1))
    bays.press("Record check-in")
    assert sample(STORED, key_of(sample, BAYS))[0][3] <= today().isoformat()
    assert number_of_check_ins(sample) - before in (0, 1)


def test_undo_brings_back_what_was_true_before(sample, bays: OpenedPage):
    said = bays.lead
    bays.fill("Value now (bays)", 59.0).press("Record check-in")
    assert bays.lead != said
    bays.press("Undo")
    assert bays.lead == said
    assert "59 bays corrected" in bays.said
    assert bays.toasts == ["Undone. The check-in stays in the history."]


def test_pressing_twice_in_a_row_without_a_new_run_writes_once(sample, bays: OpenedPage):
    before = number_of_check_ins(sample)
    bays.fill("Value now (bays)", 44.0)
    button = next(button for button in bays.app.main.button if button.label == "Record check-in")
    button.click()
    button.click()
    bays.run()
    assert number_of_check_ins(sample) == before + 1


def test_milestones_are_ticked_off_one_by_one(sample, open_page: OpenPage):
    key = key_of(sample, WIDGET)
    page = open_page("key_result", as_="Jonas Eklund", id=key)
    steps = sample("SELECT id, weight, done_on FROM milestone WHERE key_result_id = ? ORDER BY id", key)
    page.fill("Done", [step[0] for step in steps]).press("Record check-in")
    total = sum(step[1] for step in steps)
    assert f"{total:g} ÷ {total:g} = 100 %" in page.said
    assert all(done for (done,) in sample("SELECT done_on FROM milestone WHERE key_result_id = ?", key))


def test_a_milestone_without_steps_is_done_or_not(sample, open_page: OpenPage):
    key = key_of(sample, WIDGET)
    sample("DELETE FROM milestone WHERE key_result_id = ?", key)
    sample("UPDATE key_result SET target = NULL WHERE id = ?", key)
    page = open_page("key_result", as_="Jonas Eklund", id=key)
    page.fill("Done", True).press("Record check-in")
    assert "1 ÷ 1 = 100 %" in page.said


def test_the_first_check_in_finds_a_baseline(sample, open_page: OpenPage):
    key = key_of(sample, "Find out how many callers hang up before we answer")
    page = open_page("key_result", as_="Anahera Tuhiwai", id=key)
    page.fill("Value now (%)", 13.0).press("Record check-in")
    assert "number found: 13 = 100 %" in page.said


def test_a_check_in_by_somebody_whose_role_went_away_is_refused(sample, bays: OpenedPage):
    before = number_of_check_ins(sample)
    bays.fill("Value now (bays)", 60.0).fill(TOLD, "All done!")
    sample("DELETE FROM membership WHERE person_id = (SELECT id FROM person WHERE name = 'Yusuf Demir')")
    bays.press("Record check-in")
    assert number_of_check_ins(sample) == before
    assert "Only a member of Street operations may do this. Ask a lead of the team to add you." in bays.messages


def test_an_undo_by_somebody_whose_role_went_away_is_refused(sample, bays: OpenedPage):
    before = number_of_check_ins(sample)
    sample("UPDATE membership SET role = 'viewer' WHERE person_id = (SELECT id FROM person WHERE name = 'Yusuf Demir')")
    bays.press("Undo")
    assert number_of_check_ins(sample) == before
    assert "Only a member of Street operations may do this. Ask a lead of the team to add you." in bays.messages


def test_a_check_in_into_a_cycle_that_was_closed_meanwhile_is_refused(sample, bays: OpenedPage):
    before = number_of_check_ins(sample)
    sample("UPDATE cycle SET state = 'closed' WHERE state = 'active'")
    bays.press("Record check-in")
    assert number_of_check_ins(sample) == before
    assert any("is closed and read-only" in message for message in bays.messages)


def test_a_value_just_short_of_its_target_does_not_read_as_the_target(sample, open_page: OpenPage):
    key = key_of(sample, BAYS)
    sample("UPDATE key_result SET target = 60.001 WHERE id = ?", key)
    page = open_page("key_result", as_="Yusuf Demir", id=key)
    page.fill("Value now (bays)", 59.9999).press("Record check-in")
    (objective,) = (link.query["id"] for link in page.linked("objective"))
    assert "59.9999 → 60.001 bays" in open_page("objective", as_="Yusuf Demir", id=objective).said
