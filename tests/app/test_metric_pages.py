"""The pages of metrics, and what a key result shows of the metric that it looks at."""

from datetime import date, timedelta

import pytest
from sqlalchemy import Engine, event

from tests.app.conftest import OpenPage, Query
from tests.app.opened import OpenedPage

pytestmark = pytest.mark.usefixtures("sample")
OWNER, VIEWER, ELSEWHERE, LEAD = "Fatima Benali", "Noor Haddad", "Anahera Tuhiwai", "Priya Raman"
LINKED = "New riders who take a second ride within 10 days"
METRIC = "Second rides within 10 days"


@pytest.fixture
def metric(sample: Query) -> int:
    return sample(f"SELECT id FROM metric WHERE name = '{METRIC}'")[0][0]


@pytest.fixture
def key_result(sample: Query) -> int:
    return sample(f"SELECT id FROM key_result WHERE metric_id IS NOT NULL AND title = '{LINKED}'")[0][0]


def count_of(sample: Query, table: str) -> int:
    return sample(f"SELECT count(*) FROM {table}")[0][0]


def paste(page: OpenedPage, text: str) -> OpenedPage:
    return page.fill("Two columns: day and value", text).press("Add these values")


def test_the_list_names_each_metric_with_its_value_source_and_readers(open_page: OpenPage) -> None:
    page = open_page("metrics", OWNER)
    assert page.lead == "3 metrics; key results look at 1 of them."
    assert [link.label for link in page.linked("metric")] == [METRIC, "Sessions without a crash", "Trips per day"]
    assert "48.3 %" in page.said
    assert "Trip database, every Monday morning · 1 key result" in page.said


def test_without_metrics_the_list_teaches(open_page: OpenPage, sample: Query) -> None:
    for statement in (
        "UPDATE key_result SET metric_id = NULL",
        "DROP TRIGGER metric_point_refuses_delete",
        "DELETE FROM metric_point",
        "DELETE FROM metric",
    ):
        sample(statement)
    page = open_page("metrics", OWNER)
    assert page.lead == "No number is measured by itself yet: people record every value."
    assert "A person's value is never overwritten." in page.said
    assert [link.label for link in page.linked("write_metric")] == ["Add a metric"]


@pytest.mark.parametrize(("person", "may"), [(OWNER, True), (LEAD, True), (VIEWER, False), (ELSEWHERE, False)])
def test_only_who_may_write_in_the_team_is_offered_to(open_page: OpenPage, metric: int, person: str, may: bool) -> None:
    page = open_page("metric", person, id=metric)
    assert ("Add value" in page.buttons) is may
    assert ("Withdraw" in page.buttons) is may
    assert bool(page.linked("write_metric")) is may


def test_one_metric_shows_course_history_and_who_looks_at_it(open_page: OpenPage, metric: int) -> None:
    page = open_page("metric", VIEWER, id=metric)
    assert page.title == METRIC
    assert "48.3 % on" in page.lead
    assert "1 key result looks at it" in page.lead
    assert "45.9 % replaced" in page.said
    assert [link.label for link in page.linked("key_result")] == [LINKED]


def test_a_metric_that_does_not_exist_leads_back(open_page: OpenPage) -> None:
    page = open_page("metric", VIEWER, id=999)
    assert page.messages == ["This metric does not exist. It may have been in another database."]


def test_a_value_for_a_day_is_added_and_withdrawn(open_page: OpenPage, sample: Query, metric: int) -> None:
    page = open_page("metric", OWNER, id=metric)
    page.fill("Value (%)", 49.0).press("Add value")
    assert "1 value stored." in page.toasts
    assert "49 % on" in page.lead
    page.press("Withdraw")
    assert "48.3 % on" in page.lead
    assert sample("SELECT value FROM metric_point ORDER BY id DESC LIMIT 2") == [(None,), (49.0,)]


def test_a_value_that_is_missing_is_asked_for(open_page: OpenPage, metric: int) -> None:
    page = open_page("metric", OWNER, id=metric).press("Add value")
    assert "Enter the value as a number, for example 62 or 3.4." in page.messages


def test_pasted_lines_are_stored_and_refused_ones_stay_with_their_reason(
    open_page: OpenPage, sample: Query, metric: int
) -> None:
    before = count_of(sample, "metric_point")
    yesterday = date.today() - timedelta(days=3)
    page = paste(open_page("metric", OWNER, id=metric), f"Date\tValue\n{yesterday}\t47,9\nsoon\t3\n2999-01-01\t4")
    assert count_of(sample, "metric_point") == before + 1
    assert "1 value stored. 2 lines refused: see why below the field." in page.toasts
    assert page.fields["Two columns: day and value"].value == "soon\t3\n2999-01-01\t4"
    assert [message.partition(":")[0] for message in page.messages[:2]] == ["Line 1", "Line 2"]


