"""From draft to published: who may take which step, and what the gate, the trail and others see of it."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from sqlalchemy import Engine
from sqlmodel import select

from domain.quality_gate import Gap
from domain.vocabulary import ObjectiveState
from models import AuditEvent, KeyResult, Objective, Publication
from models.database import writing
from services import key_results, objectives, publishing
from services.errors import CycleClosed, InvalidInput, NotAllowed, NotPossible, Refusal, StaleVersion
from services.reporting.drafts import last_publication
from services.reporting.gate import gate_of
from tests.factories import Company, key_result_input, objective_input

Act = Callable[..., Any]
WHY = "The baseline comes with the first survey."


@pytest.fixture
def company(a_team_with_an_open_cycle: Company) -> Company:
    return a_team_with_an_open_cycle


@pytest.fixture
def state_of(ask: Act) -> Act:
    return lambda key: ask(lambda session: session.get_one(Objective, key).state)


@pytest.fixture
def in_review(act: Act, company: Company) -> int:
    """The company's objective, owned by the member, sent to review."""
    act(publishing.submit, company["member"], company.objective)
    return company.objective


def publish(act: Act, ask: Act, company: Company, role: str = "lead", reason: str = WHY) -> None:
    act(publishing.publish, company[role], company.objective, ask(gate_of, company.objective).seen, reason)


def test_a_new_objective_is_a_draft_that_everybody_sees_once_the_cycle_runs(
    act: Act, ask: Act, company: Company
) -> None:
    key = act(objectives.create_objective, company["member"], objective_input(company))
    made = ask(lambda session: session.get_one(Objective, key))
    assert (made.state, made.shared) == (ObjectiveState.DRAFT, True)


def test_another_person_than_the_owner_publishes(
    act: Act, ask: Act, company: Company, in_review: int, state_of: Act
) -> None:
    publish(act, ask, company)
    assert state_of(in_review) == ObjectiveState.PUBLISHED


def test_nobody_publishes_an_own_objective(act: Act, ask: Act, company: Company, in_review: int, state_of: Act) -> None:
    with pytest.raises(NotAllowed, match="You own this objective, so somebody else publishes it"):
        publish(act, ask, company, "member")
    assert state_of(in_review) == ObjectiveState.IN_REVIEW


def test_a_draft_is_not_published_without_a_review(act: Act, ask: Act, company: Company) -> None:
    with pytest.raises(NotPossible, match="This objective is draft, not in review"):
        publish(act, ask, company)


@pytest.mark.parametrize("edited", ["objective", "key result", "dropped and edited"])
def test_words_that_nobody_has_read_are_not_published(
    act: Act, ask: Act, company: Company, in_review: int, state_of: Act, edited: str
):
    seen = ask(gate_of, in_review).seen
    if edited == "objective":
        act(publishing.answer_sufficiency, company["member"], in_review, 2, "No: nobody would pay.")
    if edited != "objective":
        owner = company["member"].person_id
        entered = key_result_input(in_review, owner, target=45.0)
        act(key_results.update_key_result, company["member"], company.key_result, 1, entered)
    if edited == "dropped and edited":
        act(key_results.drop_key_result, company["member"], company.steps, 1, True)
    with pytest.raises(NotPossible, match="Somebody changed this objective while you were reading"):
        act(publishing.publish, company["lead"], in_review, seen, WHY)
    assert state_of(in_review) == ObjectiveState.IN_REVIEW


def test_what_is_missing_is_published_with_a_reason_only(act: Act, ask: Act, company: Company, in_review: int) -> None:
    assert Gap.SUFFICIENCY in {each.gap for each in ask(gate_of, in_review).missing}
    with pytest.raises(InvalidInput, match="Say why it is published all the same"):
        publish(act, ask, company, reason="  ")


def test_an_override_is_kept_with_its_reason_and_what_was_missing(
    act: Act, ask: Act, company: Company, in_review: int
) -> None:
    lacked = [each.sentence for each in ask(gate_of, in_review).missing]
    publish(act, ask, company)
    kept = ask(lambda session: session.exec(select(Publication)).one())
    assert (kept.objective_id, kept.person_id) == (in_review, company["lead"].person_id)
    assert (kept.missing, kept.reason) == (lacked, WHY)
    assert kept.snapshot["title"] == "Paying is easy"


def test_the_last_publication_is_told_with_its_author(act: Act, ask: Act, company: Company, in_review: int) -> None:
    assert ask(last_publication, in_review) is None
    publish(act, ask, company)
    assert (ask(last_publication, in_review).person, ask(last_publication, in_review).reason) == ("Lena", WHY)


def test_the_second_of_two_who_publish_is_told_that_it_is_done(
    act: Act, ask: Act, company: Company, in_review: int
) -> None:
    publish(act, ask, company)
    with pytest.raises(NotPossible, match="This objective is published, not in review"):
        publish(act, ask, company, "admin")


def test_who_edited_an_objective_while_it_was_published_is_told_and_asked_why(
    act: Act, ask: Act, company: Company, in_review: int
):
    publish(act, ask, company)
    entered = objective_input(company, title="Paying is a joy", owner_id=company["member"].person_id)
    with pytest.raises(StaleVersion):
        act(objectives.update_objective, company["member"], in_review, 2, entered)
    with pytest.raises(InvalidInput, match="This is published, and its text would change") as refused:
        act(objectives.update_objective, company["member"], in_review, 3, entered)
    assert [problem.field for problem in refused.value.problems] == ["reason_for_change"]


