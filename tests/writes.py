"""Every use case that writes, with an input that a person with enough rights may send."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from sqlmodel import Session

from domain.vocabulary import ConversionKind, DeliveryState, Label, ObjectiveState, Role
from models import (
    Annotation,
    BacklogItem,
    Conversion,
    Cycle,
    Decision,
    Delivery,
    KeyResult,
    Metric,
    MetricPoint,
    Objective,
    Webhook,
)
from models.inputs import (
    AnnotationInput,
    CycleInput,
    LabelInput,
    MembershipInput,
    MetricInput,
    PersonInput,
    TeamInput,
    WebhookInput,
)
from models.planning_inputs import BacklogInput, DecisionInput
from services import (
    annotations,
    backlog,
    carrying,
    check_ins,
    conversions,
    decisions,
    deliveries,
    flags,
    initiatives,
    key_results,
    labels,
    metrics,
    moving,
    objectives,
    ordering,
    organisation,
    publishing,
    sessions,
    typed_check_ins,
    webhooks,
)
from services.check_ins import Entry
from services.permissions import Actor
from services.reporting.gate import gate_of
from services.typed_check_ins import TypedRow
from tests.factories import (
    TODAY,
    Company,
    check_in_input,
    flag_input,
    initiative_input,
    key_result_input,
    objective_input,
)
from tests.planning_writes import OF_ADMINISTRATORS, OF_THE_TEAM, STAGES

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


def _annotation(company: Company) -> AnnotationInput:
    return AnnotationInput(key_result_id=company.key_result, on_day=TODAY, text="The campaign began")


def _an_annotation(session: Session, company: Company, removed_at: datetime | None = None) -> int:
    """Return a remark that stands in this transaction only, until the use case commits it."""
    author = company["member"].person_id
    record = Annotation(**_annotation(company).model_dump(), author_id=author, removed_at=removed_at)
    session.add(record)
    session.flush()
    return record.key


def _entry(company: Company) -> Entry:
    return Entry(check_in_input(company.key_result), "a-request-of-its-own", seen_id=company.check_in)


def _typed(company: Company) -> TypedRow:
    about = {"key_result_id": company.key_result, "request_key": "a-typed-request", "seen_id": company.check_in}
    return TypedRow(**about, value="24.5 %", note="Fewer steps since Monday.")


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


def _a_metric(session: Session, company: Company) -> int:
    """Return a metric that stands in this transaction only, until the use case commits it."""
    record = Metric(**_metric(company, name="Refunds").model_dump())
    session.add(record)
    session.flush()
    return record.key


def _a_point(session: Session, company: Company) -> int:
    """Return the value of such a metric."""
    author = company["admin"].person_id
    record = MetricPoint(metric_id=_a_metric(session, company), as_of=TODAY, value=3.0, author_id=author)
    session.add(record)
    session.flush()
    return record.key


def _metric(company: Company, **changes: Any) -> MetricInput:
    given = {"team_id": company.checkout, "owner_id": company["member"].person_id, "name": "Paid carts"}
    return MetricInput(**{**given, **changes})


def _waiting(session: Session, company: Company, state: ObjectiveState = ObjectiveState.IN_REVIEW) -> int:
    """Return an objective in such a state that nobody of the matrix who may write owns, until the use case commits."""
    owner = company["viewer"].person_id
    place = {"team_id": company.checkout, "cycle_id": company.cycle, "owner_id": owner}
    record = Objective(**place, title="Riders return", state=state)
    session.add(record)
    session.flush()
    return record.key


def _published(session: Session, actor: Actor, company: Company) -> None:
    key = _waiting(session, company)
    publishing.publish(session, actor, key, gate_of(session, key).seen, "The numbers come in May.")


def _a_proposal(session: Session, company: Company) -> int:
    """Return a proposed decision that stands in this transaction only, until the use case commits it."""
    record = Decision(team_id=company.checkout, title="Cards first", proposed_by_id=company["admin"].person_id)
    session.add(record)
    session.flush()
    return record.key


def _a_planned_cycle(session: Session) -> int:
    """Return a cycle in planning that stands in this transaction only, until the use case commits it."""
    record = Cycle(**_next_quarter().model_dump())
    session.add(record)
    session.flush()
    return record.key


def _an_objective(session: Session, company: Company) -> int:
    """Return an objective that stands in this transaction only, until the use case commits it."""
    record = Objective(**objective_input(company).model_dump())
    session.add(record)
    session.flush()
    return record.key


def _idea(company: Company, title: str = "Pay by phone") -> BacklogInput:
    return BacklogInput(team_id=company.checkout, title=title)


def _an_idea(session: Session, company: Company, removed_at: datetime | None = None) -> int:
    """Return an idea that stands in this transaction only, until the use case commits it."""
    author = company["member"].person_id
    record = BacklogItem(**_idea(company).model_dump(), author_id=author, removed_at=removed_at)
    session.add(record)
    session.flush()
    return record.key


def _in_turn(*keys: int) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return an order and the same backwards: what was seen and what is wanted."""
    return keys, keys[::-1]


