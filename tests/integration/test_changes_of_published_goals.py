"""After publishing: what was agreed on changes with a reason, which is logged and proposes a decision."""

from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta
from typing import Any

import pytest
from sqlmodel import select

from domain.vocabulary import DecisionKind, DecisionState, Exemption, Label, Status
from models import AuditEvent, Decision, KeyResult, Objective
from models.inputs import CheckInInput, LabelInput
from models.planning_inputs import DecisionInput
from services import check_ins, conversions, decisions, key_results, labels, objectives, publishing
from services.errors import InvalidInput, NotPossible
from services.figures import then
from services.reporting.decisions import decisions_of_teams, decisions_on
from services.reporting.gate import gate_of
from tests.factories import TODAY, Company, key_result_input, objective_input

Act = Callable[..., Any]
WHY = "The survey asked the wrong people."


@pytest.fixture
def company(a_team_with_an_open_cycle: Company) -> Company:
    return a_team_with_an_open_cycle


@pytest.fixture
def published(act: Act, ask: Act, company: Company) -> int:
    act(publishing.submit, company["member"], company.objective)
    act(publishing.publish, company["lead"], company.objective, ask(gate_of, company.objective).seen, "Agreed.")
    return company.objective


def edit(act: Act, company: Company, reason: str = "", **changes: Any) -> None:
    entered = key_result_input(company.objective, company["member"].person_id, **changes)
    act(key_results.update_key_result, company["member"], company.key_result, 1, entered, reason=reason)


CHANGES = [
    ({"title": "Raise the share of carts that are paid for"}, "text"),
    ({"baseline": 22.0}, "baseline"),
    ({"target": 45.0}, "target"),
    ({"weight": 2.0}, "weight"),
]


@pytest.mark.parametrize(("changes", "word"), CHANGES)
def test_a_change_of_what_was_agreed_on_asks_for_a_reason(
    act: Act, ask: Act, company: Company, published: int, changes: dict[str, Any], word: str
):
    with pytest.raises(InvalidInput, match=f"its {word} would change. Say why") as refused:
        edit(act, company, **changes)
    assert [problem.field for problem in refused.value.problems] == ["reason_for_change"]
    assert ask(decisions_on, published) == ()


@pytest.mark.parametrize(("changes", "word"), CHANGES)
def test_with_a_reason_the_change_is_logged_and_proposes_a_decision(
    act: Act, ask: Act, company: Company, published: int, changes: dict[str, Any], word: str
):
    edit(act, company, WHY, **changes)
    (proposed,) = ask(decisions_on, published)
    assert (proposed.state, proposed.reason, proposed.key_result_id) == ("proposed", WHY, company.key_result)
    assert f"{word} {'is now' if word == 'text' else 'from'} " in proposed.title
    logged = select(AuditEvent.after).where(AuditEvent.action == "accounted for")
    assert ask(lambda session: session.exec(logged).one()) == WHY


def test_the_proposal_keeps_the_numbers_before_the_change(act: Act, ask: Act, company: Company, published: int) -> None:
    edit(act, company, WHY, title="Another text", weight=3.0)
    snapshot = ask(lambda session: decisions_snapshot(session))
    kept = next(row for row in snapshot["key_results"] if row["key"] == company.key_result)
    assert (kept["title"], kept["weight"]) == ("Raise the share of paid carts from 20 % to 40 %", 1.0)