def test_what_is_sent_back_is_a_draft_again_with_the_reason(
    act: Act, ask: Act, company: Company, in_review: int, state_of: Act
):
    act(publishing.send_back, company["lead"], in_review, "Nobody outside would notice.")
    assert state_of(in_review) == ObjectiveState.DRAFT
    said = select(AuditEvent.after).where(AuditEvent.action == "sent back")
    assert ask(lambda session: session.exec(said).one()) == "Nobody outside would notice."


def test_sending_back_says_what_is_to_be_changed(act: Act, company: Company, in_review: int) -> None:
    with pytest.raises(InvalidInput, match="Say what is to be changed"):
        act(publishing.send_back, company["lead"], in_review, " ")


def test_only_what_is_in_review_is_sent_back(act: Act, company: Company) -> None:
    with pytest.raises(NotPossible, match="This objective is draft, not in review"):
        act(publishing.send_back, company["lead"], company.objective, "Too vague.")


def test_what_is_in_review_is_not_kept_to_the_team(act: Act, company: Company, in_review: int) -> None:
    with pytest.raises(NotPossible, match="Only a draft can be kept to the team"):
        act(publishing.share_draft, company["member"], in_review, False)


def test_a_draft_kept_to_the_team_is_shared_by_sending_it_to_review(act: Act, ask: Act, company: Company) -> None:
    act(publishing.share_draft, company["member"], company.objective, False)
    act(publishing.submit, company["member"], company.objective)
    assert ask(lambda session: session.get_one(Objective, company.objective).shared) is True


def test_what_is_in_review_already_is_not_sent_again(act: Act, company: Company, in_review: int) -> None:
    with pytest.raises(NotPossible, match="This objective is in review already"):
        act(publishing.submit, company["lead"], in_review)


@pytest.mark.parametrize("published", [False, True])
def test_an_objective_closed_early_stands_where_it_stood_once_it_is_open_again(
    act: Act, ask: Act, company: Company, in_review: int, state_of: Act, published: bool
):
    if published:
        publish(act, ask, company)
    before = state_of(in_review)
    act(publishing.close_early, company["member"], in_review, "The law changed.")
    assert state_of(in_review) == ObjectiveState.CLOSED
    act(publishing.open_again, company["member"], in_review)
    assert state_of(in_review) == before


def test_closing_early_asks_why(act: Act, company: Company) -> None:
    with pytest.raises(InvalidInput, match="Say why it is closed before its cycle ends"):
        act(publishing.close_early, company["member"], company.objective, "")


def test_what_is_closed_is_not_closed_again_and_what_is_open_not_opened(act: Act, company: Company) -> None:
    with pytest.raises(NotPossible, match="not closed"):
        act(publishing.open_again, company["member"], company.objective)
    act(publishing.close_early, company["member"], company.objective, "The law changed.")
    with pytest.raises(NotPossible, match="closed already"):
        act(publishing.close_early, company["member"], company.objective, "The law changed.")


@pytest.mark.parametrize("step", [publishing.submit, publishing.share_draft, publishing.open_again])
def test_nothing_is_published_in_a_closed_cycle(act: Act, company: Company, step: Act) -> None:
    with pytest.raises(CycleClosed):
        act(step, company["lead"], company.closed_objective)


def at_once(company_database: Engine, *steps: Callable[[Any], Any]) -> list[str]:
    """Carry out steps in transactions of their own at the same time, and return how each ended."""
    together = Barrier(len(steps))

    def carry_out(step: Callable[[Any], Any]) -> str:
        together.wait()
        try:
            with writing(company_database) as session:
                step(session)
        except Refusal as refused:
            return type(refused).__name__
        return "done"

    with ThreadPoolExecutor(len(steps)) as threads:
        return sorted(threads.map(carry_out, steps))


def test_of_two_who_publish_at_once_one_is_told_that_it_is_done(
    company_database: Engine, ask: Act, company: Company, in_review: int
) -> None:
    seen = ask(gate_of, in_review).seen
    steps = [lambda s, who=who: publishing.publish(s, company[who], in_review, seen, WHY) for who in ("lead", "admin")]
    assert at_once(company_database, *steps) == ["NotPossible", "done"]
    assert len(ask(lambda session: session.exec(select(Publication)).all())) == 1


@pytest.mark.parametrize("attempt", range(3))
def test_an_edit_and_a_publication_at_once_wait_for_each_other(
    company_database: Engine, ask: Act, company: Company, in_review: int, attempt: int
) -> None:
    seen = ask(gate_of, in_review).seen
    entered = key_result_input(in_review, company["member"].person_id, target=45.0)
    ended = at_once(
        company_database,
        lambda s: publishing.publish(s, company["lead"], in_review, seen, WHY),
        lambda s: key_results.update_key_result(s, company["member"], company.key_result, 1, entered),
    )
    assert ended in (["NotPossible", "done"], ["InvalidInput", "done"])
    target = ask(lambda session: session.get_one(KeyResult, company.key_result).target)
    is_published = ask(lambda session: session.get_one(Objective, in_review).state) == ObjectiveState.PUBLISHED
    assert (target == 45.0) != is_published
