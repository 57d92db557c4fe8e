"""Every use case that writes, with an input that a person with enough rights may send."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import Session

from domain.vocabulary import Label, Role
from models.inputs import CycleInput, LabelInput, MembershipInput, PersonInput, TeamInput
from services import check_ins, initiatives, key_results, labels, objectives, organisation
from services.permissions import Actor
from tests.factories import (
    TODAY,
    Company,
    check_in_input,
    initiative_input,
    key_result_input,
    objective_input,
)

Call = Callable[[Session, Actor, Company], Any]
TEAM_WORK = frozenset({"member", "lead", "lead_of_parent", "admin"})
ADMIN_ONLY = frozenset({"admin"})
EVERYBODY = ("stranger", "viewer", "member", "lead", "lead_of_parent", "member_elsewhere", "admin")


@dataclass(frozen=True)
class Write:
    """How a use case is called, and which roles may."""

    call: Call
    allowed: frozenset[str]


def _next_quarter() -> CycleInput:
    return CycleInput(name="Q3", starts_on=date(2026, 7, 1), ends_on=date(2026, 9, 30))


def _key_result(company: Company, **changes: Any) -> Any:
    return key_result_input(company.objective, company["member"].person_id, **changes)


WRITES: Mapping[str, Write] = {
    "objectives.create_objective": Write(
        lambda session, actor, c: objectives.create_objective(session, actor, objective_input(c)), TEAM_WORK
    ),
    "objectives.update_objective": Write(
        lambda session, actor, c: objectives.update_objective(session, actor, c.objective, 1, objective_input(c)),
        TEAM_WORK,
    ),
    "key_results.create_key_result": Write(
        lambda session, actor, c: key_results.create_key_result(session, actor, _key_result(c)), TEAM_WORK
    ),
    "key_results.update_key_result": Write(
        lambda session, actor, c: key_results.update_key_result(
            session, actor, c.key_result, 1, _key_result(c, target=50.0)
        ),
        TEAM_WORK,
    ),
    "key_results.drop_key_result": Write(
        lambda session, actor, c: key_results.drop_key_result(session, actor, c.key_result, 1, True), TEAM_WORK
    ),
    "check_ins.record": Write(
        lambda session, actor, c: check_ins.record(session, actor, check_in_input(c.key_result), TODAY), TEAM_WORK
    ),
    "check_ins.withdraw": Write(lambda session, actor, c: check_ins.withdraw(session, actor, c.check_in), TEAM_WORK),
    "labels.decide_label": Write(
        lambda session, actor, c: labels.decide_label(
            session, actor, 1, LabelInput(key_result_id=c.key_result, label=Label.OUTCOME, reason="Customers pay.")
        ),
        TEAM_WORK,
    ),
    "initiatives.create_initiative": Write(
        lambda session, actor, c: initiatives.create_initiative(session, actor, initiative_input(c)), TEAM_WORK
    ),
    "initiatives.update_initiative": Write(
        lambda session, actor, c: initiatives.update_initiative(session, actor, c.initiative, 1, initiative_input(c)),
        TEAM_WORK,
    ),
    "organisation.create_team": Write(
        lambda session, actor, c: organisation.create_team(session, actor, TeamInput(name="Loyalty")), ADMIN_ONLY
    ),
    "organisation.update_team": Write(
        lambda session, actor, c: organisation.update_team(session, actor, c.support, 1, TeamInput(name="Care")),
        ADMIN_ONLY,
    ),
    "organisation.create_person": Write(
        lambda session, actor, c: organisation.create_person(session, actor, PersonInput(name="Nina")), ADMIN_ONLY
    ),
    "organisation.update_person": Write(
        lambda session, actor, c: organisation.update_person(
            session, actor, c["viewer"].person_id, 1, PersonInput(name="Vic", title="Auditor")
        ),
        ADMIN_ONLY,
    ),
    "organisation.set_membership": Write(
        lambda session, actor, c: organisation.set_membership(
            session, actor, MembershipInput(person_id=c["viewer"].person_id, team_id=c.checkout, role=Role.LEAD)
        ),
        ADMIN_ONLY,
    ),
    "organisation.create_cycle": Write(
        lambda session, actor, c: organisation.create_cycle(session, actor, _next_quarter()), ADMIN_ONLY
    ),
    "organisation.update_cycle": Write(
        lambda session, actor, c: organisation.update_cycle(session, actor, c.cycle, 2, _next_quarter()), ADMIN_ONLY
    ),
}
