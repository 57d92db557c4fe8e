"""What the pages read, with numbers worked out by hand, and how many statements each answer takes."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, event
from sqlmodel import col

from domain.policy import Policy
from domain.vocabulary import Exemption, Label, Status
from models import KeyResult
from models.database import reading
from models.inputs import LabelInput
from services import check_ins, key_results, labels, objectives, publishing
from services.errors import NotFound
from services.permissions import rights_of
from services.reporting.initiatives import initiative
from services.reporting.key_result import key_result_detail
from services.reporting.key_results import load_key_results
from services.reporting.mix_history import key_result_moves, past_mixes
from services.reporting.my_week import my_week
from services.reporting.objectives import PAGE_SIZE, ObjectiveFilter, list_objectives, objective_detail
from services.reporting.outcome_mix import mix_report
from services.reporting.people import list_cycles, list_people, list_teams
from services.reporting.readings import live_check_ins
from tests.factories import TODAY, Company, check_in_input, key_result_input, objective_input

Act = Callable[..., Any]
POLICY = Policy()


@pytest.fixture
def company(a_team_with_an_open_cycle: Company) -> Company:
    return a_team_with_an_open_cycle


@pytest.fixture
def label(act: Act, company: Company) -> Callable[..., None]:
    """Gives a key result a label that does not depend on what the classifier thinks."""

    def decide(key: int, value: Label, version: int = 1, **more: Any) -> None:
        verdict = LabelInput(key_result_id=key, label=value, reason="Decided for the test.", **more)
        act(labels.decide_label, company["admin"], version, verdict)

    return decide


@pytest.fixture
def two_objectives(act: Act, company: Company, label: Act, make_key_result: Act) -> int:
    """One objective with outcome 1 : output 1, another with output alone; returns the other one's id."""
    label(company.key_result, Label.OUTCOME)
    label(company.steps, Label.OUTPUT)
    other = act(objectives.create_objective, company["lead"], objective_input(company, title="All output"))
    label(make_key_result(objective_id=other, weight=3.0), Label.OUTPUT)
    return other


def week(ask: Act, company: Company, today: date = TODAY) -> Any:
    return ask(my_week, company["member"], today, POLICY)


def test_my_week_shows_the_most_overdue_first(ask: Act, company: Company) -> None:
    due = week(ask, company).due
    assert [(item.key_result.key, item.days_overdue) for item in due] == [(company.steps, 40), (company.key_result, 0)]
    assert [item.due_on for item in due] == [date(2026, 4, 8), date(2026, 5, 18)]


def test_my_week_does_not_ask_before_the_day(ask: Act, company: Company) -> None:
    due = week(ask, company, TODAY - timedelta(days=1)).due
    assert [item.key_result.key for item in due] == [company.steps]


def test_only_what_is_silent_for_one_and_a_half_cadences_is_stale(ask: Act, company: Company) -> None:
    assert week(ask, company).stale == 1
    assert week(ask, company, date(2026, 5, 21)).stale == 1
    assert week(ask, company, date(2026, 5, 22)).stale == 2


def test_my_week_leaves_out_what_is_dropped_done_or_closed(act: Act, ask: Act, company: Company) -> None:
    act(key_results.drop_key_result, company["lead"], company.key_result, 1, True)
    finished = check_in_input(company.steps, value=4.0)
    act(check_ins.record, company["lead"], finished, TODAY)
    assert week(ask, company).due == ()
    assert [row.key for row in week(ask, company).own] == [company.steps]


def test_my_week_leaves_out_a_closed_objective(act: Act, ask: Act, company: Company) -> None:
    act(publishing.close_early, company["lead"], company.objective, "The law changed.")
    assert week(ask, company).own == ()


def test_what_i_did_can_be_undone_until_something_supersedes_it(act: Act, ask: Act, company: Company) -> None:
    assert [entry.can_be_undone for entry in week(ask, company).recent if entry.key == company.check_in] == [True]
    undone = act(check_ins.withdraw, company["member"], company.check_in)
    shown = {entry.key: entry.can_be_undone for entry in week(ask, company).recent}
    assert (shown[company.check_in], shown[undone.check_in_id]) == (False, False)


