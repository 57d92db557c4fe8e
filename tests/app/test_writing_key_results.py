"""The form of a key result: every measure with its numbers, and what cannot be right said beside the field."""

from datetime import date, timedelta

import pytest

from domain.vocabulary import Measure
from tests.app.conftest import OpenPage, Query, Row
from tests.app.opened import OpenedPage

STORED = "SELECT title, measure, unit, baseline, target, low, high FROM key_result ORDER BY id DESC LIMIT 1"
LOWEST, HIGHEST = "Lowest allowed", "Highest allowed"


@pytest.fixture
def objective(sample: Query) -> Row:
    """An open objective of Rider care: its id and the dates of its cycle."""
    return sample(
        """SELECT o.id, c.starts_on, c.ends_on FROM objective o JOIN cycle c ON c.id = o.cycle_id
           JOIN team t ON t.id = o.team_id WHERE t.name = 'Rider care' AND c.state = 'active'"""
    )[0]


@pytest.fixture
def form(objective: Row, open_page: OpenPage) -> OpenedPage:
    return open_page("write_key_result", as_="Grace Mensah", objective=objective[0])


def number_of_key_results(sample: Query) -> int:
    return sample("SELECT count(*) FROM key_result")[0][0]


@pytest.mark.parametrize(
    ("measure", "numbers", "stored"),
    [
        (Measure.INCREASE, {"Baseline": 20.0, "Target": 45.5}, (20.0, 45.5, None, None)),
        (Measure.DECREASE, {"Baseline": 0.5, "Target": -3.0}, (0.5, -3.0, None, None)),
        (Measure.STAY_AT_LEAST, {LOWEST: 99.5}, (None, 99.5, None, None)),
        (Measure.STAY_AT_MOST, {HIGHEST: 2.0}, (None, 2.0, None, None)),
        (Measure.STAY_BETWEEN, {LOWEST: 10.0, HIGHEST: 16.0}, (None, None, 10.0, 16.0)),
        (Measure.BASELINE, {}, (None, None, None, None)),
    ],
)
def test_a_key_result_of_every_measure_is_stored(measure, numbers, stored, sample, form: OpenedPage):
    form.fill("Key result", "Riders call twice").fill("Measure", measure).fill("Unit", "%").run()
    for label, number in numbers.items():
        form.fill(label, number)
    form.press("Save key result")
    assert form.title == "Riders call twice"
    assert sample(STORED) == [("Riders call twice", measure, "%", *stored)]


def test_a_key_result_without_a_measure_stays_so_until_somebody_decides(sample, open_page: OpenPage):
    ((key,),) = sample("SELECT id FROM key_result WHERE title = 'Improve the handover between shifts'")
    page = open_page("write_key_result", as_="Lena Hartmann", id=key)
    page.fill("Key result", "Handovers lose nothing").press("Save key result")
    assert sample("SELECT title, measure FROM key_result WHERE id = ?", key) == [("Handovers lose nothing", None)]
    assert "Measure Not decided yet" in page.said


def test_milestones_are_written_one_a_line_with_their_weights(sample, form: OpenedPage):
    form.fill("Key result", "Open the night desk").fill("Measure", Measure.MILESTONE).run()
    form.fill("Milestones, one a line; add | and a weight where they differ", "Desk rented\n\nTwo people hired | 2,5\n")
    form.press("Save key result")
    steps = sample("SELECT title, weight FROM milestone ORDER BY id DESC LIMIT 2")
    assert steps == [("Two people hired", 2.5), ("Desk rented", 1)]


@pytest.mark.parametrize("weight", ["heavy", "-1", "0", "nan"])
def test_a_milestone_whose_weight_is_no_number_above_0_is_refused(weight, sample, form: OpenedPage):
    before = number_of_key_results(sample)
    form.fill("Key result", "Open the night desk").fill("Measure", Measure.MILESTONE).run()
    form.fill("Milestones, one a line; add | and a weight where they differ", f"Desk rented | {weight}")
    form.press("Save key result")
    assert any("weight must be a number above 0" in message for message in form.messages)
    assert number_of_key_results(sample) == before


@pytest.mark.parametrize(
    ("measure", "numbers", "message"),
    [
        (
            Measure.INCREASE,
            {"Baseline": 20.0, "Target": 20.0},
            "The target equals the baseline (20), so there is no way",
        ),
        (
            Measure.DECREASE,
            {"Baseline": 5.0, "Target": 5.0},
            "choose “stay at least”, “stay at most” or “stay between”",
        ),
        (Measure.INCREASE, {"Baseline": 20.0, "Target": 10.0}, "The target 10 is below the baseline 20."),
        (Measure.DECREASE, {"Baseline": 20.0, "Target": 30.0}, "The target 30 is above the baseline 20."),
        (Measure.INCREASE, {"Baseline": 1.0, "Target": 5.0, "Stretch (optional)": 4.0}, "The stretch 4 must be above"),
        (Measure.STAY_BETWEEN, {LOWEST: 9.0, HIGHEST: 3.0}, "The upper limit 3 must be above the lower limit 9."),
    ],
)
def test_numbers_that_contradict_each_other_are_refused_beside_the_field(
    measure, numbers, message, sample, form: OpenedPage
):
    before = number_of_key_results(sample)
    form.fill("Key result", "Riders call twice").fill("Measure", measure).run()
    for label, number in numbers.items():
        form.fill(label, number)
    form.press("Save key result")
    assert any(message in said for said in form.messages)
    assert "Not saved yet: see the message beside each field." in form.messages
    assert form.fields["Key result"].value == "Riders call twice"
    assert number_of_key_results(sample) == before


