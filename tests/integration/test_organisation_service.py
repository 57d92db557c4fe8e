"""Setting up teams, people, roles and cycles."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier
from typing import Any

import pytest
from pydantic import ValidationError
from sqlalchemy import Engine

from domain.vocabulary import CycleState, Role
from models.database import reading, writing
from models.inputs import CycleInput, MembershipInput, PersonInput, TeamInput
from services import organisation
from services.errors import InvalidInput, NotFound
from services.objectives import require_open_cycle
from services.permissions import Actor, rights_of
from services.reporting.people import current_cycle, list_cycles, list_people, list_teams
from tests.factories import Company

Act = Callable[..., Any]
QUARTER = {"starts_on": date(2026, 7, 1), "ends_on": date(2026, 9, 30)}


@pytest.fixture
def company(a_team_with_an_open_cycle: Company) -> Company:
    return a_team_with_an_open_cycle


def test_the_first_person_of_an_empty_database_becomes_its_administrator(database: Engine) -> None:
    first = TeamInput(name="Brightlane"), PersonInput(name="Ada"), CycleInput(name="Q3", **QUARTER)
    with writing(database) as session:
        actor = organisation.start_organisation(session, *first)
    with reading(database) as session:
        assert [(person.name, person.is_admin) for person in list_people(session)] == [("Ada", True)]
        assert [team.name for team in list_teams(session)] == ["Brightlane"]
        assert rights_of(session, actor).is_admin


def test_teams_come_as_a_tree_with_everything_below_them(ask: Act, company: Company) -> None:
    rows = {row.name: row for row in ask(list_teams)}
    assert list(rows) == ["Brightlane", "Product", "Checkout", "Support"]
    assert [row.depth for row in rows.values()] == [0, 1, 2, 1]
    assert rows["Product"].branch == (company.product, company.checkout)


@pytest.mark.parametrize("name", ["Support", " Support "])
def test_two_teams_cannot_share_a_name(act: Act, company: Company, name: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        act(organisation.create_team, company["admin"], TeamInput(name=name))
    assert refused.value.of("name") == "A team called Support exists."


def test_a_team_cannot_stand_below_itself(act: Act, company: Company) -> None:
    circle = TeamInput(name="Product", parent_id=company.checkout)
    with pytest.raises(InvalidInput, match="below itself"):
        act(organisation.update_team, company["admin"], company.product, 1, circle)


def test_two_moves_at_the_same_moment_cannot_put_two_teams_below_each_other(
    company_database: Engine, company: Company
) -> None:
    together = Barrier(2)
    moves = [(company.product, "Product", company.support), (company.support, "Support", company.product)]

    def move(team_id: int, name: str, parent_id: int) -> bool:
        together.wait()
        with writing(company_database) as session:
            wanted = TeamInput(name=name, parent_id=parent_id)
            try:
                organisation.update_team(session, company["admin"], team_id, 1, wanted)
            except InvalidInput:
                return False
            return True

    with ThreadPoolExecutor(2) as threads:
        assert sorted(threads.map(move, *zip(*moves, strict=True))) == [False, True]


def test_two_administrators_cannot_dismiss_each_other_at_the_same_moment(
    company_database: Engine, act: Act, company: Company
) -> None:
    second = act(organisation.create_person, company["admin"], PersonInput(name="Second", is_admin=True))
    people = [(company["admin"].person_id, company["admin"].name), (second, "Second")]
    together = Barrier(2)

    def resign(person_id: int, name: str) -> bool:
        together.wait()
        with writing(company_database) as session:
            try:
                organisation.update_person(session, Actor(person_id, name), person_id, 1, PersonInput(name=name))
            except InvalidInput:
                return False
            return True

    with ThreadPoolExecutor(2) as threads:
        assert sorted(threads.map(resign, *zip(*people, strict=True))) == [False, True]


def test_nobody_closes_a_cycle_under_a_write_that_has_begun(
    company_database: Engine, act: Act, company: Company
) -> None:
    closed = CycleInput(name="Q2", starts_on=date(2026, 4, 1), ends_on=date(2026, 6, 30), state=CycleState.CLOSED)
    with ThreadPoolExecutor(1) as threads:
        with writing(company_database) as session:
            version = require_open_cycle(session, company.cycle).version
            closing = threads.submit(act, organisation.update_cycle, company["admin"], company.cycle, version, closed)
            with pytest.raises(TimeoutError):
                closing.result(timeout=0.3)
            session.commit()
        assert closing.result(timeout=5) is None


@pytest.mark.parametrize(("field", "value"), [("name", "Sven"), ("email", "taken@brightlane.test")])
def test_an_edited_person_cannot_take_the_name_or_address_of_another(
    act: Act, company: Company, field: str, value: str
) -> None:
    act(organisation.create_person, company["admin"], PersonInput(name="Sven", email="taken@brightlane.test"))
    other = act(organisation.create_person, company["admin"], PersonInput(name="Ole"))
    with pytest.raises(InvalidInput) as refused:
        act(
            organisation.update_person,
            company["admin"],
            other,
            1,
            PersonInput.model_validate({"name": "Ole", field: value}),
        )
    assert refused.value.of(field)


def test_an_edited_cycle_cannot_take_the_name_of_another(act: Act, company: Company) -> None:
    with pytest.raises(InvalidInput) as refused:
        act(organisation.create_cycle, company["admin"], CycleInput(name="Q2", **QUARTER))
    assert refused.value.of("name")
    other = act(organisation.create_cycle, company["admin"], CycleInput(name="Q3", **QUARTER))
    with pytest.raises(InvalidInput) as refused:
        act(organisation.update_cycle, company["admin"], other, 1, CycleInput(name="Q2", **QUARTER))
    assert refused.value.of("name") == "Another cycle is called Q2."


def test_a_cycle_has_a_name_that_every_kind_of_database_can_hold() -> None:
    with pytest.raises(ValidationError, match="at most 100"):
        CycleInput(name="Q" * 101, **QUARTER)


def test_a_team_above_that_is_gone_is_refused(act: Act, company: Company) -> None:
    with pytest.raises(InvalidInput) as refused:
        act(organisation.create_team, company["admin"], TeamInput(name="Lost", parent_id=99_999))
    assert refused.value.of("parent_id")


@pytest.mark.parametrize(
    ("field", "given"), [("name", {"name": "Mia"}), ("email", {"name": "Al", "email": "a@b.example"})]
)
def test_two_people_cannot_share_a_name_or_an_address(
    act: Act, company: Company, field: str, given: dict[str, str]
) -> None:
    act(organisation.create_person, company["admin"], PersonInput(name="Alba", email="a@b.example"))
    with pytest.raises(InvalidInput) as refused:
        act(organisation.create_person, company["admin"], PersonInput(**given))
    assert refused.value.of(field)


@pytest.mark.parametrize("change", [{"is_admin": False}, {"is_admin": True, "is_active": False}])
def test_the_last_administrator_cannot_step_down_or_leave(act: Act, company: Company, change: dict[str, bool]) -> None:
    wanted = PersonInput(name="Ada", **change)
    with pytest.raises(InvalidInput, match="administrator must remain"):
        act(organisation.update_person, company["admin"], company["admin"].person_id, 1, wanted)


def test_a_person_who_leaves_is_not_offered_any_more(act: Act, ask: Act, company: Company) -> None:
    leaving = PersonInput(name="Otto", is_active=False)
    act(organisation.update_person, company["admin"], company["member_elsewhere"].person_id, 1, leaving)
    assert "Otto" not in [person.name for person in ask(list_people)]


def test_a_role_in_a_team_replaces_the_one_before(act: Act, ask: Act, company: Company) -> None:
    viewer = company["viewer"]
    given = MembershipInput(person_id=viewer.person_id, team_id=company.checkout, role=Role.LEAD)
    act(organisation.set_membership, company["admin"], given)
    assert ask(rights_of, viewer).roles == {company.checkout: Role.LEAD}


@pytest.mark.parametrize("gone", ["person_id", "team_id"])
def test_a_role_needs_a_person_and_a_team_that_exist(act: Act, company: Company, gone: str) -> None:
    given = {"person_id": company["viewer"].person_id, "team_id": company.checkout, gone: 99_999}
    with pytest.raises(NotFound):
        act(organisation.set_membership, company["admin"], MembershipInput(**given))


def test_a_cycle_cannot_end_before_it_starts(act: Act, company: Company) -> None:
    backwards = CycleInput(name="Q3", starts_on=QUARTER["ends_on"], ends_on=QUARTER["starts_on"])
    with pytest.raises(InvalidInput) as refused:
        act(organisation.create_cycle, company["admin"], backwards)
    assert refused.value.of("ends_on")


def test_two_cycles_cannot_share_a_name(act: Act, company: Company) -> None:
    with pytest.raises(InvalidInput, match="A cycle called Q2 exists"):
        act(organisation.create_cycle, company["admin"], CycleInput(name="Q2", **QUARTER))


def test_the_cycle_to_show_first_is_the_active_one(act: Act, ask: Act, company: Company) -> None:
    act(organisation.create_cycle, company["admin"], CycleInput(name="Q3", **QUARTER))
    assert current_cycle(ask(list_cycles)).name == "Q2"


def test_without_an_active_cycle_the_latest_that_is_over_comes_first(act: Act, ask: Act, company: Company) -> None:
    act(organisation.create_cycle, company["admin"], CycleInput(name="Q3", **QUARTER))
    dates = {"starts_on": date(2026, 4, 1), "ends_on": date(2026, 6, 30)}
    act(organisation.update_cycle, company["admin"], company.cycle, 2, CycleInput(name="Q2", **dates))
    assert [cycle.state for cycle in ask(list_cycles)] == [CycleState.PLANNING, CycleState.PLANNING, CycleState.CLOSED]
    assert current_cycle(ask(list_cycles)).name == "Q1"