WRITES: Mapping[str, Write] = {
    "objectives.create_objective": Write(
        lambda session, actor, c: objectives.create_objective(session, actor, objective_input(c)), TEAM_WORK
    ),
    "objectives.update_objective": Write(
        lambda session, actor, c: objectives.update_objective(session, actor, c.objective, 1, objective_input(c)),
        TEAM_WORK,
    ),
    "publishing.share_draft": Write(
        lambda session, actor, c: publishing.share_draft(session, actor, c.objective), TEAM_WORK
    ),
    "publishing.submit": Write(lambda session, actor, c: publishing.submit(session, actor, c.objective), TEAM_WORK),
    "publishing.send_back": Write(
        lambda session, actor, c: publishing.send_back(session, actor, _waiting(session, c), "Say who is better off."),
        TEAM_WORK,
    ),
    "publishing.publish": Write(_published, TEAM_WORK),
    "publishing.close_early": Write(
        lambda session, actor, c: publishing.close_early(session, actor, c.objective, "The law changed."), TEAM_WORK
    ),
    "publishing.open_again": Write(
        lambda session, actor, c: publishing.open_again(session, actor, _waiting(session, c, ObjectiveState.CLOSED)),
        TEAM_WORK,
    ),
    "publishing.answer_sufficiency": Write(
        lambda session, actor, c: publishing.answer_sufficiency(session, actor, c.objective, 1, "No."), TEAM_WORK
    ),
    "decisions.decide": Write(
        lambda session, actor, c: decisions.decide(
            session, actor, DecisionInput(team_id=c.checkout, title="Cards first")
        ),
        TEAM_WORK,
    ),
    "decisions.settle_decision": Write(
        lambda session, actor, c: decisions.settle_decision(session, actor, _a_proposal(session, c), True), TEAM_WORK
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
    "annotations.annotate": Write(
        lambda session, actor, c: annotations.annotate(session, actor, _annotation(c)), TEAM_WORK
    ),
    "annotations.remove_annotation": Write(
        lambda session, actor, c: annotations.remove_annotation(session, actor, _an_annotation(session, c)), TEAM_WORK
    ),
    "annotations.restore_annotation": Write(
        lambda session, actor, c: annotations.restore_annotation(
            session, actor, _an_annotation(session, c, datetime(2026, 5, 18, tzinfo=UTC))
        ),
        TEAM_WORK,
    ),
    "check_ins.record_all": Write(
        lambda session, actor, c: check_ins.record_all(session, actor, [_entry(c)], TODAY), TEAM_WORK
    ),
    "check_ins.withdraw_all": Write(
        lambda session, actor, c: check_ins.withdraw_all(session, actor, [c.check_in]), TEAM_WORK
    ),
    "typed_check_ins.record_typed": Write(
        lambda session, actor, c: typed_check_ins.record_typed(session, actor, [_typed(c)], TODAY), TEAM_WORK
    ),
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
    "metrics.create_metric": Write(
        lambda session, actor, c: metrics.create_metric(session, actor, _metric(c)), TEAM_WORK
    ),
    "metrics.update_metric": Write(
        lambda session, actor, c: metrics.update_metric(session, actor, _a_metric(session, c), 1, _metric(c)), TEAM_WORK
    ),
    "metrics.record_points": Write(
        lambda session, actor, c: metrics.record_points(session, actor, _a_metric(session, c), ((TODAY, 3.0),), TODAY),
        TEAM_WORK,
    ),
    "metrics.withdraw_point": Write(
        lambda session, actor, c: metrics.withdraw_point(session, actor, _a_point(session, c)), TEAM_WORK
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
    "carrying.carry_over": Write(
        lambda session, actor, c: carrying.carry_over(
            session, actor, c.closed_objective, c.cycle, (c.closed_key_result,)
        ),
        TEAM_WORK,
    ),
    "carrying.duplicate": Write(lambda session, actor, c: carrying.duplicate(session, actor, c.objective), TEAM_WORK),
    "moving.move_objective": Write(
        lambda session, actor, c: moving.move_objective(
            session, actor, c.objective, 1, c.checkout, _a_planned_cycle(session)
        ),
        TEAM_WORK,
    ),
    "moving.move_key_result": Write(
        lambda session, actor, c: moving.move_key_result(session, actor, c.key_result, 1, _an_objective(session, c)),
        TEAM_WORK,
    ),
    "ordering.order_objectives": Write(
        lambda session, actor, c: ordering.order_objectives(
            session, actor, c.checkout, c.cycle, *_in_turn(c.objective, _an_objective(session, c))
        ),
        TEAM_WORK,
    ),
    "ordering.order_key_results": Write(
        lambda session, actor, c: ordering.order_key_results(
            session, actor, c.objective, *_in_turn(c.key_result, c.steps)
        ),
        TEAM_WORK,
    ),
    "backlog.add_item": Write(lambda session, actor, c: backlog.add_item(session, actor, _idea(c)), TEAM_WORK),
    "backlog.edit_item": Write(
        lambda session, actor, c: backlog.edit_item(session, actor, _an_idea(session, c), 1, _idea(c, "By ring")),
        TEAM_WORK,
    ),
    "backlog.remove_item": Write(
        lambda session, actor, c: backlog.remove_item(session, actor, _an_idea(session, c)), TEAM_WORK
    ),
    "backlog.restore_item": Write(
        lambda session, actor, c: backlog.restore_item(
            session, actor, _an_idea(session, c, datetime(2026, 5, 18, tzinfo=UTC))
        ),
        TEAM_WORK,
    ),
    "backlog.order_items": Write(
        lambda session, actor, c: backlog.order_items(
            session, actor, c.checkout, *_in_turn(_an_idea(session, c), _an_idea(session, c))
        ),
        TEAM_WORK,
    ),
    "backlog.take_up": Write(
        lambda session, actor, c: backlog.take_up(session, actor, _an_idea(session, c), _a_planned_cycle(session)),
        TEAM_WORK,
    ),
    "sessions.save_template": Write(
        lambda session, actor, c: sessions.save_template(session, actor, "Short", STAGES),
        TEAM_WORK | {"member_elsewhere"},
    ),
    **{name: Write(call, TEAM_WORK) for name, call in OF_THE_TEAM.items()},
    **{name: Write(call, ADMIN_ONLY) for name, call in OF_ADMINISTRATORS.items()},
}