def test_the_proposal_keeps_the_numbers_of_that_moment_whatever_is_recorded_later(
    act: Act, ask: Act, company: Company, published: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(decisions, "utc_now", lambda: datetime.combine(TODAY, time(9), UTC))
    for days_ago, value in ((1, 30.0), (0, 35.0)):
        entered = CheckInInput(key_result_id=company.key_result, value=value, as_of=TODAY - timedelta(days_ago))
        act(check_ins.record, company["member"], entered, TODAY)
        if days_ago:
            edit(act, company, WHY, target=50.0)
    (proposed,) = ask(decisions_on, published)
    assert proposed.then
    kept = proposed.then.of(company.key_result)
    assert kept
    assert (kept.value, kept.aim, kept.progress) == (30.0, "from 20 to 40\xa0%", 0.5)
    assert kept.in_words.startswith("30\xa0%, from 20 to 40\xa0%, 50\xa0%, ")
    assert kept.status in set(Status) - {Status.NO_DATA}


def test_a_decision_from_before_numbers_were_kept_still_tells_texts_and_weights() -> None:
    judged = {"label": "outcome", "label_source": "confirmed", "exemption": "none", "weight": 2.0, "dropped": False}
    found = then({"title": "Ride", "share": 1.0, "key_results": [{"key": 1, "title": "Rides", **judged}]})
    assert found
    (kept,) = found.key_results
    assert (kept.title, kept.weight, kept.status, kept.in_words) == ("Rides", 2.0, None, "")


def decisions_snapshot(session: Any) -> dict[str, Any]:
    return session.exec(select(Decision.snapshot)).one()


def test_what_was_not_agreed_on_changes_without_a_reason(act: Act, ask: Act, company: Company, published: int) -> None:
    edit(act, company, source="The till", cadence_days=14)
    assert ask(decisions_on, published) == ()


def test_a_draft_changes_without_a_reason(act: Act, ask: Act, company: Company) -> None:
    edit(act, company, target=45.0)
    assert ask(decisions_on, company.objective) == ()


def test_the_text_of_a_published_objective_changes_with_a_reason(
    act: Act, ask: Act, company: Company, published: int
) -> None:
    entered = objective_input(company, title="Paying is a joy", owner_id=company["member"].person_id)
    act(objectives.update_objective, company["member"], published, 3, entered, WHY)
    (proposed,) = ask(decisions_on, published)
    assert proposed.title == "“Paying is easy”: text is now “Paying is a joy”"
    assert proposed.key_result_id is None


def confirmed(act: Act, company: Company, label: Label, version: int, **changes: Any) -> None:
    verdict = LabelInput(key_result_id=company.key_result, label=label, **changes)
    act(labels.decide_label, company["member"], version, verdict)


def test_a_label_that_was_agreed_on_changes_with_its_own_reason(
    act: Act, ask: Act, company: Company, published: int
) -> None:
    stands = ask(lambda session: session.get_one(KeyResult, company.key_result).label)
    assert stands == Label.OUTCOME
    confirmed(act, company, Label.OUTCOME, 1)
    assert ask(decisions_on, published) == ()
    with pytest.raises(InvalidInput) as refused:
        confirmed(act, company, Label.OUTPUT, 2)
    assert {problem.field for problem in refused.value.problems} == {"reason"}
    confirmed(act, company, Label.OUTPUT, 2, reason=WHY)
    assert "label from outcome to output" in ask(decisions_on, published)[0].title


def test_a_split_of_a_published_key_result_proposes_a_decision(
    act: Act, ask: Act, company: Company, published: int
) -> None:
    second = key_result_input(published, company["member"].person_id, title="Fewer refunds")
    act(conversions.split, company["member"], company.key_result, 1, "More carts", second)
    (proposed,) = ask(decisions_on, published)
    assert proposed.title == "“Raise the share of paid carts from 20 % to 40 %”: split in two"
    assert proposed.reason == "Split in two."


def test_a_demotion_of_a_published_key_result_proposes_a_decision(
    act: Act, ask: Act, company: Company, published: int
) -> None:
    act(conversions.demote, company["member"], company.steps, 1, company.key_result)
    assert ask(decisions_on, published)[0].title == "“Second payment provider live”: turned into an initiative"


def test_a_promotion_into_a_published_objective_proposes_a_decision(
    act: Act, ask: Act, company: Company, published: int
):
    made = key_result_input(published, company["member"].person_id, title="More carts are paid on one page")
    act(conversions.promote, company["member"], company.initiative, 1, made)
    assert ask(decisions_on, published)[0].title == "“More carts are paid on one page”: made of an initiative"


def test_conversions_of_drafts_propose_nothing(act: Act, ask: Act, company: Company) -> None:
    act(conversions.demote, company["member"], company.steps, 1, company.key_result)
    assert ask(decisions_on, company.objective) == ()


def test_an_edit_leaves_the_score_that_the_closing_gave(
    act: Act, ask: Act, company: Company, session_write: Act
) -> None:
    session_write(lambda session: setattr(session.get_one(KeyResult, company.key_result), "score", 0.7))
    edit(act, company, source="The till")
    assert ask(lambda session: session.get_one(KeyResult, company.key_result).score) == 0.7


@pytest.fixture
def session_write(act: Act) -> Act:
    def write(change: Callable[[Any], None]) -> None:
        def run(session: Any) -> None:
            change(session)
            session.commit()

        act(run)

    return write


@pytest.fixture
def proposal(act: Act, ask: Act, company: Company, published: int) -> int:
    edit(act, company, WHY, target=45.0)
    return ask(decisions_on, published)[0].key


def test_a_proposal_is_accepted_with_who_and_when(
    act: Act, ask: Act, company: Company, published: int, proposal: int
) -> None:
    act(decisions.settle_decision, company["lead"], proposal, True)
    (row,) = ask(decisions_on, published)
    assert (row.state, row.decided_by, row.reason) == (DecisionState.ACCEPTED, "Lena", WHY)
    assert row.decided_at >= row.proposed_at


def test_a_rejection_says_why_and_keeps_both_reasons(
    act: Act, ask: Act, company: Company, published: int, proposal: int
):
    with pytest.raises(InvalidInput, match="Say why it is rejected"):
        act(decisions.settle_decision, company["lead"], proposal, False)
    act(decisions.settle_decision, company["lead"], proposal, False, "Wait for the pilot.")
    (row,) = ask(decisions_on, published)
    assert (row.state, row.reason) == (DecisionState.REJECTED, f"{WHY}\nWait for the pilot.")


def test_the_second_of_two_who_settle_is_told_that_it_is_settled(act: Act, company: Company, proposal: int) -> None:
    act(decisions.settle_decision, company["lead"], proposal, True)
    with pytest.raises(NotPossible, match="This decision is accepted already"):
        act(decisions.settle_decision, company["member"], proposal, False, "No.")


def test_decisions_are_listed_for_the_teams_that_are_asked_for(
    act: Act, ask: Act, company: Company, proposal: int
) -> None:
    given = DecisionInput(team_id=company.support, kind=DecisionKind.NOT_DOING, title="A hotline at night")
    elsewhere = act(decisions.decide, company["member_elsewhere"], given)
    assert [row.key for row in ask(decisions_of_teams, None)] == [elsewhere, proposal]
    assert [row.key for row in ask(decisions_of_teams, (company.support,))] == [elsewhere]


def test_a_request_that_is_repeated_decides_once(act: Act, ask: Act, company: Company) -> None:
    given = DecisionInput(team_id=company.checkout, title="Cards first")
    first = act(decisions.decide, company["lead"], given, "one-click")
    assert act(decisions.decide, company["lead"], given, "one-click") == first
    assert len(ask(decisions_of_teams, None)) == 1


def test_a_promise_that_is_exempt_from_the_mix_is_no_change_of_its_label(
    act: Act, ask: Act, company: Company, published: int
):
    confirmed(act, company, Label.OUTCOME, 1, exemption=Exemption.GUARDRAIL, reason="It only must not fall.")
    assert ask(decisions_on, published) == ()


def test_what_is_published_is_counted_as_published(ask: Act, published: int) -> None:
    assert ask(lambda session: session.get_one(Objective, published).state) == "published"
