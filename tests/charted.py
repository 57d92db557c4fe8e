"""What the tests of charts share: the schema of Vega-Lite, contrast on paper, and a picture drawn from a chart."""

import json
from functools import cache
from importlib.resources import files
from typing import Any

import altair
from jsonschema import Draft7Validator

from charts.chart import ChartSpec


@cache
def _schema() -> Draft7Validator:
    version = altair.SCHEMA_VERSION.split(".")[0]
    text = files(altair).joinpath(f"vegalite/{version}/schema/vega-lite-schema.json").read_text(encoding="utf-8")
    return Draft7Validator(json.loads(text))


def problems(chart: ChartSpec) -> list[str]:
    """Return where the specification departs from the schema."""
    found: list[str] = [error.message[:200] for error in _schema().iter_errors(chart.spec)]
    return found


def colours_of(part: Any) -> set[str]:
    """Return every colour that a specification names."""
    if isinstance(part, dict):
        return set().union(*map(colours_of, part.values())) if part else set()
    if isinstance(part, list):
        return set().union(*map(colours_of, part)) if part else set()
    return {part} if isinstance(part, str) and part.startswith("#") and len(part) == 7 else set()


def rows(chart: ChartSpec, kind: str) -> list[dict[str, Any]]:
    """Return the rows of one kind that a chart draws."""
    data = chart.data
    found: list[dict[str, Any]] = data[data["kind"] == kind].to_dict("records")
    return found


def linear(channel: int) -> float:
    share = channel / 255
    return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4


def luminance(channels: tuple[float, ...]) -> float:
    return sum(w * linear(c) for w, c in zip((0.2126, 0.7152, 0.0722), channels, strict=True))


def channels(colour: str) -> tuple[float, ...]:
    return tuple(int(colour[start : start + 2], 16) for start in (1, 3, 5))


def contrast(ink: str, ground: str, over: str = "", strength: float = 1.0) -> float:
    """Return the contrast of ink on a ground of which `strength` covers what it lies over."""
    below = channels(over or ground)
    mixed = tuple(strength * a + (1 - strength) * b for a, b in zip(channels(ground), below, strict=True))
    low, high = sorted((luminance(channels(ink)), luminance(mixed)))
    return (high + 0.05) / (low + 0.05)