def test_the_message_stands_right_below_its_field(form: OpenedPage):
    form.fill("Key result", "Riders call twice").fill("Baseline", 20.0).fill("Target", 20.0).press("Save key result")
    lines = form.said.splitlines()
    assert lines[lines.index("Target: 20.0") + 1].startswith("The target equals the baseline")


def test_a_due_date_before_the_start_is_refused(objective: Row, form: OpenedPage):
    form.fill("Key result", "Riders call twice").fill("Baseline", 1.0).fill("Target", 2.0)
    form.fill("Due", date.fromisoformat(objective[1]) - timedelta(days=3)).press("Save key result")
    assert "The due date is before the start. Choose a later due date or an earlier start." in form.messages


def test_plan_points_must_lie_inside_the_dates(objective: Row, form: OpenedPage):
    form.fill("Key result", "Riders call twice").fill("Baseline", 1.0).fill("Target", 2.0)
    form.fill("Plan points, one a line", "1999-01-01: 1,5").press("Save key result")
    assert "A plan point lies outside the dates of the key result. Move or remove it." in form.messages


def test_a_plan_point_that_cannot_be_read_names_its_line(form: OpenedPage):
    form.fill("Key result", "Riders call twice")
    form.fill("Plan points, one a line", "2026-11-03: 40\nnext week: more").press("Save key result")
    assert "Line 2: write a day and a value, for example 2026-11-03: 40." in form.messages


def test_a_weight_of_0_is_refused(form: OpenedPage):
    form.fill("Key result", "Riders call twice").fill("Weight in the objective", 0.0).press("Save key result")
    assert any("The weight must be a number above 0" in message for message in form.messages)


def test_the_suggested_label_follows_the_text(form: OpenedPage):
    form.fill("Key result", "Ship the new help page").run()
    assert "□ output suggested" in form.said
    form.fill("Key result", "Riders who solve their problem without calling us").run()
    assert "◆ outcome suggested" in form.said


def test_the_dates_start_as_those_of_the_cycle(objective: Row, form: OpenedPage):
    dates = (form.fields["From"].value.isoformat(), form.fields["Due"].value.isoformat())
    assert dates == (objective[1], objective[2])


def test_an_edit_keeps_what_was_done_of_the_milestones(sample, open_page: OpenPage):
    ((key,),) = sample(
        """SELECT kr.id FROM key_result kr JOIN objective o ON o.id = kr.objective_id JOIN cycle c ON c.id = o.cycle_id
           WHERE kr.title LIKE 'Move the workshop to the depot%' AND c.state = 'active'"""
    )
    done = sample("SELECT title, done_on FROM milestone WHERE key_result_id = ? ORDER BY id", key)
    page = open_page("write_key_result", as_="Rafael Quintero", id=key)
    page.fill("Key result", "Move the workshop to Quay Street").press("Save key result")
    assert sample("SELECT title, done_on FROM milestone WHERE key_result_id = ? ORDER BY id", key) == done
    assert any(day for _, day in done)


def test_a_stale_save_shows_both_texts_then_saves_over(sample, open_page: OpenPage):
    ((key,),) = sample("SELECT id FROM key_result WHERE title = 'Paint 60 parking bays'")
    page = open_page("write_key_result", as_="Yusuf Demir", id=key)
    other = open_page("write_key_result", as_="Lena Hartmann", id=key)
    other.fill("Key result", "Paint 70 parking bays").fill("Target", 70.0).fill("Why it changes", "More bikes.")
    other.press("Save key result")
    page.fill("Key result", "Paint 65 parking bays").fill("Why it changes", "Fewer bays.").press("Save key result")
    assert "Key result, saved by Lena Hartmann\nPaint 70 parking bays" in page.said
    assert "Key result, yours\nPaint 65 parking bays" in page.said
    assert page.fields["Key result"].value == "Paint 65 parking bays"
    page.press("Save key result")
    assert sample("SELECT title FROM key_result WHERE id = ?", key) == [("Paint 65 parking bays",)]


def test_a_dropped_key_result_no_longer_counts_and_can_come_back(sample, open_page: OpenPage):
    ((key,),) = sample("SELECT id FROM key_result WHERE title = 'Paint 60 parking bays'")
    page = open_page("write_key_result", as_="Yusuf Demir", id=key).press("Drop this key result")
    assert sample("SELECT dropped FROM key_result WHERE id = ?", key) == [(1,)]
    page.go("write_key_result", id=key).press("Take it back in")
    assert sample("SELECT dropped FROM key_result WHERE id = ?", key) == [(0,)]


def test_a_save_by_somebody_whose_role_went_away_is_refused(sample, form: OpenedPage):
    before = number_of_key_results(sample)
    form.fill("Key result", "Riders call twice")
    sample(
        "UPDATE membership SET role = 'viewer' WHERE person_id = (SELECT id FROM person WHERE name = 'Grace Mensah')"
    )
    form.press("Save key result")
    assert number_of_key_results(sample) == before
    assert "Only a member of Rider care may do this. Ask a lead of the team to add you." in form.messages
