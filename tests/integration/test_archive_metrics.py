"""Metrics, their values and what looks at them travel with an export, between both kinds of database."""

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from sqlalchemy import Engine
from sqlmodel import col, select

from domain.policy import Policy
from models import KeyResult, MetricPoint
from models.inputs import MetricInput
from services import key_results, metrics
from services.exchange.archive import Format
from services.integrity import check
from services.permissions import Actor
from services.reporting.metrics import list_metrics, metric_detail
from tests.archived import answer, exported, take_in
from tests.factories import TODAY, Company, key_result_input

Act = Callable[..., Any]
NEW_KINDS = ("metrics", "metric_points")


@pytest.fixture
def company(a_team_with_an_open_cycle: Company) -> Company:
    return a_team_with_an_open_cycle


@pytest.fixture
def metric(act: Act, company: Company) -> int:
    """A metric with a corrected and a withdrawn value, at which the key result looks."""
    member = company["member"]
    wanted = MetricInput(team_id=company.checkout, owner_id=member.person_id, name="=Paid carts", unit="%")
    key = act(metrics.create_metric, member, wanted)
    for value in (25.0, 26.5):
        act(metrics.record_points, member, key, ((date(2026, 5, 4), value), (date(2026, 5, 5), 27.0)), TODAY)
    act(metrics.withdraw_point, member, 2)
    linked = key_result_input(company.objective, member.person_id, metric_id=key)
    act(key_results.update_key_result, member, company.key_result, 1, linked)
    return key


@pytest.mark.parametrize("form", list(Format))
def test_everything_about_metrics_arrives_in_another_database(
    ask: Act, another_database: Engine, metric: int, form: Format
) -> None:
    report = take_in(another_database, ask(exported, form))
    assert {name: report.created[name] for name in NEW_KINDS} == {"metrics": 1, "metric_points": 4}
    assert answer(another_database, list_metrics, TODAY)[0].key_results == 1
    there = answer(another_database, metric_detail, 1, TODAY, Policy())
    here = ask(metric_detail, metric, TODAY, Policy())
    assert [(point.as_of, point.value, point.author) for point in there.points] == [
        (point.as_of, point.value, point.author) for point in here.points
    ]
    assert [reading.value for reading in there.values] == [26.5]
    assert answer(another_database, check) == ()


@pytest.mark.parametrize("form", [Format.CSV, Format.JSON])
def test_exported_anew_it_is_the_same_file(ask: Act, another_database: Engine, metric: int, form: Format) -> None:
    data = ask(exported, form)
    take_in(another_database, data)
    assert answer(another_database, exported, form) == data


def test_the_same_export_again_changes_nothing(ask: Act, company_database: Engine, admin: Actor, metric: int) -> None:
    report = take_in(company_database, ask(exported, Format.JSON), admin)
    assert (dict(report.created), dict(report.changed), report.refused) == ({}, {}, ())


def test_an_export_from_before_there_were_metrics_unlinks_nothing(
    ask: Act, company_database: Engine, admin: Actor, metric: int, company: Company
) -> None:
    content = json.loads(ask(exported, Format.JSON))
    for kind in NEW_KINDS:
        del content["records"][kind]
    for row in content["records"]["key_results"]:
        del row["metric"]
    report = take_in(company_database, json.dumps(content).encode(), admin)
    assert (report.refused, dict(report.changed)) == ((), {})
    stored = ask(lambda session: session.get_one(KeyResult, company.key_result).metric_id)
    assert stored == metric


@pytest.mark.parametrize(
    ("place", "spoilt", "said"),
    [
        (0, {"value": None}, "A metric point without a value must supersede one."),
        (0, {"as_of": "2027-01-01"}, "this day is still to come"),
        (0, {"metric": "Nobody's"}, "There is no metric “Nobody's”"),
        (2, {"supersedes": "metric-9/9"}, "There is no metric point “metric-9/9” before this row."),
    ],
)
def test_a_value_that_cannot_be_refuses_the_file(
    ask: Act, another_database: Engine, metric: int, place: int, spoilt: dict[str, Any], said: str
) -> None:
    content = json.loads(ask(exported, Format.JSON))
    content["records"]["metric_points"][place].update(spoilt)
    report = take_in(another_database, json.dumps(content).encode())
    assert any(said in problem.message for problem in report.refused)
    assert answer(another_database, lambda session: session.exec(select(col(MetricPoint.id))).all()) == []


def test_milestones_that_look_at_a_metric_are_refused(ask: Act, another_database: Engine, metric: int) -> None:
    content = json.loads(ask(exported, Format.JSON))
    steps = next(row for row in content["records"]["key_results"] if row["measure"] == "milestone")
    steps["metric"] = "=Paid carts"
    report = take_in(another_database, json.dumps(content).encode())
    assert [problem.message.partition(": ")[2] for problem in report.refused] == [
        "Milestones are ticked off by people and look at no metric."
    ]
