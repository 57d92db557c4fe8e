"""The coach beside the form of a key result: it follows what is typed, and its patterns can begin the text."""

import pytest

from tests.app.conftest import OpenPage, Query
from tests.app.opened import OpenedPage
from tests.app.test_key_result_page import key_of

TEXT, FIELD = "Key result", "Field of work"
QUESTION = "Who does what differently because of it, and by how much?"


@pytest.fixture
def form(sample: Query, open_page: OpenPage) -> OpenedPage:
    ((objective,),) = sample(
        """SELECT o.id FROM objective o JOIN cycle c ON c.id = o.cycle_id JOIN team t ON t.id = o.team_id
           WHERE t.name = 'Rider care' AND c.state = 'active' LIMIT 1"""
    )
    return open_page("write_key_result", as_="Grace Mensah", objective=objective)


def test_an_empty_form_gets_a_checklist_and_no_sermon(form: OpenedPage):
    assert QUESTION not in form.said
    assert "Name the baseline and the target: without it nobody can see a change." in form.said


def test_an_output_is_asked_the_question_while_it_is_being_written(form: OpenedPage):
    form.fill(TEXT, "Build a new help centre").run()
    assert QUESTION in form.said
    assert "“Build” names something the team makes or finishes" in form.said


def test_the_checklist_follows_what_is_typed(form: OpenedPage):
    form.fill(TEXT, "Riders who call twice").fill("Baseline", 30.0).fill("Target", 20.0).run()
    assert "It has baseline 30 and target 20." in form.said
    assert "The measure is “increase”, but the number goes from 30 to 20." in form.said


def test_a_pattern_begins_the_text_and_keeps_the_work_in_mind(form: OpenedPage):
    form.fill(TEXT, "Build a new help centre").run()
    [button] = [button for button in form.app.main.button if "because of “Build a new help centre”" in button.label]
    button.click()
    form.run()
    assert form.fields[TEXT].value.startswith("By <date>, ")
    assert form.fields[TEXT].value.endswith("because of “Build a new help centre”")
    assert [words.count("because of") for words in form.buttons if "help centre" in words] == [1]


def test_a_filled_in_outcome_ends_the_lesson(form: OpenedPage):
    form.fill(TEXT, "Share of riders who solve a problem without a call from 30 % to 60 %").run()
    assert QUESTION not in form.said


def test_a_measure_comes_with_all_that_it_takes_to_use_it(form: OpenedPage):
    form.fill(TEXT, "Publish a help page for support tickets").run()
    assert "Formula and source" in form.said
    assert "Formula: " in form.said
    assert "Source: " in form.said
    assert any(word in form.said for word in ("leading, ", "lagging, "))


def test_the_field_of_work_changes_which_measures_come_first(form: OpenedPage):
    form.fill(TEXT, "Zibble the wug").run().fill(FIELD, "health_care").run()
    assert "A usual measure in health care." in form.said


def test_a_stored_output_meets_the_coach_when_it_is_edited(sample: Query, open_page: OpenPage):
    page = open_page("write_key_result", as_="Tomasz Wilk", id=key_of(sample, "Set up 14 repair benches"))
    assert "because of “Set up 14 repair benches”" in "\n".join(page.buttons)


def test_the_coach_never_blocks(sample: Query, form: OpenedPage):
    form.fill(TEXT, "Build a new help centre").fill("Baseline", 0.0).fill("Target", 1.0).press("Save key result")
    assert form.title == "Build a new help centre"
    assert sample("SELECT label FROM key_result ORDER BY id DESC LIMIT 1") == [("output",)]


def test_the_label_in_the_form_is_the_one_that_is_stored(sample: Query, form: OpenedPage):
    form.fill(TEXT, "Contacts per order").fill("Measure", "decrease").fill("Unit", "contacts").run()
    form.fill("Baseline", 0.9).fill("Target", 0.4).run()
    said = next(line for line in form.said.splitlines() if " suggested " in line)
    form.press("Save key result")
    ((label, chance),) = sample("SELECT label, label_probability FROM key_result ORDER BY id DESC LIMIT 1")
    assert f"{label} suggested {round(chance * 100)}" in said
