"""How key results end: golden cases worked by hand, and rules that hold for any number."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.closing import (
    ClosingRule,
    Ending,
    adjustments,
    check_ending,
    closing_rule,
    computed_score,
    ending_as_computed,
    final_score,
    rule_in_words,
    zone_in_words,
)
from domain.progress import Progress
from domain.vocabulary import Commitment, Exemption, Measure

SHARES = st.none() | st.floats(allow_nan=False, allow_infinity=False)


def came(value: float | None) -> Progress:
    return Progress(value, "", "", False, "")


@pytest.mark.parametrize(
    ("commitment", "exemption", "measure", "rule"),
    [
        (Commitment.COMMITTED, Exemption.NONE, Measure.INCREASE, ClosingRule.MET_OR_NOT),
        (Commitment.COMMITTED, Exemption.COMPLIANCE, Measure.MILESTONE, ClosingRule.MET_OR_NOT),
        (Commitment.ASPIRATIONAL, Exemption.NONE, None, ClosingRule.SCORE),
        (Commitment.ASPIRATIONAL, Exemption.GUARDRAIL, Measure.STAY_AT_MOST, ClosingRule.SCORE),
        (Commitment.COMMITTED, Exemption.LEARNING, Measure.MILESTONE, ClosingRule.LEARNT),
        (Commitment.ASPIRATIONAL, Exemption.NONE, Measure.BASELINE, ClosingRule.LEARNT),
    ],
)
def test_which_rule_applies(
    commitment: Commitment, exemption: Exemption, measure: Measure | None, rule: ClosingRule
) -> None:
    assert closing_rule(commitment, exemption, measure) == rule


@pytest.mark.parametrize(
    ("progress", "score"), [(0.62, 0.6), (0.65, 0.7), (0.649, 0.6), (1.25, 1.0), (-0.3, 0.0), (None, 0.0), (0.05, 0.1)]
)
def test_an_aspirational_score_is_progress_to_one_decimal(progress: float | None, score: float) -> None:
    assert computed_score(ClosingRule.SCORE, came(progress)) == score


@pytest.mark.parametrize(("progress", "score"), [(0.999, 0.0), (1.0, 1.0), (1.4, 1.0), (None, 0.0)])
def test_a_commitment_is_met_or_not(progress: float | None, score: float) -> None:
    assert computed_score(ClosingRule.MET_OR_NOT, came(progress)) == score


def test_an_adjustment_needs_a_reason() -> None:
    (problem,) = check_ending(ClosingRule.SCORE, 0.6, Ending(adjustment=0.1))
    assert problem.field == "reason"
    assert list(check_ending(ClosingRule.SCORE, 0.6, Ending(adjustment=0.1, reason="A late wave"))) == []


def test_an_adjustment_of_more_than_two_tenths_is_refused() -> None:
    (problem,) = check_ending(ClosingRule.SCORE, 0.6, Ending(adjustment=-0.3, reason="Luck"))
    assert "at most 0.2" in problem.message


def test_an_adjustment_that_is_no_number_is_refused() -> None:
    (problem,) = check_ending(ClosingRule.SCORE, 0.6, Ending(adjustment=float("nan"), reason="Luck"))
    assert problem.field == "adjustment"


def test_a_missed_commitment_asks_for_a_post_mortem() -> None:
    (problem,) = check_ending(ClosingRule.MET_OR_NOT, 0.0, Ending(met=False))
    assert problem.field == "post_mortem"


def test_a_verdict_against_the_numbers_asks_for_a_reason() -> None:
    (problem,) = check_ending(ClosingRule.MET_OR_NOT, 0.0, Ending(met=True))
    assert (problem.field, "did not reach its target" in problem.message) == ("reason", True)


def test_a_learning_key_result_asks_what_was_learnt() -> None:
    (problem,) = check_ending(ClosingRule.LEARNT, 1.0, Ending(met=True))
    assert problem.field == "learnt"
    assert list(check_ending(ClosingRule.LEARNT, 0.0, Ending(met=False))) == []


@pytest.mark.parametrize("rule", [ClosingRule.MET_OR_NOT, ClosingRule.LEARNT])
def test_met_or_done_has_to_be_said(rule: ClosingRule) -> None:
    assert [problem.field for problem in check_ending(rule, 1.0, Ending())] == ["met"]


@pytest.mark.parametrize(
    ("score", "words"), [(0.6, "in the intended"), (0.7, "in the intended"), (0.8, "above"), (0.5, "below")]
)
def test_the_zone_is_told_in_words(score: float, words: str) -> None:
    assert zone_in_words(score).startswith(words)


def test_each_rule_has_a_sentence() -> None:
    assert len({rule_in_words(rule) for rule in ClosingRule}) == len(ClosingRule)


@given(SHARES, st.floats(-0.2, 0.2))
def test_a_score_lies_between_0_and_1(share: float | None, adjustment: float) -> None:
    computed = computed_score(ClosingRule.SCORE, came(share))
    assert 0 <= final_score(ClosingRule.SCORE, computed, Ending(adjustment=adjustment)) <= 1


@given(st.floats(0, 1), st.floats(0, 1))
def test_more_progress_never_scores_less(one: float, other: float) -> None:
    low, high = sorted((one, other))
    assert computed_score(ClosingRule.SCORE, came(low)) <= computed_score(ClosingRule.SCORE, came(high))


@pytest.mark.parametrize(
    ("computed", "given_before", "offered"),
    [
        (0.5, 0.0, (-0.2, -0.1, 0.0, 0.1, 0.2)),
        (0.0, 0.0, (0.0, 0.1, 0.2)),
        (0.9, 0.0, (-0.2, -0.1, 0.0, 0.1)),
        (1.0, 0.0, (-0.2, -0.1, 0.0)),
        (0.5, 0.15, (-0.2, -0.1, 0.0, 0.1, 0.15, 0.2)),
    ],
)
def test_the_adjustments_on_offer_keep_the_score_in_range_and_hold_the_one_given_before(
    computed: float, given_before: float, offered: tuple[float, ...]
) -> None:
    assert adjustments(computed, given_before) == offered


@pytest.mark.parametrize(
    ("rule", "value", "ending"),
    [
        (ClosingRule.SCORE, 0.42, Ending()),
        (ClosingRule.SCORE, None, None),
        (ClosingRule.MET_OR_NOT, 1.0, Ending(met=True)),
        (ClosingRule.MET_OR_NOT, 0.99, None),
        (ClosingRule.LEARNT, 1.0, None),
    ],
)
def test_the_numbers_end_a_key_result_alone_only_where_nobody_has_to_say_why(
    rule: ClosingRule, value: float | None, ending: Ending | None
) -> None:
    assert ending_as_computed(rule, came(value)) == ending


@given(st.sampled_from(ClosingRule), SHARES)
def test_what_the_numbers_give_alone_is_never_refused(rule: ClosingRule, value: float | None) -> None:
    ending = ending_as_computed(rule, came(value))
    assert ending is None or not list(check_ending(rule, computed_score(rule, came(value)), ending))