def test_readings_come_in_the_order_of_the_days_they_are_true_for(act: Act, ask: Act, company: Company) -> None:
    for day, value in ((9, 23.0), (13, 27.0), (2, 21.0)):
        entry = check_in_input(company.key_result, value=value, as_of=date(2026, 5, day))
        act(check_ins.record, company["member"], entry, TODAY)
    readings = ask(live_check_ins, [company.key_result])[company.key_result]
    assert [reading.value for reading in readings] == [21.0, 23.0, 24.0, 27.0]


def test_an_objective_is_the_weighted_mean_with_no_data_as_zero(ask: Act, company: Company) -> None:
    row = ask(objective_detail, company.objective, TODAY, POLICY).objective
    assert row.progress.value == pytest.approx((0.2 + 0.0) / 2)
    assert row.progress.text == "1 of 2 measured"
    assert (row.status, row.statuses) == (Status.AT_RISK, {Status.AT_RISK: 2})


def test_weights_count_and_what_is_dropped_does_not(act: Act, ask: Act, company: Company, make_key_result: Act) -> None:
    heavy = make_key_result(weight=3.0)
    act(check_ins.record, company["member"], check_in_input(heavy, value=50.0), TODAY)
    act(key_results.drop_key_result, company["member"], company.steps, 1, True)
    row = ask(objective_detail, company.objective, TODAY, POLICY).objective
    assert row.progress.value == pytest.approx((1 * 0.2 + 3 * 1.0) / 4)
    assert len(row.live) == 2


def test_a_falling_target_is_reported_like_a_rising_one(
    act: Act, ask: Act, company: Company, make_key_result: Act
) -> None:
    falling = make_key_result(measure="decrease", baseline=40.0, target=20.0)
    act(check_ins.record, company["member"], check_in_input(falling, value=36.0), TODAY)
    rows = ask(load_key_results, TODAY, POLICY, col(KeyResult.id).in_([company.key_result, falling]))
    assert [row.progress.value for row in rows] == [pytest.approx(0.2), pytest.approx(0.2)]


@pytest.mark.parametrize(
    ("wanted", "count"),
    [
        ({}, 3),
        ({"team_ids": ()}, 0),
        ({"words": "share of PAID"}, 1),
        ({"words": "100%"}, 1),
        ({"words": "_"}, 0),
        ({"words": "no such words"}, 0),
    ],
)
def test_a_filter_finds_titles_of_objectives_and_key_results(
    act: Act, ask: Act, company: Company, wanted: dict[str, Any], count: int
) -> None:
    for title in ("Reach 100% of towns", "Reach 100 towns"):
        act(objectives.create_objective, company["lead"], objective_input(company, title=title))
    found = ask(list_objectives, ObjectiveFilter(company.cycle, **wanted), TODAY, POLICY)
    assert (found.total, len(found.rows)) == (count, count)


def test_a_filter_by_owner_finds_what_somebody_owns_at_either_level(act: Act, ask: Act, company: Company) -> None:
    key = act(objectives.create_objective, company["lead"], objective_input(company))
    act(
        key_results.create_key_result,
        company["lead"],
        key_result_input(company.objective, company["lead"].person_id),
    )
    wanted = ObjectiveFilter(company.cycle, owner_id=company["lead"].person_id)
    assert {row.key for row in ask(list_objectives, wanted, TODAY, POLICY).rows} == {company.objective, key}


def test_a_page_shows_its_part_and_the_whole_number(act: Act, ask: Act, company: Company) -> None:
    for number in range(PAGE_SIZE):
        act(objectives.create_objective, company["lead"], objective_input(company, title=f"Number {number}"))
    first, second = (ask(list_objectives, ObjectiveFilter(company.cycle), TODAY, POLICY, page) for page in (1, 2))
    assert (first.total, len(first.rows), len(second.rows)) == (PAGE_SIZE + 1, PAGE_SIZE, 1)
    assert {row.key for row in first.rows}.isdisjoint(row.key for row in second.rows)


