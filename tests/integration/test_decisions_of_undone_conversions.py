"""A conversion of a published key result proposes a decision; undoing the conversion takes the proposal back."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, col, select

from domain.vocabulary import DecisionState
from models import AuditEvent, Conversion, Decision, KeyResult, Person
from models.database import writing
from models.planning_inputs import DecisionInput
from services import conversions, decisions, moving, objectives, publishing
from services.exchange.archive import Format
from services.permissions import Actor
from services.reporting.decisions import DecisionRow, decisions_on
from services.reporting.gate import gate_of
from tests.archived import answer, exported, take_in
from tests.factories import Company, key_result_input, objective_input

Act = Callable[..., Any]
KINDS = ("demoted", "promoted", "split")


@pytest.fixture
def company(act: Act, ask: Act, a_team_with_an_open_cycle: Company) -> Company:
    """A company whose one objective is published."""
    company = a_team_with_an_open_cycle
    act(publishing.submit, company["member"], company.objective)
    act(publishing.publish, company["lead"], company.objective, ask(gate_of, company.objective).seen, "Agreed.")
    return company


def convert(act: Act, ask: Act, company: Company, kind: str, version: int = 1) -> int:
    member = company["member"]
    written = key_result_input(company.objective, member.person_id, title="Fewer refunds")
    if kind == "demoted":
        return act(conversions.demote, member, company.steps, version, company.key_result)
    if kind == "promoted":
        return act(conversions.promote, member, company.initiative, version, written)
    return act(conversions.split, member, company.key_result, version, "More carts", written)


def undo(act: Act, ask: Act, company: Company, conversion: int) -> conversions.Undone:
    version = ask(lambda session: session.get_one(Conversion, conversion).version)
    return act(conversions.undo, company["lead"], conversion, version)


def proposed(ask: Act, company: Company) -> DecisionRow:
    return ask(decisions_on, company.objective)[0]


@pytest.mark.parametrize("kind", KINDS)
def test_undoing_withdraws_the_proposal_and_keeps_it_with_its_reason(act: Act, ask: Act, company: Company, kind: str):
    done = convert(act, ask, company, kind)
    before = proposed(ask, company)
    assert undo(act, ask, company, done).stays == ()
    after = proposed(ask, company)
    assert (before.key, before.state, after.key, after.state) == (after.key, "proposed", before.key, "rejected")
    assert after.reason == f"{before.reason}\nWithdrawn: it was undone."
    assert after.decided_by == "Lena"


@pytest.mark.parametrize("accepted", [True, False])
@pytest.mark.parametrize("kind", KINDS)
def test_a_decision_that_was_made_stays_and_is_told(
    act: Act, ask: Act, company: Company, kind: str, accepted: bool
) -> None:
    done = convert(act, ask, company, kind)
    act(decisions.settle_decision, company["lead"], proposed(ask, company).key, accepted, "We talked about it.")
    before = proposed(ask, company)
    said = undo(act, ask, company, done).stays
    after = proposed(ask, company)
    assert (after.state, after.reason, after.decided_at) == (before.state, before.reason, before.decided_at)
    told = "The decision about it was accepted already, so it stays in the log."
    assert said == ((told,) if accepted else ())


def test_only_the_proposal_of_what_is_undone_is_withdrawn(act: Act, ask: Act, company: Company) -> None:
    first = convert(act, ask, company, "split")
    undo(act, ask, company, first)
    second = convert(act, ask, company, "demoted")
    convert(act, ask, company, "split", version=3)
    undo(act, ask, company, second)
    states = {(row.title.rpartition(": ")[2], row.state) for row in ask(decisions_on, company.objective)}
    assert states == {
        ("split in two", DecisionState.REJECTED),
        ("split in two", DecisionState.PROPOSED),
        ("turned into an initiative", DecisionState.REJECTED),
    }


def split_again_in_a_draft(act: Act, ask: Act, company: Company) -> int:
    """Split a published key result, take it to a draft, split it there, and return the second split."""
    convert(act, ask, company, "split")
    draft = act(objectives.create_objective, company["lead"], objective_input(company))
    version = ask(lambda session: session.get_one(KeyResult, company.key_result).version)
    act(moving.move_key_result, company["lead"], company.key_result, version, draft, reason="It fits there.")
    written = key_result_input(draft, company["member"].person_id, title="Fewer returns")
    return act(conversions.split, company["member"], company.key_result, version + 1, "Larger carts", written)


def states_of_splits(ask: Act, company: Company) -> list[str]:
    return [row.state for row in ask(decisions_on, company.objective) if row.title.endswith("split in two")]


def test_undoing_a_split_in_a_draft_leaves_the_decision_about_the_split_before_it(
    act: Act, ask: Act, company: Company
) -> None:
    second = split_again_in_a_draft(act, ask, company)
    assert undo(act, ask, company, second).stays == ()
    assert states_of_splits(ask, company) == [DecisionState.PROPOSED]


def test_undoing_both_splits_withdraws_the_decision_about_the_first(act: Act, ask: Act, company: Company) -> None:
    second = split_again_in_a_draft(act, ask, company)
    undo(act, ask, company, second)
    undo(act, ask, company, second - 1)
    assert states_of_splits(ask, company) == [DecisionState.REJECTED]


def of_somebody_else(session: Session, company: Company) -> None:
    """Propose a decision before all others, so that none has the same number elsewhere, where it is the last."""
    given = DecisionInput(team_id=company.support, title="Answer on Sundays")
    decisions.propose(session, company["lead"], given)
    session.commit()


@pytest.mark.parametrize("form", list(Format))
@pytest.mark.parametrize("kind", KINDS)
def test_after_an_import_undoing_withdraws_the_same_decision_under_its_new_number(
    act: Act, ask: Act, company: Company, another_database: Engine, kind: str, form: Format
) -> None:
    act(of_somebody_else, company)
    convert(act, ask, company, kind)
    take_in(another_database, ask(exported, form))
    done = answer(another_database, lambda session: session.exec(select(Conversion)).one())
    ada = answer(another_database, lambda session: session.exec(select(Person).where(Person.is_admin)).one())
    with writing(another_database) as session:
        conversions.undo(session, Actor(ada.key, ada.name), done.key, done.version)
    found = answer(another_database, lambda session: session.exec(select(Decision).order_by(col(Decision.id))).all())
    assert [(row.key_result_id is None, row.state) for row in found] == [(False, "rejected"), (True, "proposed")]


@pytest.mark.parametrize("kind", KINDS)
def test_the_trail_tells_who_withdrew_it(act: Act, ask: Act, company: Company, kind: str) -> None:
    undo(act, ask, company, convert(act, ask, company, kind))
    of_decision = select(AuditEvent.actor_id, AuditEvent.after).where(
        AuditEvent.entity == "decision", AuditEvent.field == "state"
    )
    assert ask(lambda session: session.exec(of_decision).all()) == [(company["lead"].person_id, "rejected")]


def test_undoing_in_a_draft_has_nothing_to_withdraw(act: Act, ask: Act, a_team_with_an_open_cycle: Company) -> None:
    company = a_team_with_an_open_cycle
    assert undo(act, ask, company, convert(act, ask, company, "split")).stays == ()
    assert ask(decisions_on, company.objective) == ()
