"""Closing a cycle on both databases: scores by their rules, verdicts, lessons, and a cycle that ends and reopens."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from sqlalchemy import Engine
from sqlmodel import select, update

from domain.policy import Policy
from domain.vocabulary import CycleState, LessonKind, Measure, ObjectiveState, Verdict
from models import AuditEvent, Cycle, KeyResult, KeyResultClosing, Objective, ObjectiveClosing
from models.database import writing
from models.planning_inputs import EndingInput, LessonInput, VerdictInput
from services import check_ins, closing, key_results
from services.closing import unfinished
from services.errors import CycleClosed, InvalidInput, NotPossible
from services.reporting.closing import closing_by_team, ends_of_team, lessons_of, shares
from services.reporting.requests import is_recorded
from tests.factories import TODAY, Company, check_in_input

Do = Callable[..., Any]
ENDS = date(2026, 6, 30)
FINDS_OUT = {"measure": Measure.BASELINE, "baseline": None, "target": None}
MISSED = "We started too late; next time the contract comes first."


@pytest.fixture
def company(a_team_with_an_open_cycle: Company, company_database: Engine) -> Company:
    """The company with everything in its open cycle published."""
    company = a_team_with_an_open_cycle
    with writing(company_database) as session:
        mine = Objective.cycle_id == company.cycle
        session.exec(update(Objective).where(mine).values(state=ObjectiveState.PUBLISHED))
        session.commit()
    return company


@pytest.fixture
def commit_to_it(company: Company, company_database: Engine) -> None:
    with writing(company_database) as session:
        session.exec(update(Objective).values(commitment="committed"))
        session.commit()


@pytest.fixture
def end(act: Do, company: Company) -> Callable[..., float]:
    def ended(key: int | None = None, role: str = "member", **said: Any) -> float:
        what = key or company.key_result
        return act(closing.end_key_result, company[role], what, EndingInput(**said), ENDS, Policy())

    return ended


def stored(engine: Engine, model: Any) -> list[Any]:
    with writing(engine) as session:
        return list(session.exec(select(model)).all())


def score_everything(act: Do, end: Callable[..., float], company: Company) -> None:
    end()
    end(company.steps)
    act(closing.give_verdict, company["member"], company.objective, VerdictInput(verdict=Verdict.KEEP))


def test_an_aspirational_key_result_scores_what_its_numbers_give(end: Callable[..., float]) -> None:
    assert end() == 0.2  # from 20 to 40 %, now at 24 %


@pytest.mark.parametrize(("by", "score"), [(0.2, 0.4), (-0.2, 0.0), (0.15, 0.35)])
def test_a_score_moves_by_up_to_a_fifth_with_a_reason(end: Callable[..., float], by: float, score: float) -> None:
    assert end(adjustment=by, reason="The second half was measured late.") == score


@pytest.mark.parametrize(
    ("said", "field"), [({"adjustment": 0.1}, "reason"), ({"adjustment": 0.3, "reason": "Because"}, "adjustment")]
)
def test_an_adjustment_without_a_reason_or_too_large_is_refused(
    end: Callable[..., float], said: dict[str, Any], field: str
) -> None:
    with pytest.raises(InvalidInput) as refused:
        end(**said)
    assert refused.value.of(field)


@pytest.mark.usefixtures("commit_to_it")
@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({}, "met"),
        ({"met": False}, "post_mortem"),
        ({"met": True}, "reason"),
    ],
)
def test_a_commitment_asks_whether_it_was_met_and_why_not(
    end: Callable[..., float], said: dict[str, Any], field: str
) -> None:
    with pytest.raises(InvalidInput) as refused:
        end(**said)
    assert refused.value.of(field)


@pytest.mark.usefixtures("commit_to_it")
def test_a_missed_commitment_scores_nothing_and_keeps_its_post_mortem(
    end: Callable[..., float], company_database: Engine
) -> None:
    assert end(met=False, post_mortem=MISSED) == 0.0
    (kept,) = stored(company_database, KeyResultClosing)
    assert (kept.met, kept.computed, kept.post_mortem) == (False, 0.0, MISSED)


def test_a_key_result_that_finds_out_asks_what_was_learnt(
    end: Callable[..., float], make_key_result: Callable[..., int]
) -> None:
    learning = make_key_result(**FINDS_OUT)
    with pytest.raises(InvalidInput, match="learnt"):
        end(learning, met=True)
    assert end(learning, met=True, learnt="Nobody reads the mail.") == 1.0


def test_whoever_changes_the_mind_replaces_the_score_and_the_trail_keeps_the_first(
    end: Callable[..., float], company: Company, company_database: Engine
) -> None:
    end()
    assert end(role="lead", adjustment=0.1, reason="Measured late.") == pytest.approx(0.3)
    (kept,) = stored(company_database, KeyResultClosing)
    assert (kept.adjustment, kept.person_id, kept.version) == (0.1, company["lead"].person_id, 2)
    scores = [(e.before, e.after) for e in stored(company_database, AuditEvent) if e.field == "score"]
    assert scores == [("", "0.2"), ("0.2", "0.3")]


def test_one_click_scores_what_needs_no_words_and_leaves_the_rest(
    act: Do, company: Company, company_database: Engine, make_key_result: Callable[..., int]
) -> None:
    unmeasured, learning = make_key_result(), make_key_result(**FINDS_OUT)
    args = (company["member"], company.objective, ENDS, Policy())
    assert act(closing.end_as_computed, *args) == 1
    assert act(closing.end_as_computed, *args) == 0
    open_ones = {row.id for row in stored(company_database, KeyResult) if row.score is None}
    assert {unmeasured, learning, company.steps} <= open_ones
    assert company.key_result not in open_ones


@pytest.mark.usefixtures("commit_to_it")
def test_one_click_leaves_a_missed_commitment_to_a_person(act: Do, company: Company) -> None:
    assert act(closing.end_as_computed, company["member"], company.objective, ENDS, Policy()) == 0


def test_a_closed_cycle_takes_no_score_no_verdict_and_no_lesson(
    act: Do, end: Callable[..., float], company: Company
) -> None:
    verdict = VerdictInput(verdict=Verdict.KEEP)
    lesson = LessonInput(cycle_id=company.closed_cycle, team_id=company.checkout, kind=LessonKind.PLUS, text="Too late")
    with pytest.raises(CycleClosed):
        end(company.closed_key_result)
    with pytest.raises(CycleClosed):
        act(closing.give_verdict, company["lead"], company.closed_objective, verdict)
    with pytest.raises(CycleClosed):
        act(closing.add_lesson, company["lead"], lesson)


def test_a_cycle_in_planning_takes_no_score_and_cannot_be_closed(
    act: Do, end: Callable[..., float], company: Company, company_database: Engine
) -> None:
    with writing(company_database) as session:
        session.exec(update(Cycle).where(Cycle.id == company.cycle).values(state=CycleState.PLANNING))
        session.commit()
    with pytest.raises(NotPossible, match="still planned"):
        end()
    for step in (closing.begin_closing, closing.close_cycle):
        with pytest.raises(NotPossible, match="is planning"):
            act(step, company["admin"], company.cycle)


@pytest.mark.parametrize("before", [False, True])
def test_the_same_request_scores_once_and_is_known_to_its_sender(
    act: Do, ask: Do, end: Callable[..., float], company: Company, company_database: Engine, before: bool
) -> None:
    if before:
        end()
    asked = (company.key_result, EndingInput(adjustment=0.1, reason="Measured late."), ENDS, Policy(), "one-click")
    scores = [act(closing.end_key_result, company["member"], *asked) for _ in range(2)]
    (kept,) = stored(company_database, KeyResultClosing)
    assert (scores, kept.version) == ([0.3, 0.3], 1 + before)
    assert ask(is_recorded, company["member"], "one-click")


def test_a_later_verdict_replaces_the_earlier_and_keeps_the_goals_of_that_moment(
    act: Do, company: Company, company_database: Engine
) -> None:
    for verdict in (Verdict.KEEP, Verdict.ABANDON):
        act(closing.give_verdict, company["member"], company.objective, VerdictInput(verdict=verdict, note="So be it"))
    (kept,) = stored(company_database, ObjectiveClosing)
    assert (kept.verdict, kept.version, kept.snapshot["title"]) == (Verdict.ABANDON, 2, "Paying is easy")


def test_a_lesson_is_written_once_and_can_be_taken_back(act: Do, ask: Do, company: Company) -> None:
    said = LessonInput(cycle_id=company.cycle, team_id=company.checkout, kind=LessonKind.MINUS, text="Too many targets")
    key = act(closing.add_lesson, company["member"], said, "twice")
    assert act(closing.add_lesson, company["member"], said, "twice") == key
    assert [(row.text, row.author) for row in ask(lessons_of, company.checkout, company.cycle)] == [
        ("Too many targets", "Mia")
    ]
    act(closing.take_lesson_back, company["member"], key)
    assert ask(lessons_of, company.checkout, company.cycle) == ()


def test_a_closing_cycle_still_takes_check_ins_and_a_closed_one_does_not(act: Do, company: Company) -> None:
    act(closing.begin_closing, company["admin"], company.cycle)
    entry = check_in_input(company.key_result, value=30.0, as_of=TODAY)
    act(check_ins.record, company["member"], entry, TODAY)
    act(closing.close_cycle, company["admin"], company.cycle, "We stop here.")
    with pytest.raises(CycleClosed):
        act(check_ins.record, company["member"], check_in_input(company.key_result, as_of=TODAY), TODAY)


def test_a_cycle_with_something_missing_is_closed_only_with_a_reason(
    act: Do, ask: Do, company: Company, company_database: Engine
) -> None:
    assert ask(unfinished, company.cycle) == closing.Unfinished(2, 1)
    with pytest.raises(InvalidInput, match="2 key results have no score and 1 objectives no verdict"):
        act(closing.close_cycle, company["admin"], company.cycle, "  ")
    act(closing.close_cycle, company["admin"], company.cycle, "The team was dissolved.")
    told = [event.after for event in stored(company_database, AuditEvent) if event.action == "closed"]
    assert told == ["The team was dissolved."]


def test_a_complete_cycle_closes_without_a_reason_and_its_objectives_with_it(
    act: Do, ask: Do, end: Callable[..., float], company: Company, company_database: Engine
) -> None:
    score_everything(act, end, company)
    assert not ask(unfinished, company.cycle)
    act(closing.close_cycle, company["admin"], company.cycle)
    states = {row.id: row.state for row in stored(company_database, Objective)}
    assert states[company.objective] == ObjectiveState.CLOSED
    with pytest.raises(CycleClosed):
        end()


def test_a_dropped_key_result_is_not_waited_for(act: Do, ask: Do, company: Company) -> None:
    act(key_results.drop_key_result, company["member"], company.steps, 1, True)
    assert ask(unfinished, company.cycle).key_results == 1


def test_reopening_needs_a_reason_and_gives_everything_back(
    act: Do, end: Callable[..., float], company: Company, company_database: Engine
) -> None:
    act(closing.close_cycle, company["admin"], company.cycle, "Too early, as we shall see.")
    with pytest.raises(InvalidInput, match="Say why the cycle is reopened"):
        act(closing.reopen_cycle, company["admin"], company.cycle, " ")
    act(closing.reopen_cycle, company["admin"], company.cycle, "A number was wrong.")
    assert {row.state for row in stored(company_database, Objective) if row.cycle_id == company.cycle} == {
        ObjectiveState.PUBLISHED
    }
    assert end() == 0.2
    with pytest.raises(NotPossible, match="not closed"):
        act(closing.reopen_cycle, company["admin"], company.cycle, "Once more.")


def test_how_far_each_team_is_counts_scores_and_verdicts(
    act: Do, ask: Do, end: Callable[..., float], company: Company
) -> None:
    end()
    (row,) = ask(closing_by_team, company.cycle)
    assert (row.team, row.scored, row.key_results, row.judged, row.objectives) == ("Checkout", 1, 2, 0, 1)
    assert not row.is_done
    end(company.steps)
    act(closing.give_verdict, company["lead"], company.objective, VerdictInput(verdict=Verdict.MODIFY))
    assert ask(closing_by_team, company.cycle)[0].is_done


def test_the_end_of_an_objective_tells_its_rules_its_score_and_its_verdict(
    act: Do, ask: Do, end: Callable[..., float], company: Company
) -> None:
    score_everything(act, end, company)
    (found,) = ask(ends_of_team, company.checkout, company.cycle, ENDS, Policy())
    assert (found.verdict, found.score.measured, found.share_then) == (Verdict.KEEP, 2, None)
    assert [each.score for each in found.key_results] == [0.2, 0.0]
    assert shares((found,)) == (None, found.share_now)
