"""The number that caches and live views compare."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from sqlalchemy import Engine

from models.database import writing
from services import check_ins, objectives
from services.audit import data_version, data_versions
from services.errors import InvalidInput
from tests.factories import TODAY, Company, check_in_input, objective_input

Act = Callable[..., Any]


def test_a_refused_write_does_not_move_it(act: Act, ask: Act, a_team_with_an_open_cycle: Company) -> None:
    company, before = a_team_with_an_open_cycle, ask(data_version)
    with pytest.raises(InvalidInput):
        act(check_ins.record, company["member"], check_in_input(company.key_result, value=None), TODAY)
    assert ask(data_version) == before


def test_a_repeated_request_does_not_move_it(act: Act, ask: Act, a_team_with_an_open_cycle: Company) -> None:
    company, before = a_team_with_an_open_cycle, ask(data_version)
    for _ in range(3):
        act(check_ins.record, company["member"], check_in_input(company.key_result), TODAY, "one click")
    assert ask(data_version) == before + 1


def test_no_step_is_lost_when_many_write_at_once(
    company_database: Engine, ask: Act, a_team_with_an_open_cycle: Company
) -> None:
    company, before = a_team_with_an_open_cycle, ask(data_version)

    def write(value: int) -> None:
        with writing(company_database) as session:
            check_ins.record(session, company["member"], check_in_input(company.key_result, value=value), TODAY)

    with ThreadPoolExecutor(4) as threads:
        list(threads.map(write, range(12)))
    assert ask(data_version) == before + 12


def test_a_check_in_moves_the_version_and_leaves_that_of_the_goals(
    act: Act, ask: Act, a_team_with_an_open_cycle: Company
) -> None:
    company = a_team_with_an_open_cycle
    version, goals = ask(data_versions)
    act(check_ins.record, company["member"], check_in_input(company.key_result), TODAY)
    assert ask(data_versions) == (version + 1, goals)
    act(objectives.create_objective, company["member"], objective_input(company))
    assert ask(data_versions) == (version + 2, goals + 1)
