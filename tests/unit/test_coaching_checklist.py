"""The checklist names what a key result lacks, and never blocks."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.coaching import ChecklistFacts, Sibling, checklist
from domain.vocabulary import Exemption, Indicator, Measure

GOOD = ChecklistFacts(
    title="Reduce support contacts per customer from 1.4 to 0.8",
    measure=Measure.DECREASE,
    unit="contacts",
    baseline=1.4,
    target=0.8,
    source="Help desk",
    owner_named=True,
    weight=2,
    siblings=(Sibling("Keep satisfaction at 90 %", Indicator.LAGGING, Exemption.GUARDRAIL),),
    indicator=Indicator.LEADING,
)
GROWTH = replace(GOOD, title="Increase orders from 100 to 200", measure=Measure.INCREASE, baseline=100, target=200)


def check(facts, key):
    return next(each for each in checklist(facts) if each.key == key)


def test_a_good_key_result_meets_every_rule_that_applies():
    assert {each.key for each in checklist(GOOD) if each.ok is not True} == {"guardrail"}


def test_the_points_always_come_in_the_same_order():
    keys = ["numbers", "source", "measure", "single", "owner", "weight", "guardrail", "count", "leading"]
    assert [each.key for each in checklist(ChecklistFacts(""))] == keys


def test_what_is_missing_is_named():
    found = check(replace(GOOD, baseline=None), "numbers")
    assert (found.ok, found.sentence) == (False, "Name the baseline: without it nobody can see a change.")


def test_a_limit_needs_no_baseline():
    facts = replace(GOOD, measure=Measure.STAY_AT_MOST, baseline=None)
    assert check(facts, "numbers").ok is True


def test_a_corridor_needs_both_limits():
    facts = replace(GOOD, measure=Measure.STAY_BETWEEN, low=1.0)
    assert "upper limit" in check(facts, "numbers").sentence
    assert check(replace(facts, high=2.0), "numbers").ok is True


@pytest.mark.parametrize("measure", [Measure.MILESTONE, Measure.BASELINE])
def test_numbers_and_direction_do_not_apply_where_there_is_no_number_yet(measure):
    facts = replace(GOOD, measure=measure, baseline=None, target=None)
    assert (check(facts, "numbers").ok, check(facts, "measure").ok) == (None, None)


def test_a_blank_source_is_no_source():
    assert check(replace(GOOD, source="  "), "source").ok is False


def test_words_that_fall_do_not_fit_a_measure_that_rises():
    found = check(replace(GOOD, measure=Measure.INCREASE, baseline=0.8, target=1.4), "measure")
    assert found.ok is False
    assert "go down" in found.sentence


def test_a_number_that_runs_against_its_measure_is_named_with_its_values():
    found = check(replace(GOOD, baseline=0.8, target=1.4), "measure")
    assert (found.ok, "from 0.8" in found.sentence) == (False, True)


@pytest.mark.parametrize(
    "title", ["Keep uptime at 99.9 %", "Mantener la disponibilidad", "Verfügbarkeit bei 99 % halten"]
)
def test_words_that_keep_fit_a_stay_measure_only(title):
    assert check(replace(GOOD, title=title, measure=Measure.STAY_AT_LEAST), "measure").ok is True
    assert check(replace(GOOD, title=title), "measure").ok is False


@pytest.mark.parametrize("title", ["Kosten um 5 % senken", "Reducir las devoluciones", "Réduire l'attente", "Reduzir"])
def test_falling_words_of_four_languages_are_known(title):
    assert check(replace(GOOD, title=title), "measure").ok is True


def test_words_without_a_direction_leave_the_measure_open():
    assert check(replace(GOOD, title="Average length of stay in days"), "measure").ok is None


def test_a_first_word_decides_about_words_that_contradict_each_other():
    facts = replace(GROWTH, title="Raise the share of people who reduce waste")
    assert check(facts, "measure").ok is True


def test_an_owner_is_one_named_person():
    assert check(replace(GOOD, owner_named=False), "owner").ok is False


@pytest.mark.parametrize("weight", [0, -1, float("nan"), float("inf")])
def test_a_weight_that_cannot_count_is_not_met(weight):
    assert check(replace(GOOD, weight=weight), "weight").ok is False


def test_a_growth_goal_without_a_guardrail_is_advised_to_have_one():
    found = check(replace(GROWTH, siblings=(Sibling("Margin"), Sibling("Price"))), "guardrail")
    assert found.ok is False
    assert "0 of 2 other key results" in found.sentence


def test_a_guardrail_beside_a_growth_goal_is_enough():
    assert check(GROWTH, "guardrail").sentence == "1 of 1 other key result guards this growth goal."


def test_a_speed_goal_needs_a_guardrail_too():
    facts = replace(GOOD, title="Reduce handling time", unit="minutes", siblings=())
    assert (check(facts, "guardrail").ok, "speed" in check(facts, "guardrail").sentence) == (False, True)


def test_more_deployments_are_a_speed_goal():
    facts = replace(GROWTH, title="Deployment frequency", siblings=())
    assert "speed" in check(facts, "guardrail").sentence


def test_a_guardrail_needs_no_guardrail():
    assert check(replace(GROWTH, siblings=(), exemption=Exemption.GUARDRAIL), "guardrail").ok is None


def test_a_share_of_customers_is_no_growth_in_volume():
    assert check(replace(GROWTH, title="Customers who renew", unit="%"), "guardrail").ok is None


@pytest.mark.parametrize(("siblings", "ok"), [(4, True), (5, False)])
def test_five_key_results_are_the_most(siblings, ok):
    found = check(replace(GOOD, siblings=(Sibling("Another"),) * siblings), "count")
    assert (found.ok, str(siblings + 1) in found.sentence) == (ok, True)


def test_lagging_results_alone_ask_for_a_leading_one():
    assert check(replace(GOOD, indicator=Indicator.LAGGING), "leading").ok is False


def test_a_leading_sibling_is_enough():
    facts = replace(GOOD, indicator=Indicator.LAGGING, siblings=(Sibling("Trials", Indicator.LEADING),))
    assert check(facts, "leading").sentence == "1 of 2 key results is leading."


def test_unknown_indicators_leave_leading_open():
    assert check(replace(GOOD, indicator=None), "leading").ok is None


def test_a_compound_statement_is_advised_to_be_split():
    assert check(replace(GOOD, title="Launch the portal and reach 20 % adoption"), "single").ok is False


@given(
    st.text(max_size=200),
    st.sampled_from([None, *Measure]),
    st.none() | st.floats(),
    st.none() | st.floats(),
    st.floats(),
    st.text(max_size=10),
)
def test_any_facts_give_nine_plain_sentences(title, measure, baseline, target, weight, unit):
    facts = ChecklistFacts(title, measure, unit, baseline, target, weight=weight)
    found = checklist(facts)
    assert len({each.key for each in found}) == 9
    assert all(each.sentence.endswith(".") for each in found)
