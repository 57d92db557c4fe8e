"""Metrics and their values: who may write them, what supersedes what, and what key results make of them."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from math import inf, nan
from threading import Barrier
from typing import Any

import pytest
from sqlalchemy import Engine, event
from sqlmodel import Session, col, select

from domain.policy import Policy
from domain.vocabulary import Measure, PointOrigin, Status
from models import AuditEvent, KeyResult, MetricPoint
from models.database import reading, writing
from models.inputs import MetricInput
from services import check_ins, conversions, initiatives, key_results, metric_files, metrics
from services.errors import InvalidInput, NotAllowed, NotFound, StaleVersion
from services.exchange.points import WrittenPoint
from services.metrics import PointsReceipt
from services.reporting.inbox import counts
from services.reporting.initiative_exceptions import done_work, unmoved_work
from services.reporting.key_result import key_result_detail
from services.reporting.key_results import KeyResultRow, load_key_results
from services.reporting.metrics import list_metrics, metric_detail
from services.reporting.my_week import my_week
from services.reporting.work_scope import WorkScope
from tests.factories import TODAY, Company, check_in_input, initiative_input, key_result_input

Act = Callable[..., Any]
POLICY = Policy()


@pytest.fixture
def company(a_team_with_an_open_cycle: Company) -> Company:
    return a_team_with_an_open_cycle


def metric_input(company: Company, **changes: Any) -> MetricInput:
    given = {"team_id": company.checkout, "owner_id": company["member"].person_id, "name": "Paid carts", "unit": "%"}
    return MetricInput(**{**given, "source": "Nightly export of the shop", **changes})


@pytest.fixture
def metric(act: Act, company: Company) -> int:
    return act(metrics.create_metric, company["member"], metric_input(company))


@pytest.fixture
def linked(act: Act, company: Company, metric: int) -> int:
    """The key result of the company, with a check-in of 24 for 11 May, looks at the metric."""
    wanted = key_result_input(company.objective, company["member"].person_id, metric_id=metric)
    act(key_results.update_key_result, company["member"], company.key_result, 1, wanted)
    return company.key_result


@pytest.fixture
def record(act: Act, company: Company, metric: int) -> Callable[..., PointsReceipt]:
    def store(*points: tuple[date, float], who: str = "member") -> PointsReceipt:
        return act(metrics.record_points, company[who], metric, points, TODAY)

    return store


def row_of(ask: Act, key: int) -> KeyResultRow:
    return ask(load_key_results, TODAY, POLICY, col(KeyResult.id) == key)[0]


def day(number: int) -> date:
    return date(2026, 5, number)


def test_a_name_is_given_once_whatever_its_case(act: Act, company: Company, metric: int) -> None:
    with pytest.raises(InvalidInput) as refused:
        act(metrics.create_metric, company["lead"], metric_input(company, name="PAID  carts"))
    assert refused.value.of("name") == (
        "A metric called “Paid carts” exists already, in Checkout. Choose another name, or use that metric."
    )


def test_two_people_who_add_the_same_metric_at_once_get_one(company_database: Engine, company: Company) -> None:
    barrier = Barrier(2)

    def add(who: str) -> object:
        barrier.wait()
        try:
            with writing(company_database) as session:
                return metrics.create_metric(session, company[who], metric_input(company, name="Refunds"))
        except InvalidInput:
            return "refused"

    with ThreadPoolExecutor(2) as pool:
        assert sorted(map(str, pool.map(add, ("member", "lead")))) == ["1", "refused"]


def test_a_metric_keeps_its_name_when_it_is_edited(act: Act, company: Company, metric: int) -> None:
    act(metrics.update_metric, company["lead"], metric, 1, metric_input(company, source="The shop"))
    with pytest.raises(StaleVersion):
        act(metrics.update_metric, company["lead"], metric, 1, metric_input(company, source="Elsewhere"))


def test_a_metric_does_not_move_into_a_team_in_which_one_may_not_write(act: Act, company: Company, metric: int) -> None:
    with pytest.raises(NotAllowed):
        act(metrics.update_metric, company["member"], metric, 1, metric_input(company, team_id=company.support))


def test_the_same_values_again_change_nothing(record: Any, ask: Act, metric: int) -> None:
    assert record((day(4), 25.0), (day(11), 27.0)) == PointsReceipt(2, 0, 0)
    assert record((day(4), 25.0), (day(11), 27.0)) == PointsReceipt(0, 0, 2)
    assert len(ask(metric_detail, metric, TODAY, POLICY).points) == 2


def test_a_later_value_for_a_day_takes_the_place_of_the_earlier_one_and_both_stay(
    record: Any, ask: Act, metric: int
) -> None:
    record((day(4), 25.0))
    assert record((day(4), 26.0), who="lead") == PointsReceipt(0, 1, 0)
    later, earlier = ask(metric_detail, metric, TODAY, POLICY).points
    assert (later.value, later.author, later.counts) == (26.0, "Lena", True)
    assert (earlier.value, earlier.author, earlier.superseded_by) == (25.0, "Mia", later.key)


def test_every_value_has_its_line_in_the_history_of_changes(record: Any, ask: Act) -> None:
    record((day(4), 25.0), (day(5), 26.0))
    told = ask(lambda session: session.exec(select(AuditEvent).where(AuditEvent.entity == "metric_point")).all())
    assert [(line.action, '"value": 2' in line.after) for line in told] == [("created", True)] * 2


@pytest.mark.parametrize(
    ("points", "field"),
    [
        (((TODAY + timedelta(days=1), 25.0),), "as_of"),
        (((day(4), nan),), "value"),
        (((day(4), inf),), "value"),
        (((day(4), 1.0), (day(4), 2.0)), "as_of"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_stored(
    record: Any, ask: Act, metric: int, points: tuple[tuple[date, float], ...], field: str
) -> None:
    with pytest.raises(InvalidInput) as refused:
        record((day(3), 20.0), *points)
    assert refused.value.of(field)
    assert ask(metric_detail, metric, TODAY, POLICY).points == ()


def test_a_withdrawn_value_counts_no_more_and_can_be_recorded_again(
    record: Any, act: Act, ask: Act, company: Company, metric: int
) -> None:
    record((day(4), 25.0))
    act(metrics.withdraw_point, company["lead"], ask(metric_detail, metric, TODAY, POLICY).points[0].key)
    assert ask(metric_detail, metric, TODAY, POLICY).values == ()
    assert record((day(4), 25.0)) == PointsReceipt(0, 1, 0)
    assert [reading.value for reading in ask(metric_detail, metric, TODAY, POLICY).values] == [25.0]


def test_a_value_is_withdrawn_once(record: Any, act: Act, ask: Act, company: Company, metric: int) -> None:
    record((day(4), 25.0))
    point = ask(metric_detail, metric, TODAY, POLICY).points[0].key
    act(metrics.withdraw_point, company["member"], point, request_key="once")
    act(metrics.withdraw_point, company["member"], point, request_key="once")
    with pytest.raises(InvalidInput):
        act(metrics.withdraw_point, company["member"], point)
    assert len(ask(metric_detail, metric, TODAY, POLICY).points) == 2


def test_two_jobs_at_once_leave_one_value_that_counts(company_database: Engine, company: Company, metric: int) -> None:
    barrier = Barrier(4)

    def store(value: float) -> None:
        barrier.wait()
        with writing(company_database) as session:
            metrics.record_points(session, company["member"], metric, ((day(4), value),), TODAY)

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(store, (1.0, 2.0, 3.0, 4.0)))
    with reading(company_database) as session:
        detail = metric_detail(session, metric, TODAY, POLICY)
    assert (len(detail.values), len(detail.points)) == (1, 4)


def test_a_metric_that_does_not_exist_is_said_so(act: Act, ask: Act, company: Company) -> None:
    with pytest.raises(NotFound):
        act(metrics.record_points, company["member"], 99, ((day(4), 1.0),), TODAY)
    with pytest.raises(NotFound):
        ask(metric_detail, 99, TODAY, POLICY)


def test_the_list_tells_the_latest_value_and_how_many_look_at_it(
    record: Any, ask: Act, linked: int, metric: int
) -> None:
    record((day(4), 25.0), (day(11), 27.0))
    (row,) = ask(list_metrics, TODAY)
    assert (row.name, row.team, row.key_results) == ("Paid carts", "Checkout", 1)
    assert row.latest is not None
    assert (row.latest.as_of, row.latest.value) == (day(11), 27.0)
    assert len(row.recent) == 2


# What a key result makes of its metric


def test_a_person_wins_on_the_day_and_the_metric_counts_on_others(record: Any, ask: Act, linked: int) -> None:
    record((day(11), 30.0), (day(15), 32.0))
    row = row_of(ask, linked)
    assert [(one.as_of, one.value, one.from_metric) for one in row.readings] == [
        (day(11), 24.0, False),
        (day(15), 32.0, True),
    ]
    assert row.progress.value == pytest.approx(0.6)


def test_values_before_the_start_and_after_the_due_date_belong_to_other_quarters(
    record: Any, ask: Act, linked: int
) -> None:
    record((date(2026, 3, 31), 10.0), (date(2026, 4, 1), 20.5))
    assert [one.as_of for one in row_of(ask, linked).readings] == [date(2026, 4, 1), day(11)]


def test_the_page_has_both_values_of_a_day(record: Any, ask: Act, linked: int) -> None:
    record((day(11), 30.0))
    detail = ask(key_result_detail, linked, TODAY, POLICY)
    assert [entry.value for entry in detail.check_ins] == [24.0]
    assert [point.value for point in detail.metric.points] == [30.0]


def test_confidence_and_divergence_come_from_the_last_check_in(
    record: Any, act: Act, ask: Act, linked: int, company: Company
) -> None:
    act(check_ins.record, company["member"], check_in_input(linked, as_of=day(12), confidence=9), TODAY)
    record((day(15), 20.0))
    row = row_of(ask, linked)
    assert row.latest is not None
    assert (row.latest.confidence, row.standing.status) == (None, Status.AT_RISK)
    assert row.divergence == "The owner's confidence is 9 of 10, yet the numbers say at risk."


def test_a_metric_keeps_the_value_fresh_and_the_person_is_still_asked(
    record: Any, ask: Act, linked: int, company: Company
) -> None:
    member = company["member"]
    later = TODAY + timedelta(days=7)
    record((TODAY, 26.0))
    row = ask(load_key_results, later, POLICY, col(KeyResult.id) == linked)[0]
    assert not row.standing.stale
    week = ask(my_week, member, later, POLICY)
    assert linked in [item.key_result.key for item in week.due]
    assert ask(counts, member, later).due == len(week.due)


def test_a_number_found_by_a_metric_still_waits_for_a_persons_word(
    record: Any, act: Act, ask: Act, company: Company, metric: int, make_key_result: Any
) -> None:
    key = make_key_result(measure=Measure.BASELINE, baseline=None, target=None, metric_id=metric)
    record((day(4), 25.0))
    assert row_of(ask, key).progress.value == 1.0
    week = ask(my_week, company["member"], TODAY, POLICY)
    assert key in [item.key_result.key for item in week.due]
    assert ask(counts, company["member"], TODAY).due == len(week.due)


def test_finished_work_is_judged_by_the_metric_as_well(
    record: Any, act: Act, ask: Act, linked: int, company: Company
) -> None:
    done = initiative_input(company, state="done", starts_on=date(2026, 4, 1), due_on=date(2026, 4, 10))
    act(initiatives.create_initiative, company["member"], done)
    scope = WorkScope(company.cycle, None, None)
    found = ask(done_work, scope, TODAY, POLICY)
    record((date(2026, 4, 8), 24.0))
    assert len(ask(unmoved_work, found, TODAY, POLICY)) == 1
    record((TODAY, 39.0))
    assert ask(unmoved_work, found, TODAY, POLICY) == ()


def test_one_more_statement_only_where_a_metric_is_looked_at(
    company_database: Engine, ask: Act, company: Company, request: pytest.FixtureRequest
) -> None:
    asked: list[str] = []
    event.listen(company_database, "before_cursor_execute", lambda *args: asked.append(args[2]))
    ask(load_key_results, TODAY, POLICY, col(KeyResult.objective_id) == company.objective)
    without = len([text for text in asked if text.lstrip().startswith("SELECT")])
    request.getfixturevalue("linked")
    asked.clear()
    ask(load_key_results, TODAY, POLICY, col(KeyResult.objective_id) == company.objective)
    assert len([text for text in asked if text.lstrip().startswith("SELECT")]) == without + 1


# The link


def test_a_metric_that_does_not_exist_cannot_be_linked(act: Act, company: Company) -> None:
    wanted = key_result_input(company.objective, company["member"].person_id, metric_id=99)
    with pytest.raises(InvalidInput) as refused:
        act(key_results.create_key_result, company["member"], wanted)
    assert refused.value.of("metric_id") == "This metric does not exist any more. Choose another one, or none."


def test_milestones_look_at_no_metric(act: Act, company: Company, metric: int) -> None:
    steps = {"measure": Measure.MILESTONE, "baseline": None, "target": None}
    wanted = key_result_input(company.objective, company["member"].person_id, metric_id=metric, **steps)
    with pytest.raises(InvalidInput) as refused:
        act(key_results.create_key_result, company["member"], wanted)
    assert "ticked off by people" in refused.value.of("metric_id")


def test_a_team_may_look_at_the_metric_of_another_one_and_not_write_it(act: Act, company: Company, metric: int) -> None:
    with pytest.raises(NotAllowed):
        act(metrics.record_points, company["member_elsewhere"], metric, ((day(4), 1.0),), TODAY)


def test_a_split_leaves_the_link_with_the_first(act: Act, ask: Act, company: Company, linked: int, metric: int) -> None:
    version = row_of(ask, linked).version
    second = key_result_input(company.objective, company["member"].person_id, title="Fewer refunds")
    act(conversions.split, company["member"], linked, version, "More paid carts", second)
    rows = ask(load_key_results, TODAY, POLICY, col(KeyResult.objective_id) == company.objective)
    assert [row.metric_id for row in rows if not row.dropped] == [metric, None, None]


def test_dropping_and_taking_back_keeps_the_link(
    act: Act, ask: Act, company: Company, linked: int, metric: int
) -> None:
    for dropped in (True, False):
        act(key_results.drop_key_result, company["member"], linked, row_of(ask, linked).version, dropped)
    assert row_of(ask, linked).metric_id == metric


# A file


def rows(*lines: tuple[str, str, str]) -> list[WrittenPoint]:
    return [WrittenPoint(number, day, value, name) for number, (name, day, value) in enumerate(lines, start=2)]


def test_a_file_names_its_metrics_whatever_the_case(act: Act, ask: Act, company: Company, metric: int) -> None:
    written = rows(("paid CARTS", "2026-05-04", "25"), ("Paid carts", "2026-05-05", "26"))
    receipt = act(metric_files.record_file, company["admin"], written, TODAY)
    assert (receipt.points, receipt.refused) == (PointsReceipt(2, 0, 0), ())
    assert {point.origin for point in ask(metric_detail, metric, TODAY, POLICY).points} == {PointOrigin.FILE}


def test_rows_that_cannot_be_stored_are_named_and_the_others_are_stored(
    act: Act, company: Company, metric: int
) -> None:
    written = rows(
        ("Paid carts", "2026-05-04", "25"),
        ("Paid cats", "2026-05-04", "25"),
        ("Paid carts", "soon", "25"),
        ("Paid carts", "2026-05-05", "many"),
        ("", "2026-05-05", "1"),
    )
    receipt = act(metric_files.record_file, company["admin"], written, TODAY)
    assert receipt.points == PointsReceipt(1, 0, 0)
    assert [row.line for row in receipt.refused] == [3, 4, 5, 6]
    assert receipt.refused[0].message.startswith("There is no metric called “Paid cats”.")
    assert receipt.is_accepted


def test_with_strict_one_refused_row_refuses_the_file(act: Act, ask: Act, company: Company, metric: int) -> None:
    written = rows(("Paid carts", "2026-05-04", "25"), ("Paid cats", "2026-05-04", "25"))
    receipt = act(metric_files.record_file, company["admin"], written, TODAY, strict=True)
    assert not receipt.is_accepted
    assert ask(metric_detail, metric, TODAY, POLICY).points == ()


def test_rows_of_a_team_in_which_one_may_not_write_are_refused(act: Act, company: Company, metric: int) -> None:
    act(metrics.create_metric, company["admin"], metric_input(company, name="Tickets", team_id=company.support))
    written = rows(("Paid carts", "2026-05-04", "25"), ("Tickets", "2026-05-04", "7"))
    receipt = act(metric_files.record_file, company["member"], written, TODAY)
    assert (receipt.points.stored, [row.line for row in receipt.refused]) == (1, [3])


def test_a_point_in_the_database_cannot_be_changed(company_database: Engine, record: Any) -> None:
    record((day(4), 25.0))

    def change(session: Session) -> None:
        session.exec(select(MetricPoint)).one().value = 26.0
        session.commit()

    with pytest.raises(Exception, match="append"), writing(company_database) as session:
        change(session)