def test_an_objective_shows_what_serves_it(act: Act, ask: Act, company: Company) -> None:
    child = act(objectives.create_objective, company["lead"], objective_input(company, parent_id=company.objective))
    detail = ask(objective_detail, company.objective, TODAY, POLICY)
    assert detail.children == ((child, "Paying takes a moment", "Checkout"),)
    assert ask(objective_detail, child, TODAY, POLICY).parent == "Paying is easy"
    assert [work.title for work in detail.initiatives] == ["One-page checkout"]


def test_the_mix_begins_with_the_heaviest_output(ask: Act, company: Company, two_objectives: int) -> None:
    report = ask(mix_report, company.cycle, None, POLICY)
    assert [row.key for row in report.objectives] == [two_objectives, company.objective]
    assert [row.mix.share for row in report.objectives] == [0.0, 0.5]
    assert report.total.share == pytest.approx(1 / 5)
    assert [row.key for row in report.hinted] == [two_objectives]
    assert [(team.name, team.mix.output_weight) for team in report.teams] == [("Checkout", 4.0)]


def test_the_mix_leaves_out_what_is_exempt_or_dropped(
    act: Act, ask: Act, company: Company, two_objectives: int, label: Act
) -> None:
    label(company.steps, Label.OUTPUT, version=2, exemption=Exemption.COMPLIANCE)
    act(key_results.drop_key_result, company["admin"], company.key_result, 2, True)
    report = ask(mix_report, company.cycle, None, POLICY)
    row = next(row for row in report.objectives if row.key == company.objective)
    assert (row.mix.share, row.mix.exempt_count, row.mix.counted) == (None, 1, 0)
    assert report.total.share == 0.0


def test_the_mix_tells_how_many_labels_nobody_has_confirmed(ask: Act, company: Company, label: Act) -> None:
    assert ask(mix_report, company.cycle, None, POLICY).unconfirmed == 2
    label(company.key_result, Label.OUTCOME)
    assert ask(mix_report, company.cycle, None, POLICY).unconfirmed == 1


def test_the_mix_of_other_teams_is_empty(ask: Act, company: Company) -> None:
    report = ask(mix_report, company.cycle, [company.support], POLICY)
    assert (report.objectives, report.teams, report.total.share) == ((), (), None)


@pytest.mark.parametrize("report", [objective_detail, key_result_detail])
def test_a_record_that_is_gone_is_said_so(ask: Act, company: Company, report: Act) -> None:
    with pytest.raises(NotFound, match="does not exist"):
        ask(report, 99_999, TODAY, POLICY)


@contextmanager
def counted_statements(engine: Engine) -> Iterator[list[str]]:
    statements: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        statements.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    yield statements
    event.remove(engine, "before_cursor_execute", note)


@pytest.mark.parametrize(
    ("report", "most"),
    [
        (lambda session, c: load_key_results(session, TODAY, POLICY), 3),
        (lambda session, c: my_week(session, c["member"], TODAY, POLICY), 5),
        (lambda session, c: list_objectives(session, ObjectiveFilter(c.cycle), TODAY, POLICY), 6),
        (lambda session, c: objective_detail(session, c.objective, TODAY, POLICY), 9),
        (lambda session, c: key_result_detail(session, c.steps, TODAY, POLICY), 9),
        (lambda session, c: mix_report(session, c.cycle, None, POLICY), 4),
        (lambda session, c: past_mixes(session, (c.cycle, c.closed_cycle), [c.checkout], c.cycle), 1),
        (lambda session, c: key_result_moves(session, c.closed_cycle, c.cycle, [c.checkout]), 1),
        (lambda session, c: initiative(session, c.initiative), 2),
        (lambda session, c: rights_of(session, c["member"]), 3),
        (lambda session, c: list_people(session), 1),
        (lambda session, c: list_teams(session), 1),
        (lambda session, c: list_cycles(session), 1),
    ],
)
def test_a_report_takes_a_fixed_number_of_statements(
    company_database: Engine, company: Company, make_key_result: Act, report: Act, most: int
) -> None:
    for _ in range(3):
        make_key_result()
    with counted_statements(company_database) as statements, reading(company_database) as session:
        report(session, company)
    assert 1 <= len([statement for statement in statements if not statement.startswith(("BEGIN", "PRAGMA"))]) <= most
