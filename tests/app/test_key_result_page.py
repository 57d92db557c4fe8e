"""One key result: the chart holds what was measured, and each number stands beside its formula."""

import json
import re
from datetime import date

import pytest

from tests.app.conftest import ADMIN, OpenPage, Query, today
from tests.app.opened import as_read
from ui.check_in_history import MOST

LIVE = """
SELECT value FROM check_in c WHERE key_result_id = ? AND value IS NOT NULL
AND NOT EXISTS (SELECT 1 FROM check_in later WHERE later.supersedes_id = c.id) ORDER BY as_of, c.id
"""


def key_of(sample: Query, title: str, state: str = "active") -> int:
    return sample(
        """SELECT kr.id FROM key_result kr JOIN objective o ON o.id = kr.objective_id
           JOIN cycle c ON c.id = o.cycle_id WHERE kr.title = ? AND c.state = ?""",
        title,
        state,
    )[0][0]


@pytest.mark.parametrize(
    ("title", "formula"),
    [
        ("Unlocks that work at the first try", "(current − baseline) ÷ (target − baseline) = ("),
        ("Repairs that come back within 30 days", "(current − baseline) ÷ (target − baseline) = ("),
        ("Bikes ready to ride stay at or above 90 % of the fleet", "check-ins that held ÷ check-ins due so far = "),
        ("Cash reserve stays between 10 and 16 weeks of cost", "check-ins that held ÷ check-ins due so far = "),
        ("Ship a home-screen widget with the nearest bike", "done weight ÷ all weight = "),
        ("Find out how many callers hang up before we answer", "done with the first check-in = number found: "),
    ],
)
def test_the_formula_with_its_inputs_stands_beside_the_percentage(title, formula, sample, open_page: OpenPage):
    assert formula in open_page("key_result", id=key_of(sample, title)).said


def test_a_falling_target_is_computed_like_a_rising_one(sample, open_page: OpenPage):
    key = key_of(sample, "Repairs that come back within 30 days")
    now = sample(LIVE, key)[-1][0]
    said = open_page("key_result", id=key).said
    reached = round(100 * (now - 9.1) / (6 - 9.1))
    assert f"({now:g} − 9.1) ÷ (6 − 9.1) = {reached} %" in said


def test_expected_progress_status_and_needed_pace_stand_beside_their_inputs_and_rule(sample, open_page: OpenPage):
    key = key_of(sample, "Repairs that come back within 30 days")
    starts_on, due_on = map(date.fromisoformat, sample("SELECT starts_on, due_on FROM key_result WHERE id = ?", key)[0])
    said = open_page("key_result", id=key).said
    gone, span = (today() - starts_on).days, (due_on - starts_on).days
    assert f"days gone ÷ days in all = {gone} ÷ {span} days = {round(100 * gone / span)} %" in said
    assert "Preset gap. On track: at most 10 points below expected" in said
    assert f"what is left ÷ weeks left = (6 − {sample(LIVE, key)[-1][0]:g}) ÷ " in said


def test_the_forecast_says_what_the_due_date_may_bring_and_how_that_is_known(sample, open_page: OpenPage):
    said = open_page("key_result", id=key_of(sample, "Repairs that come back within 30 days")).said
    assert re.search(r"likely [\d.]+ %, with 80 % certainty between [\d.]+ % and [\d.]+ %: .* of the target\.", said)
    assert re.search(r"From \d+ dated values.*\. Models of a value that stays", said)


def test_a_limit_has_a_chance_of_being_kept(sample, open_page: OpenPage):
    key = key_of(sample, "Bikes ready to ride stay at or above 90 % of the fleet")
    said = open_page("key_result", id=key).said
    assert re.search(r"with 80 % certainty between .* keeping the limit", said)


def test_too_few_check_ins_say_how_many_more_are_needed(sample, open_page: OpenPage):
    page = open_page("key_result", id=key_of(sample, "Yearly value of signed fleet contracts"))
    assert "Needs 3 more check-ins for a forecast." in page.said
    assert "fan" not in {row["kind"] for row in page.rows_of_chart()}


def test_a_closed_cycle_has_no_forecast(sample, open_page: OpenPage):
    ((key,),) = sample(
        """SELECT c.key_result_id FROM check_in c JOIN key_result kr ON kr.id = c.key_result_id
           JOIN objective o ON o.id = kr.objective_id JOIN cycle y ON y.id = o.cycle_id
           WHERE y.state = 'closed' GROUP BY 1 ORDER BY count(*) DESC LIMIT 1"""
    )
    assert "likely" not in open_page("key_result", id=key).said


def test_the_chart_draws_the_forecast_from_the_latest_check_in(sample, open_page: OpenPage):
    key = key_of(sample, "Repairs that come back within 30 days")
    page = open_page("key_result", id=key)
    first, last = (row for row in page.rows_of_chart() if row["kind"] == "fan")
    assert round(first["value"], 9) == round(first["value_end"], 9) == sample(LIVE, key)[-1][0]
    assert last["value"] < last["value_end"]
    assert ", forecast " in page.app.main.get("vega_lite_chart")[0].proto.alt


