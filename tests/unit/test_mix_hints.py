"""Hints on the mix of an objective: when each is given, what it says, and the rule that stands beside it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.mix_hints import Hint, hints, strength
from domain.mix_rules import SEVERITIES, rule_of
from domain.outcome_mix import MixItem, MixThresholds, outcome_mix
from domain.vocabulary import Concern, Exemption, Indicator, Label, Measure

NBSP = "\N{NO-BREAK SPACE}"


def item(label: str = "outcome", **facts: object) -> MixItem:
    given_facts = {"weight": 1.0, "exemption": Exemption.NONE, "indicator": Indicator.LEADING, **facts}
    return MixItem(label=Label(label), **given_facts)


def found(*items: MixItem, **thresholds: float) -> dict[Concern, Hint]:
    said = hints(outcome_mix(items), items, MixThresholds(**thresholds))
    return {hint.kind: hint for hint in said}


def sentence(kind: Concern, *items: MixItem, **thresholds: float) -> str:
    return found(*items, **thresholds)[kind].sentence.replace(NBSP, " ")


GROWTH = {"title": "Raise revenue from trips to 90,000", "unit": "EUR", "measure": Measure.INCREASE}
SPEED = {"title": "Cut the time to a first reply to 2 hours", "unit": "hours", "measure": Measure.DECREASE}


def test_a_number_to_move_without_a_baseline_is_named_with_its_count() -> None:
    items = [
        item(measure=Measure.INCREASE, has_baseline=False),
        item(measure=Measure.DECREASE, has_baseline=False),
        item(measure=Measure.INCREASE),
    ]
    words = "2 of 3 key results have a number to move and no baseline; without one nobody can see how far it has moved."
    assert sentence(Concern.NO_BASELINE, *items) == words


@pytest.mark.parametrize("measure", [Measure.STAY_AT_LEAST, Measure.MILESTONE, Measure.BASELINE, None])
def test_only_what_should_rise_or_fall_needs_a_baseline(measure: Measure | None) -> None:
    assert Concern.NO_BASELINE not in found(item(measure=measure, has_baseline=False))


def test_an_exempt_key_result_needs_no_baseline() -> None:
    items = [item(), item(measure=Measure.INCREASE, has_baseline=False, exemption=Exemption.COMPLIANCE)]
    assert Concern.NO_BASELINE not in found(*items)


def test_fewer_than_the_setting_without_a_baseline_are_passed_over() -> None:
    one = item(measure=Measure.INCREASE, has_baseline=False)
    assert Concern.NO_BASELINE not in found(one, no_baseline_from=2)
    assert Concern.NO_BASELINE in found(one, one, no_baseline_from=2)


@pytest.mark.parametrize("goal", [GROWTH, SPEED])
def test_growth_and_speed_want_a_guardrail(goal: dict[str, object]) -> None:
    words = "1 of 2 key results aims for more growth or speed; 0 of 2 say what must not get worse meanwhile."
    assert sentence(Concern.NO_GUARDRAIL, item(**goal), item(measure=Measure.MILESTONE)) == words


@pytest.mark.parametrize(
    "guard",
    [
        item(exemption=Exemption.GUARDRAIL, measure=Measure.DECREASE),
        item(measure=Measure.STAY_AT_LEAST),
        item(measure=Measure.STAY_AT_MOST),
        item(measure=Measure.STAY_BETWEEN),
    ],
)
def test_a_guardrail_or_a_limit_beside_it_is_enough(guard: MixItem) -> None:
    assert Concern.NO_GUARDRAIL not in found(item(**GROWTH), guard)


def test_an_output_that_should_grow_asks_for_no_guardrail() -> None:
    assert Concern.NO_GUARDRAIL not in found(item("output", **GROWTH))


def test_a_share_that_should_rise_asks_for_no_guardrail() -> None:
    calm = item(title="Raise the share of riders who come back to 60 %", unit="%", measure=Measure.INCREASE)
    assert Concern.NO_GUARDRAIL not in found(calm)


def test_milestones_alone_are_named() -> None:
    step = item("output", measure=Measure.MILESTONE)
    words = (
        "All 2 key results that count are milestones: they tell what will be done, and no number tells what it changes."
    )
    assert sentence(Concern.ALL_MILESTONES, step, step) == words


def test_one_number_among_milestones_is_enough() -> None:
    assert Concern.ALL_MILESTONES not in found(item(measure=Measure.MILESTONE), item(measure=Measure.INCREASE))


def test_an_exempt_number_does_not_hide_that_the_rest_are_milestones() -> None:
    exempt = item(measure=Measure.BASELINE, exemption=Exemption.BASELINE)
    assert Concern.ALL_MILESTONES in found(item(measure=Measure.MILESTONE), exempt)


@pytest.mark.parametrize(("kind", "words"), [("baseline", "to find a baseline"), ("learning", "to learn")])
def test_a_second_baseline_or_learning_exemption_is_one_too_many(kind: str, words: str) -> None:
    exempt = [item(exemption=Exemption(kind), key=key) for key in (1, 2)]
    said = sentence(Concern.EXEMPTIONS_OVERUSED, *exempt, item(key=3, weight=9))
    assert said == f"2 key results are exempt {words}, where 1 may be; the later one counts in the mix."


def test_more_exempt_weight_than_the_setting_is_overused() -> None:
    items = [item(exemption=Exemption.COMPLIANCE, weight=3.0), item(weight=1.0)]
    words = (
        "1 of 2 key results is exempt: 75 % of the weight is in no share, where more than 50 % leaves little to see."
    )
    assert sentence(Concern.EXEMPTIONS_OVERUSED, *items) == words
    assert Concern.EXEMPTIONS_OVERUSED not in found(*items, exempt_above=0.75)


def test_exactly_half_exempt_is_not_overused() -> None:
    assert Concern.EXEMPTIONS_OVERUSED not in found(item(), item(exemption=Exemption.GUARDRAIL))


def test_labels_that_are_mostly_guesses_are_named() -> None:
    items = [item(confirmed=False), item(confirmed=False), item()]
    words = "2 of 3 labels are suggestions that nobody has confirmed: 67 %, where above 50 % the mix is still a guess."
    assert sentence(Concern.UNCONFIRMED_LABELS, *items) == words


def test_exactly_half_unconfirmed_is_no_hint() -> None:
    assert Concern.UNCONFIRMED_LABELS not in found(item(confirmed=False), item())


def test_the_weight_of_a_hint_is_that_of_what_it_is_about() -> None:
    items = [item("output", weight=4.0), item(weight=1.0), item(weight=2.0, exemption=Exemption.COMPLIANCE)]
    assert found(*items)[Concern.OUTPUT_HEAVY].weight == 4.0


@pytest.mark.parametrize("kind", [kind for kind in Concern if kind != Concern.OTHER])
def test_every_kind_has_a_rule_in_one_sentence(kind: Concern) -> None:
    assert rule_of(kind).startswith("Shown ")
    assert rule_of(kind).endswith(".")
    assert kind in SEVERITIES


@pytest.mark.parametrize(
    ("kind", "thresholds", "words"),
    [
        (Concern.OUTPUT_HEAVY, {"output_heavy_above": 0.6}, "60 %"),
        (Concern.EXEMPTIONS_OVERUSED, {"exempt_above": 0.3}, "30 %"),
        (Concern.UNCONFIRMED_LABELS, {"unconfirmed_above": 0.25}, "25 %"),
        (Concern.NO_BASELINE, {"no_baseline_from": 3}, "3 key results"),
        (Concern.NO_GUARDRAIL, {"no_guardrail_from": 2}, "2 outcomes"),
        (Concern.ALL_MILESTONES, {"all_milestones_from": 4}, "4 key results"),
    ],
)
def test_a_rule_gives_the_threshold_of_this_installation(kind: Concern, thresholds: dict, words: str) -> None:
    assert words in rule_of(kind, MixThresholds(**thresholds)).replace(NBSP, " ")


def test_a_stronger_hint_stands_before_more_weight() -> None:
    nothing = strength(())
    light = strength([Hint(Concern.LAG_ONLY, "", SEVERITIES[Concern.LAG_ONLY], weight=90.0)])
    strong = strength([Hint(Concern.NO_OUTCOME, "", SEVERITIES[Concern.NO_OUTCOME], weight=1.0)])
    assert strong > light > nothing


ITEMS = st.lists(
    st.builds(
        MixItem,
        weight=st.floats(0.01, 100),
        label=st.sampled_from(Label),
        exemption=st.sampled_from(Exemption),
        indicator=st.none() | st.sampled_from(Indicator),
        key=st.integers(1, 99),
        title=st.sampled_from([str(GROWTH["title"]), str(SPEED["title"]), "Riders trust us"]),
        unit=st.sampled_from(["", "%", "hours"]),
        measure=st.none() | st.sampled_from(Measure),
        has_baseline=st.booleans(),
        confirmed=st.booleans(),
    ),
    max_size=8,
)
THRESHOLDS = st.builds(
    MixThresholds,
    *[st.floats(0, 1)] * 3,
    *[st.integers(1, 5)] * 3,
)


@given(ITEMS, THRESHOLDS)
def test_hints_come_strongest_first_each_kind_once_with_weight_and_rule(items: list[MixItem], limits: object) -> None:
    said = hints(outcome_mix(items), items, limits)
    assert [hint.severity for hint in said] == sorted((hint.severity for hint in said), reverse=True)
    assert len({hint.kind for hint in said}) == len(said)
    assert all(hint.weight > 0 and hint.rule and hint.sentence.endswith(".") for hint in said)


@given(ITEMS)
def test_a_stricter_share_never_hides_a_hint(items: list[MixItem]) -> None:
    mix = outcome_mix(items)
    lax, strict = (
        {hint.kind for hint in hints(mix, items, MixThresholds(share, share, share))} for share in (0.8, 0.2)
    )
    assert lax <= strict
