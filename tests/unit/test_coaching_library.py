"""The library of metrics is complete, unique and well formed."""

from collections import Counter

import pytest

from domain.coaching import domains, find_metric, library
from domain.vocabulary import Indicator, Measure

DIRECTIONS = {Measure.INCREASE, Measure.DECREASE, Measure.STAY_AT_LEAST, Measure.STAY_AT_MOST}
STANDARD = {
    "net_promoter_score": (Measure.INCREASE, Indicator.LAGGING),
    "customer_churn": (Measure.DECREASE, Indicator.LAGGING),
    "activation_rate": (Measure.INCREASE, Indicator.LEADING),
    "deployment_frequency": (Measure.INCREASE, Indicator.LEADING),
    "mean_time_to_restore": (Measure.DECREASE, Indicator.LAGGING),
    "time_to_hire": (Measure.DECREASE, Indicator.LEADING),
    "first_contact_resolution": (Measure.INCREASE, Indicator.LEADING),
    "readmission_rate": (Measure.DECREASE, Indicator.LAGGING),
    "otif": (Measure.INCREASE, Indicator.LAGGING),
    "oee": (Measure.INCREASE, Indicator.LAGGING),
    "days_sales_outstanding": (Measure.DECREASE, Indicator.LAGGING),
    "availability": (Measure.STAY_AT_LEAST, Indicator.LAGGING),
}


def test_the_library_holds_at_least_210_metrics():
    assert len(library()) >= 210


def test_at_least_twenty_fields_have_eight_metrics_or_more():
    sizes = Counter(metric.domain for metric in library())
    assert len(sizes) >= 20
    assert min(sizes.values()) >= 8
    assert tuple(sizes) == domains()


@pytest.mark.parametrize("field", ["key", "name"])
def test_no_two_metrics_share_a_key_or_a_name(field):
    values = [getattr(metric, field).casefold() for metric in library()]
    assert len(values) == len(set(values))


@pytest.mark.parametrize("field", ["key", "name", "definition", "unit", "formula", "source", "domain", "words", "who"])
def test_every_metric_fills_every_field(field):
    assert [metric.key for metric in library() if not getattr(metric, field)] == []


def test_every_direction_is_one_that_a_number_can_take():
    assert {metric.direction for metric in library()} == DIRECTIONS


def test_every_definition_is_one_sentence():
    assert [m.key for m in library() if not m.definition.endswith(".") or ". " in m.definition] == []


def test_every_metric_has_at_least_three_words_that_bring_it_to_mind():
    assert [metric.key for metric in library() if len(metric.words) < 3] == []


def test_both_leading_and_lagging_metrics_are_common():
    counts = Counter(metric.indicator for metric in library())
    assert min(counts[Indicator.LEADING], counts[Indicator.LAGGING]) >= 80


@pytest.mark.parametrize("key", STANDARD)
def test_the_metrics_that_everybody_knows_go_the_known_way(key):
    metric = find_metric(key)
    assert metric
    assert (metric.direction, metric.indicator) == STANDARD[key]


def test_an_unknown_key_finds_no_metric():
    assert find_metric("no_such_metric") is None