def test_worse_than_the_baseline_is_a_negative_percentage(sample, open_page: OpenPage):
    page = open_page("key_result", id=key_of(sample, "Contacts per 1,000 trips"))
    assert "(33.8 − 31) ÷ (26 − 31) = −56 %" in page.said
    assert "worse than the baseline" in page.said


def test_the_chart_draws_every_check_in_that_counts(sample, open_page: OpenPage):
    key = key_of(sample, "Repairs that come back within 30 days")
    drawn = [
        round(row["value"], 9) for row in open_page("key_result", id=key).rows_of_chart() if row["kind"] == "actual"
    ]
    assert drawn == [row[0] for row in sample(LIVE, key)]
    assert len(drawn) < sample("SELECT count(*) FROM check_in WHERE key_result_id = ?", key)[0][0]  # one was corrected


def test_the_chart_draws_the_target_the_baseline_and_the_expected_line(sample, open_page: OpenPage):
    key = key_of(sample, "Repairs that come back within 30 days")
    rows = open_page("key_result", id=key).rows_of_chart()
    levels = {row["kind"]: row["value"] for row in rows if row["kind"] in ("target", "baseline")}
    assert levels == {"target": 6, "baseline": 9.1}
    assert [row["value"] for row in rows if row["kind"] == "expected"] == [9.1, 6]


def test_the_chart_can_be_heard(sample, open_page: OpenPage):
    page = open_page("key_result", id=key_of(sample, "Repairs that come back within 30 days"))
    alternative = page.app.main.get("vega_lite_chart")[0].proto.alt
    assert "7 check-ins" in alternative


def test_without_numbers_and_check_ins_the_page_says_what_to_decide(sample, open_page: OpenPage):
    page = open_page("key_result", id=key_of(sample, "Improve the handover between shifts", "planning"))
    assert page.charts == []
    assert "decide how this is measured" in page.messages[0]
    assert "None yet. The first one starts the line in the chart." in page.said


def test_a_correction_stays_in_the_history(sample, open_page: OpenPage):
    page = open_page("key_result", id=key_of(sample, "Repairs that come back within 30 days"))
    assert page.said.count("corrected") == 1


@pytest.mark.parametrize("everything", [False, True])
def test_a_long_history_starts_with_a_quarter_of_weekly_check_ins(everything, sample, open_page: OpenPage):
    key = key_of(sample, "Unlocks that work at the first try")
    for number in range(MOST):
        sample(
            "INSERT INTO check_in (key_result_id, value, note, as_of, entered_at, author_id)"
            " VALUES (?, ?, '', ?, '2020-01-01 00:00:00', 1)",
            *(key, 50 + number / 10, today().isoformat()),
        )
    page = open_page("key_result", id=key)
    ((switch, field),) = ((label, field) for label, field in page.fields.items() if label.startswith("Show "))
    everyone = sample("SELECT count(*) FROM check_in WHERE key_result_id = ?", key)[0][0]
    assert as_read(switch).startswith(f"Show {everyone - MOST} earlier ")
    if everything:
        field.set_value(True)
        page.run()
    entries = sum(text.value.count("ob-entry") for text in page.app.main.get("html"))
    assert entries == (everyone if everything else MOST)


def test_confidence_against_the_numbers_is_said_at_the_top(sample, open_page: OpenPage):
    key = key_of(sample, "E-bike trips per 1,000 that end with an empty battery")
    page = open_page("key_result", id=key)
    assert "The owner's confidence is 2 of 10, yet the numbers say on track: " in page.findings[0]


def test_the_label_shows_its_reasons_and_the_four_questions(sample, open_page: OpenPage):
    page = open_page("key_result", id=key_of(sample, "Van kilometres per moved bike"))
    ((reasons,),) = sample(
        """SELECT reasons FROM classification_event WHERE key_result_id = ? AND source = 'suggested'
           ORDER BY id DESC LIMIT 1""",
        key_of(sample, "Van kilometres per moved bike"),
    )
    assert all(reason["rule"] in page.said for reason in json.loads(reasons))
    assert sum(label.endswith("?") for label in page.fields) >= 4


def test_the_initiatives_that_should_move_it_are_listed(sample, open_page: OpenPage):
    page = open_page("key_result", id=key_of(sample, "Searches in the app that end in a ride"))
    titles = sample(
        "SELECT title FROM initiative i JOIN initiative_link l ON l.initiative_id = i.id WHERE l.key_result_id = ?",
        key_of(sample, "Searches in the app that end in a ride"),
    )
    assert titles
    assert {title for (title,) in titles} <= {link.label for link in page.linked("write_initiative")}


def test_an_edit_appears_among_the_changes(sample, open_page: OpenPage):
    key = key_of(sample, "Paint 60 parking bays")
    page = open_page("write_key_result", id=key).fill("Target", 64.0).fill("Why it changes", "Four more were found.")
    page.press("Save key result")
    page.go("key_result", id=key)
    assert f"{ADMIN} changed key result, target: from 60.0 to 64.0" in page.said
