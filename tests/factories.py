"""A small company with every situation of the tests, and inputs that are right unless a test changes them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Engine

from domain.vocabulary import Concern, CycleState, Measure, Role
from models.database import writing
from models.inputs import (
    CheckInInput,
    CycleInput,
    FlagInput,
    InitiativeInput,
    KeyResultInput,
    MembershipInput,
    MilestoneInput,
    ObjectiveInput,
    PersonInput,
    TeamInput,
)
from services import check_ins, flags, initiatives, key_results, objectives, organisation
from services.permissions import Actor

TODAY = date(2026, 5, 18)
STARTS, ENDS = date(2026, 4, 1), date(2026, 6, 30)


@dataclass(frozen=True)
class Company:
    """Ids of what was stored. Checkout stands below Product, Product and Support below the company.

    `flag` is open on the key result, `dismissed_flag` on the objective is not, `closed_flag` is open in a closed cycle.
    """

    company: int
    product: int
    checkout: int
    support: int
    cycle: int
    closed_cycle: int
    objective: int
    closed_objective: int
    key_result: int
    steps: int
    closed_key_result: int
    check_in: int
    initiative: int
    flag: int
    dismissed_flag: int
    closed_flag: int
    actors: dict[str, Actor]
    former: int

    def __getitem__(self, role: str) -> Actor:
        return self.actors[role]


def objective_input(company: Company, **changes: Any) -> ObjectiveInput:
    given = {"team_id": company.checkout, "cycle_id": company.cycle, "owner_id": company["lead"].person_id}
    return ObjectiveInput(**{**given, "title": "Paying takes a moment", **changes})


def key_result_input(objective_id: int, owner_id: int, /, **changes: Any) -> KeyResultInput:
    numbers = {"measure": Measure.INCREASE, "unit": "%", "baseline": 20.0, "target": 40.0}
    place = {"objective_id": objective_id, "owner_id": owner_id, "starts_on": STARTS, "due_on": ENDS}
    return KeyResultInput(**{**place, **numbers, "title": "Raise the share of paid carts from 20 % to 40 %", **changes})


def steps_input(objective_id: int, owner_id: int, /, **changes: Any) -> KeyResultInput:
    steps = (MilestoneInput(title="Contract signed", weight=3.0), MilestoneInput(title="First payment", weight=1.0))
    numbers = {"measure": Measure.MILESTONE, "unit": "", "baseline": None, "target": None, "milestones": steps}
    return key_result_input(objective_id, owner_id, **{"title": "Second payment provider live", **numbers, **changes})


def check_in_input(key_result_id: int, **changes: Any) -> CheckInInput:
    given = {"value": 24.0, "confidence": 6, "note": "Fewer steps since Monday.", "as_of": date(2026, 5, 11)}
    return CheckInInput(**{"key_result_id": key_result_id, **given, **changes})


def initiative_input(company: Company, **changes: Any) -> InitiativeInput:
    given = {"team_id": company.checkout, "owner_id": company["member"].person_id, "title": "Pay without an account"}
    return InitiativeInput(**{**given, "key_result_ids": (company.key_result,), **changes})


def flag_input(objective_id: int, **changes: Any) -> FlagInput:
    given = {"kind": Concern.OUTPUT_HEAVY, "comment": "Half of this is what we ship. Who is better off?"}
    return FlagInput(**{"objective_id": objective_id, **given, **changes})


def build_company(engine: Engine) -> Company:
    """Store the company through the services and return its ids."""

    def act(service: Callable[..., Any], *args: Any) -> Any:
        with writing(engine) as session:
            return service(session, *args)

    first = TeamInput(name="Brightlane"), PersonInput(name="Ada"), CycleInput(name="Q1", **_dates("01-01", "03-31"))
    admin = act(organisation.start_organisation, *first)
    product = act(organisation.create_team, admin, TeamInput(name="Product", parent_id=1))
    checkout = act(organisation.create_team, admin, TeamInput(name="Checkout", parent_id=product))
    support = act(organisation.create_team, admin, TeamInput(name="Support", parent_id=1))
    cycle = act(organisation.create_cycle, admin, CycleInput(name="Q2", **_dates("04-01", "06-30")))
    actors = {"admin": admin}
    for role, name, team, rank in (
        ("stranger", "Sam", None, None),
        ("viewer", "Vic", checkout, Role.VIEWER),
        ("member", "Mia", checkout, Role.MEMBER),
        ("lead", "Lena", checkout, Role.LEAD),
        ("lead_of_parent", "Pia", product, Role.LEAD),
        ("member_elsewhere", "Otto", support, Role.MEMBER),
    ):
        person = act(organisation.create_person, admin, PersonInput(name=name))
        actors[role] = Actor(person, name)
        if team is not None:
            act(organisation.set_membership, admin, MembershipInput(person_id=person, team_id=team, role=rank))
    former = act(organisation.create_person, admin, PersonInput(name="Fred", is_active=False))
    owner = actors["member"].person_id

    def objective(cycle_id: int) -> int:
        given = {"team_id": checkout, "cycle_id": cycle_id, "owner_id": owner, "title": "Paying is easy"}
        return act(objectives.create_objective, admin, ObjectiveInput(**given))

    opened, closed = objective(cycle), objective(1)
    counted = act(key_results.create_key_result, admin, key_result_input(opened, owner))
    steps = act(key_results.create_key_result, admin, steps_input(opened, owner))
    old = act(key_results.create_key_result, admin, key_result_input(closed, owner))
    entry = act(check_ins.record, actors["member"], check_in_input(counted), TODAY)
    act(check_ins.record, actors["member"], check_in_input(old), TODAY)
    work = InitiativeInput(team_id=checkout, owner_id=owner, title="One-page checkout", key_result_ids=(counted,))
    initiative = act(initiatives.create_initiative, admin, work)
    lead = actors["lead"]
    dismissed = act(flags.raise_flag, lead, flag_input(opened, kind=Concern.NO_GUARDRAIL))
    act(flags.dismiss, lead, dismissed, 1, "Support watches refunds already.")
    flag = act(flags.raise_flag, lead, flag_input(opened, key_result_id=counted))
    left_open = act(flags.raise_flag, lead, flag_input(closed))
    closing = CycleInput(name="Q1", **_dates("01-01", "03-31"), state=CycleState.CLOSED)
    act(organisation.update_cycle, admin, 1, 1, closing)
    running = CycleInput(name="Q2", **_dates("04-01", "06-30"), state=CycleState.ACTIVE)
    act(organisation.update_cycle, admin, cycle, 1, running)
    return Company(
        company=1,
        product=product,
        checkout=checkout,
        support=support,
        cycle=cycle,
        closed_cycle=1,
        objective=opened,
        closed_objective=closed,
        key_result=counted,
        steps=steps,
        closed_key_result=old,
        check_in=entry.check_in_id,
        initiative=initiative,
        flag=flag,
        dismissed_flag=dismissed,
        closed_flag=left_open,
        actors=actors,
        former=former,
    )


def _dates(start: str, end: str) -> dict[str, date]:
    return {"starts_on": date.fromisoformat(f"2026-{start}"), "ends_on": date.fromisoformat(f"2026-{end}")}
