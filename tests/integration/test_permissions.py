"""Who may do what: every use case that writes, called by every role."""

import inspect
import pkgutil
from collections.abc import Callable
from datetime import date
from importlib import import_module
from typing import Any

import pytest
from sqlalchemy import Engine, text

import services
from domain.vocabulary import Role
from models.inputs import CycleInput, PersonInput, TeamInput
from services import objectives, organisation
from services.audit import data_version
from services.errors import NotAllowed
from services.permissions import Actor, rights_of
from tests.factories import Company, objective_input
from tests.writes import EVERYBODY, WRITES

PLUMBING = {"audit", "changes", "permissions", "errors"}
HELPERS = {
    "metrics.add_points",  # a part of record_points and of a file, which asks for the right itself
    "metric_files.record_file",  # metrics.record_points for each metric of a file; see test_metrics_command
    "key_results.authorise_in_objective",
    "key_results.add_key_result",
    "notices.tell",
    "undoing.put_back",
}
HELPERS |= {"published.account_for", "published.account_for_move", "published.account_for_conversion"}
HELPERS |= {"decisions.propose", "decisions.withdraw", "published.withdraw_conversion"}
HELPERS |= {"places.move_calendar", "places.move_calendars", "stage_trail.note_moves"}
OWN = {"notices.mark_read", "notices.mark_all_read"}  # nobody reaches the notices of somebody else


def public_writes() -> set[str]:
    """Return every public service that takes a session and an acting person, as module.function."""
    found = set()
    for module in pkgutil.iter_modules(services.__path__):
        if module.ispkg or module.name in PLUMBING:
            continue
        loaded = import_module(f"services.{module.name}")
        for name, function in inspect.getmembers(loaded, inspect.isfunction):
            takes = list(inspect.signature(function).parameters)[:2]
            if function.__module__ == loaded.__name__ and not name.startswith("_") and takes == ["session", "actor"]:
                found.add(f"{module.name}.{name}")
    return found - HELPERS - OWN


def test_every_public_use_case_that_acts_for_a_person_is_in_the_matrix() -> None:
    assert public_writes() == set(WRITES)


@pytest.mark.parametrize("role", EVERYBODY)
@pytest.mark.parametrize("name", WRITES)
def test_a_role_may_do_what_the_matrix_says_and_nothing_else(
    act: Callable[..., Any], ask: Callable[..., Any], a_team_with_an_open_cycle: Company, name: str, role: str
) -> None:
    write, actor = WRITES[name], a_team_with_an_open_cycle[role]
    before = ask(data_version)
    if role in write.allowed:
        act(write.call, actor, a_team_with_an_open_cycle)
        assert ask(data_version) == before + 1
    else:
        with pytest.raises(NotAllowed, match=r"Only an? \w+"):
            act(write.call, actor, a_team_with_an_open_cycle)
        assert ask(data_version) == before


@pytest.mark.parametrize("name", WRITES)
def test_somebody_who_has_left_may_do_nothing(
    act: Callable[..., Any], a_team_with_an_open_cycle: Company, name: str
) -> None:
    company = a_team_with_an_open_cycle
    with pytest.raises(NotAllowed, match="not an active person"):
        act(WRITES[name].call, Actor(company.former, "Fred"), company)


@pytest.mark.parametrize("name", WRITES)
def test_a_write_leaves_an_audit_event_that_names_the_actor(
    act: Callable[..., Any], company_database: Engine, a_team_with_an_open_cycle: Company, name: str
) -> None:
    company, allowed = a_team_with_an_open_cycle, WRITES[name].allowed
    actor = company["admin" if "admin" in allowed else min(allowed)]
    with company_database.connect() as connection:
        last = connection.execute(text("SELECT max(id) FROM audit_event")).scalar_one()
    act(WRITES[name].call, actor, company)
    with company_database.connect() as connection:
        query = text("SELECT actor_id, field, before, after FROM audit_event WHERE id > :last")
        events = connection.execute(query, {"last": last}).all()
    assert events
    assert {event.actor_id for event in events} == {actor.person_id}
    assert all(event.before != event.after for event in events)


def test_an_objective_cannot_be_moved_into_a_team_where_one_has_no_role(
    act: Callable[..., Any], a_team_with_an_open_cycle: Company
) -> None:
    company = a_team_with_an_open_cycle
    elsewhere = objective_input(company, team_id=company.support)
    with pytest.raises(NotAllowed, match="Support"):
        act(objectives.update_objective, company["lead"], company.objective, 1, elsewhere)


def test_a_first_organisation_is_refused_where_there_are_people_already(
    act: Callable[..., Any], a_team_with_an_open_cycle: Company
) -> None:
    cycle = CycleInput(name="Q9", starts_on=date(2026, 1, 1), ends_on=date(2026, 3, 31))
    inputs = TeamInput(name="Brightlane 2"), PersonInput(name="Eve"), cycle
    with pytest.raises(NotAllowed, match="has people already"):
        act(organisation.start_organisation, *inputs)


def test_rights_that_the_screen_shows_agree_with_what_the_services_allow(
    ask: Callable[..., Any], a_team_with_an_open_cycle: Company
) -> None:
    company = a_team_with_an_open_cycle
    shown = {role: ask(rights_of, company[role]).allow(company.checkout) for role in EVERYBODY}
    allowed = WRITES["objectives.create_objective"].allowed
    assert shown == {role: role in allowed for role in EVERYBODY}


def test_a_role_is_handed_down_the_tree_and_not_up(ask: Callable[..., Any], lead_of_parent: Actor) -> None:
    rights = ask(rights_of, lead_of_parent)
    assert sorted(rights.teams(Role.LEAD)) == [2, 3]
