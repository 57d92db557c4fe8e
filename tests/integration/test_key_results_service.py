"""Creating, editing and dropping key results."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from domain.policy import Policy
from domain.vocabulary import Label, LabelSource, Measure
from models.inputs import LabelInput, MilestoneInput
from services import key_results, labels
from services.errors import CycleClosed, InvalidInput, NotFound
from services.reporting.key_result import (
    KeyResultBackground,
    KeyResultDetail,
    key_result_background,
    key_result_detail,
    milestones_of,
)
from tests.factories import ENDS, STARTS, TODAY, Company, key_result_input, steps_input

Act = Callable[..., Any]


@pytest.fixture
def company(a_team_with_an_open_cycle: Company) -> Company:
    return a_team_with_an_open_cycle


@pytest.fixture
def read(ask: Act) -> Callable[[int], KeyResultDetail]:
    return lambda key: ask(key_result_detail, key, TODAY, Policy())


@pytest.fixture
def background(ask: Act) -> Callable[[int], KeyResultBackground]:
    return lambda key: ask(key_result_background, key)


@pytest.fixture
def edit(act: Act, company: Company) -> Callable[..., Any]:
    def save(key: int, version: int = 1, **changes: Any) -> Any:
        wanted = key_result_input(company.objective, company["member"].person_id, **changes)
        return act(key_results.update_key_result, company["member"], key, version, wanted)

    return save


def test_a_new_key_result_has_a_suggested_label_with_reasons_that_nobody_confirmed(
    read: Act, make_key_result: Act, background: Act
) -> None:
    key = make_key_result(title="Ship the new billing page")
    detail = read(key)
    assert detail.key_result.label == Label.OUTPUT
    assert detail.key_result.label_source == LabelSource.SUGGESTED
    suggestion = background(key).suggestion
    assert suggestion is not None
    assert suggestion.reasons[0]["rule"]
    assert suggestion.who == "Outboard"


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("target", {"target": 20.0}),
        ("measure", {"target": 10.0}),
        ("baseline", {"baseline": float("nan")}),
        ("stretch", {"stretch": 30.0}),
        ("high", {"measure": Measure.STAY_BETWEEN, "low": 9.0, "high": 3.0}),
        ("weight", {"weight": 0.0}),
        ("cadence_days", {"cadence_days": 0}),
        ("due_on", {"due_on": STARTS - timedelta(days=1)}),
        ("plan_points", {"plan_points": ((ENDS + timedelta(days=1), 30.0),)}),
        ("milestones", {"milestones": (MilestoneInput(title="A", weight=-1.0),)}),
        ("milestones", {"milestones": (MilestoneInput(title="A"), MilestoneInput(title="A"))}),
    ],
)
def test_numbers_that_make_no_sense_are_refused_beside_their_field(
    make_key_result: Act, field: str, changes: dict[str, Any]
) -> None:
    with pytest.raises(InvalidInput) as refused:
        make_key_result(**changes)
    assert refused.value.of(field)


def test_a_key_result_without_numbers_is_kept_and_says_what_it_needs(read: Act, make_key_result: Act) -> None:
    key = make_key_result(title="Customers trust us", measure=None, baseline=None, target=None)
    assert read(key).key_result.needs


def test_an_owner_who_has_left_is_refused(make_key_result: Act, company: Company) -> None:
    with pytest.raises(InvalidInput, match="owner who is active"):
        make_key_result(owner_id=company.former)


def test_plan_points_come_back_as_they_were_entered(read: Act, make_key_result: Act) -> None:
    points = ((date(2026, 5, 1), 22.0), (date(2026, 6, 1), 35.0))
    assert read(make_key_result(plan_points=points)).key_result.schedule.plan_points == points


def test_the_objective_must_exist_and_be_in_an_open_cycle(make_key_result: Act, company: Company) -> None:
    with pytest.raises(NotFound):
        make_key_result(objective_id=99_999)
    with pytest.raises(CycleClosed):
        make_key_result(objective_id=company.closed_objective)


@pytest.mark.parametrize("service", ["update", "drop"])
def test_a_key_result_of_a_closed_cycle_is_read_only(act: Act, company: Company, service: str) -> None:
    wanted = key_result_input(company.closed_objective, company["member"].person_id, target=90.0)
    calls = {
        "update": (key_results.update_key_result, company["admin"], company.closed_key_result, 1, wanted),
        "drop": (key_results.drop_key_result, company["admin"], company.closed_key_result, 1, True),
    }
    with pytest.raises(CycleClosed):
        act(*calls[service])


def test_each_changed_field_is_in_the_history_with_both_values(edit: Act, company: Company, background: Act) -> None:
    edit(company.key_result, target=50.0, unit="percent")
    changes = {(event.field, event.before, event.after) for event in background(company.key_result).history}
    assert {("target", "40.0", "50.0"), ("unit", "%", "percent")} <= changes


def test_a_new_text_is_classified_anew_while_nobody_confirmed_the_label(
    read: Act, edit: Act, company: Company, background: Act
) -> None:
    edit(company.key_result, title="Launch the new checkout page")
    detail = read(company.key_result)
    assert detail.key_result.label == Label.OUTPUT
    assert len(background(company.key_result).labels) == 2


def test_a_confirmed_label_survives_a_new_text(act: Act, read: Act, edit: Act, company: Company) -> None:
    verdict = LabelInput(key_result_id=company.key_result, label=Label.OUTCOME)
    act(labels.decide_label, company["member"], 1, verdict)
    edit(company.key_result, version=2, title="Launch the new checkout page")
    assert read(company.key_result).key_result.label == Label.OUTCOME


@pytest.fixture
def rewrite_a_confirmed_one(act: Act, company: Company) -> Callable[..., None]:
    """Confirms the label, then rewrites the key result."""

    def rewrite(**changes: Any) -> None:
        verdict = LabelInput(key_result_id=company.key_result, label=Label.OUTCOME)
        act(labels.decide_label, company["member"], 1, verdict)
        wanted = key_result_input(company.objective, company["member"].person_id, **changes)
        act(key_results.update_key_result, company["member"], company.key_result, 2, wanted, rewritten=True)

    return rewrite


def test_a_rewrite_suggests_even_a_confirmed_label_anew(
    read: Act, rewrite_a_confirmed_one: Act, company: Company
) -> None:
    rewrite_a_confirmed_one(title="Launch the new checkout page")
    row = read(company.key_result).key_result
    assert (row.label, row.label_source) == (Label.OUTPUT, LabelSource.SUGGESTED)


def test_a_rewrite_keeps_the_confirmed_label_in_the_history(
    rewrite_a_confirmed_one: Act, company: Company, background: Act
) -> None:
    rewrite_a_confirmed_one(title="Launch the new checkout page")
    told = [(event.source, event.label) for event in background(company.key_result).labels]
    assert told[:2] == [(LabelSource.SUGGESTED, Label.OUTPUT), (LabelSource.CONFIRMED, Label.OUTCOME)]


def test_a_rewrite_of_the_target_alone_leaves_a_confirmed_label(
    read: Act, rewrite_a_confirmed_one: Act, company: Company
) -> None:
    rewrite_a_confirmed_one(target=55.0)
    assert read(company.key_result).key_result.label_source == LabelSource.CONFIRMED


def test_dropping_takes_it_out_of_the_mix_and_keeps_its_history(act: Act, read: Act, company: Company) -> None:
    act(key_results.drop_key_result, company["member"], company.key_result, 1, True)
    assert read(company.key_result).key_result.dropped
    assert len(read(company.key_result).check_ins) == 1
    act(key_results.drop_key_result, company["member"], company.key_result, 2, False)
    assert not read(company.key_result).key_result.dropped


def test_a_milestone_stays_the_same_step_while_its_title_stays(act: Act, ask: Act, company: Company) -> None:
    before = ask(milestones_of, company.steps)
    kept = (MilestoneInput(title="First payment", weight=5.0),)
    wanted = steps_input(company.objective, company["member"].person_id, milestones=kept)
    act(key_results.update_key_result, company["member"], company.steps, 1, wanted)
    after = ask(milestones_of, company.steps)
    assert [(step.key, step.weight) for step in after] == [(before[1].key, 5.0)]


def test_the_same_request_creates_one_key_result(act: Act, company: Company) -> None:
    wanted = key_result_input(company.objective, company["member"].person_id)
    keys = {act(key_results.create_key_result, company["member"], wanted, "one form") for _ in range(2)}
    assert len(keys) == 1


def test_a_text_with_a_nul_character_is_refused_before_any_database_sees_it(company: Company) -> None:
    with pytest.raises(ValueError, match="NUL"):
        key_result_input(company.objective, 1, title="a\0b")
