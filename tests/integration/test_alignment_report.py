"""The tree of a cycle's objectives as it is read from both databases."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import Engine, event
from sqlmodel import Session

from domain.policy import Policy
from domain.vocabulary import CycleState
from models import Cycle, Objective
from models.database import writing
from services import objectives
from services.reporting.alignment import Alignment, alignment
from services.reporting.people import list_teams
from tests.factories import TODAY, Company, objective_input

Do = Callable[..., Any]


@pytest.fixture
def company(a_team_with_an_open_cycle: Company) -> Company:
    return a_team_with_an_open_cycle


@pytest.fixture
def report(ask: Do, company: Company) -> Callable[..., Alignment]:
    """Reads the tree of the open cycle, of a branch where one is given."""

    def read(branch: tuple[int, ...] | None = None, own: tuple[int, ...] = ()) -> Alignment:
        return ask(alignment, company.cycle, branch, ask(list_teams), own, TODAY, Policy())

    return read


def add(act: Do, company: Company, **changes: Any) -> int:
    return act(objectives.create_objective, company["admin"], objective_input(company, **changes))


def test_an_objective_hangs_from_what_it_contributes_to(
    act: Do, company: Company, report: Callable[..., Alignment]
) -> None:
    child = add(act, company, parent_id=company.objective, parent_key_result_id=company.key_result)
    found = report()
    assert found.tree.below == {company.objective: (child,)}
    assert found.rows[child].through == "Raise the share of paid carts from 20 % to 40 %"
    assert (found.total, found.contributing) == (2, 1)


def test_progress_and_status_are_those_of_the_key_results(company: Company, report: Callable[..., Alignment]) -> None:
    row = report().rows[company.objective]
    assert (row.progress.measured, row.progress.total) == (1, 2)


def test_an_orphan_has_a_team_above_with_an_objective(
    act: Do, company: Company, report: Callable[..., Alignment]
) -> None:
    assert report().orphans == ()
    above = add(act, company, team_id=company.product)
    assert report().orphans == (company.objective,)
    act(
        objectives.update_objective,
        company["admin"],
        company.objective,
        1,
        objective_input(company, parent_id=above),
    )
    assert report().orphans == ()


def test_a_branch_is_drawn_with_what_it_contributes_to_and_counted_without(
    act: Do, company: Company, report: Callable[..., Alignment]
) -> None:
    above = add(act, company, team_id=company.product)
    child = add(act, company, parent_id=above)
    found = report((company.checkout,))
    assert set(found.rows) == {above, child, company.objective}
    assert (found.total, found.contributing) == (2, 1)


def kept_to_team(database: Engine, company: Company, *keys: int) -> None:
    with writing(database) as session:
        session.get_one(Cycle, company.cycle).state = CycleState.PLANNING
        for key in keys:
            session.get_one(Objective, key).shared = False
        session.commit()


def test_a_draft_that_is_not_shared_is_in_its_own_teams_tree_only(
    company: Company, company_database: Engine, report: Callable[..., Alignment]
) -> None:
    kept_to_team(company_database, company, company.objective)
    assert report().total == 0
    assert report(own=(company.checkout,)).total == 1


def test_what_contributes_to_a_draft_of_others_does_not_name_it(
    act: Do, company: Company, company_database: Engine, report: Callable[..., Alignment]
) -> None:
    given = {"parent_id": company.objective, "parent_key_result_id": company.key_result, "team_id": company.support}
    child = add(act, company, **given)
    kept_to_team(company_database, company, company.objective)
    with writing(company_database) as session:
        session.get_one(Objective, child).shared = True
        session.commit()
    row = report(own=(company.support,)).rows[child]
    assert (row.outside, row.through) == ("", "")


def test_a_parent_of_another_cycle_is_named(act: Do, company: Company, report: Callable[..., Alignment]) -> None:
    child = add(act, company, parent_id=company.closed_objective)
    assert report().rows[child].outside == "Paying is easy"


def test_the_tree_takes_at_most_five_statements(ask: Do, company: Company, company_database: Engine) -> None:
    teams, asked = ask(list_teams), []

    def note(*told: object) -> None:
        asked.append(told[2])

    event.listen(company_database, "before_cursor_execute", note)
    with Session(company_database) as session:
        alignment(session, company.cycle, None, teams, (), TODAY, Policy())
    assert len([one for one in asked if str(one).lstrip().startswith("SELECT")]) <= 5
