"""Carrying over, copying, moving and ordering goals, and the backlog, on both databases."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from sqlmodel import Session, select

from domain.policy import Policy
from domain.vocabulary import Label, LabelSource, ObjectiveState
from models import BacklogItem, CheckIn, Decision, InitiativeLink, KeyResult, Milestone, Objective
from models.inputs import CheckInInput, CycleInput, LabelInput, PersonInput
from models.planning_inputs import BacklogInput
from services import (
    backlog,
    carrying,
    check_ins,
    key_results,
    labels,
    moving,
    objectives,
    ordering,
    organisation,
    publishing,
)
from services.errors import CycleClosed, InvalidInput, NotAllowed, NotPossible, StaleVersion
from services.reporting.backlog import backlog_of
from services.reporting.carrying import carry_over_of, lineage_of_key_result, lineage_of_objective
from services.reporting.gate import gate_of
from services.reporting.key_result import labels_of
from services.reporting.objectives import objective_detail
from tests.factories import ENDS, STARTS, TODAY, Company, key_result_input, objective_input

Do = Callable[..., Any]
NEXT_STARTS, NEXT_ENDS = date(2026, 7, 1), date(2026, 9, 30)


@pytest.fixture
def next_cycle(act: Do, a_team_with_an_open_cycle: Company) -> int:
    given = CycleInput(name="Q3", starts_on=NEXT_STARTS, ends_on=NEXT_ENDS)
    return act(organisation.create_cycle, a_team_with_an_open_cycle["admin"], given)


@pytest.fixture
def company(a_team_with_an_open_cycle: Company) -> Company:
    return a_team_with_an_open_cycle


@pytest.fixture
def carry(act: Do, company: Company, next_cycle: int) -> Do:
    """Carries the open objective's key results into the next cycle and returns the new objective's id."""

    def carried(*key_result_ids: int, **changes: Any) -> int:
        return act(carrying.carry_over, company["member"], company.objective, next_cycle, key_result_ids, **changes)

    return carried


def one(table: Any, key: int) -> Callable[[Session], Any]:
    return lambda session: session.get_one(table, key)


def under(objective_id: int) -> Callable[[Session], Any]:
    return lambda session: session.exec(select(KeyResult).where(KeyResult.objective_id == objective_id)).all()


def test_the_baseline_is_the_last_value_and_check_ins_stay_behind(ask: Do, carry: Do, company: Company) -> None:
    (made,) = ask(under(carry(company.key_result)))
    assert (made.baseline, made.target, made.unit) == (24.0, 40.0, "%")
    assert (made.starts_on, made.due_on) == (NEXT_STARTS, NEXT_ENDS)
    assert ask(lambda session: session.exec(select(CheckIn).where(CheckIn.key_result_id == made.key)).all()) == []


def test_what_goes_on_is_a_draft_that_only_the_team_sees(ask: Do, carry: Do, company: Company) -> None:
    made = ask(one(Objective, carry()))
    assert (made.state, made.shared, made.carried_from_id) == (ObjectiveState.DRAFT, False, company.objective)


def test_a_target_that_is_reached_is_asked_for_again(act: Do, ask: Do, carry: Do, company: Company) -> None:
    entry = CheckInInput(key_result_id=company.key_result, value=41.0, as_of=TODAY)
    act(check_ins.record, company["member"], entry, TODAY)
    (candidate, _) = ask(carry_over_of, company.objective, TODAY, Policy()).candidates
    assert candidate.needs_a_target
    (made,) = ask(under(carry(company.key_result)))
    assert (made.baseline, made.target, made.stretch) == (41.0, None, None)


def test_of_milestones_the_undone_steps_go_on(act: Do, ask: Do, carry: Do, company: Company) -> None:
    steps = ask(lambda session: session.exec(select(Milestone).where(Milestone.key_result_id == company.steps)).all())
    entry = CheckInInput(key_result_id=company.steps, done_milestones=(steps[0].key,), as_of=TODAY)
    act(check_ins.record, company["member"], entry, TODAY)
    (made,) = ask(under(carry(company.steps)))
    left = ask(lambda session: session.exec(select(Milestone).where(Milestone.key_result_id == made.key)).all())
    assert [(step.title, step.weight, step.done_on) for step in left] == [("First payment", 1.0, None)]
    assert made.baseline is None


def test_milestones_that_are_all_done_are_refused(act: Do, ask: Do, carry: Do, company: Company) -> None:
    steps = ask(lambda session: session.exec(select(Milestone).where(Milestone.key_result_id == company.steps)).all())
    entry = CheckInInput(key_result_id=company.steps, done_milestones=tuple(step.key for step in steps), as_of=TODAY)
    act(check_ins.record, company["member"], entry, TODAY)
    with pytest.raises(InvalidInput, match="Every step is done"):
        carry(company.steps)


def test_a_verdict_goes_on_with_its_source_and_says_where_from(act: Do, ask: Do, carry: Do, company: Company) -> None:
    verdict = LabelInput(key_result_id=company.key_result, label=Label.OUTCOME, reason="Customers pay.")
    act(labels.decide_label, company["lead"], 1, verdict)
    (made,) = ask(under(carry(company.key_result)))
    before = ask(one(KeyResult, company.key_result))
    same = ("label", "label_source", "indicator", "control", "exemption", "source", "weight", "cadence_days")
    assert [getattr(made, name) for name in same] == [getattr(before, name) for name in same]
    latest, first = ask(labels_of, made.key)
    assert (latest.source, latest.who) == (made.label_source, "Lena")
    assert latest.reason == "Carried over from Q2. Customers pay."
    assert first.source == LabelSource.SUGGESTED
    assert first.reasons == ask(labels_of, company.key_result)[1].reasons


def test_history_names_both_ends(ask: Do, carry: Do, company: Company) -> None:
    made = carry(company.key_result)
    (new,) = ask(under(made))
    assert [kin.cycle for kin in ask(lineage_of_objective, company.objective).went_to] == ["Q3"]
    assert ask(lineage_of_objective, made).came_from.key == company.objective
    assert [kin.key for kin in ask(lineage_of_key_result, company.key_result).went_to] == [new.key]
    assert ask(lineage_of_key_result, new.key).came_from.cycle == "Q2"


def test_what_somebody_owned_who_left_goes_to_whoever_carries_it(
    act: Do, ask: Do, company: Company, next_cycle: int
) -> None:
    left = PersonInput(name="Mia", is_active=False)
    act(organisation.update_person, company["admin"], company["member"].person_id, 1, left)
    keys = (company.key_result,)
    made = act(carrying.carry_over, company["lead"], company.objective, next_cycle, keys)
    (key_result,) = ask(under(made))
    assert key_result.owner_id == company["lead"].person_id == ask(one(Objective, made)).owner_id


def test_carrying_into_a_closed_cycle_is_refused(act: Do, company: Company) -> None:
    with pytest.raises(CycleClosed, match="Q1 is closed"):
        act(carrying.carry_over, company["member"], company.objective, company.closed_cycle, ())


def test_carrying_from_a_closed_cycle_is_what_it_is_for(act: Do, ask: Do, company: Company) -> None:
    keys = (company.closed_key_result,)
    made = act(carrying.carry_over, company["member"], company.closed_objective, company.cycle, keys)
    (new,) = ask(under(made))
    assert (new.baseline, new.carried_from_id) == (24.0, company.closed_key_result)


def test_carrying_into_the_same_cycle_is_refused(act: Do, company: Company) -> None:
    with pytest.raises(InvalidInput, match=r"stands in Q2.*duplicate"):
        act(carrying.carry_over, company["member"], company.objective, company.cycle, ())


def test_carrying_twice_names_the_first(carry: Do) -> None:
    first = carry()
    with pytest.raises(carrying.GoesOnAlready, match="goes on in Q3 already") as refused:
        carry()
    assert refused.value.objective_id == first


def test_a_double_click_carries_once(carry: Do) -> None:
    assert carry(request_key="one-click") == carry(request_key="one-click")


def test_a_dropped_key_result_and_one_of_another_objective_are_refused(act: Do, carry: Do, company: Company) -> None:
    act(key_results.drop_key_result, company["member"], company.steps, 1, True)
    with pytest.raises(InvalidInput) as refused:
        carry(company.steps, company.closed_key_result)
    assert "was dropped" in refused.value.of("key_result_ids")
    assert "of another objective" in refused.value.of("key_result_ids")


def test_the_line_upwards_goes_on_where_the_parent_does(act: Do, ask: Do, company: Company, next_cycle: int) -> None:
    given = objective_input(company, parent_id=company.objective, parent_key_result_id=company.key_result)
    child = act(objectives.create_objective, company["member"], given)
    keys = (company.key_result,)
    parent = act(carrying.carry_over, company["member"], company.objective, next_cycle, keys)
    made = ask(one(Objective, act(carrying.carry_over, company["member"], child, next_cycle, ())))
    (through,) = ask(under(parent))
    assert (made.parent_id, made.parent_key_result_id) == (parent, through.key)


def test_a_copy_keeps_numbers_and_dates_and_leaves_check_ins_and_work(act: Do, ask: Do, company: Company) -> None:
    made = act(carrying.duplicate, company["member"], company.objective)
    copy, steps = ask(under(made))
    assert (copy.baseline, copy.target, copy.starts_on, copy.due_on) == (20.0, 40.0, STARTS, ENDS)
    assert copy.carried_from_id is None
    assert ask(one(Objective, made)).title == "Copy of Paying is easy"
    links = ask(lambda session: session.exec(select(InitiativeLink.key_result_id)).all())
    assert copy.key not in links
    assert len(ask(lambda s: s.exec(select(Milestone).where(Milestone.key_result_id == steps.key)).all())) == 2


def test_a_copy_says_where_its_label_is_from(act: Do, ask: Do, company: Company) -> None:
    copy, _ = ask(under(act(carrying.duplicate, company["member"], company.objective)))
    assert ask(labels_of, copy.key)[0].reason == "Copied from “Paying is easy”."


def test_moving_takes_key_results_and_dates_along(act: Do, ask: Do, company: Company, next_cycle: int) -> None:
    act(moving.move_objective, company["member"], company.objective, 1, company.checkout, next_cycle)
    moved = ask(one(KeyResult, company.key_result))
    assert ask(one(Objective, company.objective)).cycle_id == next_cycle
    assert (moved.starts_on, moved.due_on) == (NEXT_STARTS, NEXT_ENDS)


def test_moving_to_another_team_needs_both(act: Do, ask: Do, company: Company) -> None:
    with pytest.raises(NotAllowed, match="Support"):
        act(moving.move_objective, company["member"], company.objective, 1, company.support, company.cycle)
    act(moving.move_objective, company["admin"], company.objective, 1, company.support, company.cycle)
    assert ask(one(Objective, company.objective)).team_id == company.support


def publish(act: Do, ask: Do, company: Company) -> int:
    act(publishing.submit, company["member"], company.objective)
    seen = ask(gate_of, company.objective).seen
    act(publishing.publish, company["lead"], company.objective, seen, "Enough for a test.")
    return ask(one(Objective, company.objective)).version


def test_a_published_objective_moves_for_a_reason_only(act: Do, ask: Do, company: Company, next_cycle: int) -> None:
    version = publish(act, ask, company)
    goal = (company["member"], company.objective, version, company.checkout, next_cycle)
    with pytest.raises(InvalidInput, match="it would move"):
        act(moving.move_objective, *goal)
    act(moving.move_objective, *goal, reason="The contract slipped.")
    (told,) = ask(lambda session: session.exec(select(Decision)).all())
    assert (told.title, told.reason) == ("“Paying is easy”: moved from Q2 to Q3", "The contract slipped.")


def test_moving_from_an_old_look_is_refused(act: Do, company: Company, next_cycle: int) -> None:
    act(objectives.update_objective, company["member"], company.objective, 1, objective_input(company, title="New"))
    with pytest.raises(StaleVersion):
        act(moving.move_objective, company["member"], company.objective, 1, company.checkout, next_cycle)


def test_moving_nowhere_and_into_a_closed_cycle_is_refused(act: Do, company: Company) -> None:
    goal = (company["member"], company.objective, 1, company.checkout)
    with pytest.raises(InvalidInput, match="stands there already"):
        act(moving.move_objective, *goal, company.cycle)
    with pytest.raises(CycleClosed):
        act(moving.move_objective, *goal, company.closed_cycle)


def test_a_key_result_moves_with_what_contributes_to_it(act: Do, ask: Do, company: Company) -> None:
    other = act(objectives.create_objective, company["member"], objective_input(company))
    given = objective_input(company, parent_id=company.objective, parent_key_result_id=company.key_result)
    child = act(objectives.create_objective, company["member"], given)
    act(moving.move_key_result, company["member"], company.key_result, 1, other)
    assert ask(one(KeyResult, company.key_result)).objective_id == other
    assert ask(one(Objective, child)).parent_id == other


def test_a_key_result_does_not_move_below_itself(act: Do, company: Company) -> None:
    given = objective_input(company, parent_id=company.objective, parent_key_result_id=company.key_result)
    child = act(objectives.create_objective, company["member"], given)
    with pytest.raises(InvalidInput, match="contribute to itself"):
        act(moving.move_key_result, company["member"], company.key_result, 1, child)


def test_a_key_result_of_a_published_objective_moves_for_a_reason_only(act: Do, ask: Do, company: Company) -> None:
    publish(act, ask, company)
    other = act(objectives.create_objective, company["member"], objective_input(company))
    with pytest.raises(InvalidInput, match="it would move"):
        act(moving.move_key_result, company["member"], company.key_result, 1, other)


def test_a_dropped_key_result_and_the_same_place_are_refused(act: Do, company: Company) -> None:
    with pytest.raises(InvalidInput, match="stands under"):
        act(moving.move_key_result, company["member"], company.key_result, 1, company.objective)
    other = act(objectives.create_objective, company["member"], objective_input(company))
    act(key_results.drop_key_result, company["member"], company.key_result, 1, True)
    with pytest.raises(NotPossible, match="was dropped"):
        act(moving.move_key_result, company["member"], company.key_result, 2, other)


def test_key_results_stand_in_the_order_that_was_given_and_new_ones_behind(act: Do, ask: Do, company: Company) -> None:
    seen = [company.key_result, company.steps]
    act(ordering.order_key_results, company["member"], company.objective, seen, seen[::-1])
    new = act(
        key_results.create_key_result,
        company["member"],
        key_result_input(company.objective, company["member"].person_id, title="A third"),
    )
    rows = ask(objective_detail, company.objective, TODAY, Policy()).objective.key_results
    assert [row.key for row in rows] == [company.steps, company.key_result, new]


def test_an_order_given_from_an_old_look_is_refused(act: Do, company: Company) -> None:
    seen = [company.key_result, company.steps]
    act(ordering.order_key_results, company["member"], company.objective, seen, seen[::-1])
    act(ordering.order_key_results, company["member"], company.objective, seen, seen[::-1])
    with pytest.raises(NotPossible, match="meanwhile"):
        act(ordering.order_key_results, company["member"], company.objective, [company.steps], [company.steps])


def test_objectives_stand_in_the_order_that_was_given(act: Do, ask: Do, company: Company) -> None:
    other = act(objectives.create_objective, company["member"], objective_input(company))
    seen, wanted = [company.objective, other], [other, company.objective]
    act(ordering.order_objectives, company["member"], company.checkout, company.cycle, seen, wanted)
    places = [ask(one(Objective, key)).position for key in wanted]
    assert places == [-2, -1]


@pytest.mark.parametrize(
    ("parent", "through", "field"),
    [(None, "key_result", "parent_key_result_id"), ("objective", "closed_key_result", "parent_key_result_id")],
)
def test_a_key_result_contributed_to_stands_under_the_parent(
    act: Do, company: Company, parent: str | None, through: str, field: str
) -> None:
    given = objective_input(
        company, parent_id=getattr(company, parent) if parent else None, parent_key_result_id=getattr(company, through)
    )
    with pytest.raises(InvalidInput) as refused:
        act(objectives.create_objective, company["member"], given)
    assert refused.value.of(field)


def idea(company: Company, title: str = "Pay by phone") -> BacklogInput:
    return BacklogInput(team_id=company.checkout, title=title, note="Asked for by couriers.")


def test_an_idea_becomes_a_draft_of_a_planned_cycle_once(act: Do, ask: Do, company: Company, next_cycle: int) -> None:
    key = act(backlog.add_item, company["member"], idea(company))
    made = act(backlog.take_up, company["member"], key, next_cycle)
    assert act(backlog.take_up, company["member"], key, next_cycle) == made
    draft = ask(one(Objective, made))
    assert (draft.title, draft.description, draft.shared) == ("Pay by phone", "Asked for by couriers.", False)
    assert [row.objective_id for row in ask(backlog_of, company.checkout).taken_up] == [made]


def test_an_idea_is_not_taken_up_into_a_cycle_that_runs(act: Do, company: Company) -> None:
    key = act(backlog.add_item, company["member"], idea(company))
    with pytest.raises(InvalidInput, match="Q2 is active"):
        act(backlog.take_up, company["member"], key, company.cycle)


def test_an_idea_that_was_removed_can_be_put_back_and_not_edited(act: Do, ask: Do, company: Company) -> None:
    key = act(backlog.add_item, company["member"], idea(company))
    act(backlog.remove_item, company["member"], key)
    assert ask(backlog_of, company.checkout).waiting == ()
    with pytest.raises(NotPossible, match="off the backlog"):
        act(backlog.edit_item, company["member"], key, 2, idea(company))
    act(backlog.restore_item, company["member"], key)
    assert [row.key for row in ask(backlog_of, company.checkout).waiting] == [key]


def test_ideas_stand_in_the_order_that_was_given(act: Do, ask: Do, company: Company) -> None:
    keys = [act(backlog.add_item, company["member"], idea(company, title)) for title in ("One", "Two", "Three")]
    act(backlog.order_items, company["member"], company.checkout, keys, [keys[2], keys[0], keys[1]])
    assert [row.title for row in ask(backlog_of, company.checkout).waiting] == ["Three", "One", "Two"]


def test_an_edited_idea_from_an_old_look_is_refused(act: Do, ask: Do, company: Company) -> None:
    key = act(backlog.add_item, company["member"], idea(company))
    act(backlog.edit_item, company["member"], key, 1, idea(company, "Pay by watch"))
    with pytest.raises(StaleVersion):
        act(backlog.edit_item, company["member"], key, 1, idea(company, "Pay by ring"))
    assert ask(one(BacklogItem, key)).title == "Pay by watch"
