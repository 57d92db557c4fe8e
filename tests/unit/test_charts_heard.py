"""A screen reader hears a chart's message and what can be pointed at, not the fields of its frames and rules."""

from collections.abc import Iterator
from typing import Any

import pytest

from charts import (
    alignment_template,
    burn_up,
    confidence,
    confidence_status,
    heat_map_template,
    key_result_template,
    metric,
    mix,
    small_multiples,
    trend,
)
from charts.heard import quiet

SPECS = {
    "alignment": lambda: alignment_template.template(False),
    "burn up": lambda: burn_up._template(False),
    "confidence": lambda: confidence._template(False),
    "confidence and status": lambda: confidence_status._template(False),
    "heat map": lambda: heat_map_template.template(False),
    "key result": lambda: key_result_template.template(False, False),
    "metric": lambda: metric._template(False),
    "mix": lambda: mix._template(False),
    "small multiples": lambda: small_multiples._template(False, False),
    "trend": lambda: trend._template(False),
}


def drawn(spec: dict[str, Any]) -> Iterator[dict[str, Any]]:
    if "layer" not in spec:
        yield spec
    for layer in spec.get("layer", []):
        yield from drawn(layer)


def heard(spec: dict[str, Any]) -> list[dict[str, Any]]:
    return [mark for mark in drawn(spec) if mark["mark"].get("aria") is not False]


@pytest.mark.parametrize("name", SPECS)
def test_what_has_nothing_to_point_at_is_not_read_out(name: str) -> None:
    assert all("tooltip" in mark["encoding"] for mark in heard(SPECS[name]()))


@pytest.mark.parametrize("name", SPECS)
def test_what_spans_from_one_field_to_another_is_read_in_words(name: str) -> None:
    spans = [mark for mark in heard(SPECS[name]()) if {"x2", "y2"} & set(mark["encoding"])]
    assert all("description" in mark["encoding"] for mark in spans)


def test_a_mark_with_a_tooltip_is_read_in_its_words() -> None:
    mark = {"mark": {"type": "point"}, "encoding": {"tooltip": {"field": "tip", "type": "nominal"}}}
    assert quiet(mark)["encoding"]["description"] == {"field": "tip", "type": "nominal"}


def test_a_shared_specification_is_not_changed_in_place() -> None:
    spec = {"layer": [{"mark": {"type": "rule"}, "encoding": {}}]}
    assert quiet(spec)["layer"][0]["mark"]["aria"] is False
    assert spec["layer"][0]["mark"] == {"type": "rule"}
