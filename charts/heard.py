"""What a screen reader hears of a chart: its message, and what somebody can point at, never the technical layers."""

from typing import Any


def quiet(spec: dict[str, Any]) -> dict[str, Any]:
    """Return a specification in which only marks with a tooltip are read out, in the words of that tooltip.

    Otherwise each frame, rule and halo would be read as its fields and their values.
    """
    if "layer" in spec:
        return {**spec, "layer": [quiet(layer) for layer in spec["layer"]]}
    tooltip = spec.get("encoding", {}).get("tooltip")
    if tooltip is None:
        return {**spec, "mark": {**spec["mark"], "aria": False}}
    if not isinstance(tooltip, dict) or "field" not in tooltip:
        return spec
    return {**spec, "encoding": {**spec["encoding"], "description": {"field": tooltip["field"], "type": "nominal"}}}
