"""A person's verdict on a label: confirmed, overridden with a reason, exempt with a reason."""

from collections.abc import Callable
from typing import Any

import pytest

from domain.policy import Policy
from domain.vocabulary import Control, Exemption, Indicator, Label, LabelSource
from models.inputs import LabelInput
from services import labels
from services.errors import CycleClosed, InvalidInput, NotFound
from services.reporting.key_result import KeyResultBackground, KeyResultDetail, key_result_background, key_result_detail
from tests.factories import TODAY, Company

Act = Callable[..., Any]


@pytest.fixture
def company(a_team_with_an_open_cycle: Company) -> Company:
    return a_team_with_an_open_cycle


@pytest.fixture
def read(ask: Act, company: Company) -> Callable[[], KeyResultDetail]:
    return lambda: ask(key_result_detail, company.key_result, TODAY, Policy())


@pytest.fixture
def background(ask: Act, company: Company) -> Callable[[], KeyResultBackground]:
    return lambda: ask(key_result_background, company.key_result)


@pytest.fixture
def decide(act: Act, company: Company) -> Callable[..., LabelSource]:
    def say(label: Label, version: int = 1, **more: Any) -> LabelSource:
        verdict = LabelInput(**{"key_result_id": company.key_result, "label": label, **more})
        return act(labels.decide_label, company["member"], version, verdict)

    return say


def test_agreeing_with_the_suggestion_confirms_it_without_a_reason(decide: Act, read: Act) -> None:
    assert decide(Label.OUTCOME) == LabelSource.CONFIRMED
    assert (read().key_result.label, read().key_result.label_source) == (Label.OUTCOME, LabelSource.CONFIRMED)


def test_an_override_needs_a_reason(decide: Act, read: Act) -> None:
    with pytest.raises(InvalidInput) as refused:
        decide(Label.OUTPUT)
    assert refused.value.of("reason").startswith("The suggestion was outcome")
    assert read().key_result.label_source == LabelSource.SUGGESTED


def test_an_override_is_kept_with_its_reason_and_its_author(decide: Act, background: Act) -> None:
    assert decide(Label.OUTPUT, reason="We set the share ourselves.") == LabelSource.OVERRIDDEN
    latest = background().labels[0]
    assert (latest.label, latest.source, latest.who) == (Label.OUTPUT, LabelSource.OVERRIDDEN, "Mia")
    assert latest.reason == "We set the share ourselves."
    assert background().suggestion.label == Label.OUTCOME


def test_unclear_is_not_a_verdict(decide: Act) -> None:
    with pytest.raises(InvalidInput, match="Choose outcome or output"):
        decide(Label.UNCLEAR)


def test_an_exemption_needs_a_reason(decide: Act, read: Act) -> None:
    with pytest.raises(InvalidInput) as refused:
        decide(Label.OUTCOME, exemption=Exemption.GUARDRAIL)
    assert "counts in the mix" in refused.value.of("reason")
    assert decide(Label.OUTCOME, exemption=Exemption.GUARDRAIL, reason="It guards quality.") == LabelSource.CONFIRMED
    assert read().key_result.exemption == Exemption.GUARDRAIL


def test_an_exemption_that_ends_needs_a_reason_too(decide: Act) -> None:
    decide(Label.OUTCOME, exemption=Exemption.LEARNING, reason="A first try.")
    with pytest.raises(InvalidInput):
        decide(Label.OUTCOME, version=2)


def test_the_four_answers_and_the_second_axis_are_kept(decide: Act, read: Act, background: Act) -> None:
    answers = {"backlog": False, "others_move_it": True, "worthless_success": False, "substitution": None}
    decide(Label.OUTCOME, indicator=Indicator.LAGGING, control=Control.LAGGING_RESULT, **answers)
    assert background().labels[0].answers == answers
    assert (read().key_result.indicator, read().key_result.control) == (Indicator.LAGGING, Control.LAGGING_RESULT)


def test_a_verdict_can_be_changed_and_both_stay_in_the_history(decide: Act, background: Act) -> None:
    decide(Label.OUTPUT, reason="At first sight.")
    assert decide(Label.OUTCOME, version=2) == LabelSource.CONFIRMED
    assert [event.label for event in background().labels] == [Label.OUTCOME, Label.OUTPUT, Label.OUTCOME]


def test_what_is_gone_or_closed_takes_no_verdict(act: Act, company: Company) -> None:
    for key, error in ((99_999, NotFound), (company.closed_key_result, CycleClosed)):
        verdict = LabelInput(key_result_id=key, label=Label.OUTCOME)
        with pytest.raises(error):
            act(labels.decide_label, company["admin"], 1, verdict)


def test_a_double_click_gives_one_verdict(act: Act, company: Company, background: Act) -> None:
    verdict = LabelInput(key_result_id=company.key_result, label=Label.OUTCOME)
    for _ in range(2):
        assert act(labels.decide_label, company["member"], 1, verdict, "one click") == LabelSource.CONFIRMED
    assert [event.source for event in background().labels] == [LabelSource.CONFIRMED, LabelSource.SUGGESTED]
