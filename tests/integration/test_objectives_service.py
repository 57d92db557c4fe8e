"""Creating and editing objectives."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from pydantic import ValidationError
from sqlalchemy import Engine
from sqlmodel import col

from domain.policy import Policy
from models import Objective
from models.database import writing
from models.inputs import ObjectiveInput
from services import objectives
from services.errors import CycleClosed, InvalidInput, NotFound
from services.reporting.objectives import load_objectives, objective_detail
from tests.factories import TODAY, Company, objective_input

Act = Callable[..., Any]


@pytest.fixture
def company(a_team_with_an_open_cycle: Company) -> Company:
    return a_team_with_an_open_cycle


def test_an_objective_is_stored_with_its_text_tidied(act: Act, ask: Act, company: Company) -> None:
    wanted = objective_input(company, title="  Paying \n takes\ta moment ", description=" Why. ")
    key = act(objectives.create_objective, company["member"], wanted)
    stored = ask(objective_detail, key, TODAY, Policy()).objective
    assert (stored.title, stored.description, stored.owner) == ("Paying takes a moment", "Why.", "Lena")


@pytest.mark.parametrize("title", ["", "   ", "x" * 10_001])
def test_a_title_is_needed_and_has_a_limit(company: Company, title: str) -> None:
    with pytest.raises(ValidationError):
        objective_input(company, title=title)


@pytest.mark.parametrize("owner", ["former", "nobody"])
def test_the_owner_must_be_active(act: Act, company: Company, owner: str) -> None:
    person = company.former if owner == "former" else 99_999
    with pytest.raises(InvalidInput) as refused:
        act(objectives.create_objective, company["admin"], objective_input(company, owner_id=person))
    assert refused.value.of("owner_id").startswith("Choose an owner")


@pytest.mark.parametrize("field", ["team_id", "cycle_id"])
def test_a_place_that_does_not_exist_is_refused_in_words(act: Act, company: Company, field: str) -> None:
    with pytest.raises(NotFound, match="does not exist"):
        act(objectives.create_objective, company["admin"], objective_input(company, **{field: 99_999}))


def test_a_closed_cycle_takes_no_objective(act: Act, company: Company) -> None:
    with pytest.raises(CycleClosed, match="read-only"):
        act(objectives.create_objective, company["admin"], objective_input(company, cycle_id=company.closed_cycle))


def test_an_objective_of_a_closed_cycle_cannot_be_edited_or_moved_out(act: Act, company: Company) -> None:
    with pytest.raises(CycleClosed):
        act(objectives.update_objective, company["admin"], company.closed_objective, 1, objective_input(company))


def test_an_objective_cannot_be_moved_into_a_closed_cycle(act: Act, company: Company) -> None:
    moved = objective_input(company, cycle_id=company.closed_cycle)
    with pytest.raises(CycleClosed):
        act(objectives.update_objective, company["lead"], company.objective, 1, moved)


def test_an_objective_cannot_contribute_to_itself_by_any_way_round(act: Act, company: Company) -> None:
    below = act(objectives.create_objective, company["lead"], objective_input(company, parent_id=company.objective))
    circle = objective_input(company, parent_id=below)
    with pytest.raises(InvalidInput, match="cannot contribute to itself"):
        act(objectives.update_objective, company["lead"], company.objective, 1, circle)


def test_a_parent_that_is_gone_is_refused_beside_its_field(act: Act, company: Company) -> None:
    with pytest.raises(InvalidInput) as refused:
        act(objectives.create_objective, company["lead"], objective_input(company, parent_id=99_999))
    assert "does not exist" in refused.value.of("parent_id")


def test_a_double_click_at_the_same_moment_creates_one_objective(
    company_database: Engine, ask: Act, company: Company
) -> None:
    together = Barrier(2)
    wanted = objective_input(company, title="Written by two clicks")

    def click(_: int) -> int:
        together.wait()
        with writing(company_database) as session:
            return objectives.create_objective(session, company["lead"], wanted, "the same form")

    with ThreadPoolExecutor(2) as threads:
        first, second = threads.map(click, range(2))
    found = ask(load_objectives, TODAY, Policy(), col(Objective.title) == "Written by two clicks")
    assert first == second
    assert len(found) == 1


def test_two_moves_at_the_same_moment_cannot_close_a_circle(
    company_database: Engine, act: Act, company: Company
) -> None:
    other = act(objectives.create_objective, company["lead"], objective_input(company, title="The other"))
    moves, together = [(company.objective, other), (other, company.objective)], Barrier(2)

    def move(objective_id: int, parent_id: int) -> bool:
        together.wait()
        with writing(company_database) as session:
            wanted = objective_input(company, title=f"Below {parent_id}", parent_id=parent_id)
            try:
                objectives.update_objective(session, company["lead"], objective_id, 1, wanted)
            except InvalidInput:
                return False
            return True

    with ThreadPoolExecutor(2) as threads:
        assert sorted(threads.map(move, *zip(*moves, strict=True))) == [False, True]


def test_an_input_refuses_a_field_that_it_does_not_know() -> None:
    with pytest.raises(ValidationError, match="progress"):
        ObjectiveInput(team_id=1, cycle_id=1, owner_id=1, title="x", progress=1.0)
