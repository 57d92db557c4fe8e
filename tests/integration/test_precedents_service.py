"""Learning from people: what was decided about one key result counts for the suggestion of a similar one."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import Engine, event

from domain.classification import classify
from domain.policy import Policy
from domain.vocabulary import Label, LabelSource, Measure
from models.base import utc_now
from models.inputs import LabelInput, ObjectiveInput
from services import key_results, labels, objectives
from services.reporting.key_result import KeyResultBackground, KeyResultDetail, key_result_background, key_result_detail
from tests.factories import TODAY, Company, key_result_input

Do = Callable[..., Any]
CARTS, SIMILAR = "Raise the share of paid carts from 20 % to 40 %", "Share of paid carts: from 40 % to 55 %"
WHY = "We set the share ourselves."


@pytest.fixture
def company(a_team_with_an_open_cycle: Company) -> Company:
    return a_team_with_an_open_cycle


@pytest.fixture
def read(ask: Do) -> Callable[[int], KeyResultDetail]:
    return lambda key: ask(key_result_detail, key, TODAY, Policy())


@pytest.fixture
def background(ask: Do) -> Callable[[int], KeyResultBackground]:
    return lambda key: ask(key_result_background, key)


@pytest.fixture
def overridden(act: Do, company: Company) -> int:
    """A key result that the classifier takes for an outcome, and a person called an output."""
    answers = {"backlog": True, "others_move_it": False, "worthless_success": True, "substitution": False}
    verdict = LabelInput(key_result_id=company.key_result, label=Label.OUTPUT, reason=WHY, **answers)
    act(labels.decide_label, company["member"], 1, verdict)
    return company.key_result


@pytest.fixture
def elsewhere(act: Do, company: Company) -> Callable[..., int]:
    """Stores a key result of another team."""

    def make(title: str) -> int:
        other = company["member_elsewhere"]
        aim = {"team_id": company.support, "cycle_id": company.cycle, "owner_id": other.person_id, "title": "Calm"}
        objective = act(objectives.create_objective, other, ObjectiveInput(**aim))
        return act(key_results.create_key_result, other, key_result_input(objective, other.person_id, title=title))

    return make


def plain_reasons() -> list[str]:
    return [reason.rule for reason in classify(SIMILAR, Measure.INCREASE, "%", 20.0, 40.0).reasons]


def today_in_words() -> str:
    now = utc_now()
    return f"{now.day} {now:%B}"


def test_without_a_decision_the_classifier_decides_alone(make_key_result: Do, background: Do) -> None:
    suggestion = background(make_key_result(title=SIMILAR)).suggestion
    assert [reason["rule"] for reason in suggestion.reasons] == plain_reasons()


def test_a_similar_key_result_is_suggested_as_its_team_decided(
    overridden: int, make_key_result: Do, read: Do, background: Do
) -> None:
    key = make_key_result(title=SIMILAR)
    found = read(key)
    assert (found.key_result.label, found.key_result.label_source) == (Label.OUTPUT, LabelSource.SUGGESTED)
    suggestion = background(key).suggestion
    first = suggestion.reasons[0]
    assert first["rule"] == f"Your team called “{CARTS}” an output on {today_in_words()}: {WHY}"
    assert (first["start"], first["end"]) == (0, 0)
    assert first["weight"] < -4
    assert suggestion.answers["backlog"] is True


def test_another_team_is_named_and_weighs_less(overridden: int, elsewhere: Do, background: Do) -> None:
    first = background(elsewhere(SIMILAR)).suggestion.reasons[0]
    assert first["rule"].startswith("The team Checkout called")
    assert -3 <= first["weight"] < 0


def test_the_own_team_comes_before_a_more_similar_text_of_another_one(
    overridden: int, act: Do, company: Company, elsewhere: Do, make_key_result: Do, background: Do
) -> None:
    twin = elsewhere(SIMILAR)
    act(labels.decide_label, company["admin"], 1, LabelInput(key_result_id=twin, label=Label.OUTCOME, reason="Theirs."))
    assert background(make_key_result(title=SIMILAR)).suggestion.reasons[0]["rule"].startswith("Your team called")


def test_a_confirmation_without_a_reason_counts_too(
    act: Do, company: Company, make_key_result: Do, background: Do
) -> None:
    act(labels.decide_label, company["member"], 1, LabelInput(key_result_id=company.key_result, label=Label.OUTCOME))
    first = background(make_key_result(title=SIMILAR)).suggestion.reasons[0]
    assert first["rule"] == f"Your team called “{CARTS}” an outcome on {today_in_words()}."
    assert first["weight"] > 0


def test_only_the_latest_decision_about_a_key_result_counts(
    overridden: int, act: Do, company: Company, make_key_result: Do, background: Do
) -> None:
    act(labels.decide_label, company["member"], 2, LabelInput(key_result_id=overridden, label=Label.OUTCOME))
    assert " an outcome on " in background(make_key_result(title=SIMILAR)).suggestion.reasons[0]["rule"]


def test_a_changed_text_is_compared_anew(
    overridden: int, act: Do, company: Company, make_key_result: Do, background: Do
) -> None:
    key = make_key_result(title="Calls answered within a minute")
    changed = key_result_input(company.objective, company["member"].person_id, title=SIMILAR)
    act(key_results.update_key_result, company["member"], key, 1, changed)
    assert background(key).suggestion.reasons[0]["rule"].startswith("Your team called")


def test_a_confirmed_label_is_never_rewritten(
    overridden: int, act: Do, company: Company, read: Do, background: Do
) -> None:
    changed = key_result_input(company.objective, company["member"].person_id, title="Calls answered within a minute")
    act(key_results.update_key_result, company["member"], overridden, 2, changed)
    found = read(overridden)
    assert (found.key_result.label, found.key_result.label_source) == (Label.OUTPUT, LabelSource.OVERRIDDEN)
    assert len(background(overridden).labels) == 2


def test_the_setting_switches_it_off(
    overridden: int, make_key_result: Do, monkeypatch: pytest.MonkeyPatch, background: Do
) -> None:
    monkeypatch.setenv("OUTBOARD_LEARN_FROM_PEOPLE", "false")
    suggestion = background(make_key_result(title=SIMILAR)).suggestion
    assert [reason["rule"] for reason in suggestion.reasons] == plain_reasons()


def test_looking_for_a_precedent_takes_at_most_two_statements(
    overridden: int, make_key_result: Do, company_database: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    event.listen(company_database, "before_cursor_execute", lambda *told: asked.append(told[2]))
    numbers = []
    for switch in ("false", "true"):
        monkeypatch.setenv("OUTBOARD_LEARN_FROM_PEOPLE", switch)
        asked.clear()
        make_key_result(title="Bikes that stand idle for a week")
        numbers.append(len(asked))
    assert numbers[1] == numbers[0] + 2
