"""Every use case that writes, with an input that a person with enough rights may send."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import Session

from domain.vocabulary import ConversionKind, DeliveryState, Label, Role
from models import Conversion, Delivery, KeyResult, Webhook
from models.inputs import CycleInput, LabelInput, MembershipInput, PersonInput, TeamInput, WebhookInput
from services import (
    check_ins,
    conversions,
    deliveries,
    flags,
    initiatives,
    key_results,
    labels,
    objectives,
    organisation,
    webhooks,
)
from services.permissions import Actor
from tests.factories import (
    TODAY,
    Company,
    check_in_input,
    flag_input,
    initiative_input,
    key_result_input,
    objective_input,
)

Call = Callable[[Session, Actor, Company], Any]
LEADING = frozenset({"lead", "lead_of_parent", "admin"})
OWNER_ONLY = frozenset({"member"})
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


def _a_demotion(session: Session, company: Company) -> int:
    """Return a demotion that stands in this transaction only, until the use case commits it."""
    record = session.get_one(KeyResult, company.steps)
    record.dropped = True
    done = Conversion(
        kind=ConversionKind.DEMOTED,
        from_key_result_id=company.steps,
        to_key_result_id=company.key_result,
        initiative_id=company.initiative,
        before={"key_result": {"dropped": False}},
        person_id=company["admin"].person_id,
    )
    session.add_all((record, done))
    session.flush()
    return done.key


def _webhook() -> WebhookInput:
    return WebhookInput(name="Chat", url="https://chat.example.com/hooks/42")


def _a_webhook(session: Session) -> int:
    """Return a webhook that stands in this transaction only, until the use case commits it."""
    record = Webhook(name="Script", url="https://script.example.com/", secret="a-secret-of-at-least-sixteen")
    session.add(record)
    session.flush()
    return record.key


def _a_message_given_up(session: Session) -> int:
    """Return a message that stands in this transaction only, until the use case commits it."""
    record = Delivery(
        webhook_id=_a_webhook(session), event="flag.raised", body="{}", state=DeliveryState.GIVEN_UP, last_error="Dead."
    )
    session.add(record)
    session.flush()
    return record.key


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
    "flags.raise_flag": Write(
        lambda session, actor, c: flags.raise_flag(session, actor, flag_input(c.objective, key_result_id=c.key_result)),
        LEADING,
    ),
    "flags.reply": Write(
        lambda session, actor, c: flags.reply(session, actor, c.flag, "The pilot told us."), TEAM_WORK
    ),
    "flags.acknowledge": Write(lambda session, actor, c: flags.acknowledge(session, actor, c.flag, 1), OWNER_ONLY),
    "flags.resolve": Write(lambda session, actor, c: flags.resolve(session, actor, c.flag, 1), LEADING),
    "flags.dismiss": Write(
        lambda session, actor, c: flags.dismiss(session, actor, c.flag, 1, "A law asks for it."), LEADING
    ),
    "flags.reopen": Write(
        lambda session, actor, c: flags.reopen(session, actor, c.dismissed_flag, 2, "Refunds doubled."), LEADING
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
    "conversions.demote": Write(
        lambda session, actor, c: conversions.demote(session, actor, c.steps, 1, c.key_result), TEAM_WORK
    ),
    "conversions.promote": Write(
        lambda session, actor, c: conversions.promote(session, actor, c.initiative, 1, _key_result(c)), TEAM_WORK
    ),
    "conversions.split": Write(
        lambda session, actor, c: conversions.split(session, actor, c.key_result, 1, "More carts", _key_result(c)),
        TEAM_WORK,
    ),
    "conversions.undo": Write(
        lambda session, actor, c: conversions.undo(session, actor, _a_demotion(session, c), 1), TEAM_WORK
    ),
    "webhooks.create_webhook": Write(
        lambda session, actor, c: webhooks.create_webhook(session, actor, _webhook()), ADMIN_ONLY
    ),
    "webhooks.update_webhook": Write(
        lambda session, actor, c: webhooks.update_webhook(session, actor, _a_webhook(session), 1, _webhook()),
        ADMIN_ONLY,
    ),
    "webhooks.renew_secret": Write(
        lambda session, actor, c: webhooks.renew_secret(session, actor, _a_webhook(session), 1), ADMIN_ONLY
    ),
    "webhooks.set_active": Write(
        lambda session, actor, c: webhooks.set_active(session, actor, _a_webhook(session), 1, False), ADMIN_ONLY
    ),
    "webhooks.send_test": Write(
        lambda session, actor, c: webhooks.send_test(session, actor, _a_webhook(session)), ADMIN_ONLY
    ),
    "deliveries.send_again": Write(
        lambda session, actor, c: deliveries.send_again(session, actor, _a_message_given_up(session)), ADMIN_ONLY
    ),
}