def test_the_same_paste_again_says_that_it_was_there(open_page: OpenPage, metric: int) -> None:
    line = f"{date.today() - timedelta(days=3)}\t47.9"
    page = paste(open_page("metric", OWNER, id=metric), line)
    assert "1 value there already." in paste(page, line).toasts


def test_a_metric_is_added_and_its_name_is_given_once(open_page: OpenPage, sample: Query) -> None:
    page = open_page("write_metric", OWNER)
    page.fill("Name", METRIC.upper()).press("Save metric")
    assert any(message.startswith(f"A metric called “{METRIC}” exists already") for message in page.messages)
    page.fill("Name", "Refunds a week").press("Save metric")
    assert sample("SELECT name FROM metric ORDER BY id DESC LIMIT 1") == [("Refunds a week",)]


def test_a_viewer_adds_no_metric(open_page: OpenPage) -> None:
    page = open_page("write_metric", VIEWER)
    assert "Save metric" not in page.buttons
    assert page.messages


def test_the_key_result_shows_source_rule_and_both_values(open_page: OpenPage, key_result: int) -> None:
    page = open_page("key_result", OWNER, id=key_result)
    assert [link.label for link in page.linked("metric")] == [METRIC]
    assert "Trip database, every Monday morning" in page.said
    assert "on a day for which a person recorded a value, that value counts" in page.said
    differs = [message for message in page.messages if message.startswith("Fatima Benali recorded 47 % for")]
    assert len(differs) == 1
    assert differs[0].endswith("the metric says 45.6 %.")


def test_the_chart_draws_the_metrics_values_and_names_their_source(open_page: OpenPage, key_result: int) -> None:
    rows = [row for row in open_page("key_result", OWNER, id=key_result).rows_of_chart() if row["kind"] == "actual"]
    measured = [row for row in rows if row["sentence"] == f"From the metric “{METRIC}”"]
    assert [row["value"] for row in measured] == [44.6, 45.3, 46.7, 47.8, 48.3]
    assert rows == sorted(rows, key=lambda row: row["day"])


def test_the_check_in_starts_from_the_metrics_value_and_says_who_wins(
    open_page: OpenPage, sample: Query, key_result: int
) -> None:
    page = open_page("key_result", OWNER, id=key_result)
    assert "from the metric. What you record counts for its day" in page.said
    assert page.fields["Value now (%)"].value == 48.3
    assert page.fields["Confidence to reach it, 0 to 10"].value == 7
    page.fill("Value now (%)", 47.0).press("Record check-in")
    last = sample(f"SELECT value FROM check_in WHERE key_result_id = {key_result} ORDER BY id DESC LIMIT 1")
    assert last == [(47.0,)]


def test_editing_a_key_result_keeps_its_metric(
    open_page: OpenPage, sample: Query, key_result: int, metric: int
) -> None:
    page = open_page("write_key_result", OWNER, id=key_result)
    page.fill("Days between check-ins", 14).press("Save key result")
    assert sample(f"SELECT cadence_days, metric_id FROM key_result WHERE id = {key_result}") == [(14, metric)]


def test_the_form_links_unlinks_and_warns_about_another_unit(
    open_page: OpenPage, sample: Query, key_result: int, metric: int
) -> None:
    page = open_page("write_key_result", OWNER, id=key_result)
    page.fill("Value from a metric", sample("SELECT id FROM metric WHERE name = 'Trips per day'")[0][0]).run()
    assert any(message.startswith("The key result is in “%”, the metric in “trips/day”.") for message in page.messages)
    page.fill("Value from a metric", 0).press("Save key result")
    assert sample(f"SELECT metric_id FROM key_result WHERE id = {key_result}") == [(None,)]


def test_milestones_are_offered_no_metric(open_page: OpenPage, key_result: int) -> None:
    page = open_page("write_key_result", OWNER, id=key_result)
    page.fill("Measure", "milestone").run()
    assert "Value from a metric" not in page.fields


@pytest.mark.parametrize("address", ["key_result", "metric", "metrics"])
def test_a_first_look_takes_at_most_twelve_statements(
    open_page: OpenPage, sample: Query, key_result: int, metric: int, address: str
) -> None:
    record = {"key_result": {"id": key_result}, "metric": {"id": metric}}.get(address, {})
    page = open_page(address, OWNER, **record)
    sample("UPDATE data_version SET version = version + 1")
    asked: list[str] = []

    def note(*told: object) -> None:
        asked.append(str(told[2]))

    event.listen(Engine, "before_cursor_execute", note)
    page.run()
    event.remove(Engine, "before_cursor_execute", note)
    assert len([one for one in asked if not one.startswith("BEGIN")]) <= 12, "\n".join(asked)
