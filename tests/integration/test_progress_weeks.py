"""Objectives by week on both databases, with numbers worked out by hand.

The cycle runs from Wednesday 1 April to Tuesday 30 June 2026, 90 days. One key result goes from 20 to 40 and stood at
24 on Monday 11 May; the other one, of two milestones, has no check-in.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import pytest
from sqlalchemy import Engine, event
from sqlmodel import col

from domain.policy import Policy
from domain.vocabulary import Exemption, Label, Status
from models import Objective
from models.inputs import LabelInput
from services import check_ins, labels, objectives
from services.errors import NotFound
from services.reporting import progress_weeks as weekly
from services.reporting.objectives import load_objectives
from services.reporting.progress_weeks import ProgressWeeks, progress_weeks
from tests.factories import TODAY, Company, check_in_input, objective_input

Act = Callable[..., Any]
POLICY = Policy()
SUNDAY_BEFORE = date(2026, 5, 17)


@pytest.fixture
def company(a_team_with_an_open_cycle: Company) -> Company:
    return a_team_with_an_open_cycle


@pytest.fixture
def report(ask: Act, company: Company) -> Callable[..., ProgressWeeks]:
    """Answers for all teams on a day."""

    def answer(today: date = TODAY, team_ids: tuple[int, ...] | None = None) -> ProgressWeeks:
        return ask(progress_weeks, company.cycle, team_ids, today, POLICY)

    return answer


def statuses(found: ProgressWeeks, place: int = 0) -> list[Status]:
    return [cell.status for cell in found.objectives[place].cells]


@contextmanager
def noted(engine: Engine) -> Iterator[list[str]]:
    found: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        found.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    yield found
    event.remove(engine, "before_cursor_execute", note)


def test_a_cycle_has_a_week_for_each_monday_and_those_that_have_begun_are_counted(report: Act) -> None:
    found = report()
    assert [week.number for week in found.weeks] == list(range(14, 28))
    assert found.begun == 8


def test_each_week_tells_what_was_known_when_it_closed(report: Act) -> None:
    # Until Sunday 10 May nobody had checked in and less than half of the time was gone. On 17 May, day 46, half was:
    # the milestones are at risk, and 20 % against 51 % expected is at risk too.
    assert statuses(report()) == [Status.NO_DATA] * 6 + [Status.AT_RISK] * 2


def test_progress_is_the_weighted_mean_of_what_was_known(report: Act) -> None:
    cells = report().objectives[0].cells
    assert cells[5].progress.value is None
    assert cells[6].progress.value == pytest.approx(0.1)  # (20 % + nothing) ÷ 2
    assert cells[6].progress.text == "1 of 2 measured"


def test_the_latest_week_agrees_with_the_objective_itself(report: Act, ask: Act, company: Company) -> None:
    (row,) = ask(load_objectives, TODAY, POLICY, col(Objective.id) == company.objective)
    now = report().objectives[0].now
    assert now is not None
    assert (now.status, now.progress.value) == (row.status, row.progress.value)


def test_an_objective_turns_in_the_week_in_which_its_status_changes(report: Act) -> None:
    assert report(SUNDAY_BEFORE).objectives[0].turned_at_risk
    assert not report().objectives[0].turned_at_risk


def test_an_objective_that_comes_back_has_recovered(report: Act, act: Act, company: Company) -> None:
    member, steps = company["member"], check_in_input(company.steps, value=None, done_milestones=(1, 2), as_of=TODAY)
    act(check_ins.record, member, steps, TODAY)
    act(check_ins.record, member, check_in_input(company.key_result, value=36.0, as_of=TODAY), TODAY)
    (row,) = report().objectives
    assert (row.cells[-1].status, row.recovered) == (Status.ON_TRACK, True)


def test_a_value_that_is_dated_back_counts_from_its_day(report: Act, act: Act, company: Company) -> None:
    early = check_in_input(company.key_result, value=22.0, as_of=date(2026, 4, 10))
    act(check_ins.record, company["member"], early, TODAY)
    cells = report().objectives[0].cells
    assert cells[0].progress.value is None
    assert cells[1].progress.value == pytest.approx(0.05)  # (10 % + nothing) ÷ 2


def test_a_corrected_value_counts_in_the_weeks_that_are_past(report: Act, act: Act, company: Company) -> None:
    right = check_in_input(company.key_result, value=30.0, supersedes_id=company.check_in)
    act(check_ins.record, company["member"], right, TODAY)
    assert report().objectives[0].cells[6].progress.value == pytest.approx(0.25)  # (50 % + nothing) ÷ 2


def test_an_exempt_key_result_moves_progress_and_not_the_status(
    report: Act, make_key_result: Act, act: Act, company: Company
) -> None:
    other = act(objectives.create_objective, company["lead"], objective_input(company, title="Kept in sight"))
    key = make_key_result(objective_id=other)
    guard = {"label": Label.OUTCOME, "exemption": Exemption.GUARDRAIL, "reason": "A limit that others must keep."}
    act(labels.decide_label, company["admin"], 1, LabelInput(key_result_id=key, **guard))
    act(check_ins.record, company["member"], check_in_input(key, value=30.0), TODAY)
    (guarded,) = (row for row in report().objectives if row.key == other)
    assert {cell.status for cell in guarded.cells} == {Status.NO_DATA}
    assert guarded.cells[-1].progress.value == pytest.approx(0.5)


def test_a_status_on_old_check_ins_alone_is_stale(report: Act) -> None:
    # On 7 June the check-in of 11 May is 27 days old, more than 1.5 weeks, and the milestones never had one.
    cells = report(date(2026, 6, 7)).objectives[0].cells
    assert [cell.stale for cell in cells[6:]] == [False, True, True, True]


def test_before_the_cycle_begins_there_is_no_cell(report: Act) -> None:
    found = report(date(2026, 3, 1))
    assert (found.begun, found.objectives[0].cells, found.total) == (0, (), 1)


def test_the_worst_objective_comes_first(report: Act, act: Act, company: Company) -> None:
    new = act(objectives.create_objective, company["lead"], objective_input(company, title="Nothing known"))
    assert [row.key for row in report().objectives] == [company.objective, new]


def test_other_teams_are_left_out(report: Act, company: Company) -> None:
    assert report(team_ids=(company.support,)).total == 0
    assert report(team_ids=(company.checkout,)).total == 1


def test_of_too_many_objectives_those_furthest_behind_are_shown(
    report: Act, act: Act, make_key_result: Act, company: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    far = act(objectives.create_objective, company["lead"], objective_input(company, title="Far behind"))
    key = make_key_result(objective_id=far)
    act(check_ins.record, company["member"], check_in_input(key, value=1.0), TODAY)
    monkeypatch.setattr(weekly, "MOST_SHOWN", 1)
    found = report()
    assert ([row.key for row in found.objectives], found.total) == ([far], 2)


def test_it_takes_few_statements_whatever_the_number(
    report: Act, act: Act, company: Company, company_database: Engine, make_key_result: Act
) -> None:
    with noted(company_database) as first:
        report()
    for place in range(5):
        other = act(objectives.create_objective, company["lead"], objective_input(company, title=f"Number {place}"))
        make_key_result(objective_id=other)
    with noted(company_database) as second:
        report()
    assert len(second) == len(first) <= 7  # beginning a transaction may count as one


def test_a_cycle_that_does_not_exist_is_named(ask: Act, company: Company) -> None:
    with pytest.raises(NotFound, match="cycle"):
        ask(progress_weeks, 999, None, TODAY, POLICY)
