"""The outcome mix: what counts, the share, and hints in plain words."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.mix_hints import Severity, hints
from domain.outcome_mix import (
    MixItem,
    MixThresholds,
    combined_mix,
    combined_share,
    counted_items,
    heaviest_first,
    is_output_heavy,
    mix_by_owner,
    outcome_mix,
)
from domain.vocabulary import Concern, Exemption, Indicator, Label


def item(label: str, weight: float = 1, exemption: str = "none", indicator: str | None = None, key: int = 0) -> MixItem:
    return MixItem(weight, Label(label), Exemption(exemption), Indicator(indicator) if indicator else None, key)


def kinds(*items: MixItem) -> list[Concern]:
    return [hint.kind for hint in hints(outcome_mix(items), items)]


def sentence(*items: MixItem) -> str:
    return hints(outcome_mix(items), items)[0].sentence.replace("\u00a0", " ")


def test_outcome_share_is_outcome_weight_over_all_that_counts() -> None:
    assert outcome_mix([item("outcome", 2), item("output"), item("unclear")]).share == 0.5


def test_nothing_that_counts_has_no_share() -> None:
    assert outcome_mix([item("output", exemption="compliance")]).share is None


@pytest.mark.parametrize("exemption", ["compliance", "baseline", "learning", "guardrail"])
def test_an_exempt_key_result_does_not_count(exemption: str) -> None:
    mix = outcome_mix([item("outcome"), item("output", 9, exemption)])
    assert (mix.share, mix.exempt_count) == (1.0, 1)


@pytest.mark.parametrize(
    ("exemption", "exempt"), [("baseline", 1), ("learning", 1), ("compliance", 3), ("guardrail", 3)]
)
def test_only_one_baseline_and_one_learning_exemption_are_allowed(exemption: str, exempt: int) -> None:
    assert outcome_mix([item("output", exemption=exemption, key=key) for key in range(3)]).exempt_count == exempt


def test_the_first_key_result_takes_the_allowed_exemption() -> None:
    late, early = item("output", exemption="learning", key=7), item("output", exemption="learning", key=2)
    assert counted_items([late, early]) == (late,)


def test_exactly_half_output_is_not_heavy() -> None:
    assert not is_output_heavy(outcome_mix([item("output", 0.3), item("outcome", 0.1), item("outcome", 0.2)]))


def test_output_above_half_of_the_weight_is_heavy() -> None:
    assert kinds(item("output", 2), item("outcome", 1.9, indicator="leading")) == [Concern.OUTPUT_HEAVY]


def test_the_threshold_is_a_setting() -> None:
    mix = outcome_mix([item("output", 2), item("outcome")])
    assert not is_output_heavy(mix, MixThresholds(output_heavy_above=0.7))


def test_no_outcome_is_the_strongest_hint_and_comes_first() -> None:
    items = [item("output"), item("output")]
    found = hints(outcome_mix(items), items)
    assert [hint.kind for hint in found] == [Concern.NO_OUTCOME, Concern.OUTPUT_HEAVY]
    assert found[0].severity == Severity.STRONG == max(hint.severity for hint in found)


def test_only_late_business_results_are_named() -> None:
    assert kinds(item("outcome", indicator="lagging"), item("output")) == [Concern.LAG_ONLY]


def test_one_leading_outcome_is_enough_to_steer_by() -> None:
    assert kinds(item("outcome", indicator="lagging"), item("outcome", indicator="leading")) == []


def test_an_exempt_leading_outcome_does_not_hide_that_the_rest_is_late() -> None:
    guardrail = item("outcome", exemption="guardrail", indicator="leading")
    assert kinds(item("outcome", indicator="lagging"), guardrail) == [Concern.LAG_ONLY]


def test_an_empty_objective_gets_no_hint() -> None:
    assert kinds() == []


@pytest.mark.parametrize(
    ("labels", "words"),
    [
        (["output"], "1 of 1 key result is a thing you ship; none says who will do something differently."),
        (
            ["output", "output", "unclear"],
            "2 of 3 key results are things you ship and 1 is unclear; none says who will do something differently.",
        ),
        (
            ["unclear", "unclear"],
            "2 of 2 key results are unclear; none says who will do something differently.",
        ),
        (
            ["output", "output", "output", "outcome"],
            "3 of 4 key results are things you ship: 75 % of the weight, where more than 50 % is output-heavy.",
        ),
    ],
)
def test_a_hint_gives_the_numbers_in_plain_words(labels: list[str], words: str) -> None:
    assert sentence(*[item(label, indicator="leading") for label in labels]) == words


def test_rows_come_heaviest_output_first_and_empty_ones_last() -> None:
    rows = [
        ("nothing", outcome_mix([])),
        ("half", outcome_mix([item("output"), item("outcome")])),
        ("light all", outcome_mix([item("output")])),
        ("heavy all", outcome_mix([item("output", 3)])),
    ]
    assert [name for name, _ in heaviest_first(rows)] == ["heavy all", "light all", "half", "nothing"]


mix_items = st.builds(
    MixItem,
    st.floats(0.01, 100),
    st.sampled_from(Label),
    st.sampled_from(Exemption),
    st.none() | st.sampled_from(Indicator),
)
objectives = st.lists(mix_items, max_size=8)


@given(objectives)
def test_shares_are_bounded_and_nothing_is_lost(items: list[MixItem]) -> None:
    mix = outcome_mix(items)
    assert mix.counted + mix.exempt_count == len(items)
    assert 0 <= (mix.share or 0) + (mix.output_share or 0) <= 1 + 1e-9


@given(st.lists(objectives, max_size=4))
def test_a_team_mix_is_the_sum_of_its_objectives(all_items: list[list[MixItem]]) -> None:
    mixes = [outcome_mix(items) for items in all_items]
    assert combined_mix(mixes).counted_weight == pytest.approx(sum(mix.counted_weight for mix in mixes))


@given(st.lists(objectives, max_size=4))
def test_the_share_alone_is_that_of_the_whole_mix(all_items: list[list[MixItem]]) -> None:
    mixes = [outcome_mix(items) for items in all_items]
    assert combined_share(mixes) == pytest.approx(combined_mix(mixes).share)


@given(st.lists(objectives, max_size=4))
def test_the_mixes_of_all_owners_are_the_whole_mix(all_items: list[list[MixItem]]) -> None:
    owned = [[replace(item, owner_id=place % 3) for place, item in enumerate(items)] for items in all_items]
    whole, parts = combined_mix(map(outcome_mix, owned)), combined_mix(mix_by_owner(owned).values())
    assert (parts.counted, parts.exempt_count) == (whole.counted, whole.exempt_count)
    assert parts.outcome_weight == pytest.approx(whole.outcome_weight)
    assert parts.exempt_weight == pytest.approx(whole.exempt_weight)


def test_what_counts_in_an_objective_is_decided_there_and_not_by_owner() -> None:
    mine = replace(item("output", exemption="learning", key=1), owner_id=1)
    yours = replace(item("output", exemption="learning", key=2), owner_id=2)
    found = mix_by_owner([[mine, yours]])
    assert (found[1].counted, found[2].counted) == (0, 1)


@given(objectives)
def test_every_hint_is_one_sentence(items: list[MixItem]) -> None:
    assert all(hint.sentence.endswith(".") for hint in hints(outcome_mix(items), items))
