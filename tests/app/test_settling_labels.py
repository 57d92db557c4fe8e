"""Outcome or output: a person confirms or overrides, an override has a reason, and the mix follows."""

import pytest

from tests.app.conftest import OpenPage, Query
from tests.app.opened import OpenedPage
from tests.app.test_key_result_page import key_of
from tests.app.test_outcome_mix_page import outcome_percent

VAN = "Van kilometres per moved bike"
STORED = "SELECT label, label_source, exemption FROM key_result WHERE title = ? ORDER BY id DESC LIMIT 1"
WHY_WRONG = "Why is the suggestion wrong?"


@pytest.fixture
def van(sample: Query, open_page: OpenPage) -> OpenedPage:
    """A key result that the program takes for an output, and nobody has decided."""
    return open_page("key_result", as_="Lena Hartmann", id=key_of(sample, VAN))


def answer(page: OpenedPage, *answers: str) -> OpenedPage:
    questions = [label for label in page.fields if label.endswith("?") and label != WHY_WRONG]
    for question, said in zip(questions, answers, strict=True):
        page.fill(question, said)
    return page.run()


def test_a_suggestion_is_confirmed_in_one_click(sample, van: OpenedPage):
    assert sample(STORED, VAN) == [("output", "suggested", "none")]
    van.press("Confirm: it is an output")
    assert sample(STORED, VAN) == [("output", "confirmed", "none")]
    assert van.toasts == ["Label confirmed: output."]


def test_other_answers_override_and_need_a_reason(sample, van: OpenedPage):
    answer(van, "No", "Yes", "No", "Yes").press("Override: it is an outcome")
    assert "The suggestion was output. Say in one sentence why it is an outcome." in van.messages
    assert sample(STORED, VAN) == [("output", "suggested", "none")]


def test_an_override_with_a_reason_is_kept_with_the_name_and_the_answers(sample, van: OpenedPage):
    answer(van, "No", "Yes", "No", "Yes").fill(WHY_WRONG, "Riders move it.").press("Override: it is an outcome")
    assert sample(STORED, VAN) == [("outcome", "overridden", "none")]
    assert "Lena Hartmann overridden outcome: Riders move it." in van.said
    ((answers,),) = sample("SELECT answers FROM classification_event ORDER BY id DESC LIMIT 1")
    assert '"backlog": false' in answers


def test_nothing_can_be_saved_until_all_questions_are_answered(sample, van: OpenedPage):
    answer(van, "No", "Yes", "No", None)
    button = next(button for button in van.app.main.button if button.label == "Answer all four to settle it")
    assert button.disabled


def test_an_exemption_needs_a_reason(sample, van: OpenedPage):
    van.fill("In the mix", "guardrail").press("Confirm: it is an output")
    assert "Say in one sentence why this counts in the mix or does not." in van.messages
    assert sample(STORED, VAN)[0][2] == "none"


def test_the_mix_follows_the_verdict(sample, van: OpenedPage, open_page: OpenPage):
    before = outcome_percent(sample, "AND t.name = 'Street operations'")
    answer(van, "No", "Yes", "No", "Yes").fill(WHY_WRONG, "Riders move it.").press("Override: it is an outcome")
    after = outcome_percent(sample, "AND t.name = 'Street operations'")
    assert after > before
    van.go("outcome_mix", team="Street operations")
    branch = outcome_percent(sample, "AND t.name IN ('Street operations', 'Workshop')")
    assert van.lead.startswith(f"{branch} % of the weight is outcome.")


def test_a_verdict_over_an_edit_of_a_colleague_is_refused_once(sample, van: OpenedPage):
    sample("UPDATE key_result SET version = version + 1, label = 'outcome' WHERE title = ?", VAN)
    van.press("Confirm: it is an output")
    assert any("saved this while you were editing" in message for message in van.messages)
    assert sample(STORED, VAN)[0][1] == "suggested"
    van.fill("Why (needed to exempt it from the mix)", "We drive it ourselves.").press("Confirm: it is an output")
    assert sample(STORED, VAN)[0][:2] == ("output", "confirmed")


def test_a_verdict_by_somebody_whose_role_went_away_is_refused(sample, van: OpenedPage):
    sample("DELETE FROM membership WHERE person_id = (SELECT id FROM person WHERE name = 'Lena Hartmann')")
    van.press("Confirm: it is an output")
    assert sample(STORED, VAN) == [("output", "suggested", "none")]
