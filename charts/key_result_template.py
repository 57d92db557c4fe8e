"""The shape of a key result's chart, compiled from Altair once for each theme."""

from functools import lru_cache
from typing import Any

import altair as alt

from charts.heard import quiet
from charts.theme import DATE_FORMAT, FONT_SIZE, TIME_TICKS, palette, vega_config

HEIGHT = 300
COLUMNS = (
    *("kind", "day", "day_end", "value", "value_end"),
    *("day_text", "value_text", "confidence", "sentence"),
    *("text", "tone", "align", "vertical"),
)
RULES = ("target", "stretch", "baseline", "limit")
TONES = ("strong", "muted", "latest")

# Numbers on the axis are written like everywhere else, but by the browser: 1,200, 12.4 k, 1.2 M, 3 B.
AXIS_LABEL = " : ".join(
    [
        "abs(datum.value) >= 1e12 ? format(datum.value / 1e12, ',.4~r') + '\N{NO-BREAK SPACE}T'",
        "abs(datum.value) >= 1e9 ? format(datum.value / 1e9, ',.4~r') + '\N{NO-BREAK SPACE}B'",
        "abs(datum.value) >= 1e6 ? format(datum.value / 1e6, '.4~r') + '\N{NO-BREAK SPACE}M'",
        "abs(datum.value) >= 1e4 ? format(datum.value / 1e3, '.4~r') + '\N{NO-BREAK SPACE}k'",
        "format(datum.value, ',.6~r')",
    ]
)


@lru_cache(maxsize=4)
def template(steps: bool, dark: bool) -> dict[str, Any]:
    """Return the specification; `steps` draws values that hold until the next one instead of a line between them."""
    base = alt.Chart(alt.NamedData(name="source")).encode(x=_time_axis(), y=_value_axis())
    layers = [
        *_zones(base, dark),
        _rules(base, dark),
        _today(base, dark),
        *_remarks(base, dark),
        _expected(base, dark),
        *_forecast(base, dark),
    ]
    layers += [*_actual(base, steps, dark), *_labels(base, dark)]
    chart = alt.layer(*layers).resolve_scale(color="independent").properties(height=HEIGHT, width="container")
    spec: dict[str, Any] = chart.to_dict()
    return {**quiet(spec), "config": vega_config(dark)}


def _time_axis() -> alt.X:
    axis = alt.Axis(format=DATE_FORMAT, tickCount=TIME_TICKS, labelOverlap=True)
    return alt.X("day:T", axis=axis, scale=alt.Scale(nice=False))


def _value_axis() -> alt.Y:
    axis = alt.Axis(tickCount=5, labelExpr=AXIS_LABEL)
    return alt.Y("value:Q", axis=axis, scale=alt.Scale(nice=False, zero=False))


def _of(base: alt.Chart, *kinds: str) -> alt.Chart:
    chosen: alt.Chart = base.transform_filter(alt.FieldOneOfPredicate(field="kind", oneOf=list(kinds)))
    return chosen


def _zones(base: alt.Chart, dark: bool) -> list[alt.Chart]:
    colours = palette(dark)
    strength = 0.15 if dark else 0.08
    shades = (("frame", colours.paper, 0.0), ("worse", colours.at_risk, strength), ("held", colours.on_track, strength))
    return [
        _of(base, kind).mark_rect(color=colour, opacity=opacity).encode(x2="day_end:T", y2="value_end:Q")
        for kind, colour, opacity in shades
    ]


def _rules(base: alt.Chart, dark: bool) -> alt.Chart:
    colours = palette(dark)
    shades = [colours.ink, colours.axis, colours.axis, colours.ink]
    dashes = [[1, 0], [1, 0], [1, 3], [1, 0]]
    rules: alt.Chart = (
        _of(base, *RULES)
        .mark_rule(strokeWidth=1.25)
        .encode(
            x2="day_end:T",
            color=alt.Color("kind:N", scale=alt.Scale(domain=list(RULES), range=shades), legend=None),
            strokeDash=alt.StrokeDash("kind:N", scale=alt.Scale(domain=list(RULES), range=dashes), legend=None),
        )
    )
    return rules


def _today(base: alt.Chart, dark: bool) -> alt.Chart:
    rule: alt.Chart = _of(base, "today").mark_rule(color=palette(dark).axis, strokeWidth=1).encode(y=alt.value(0))
    return rule


def _remarks(base: alt.Chart, dark: bool) -> list[alt.Chart]:
    """Draw a thin rule on each day that somebody remarked on, and around it room for a pointer to find it."""
    drawn = _of(base, "remark").encode(y=alt.value(0))
    tooltip = [alt.Tooltip("day_text:N", title="Day"), alt.Tooltip("sentence:N", title="Remark")]
    rule = drawn.mark_rule(color=palette(dark).axis, strokeWidth=1, strokeDash=[2, 3])
    return [rule, drawn.mark_rule(strokeWidth=14, opacity=0).encode(tooltip=tooltip)]


def _expected(base: alt.Chart, dark: bool) -> alt.Chart:
    line: alt.Chart = _of(base, "expected").mark_line(color=palette(dark).muted, strokeWidth=1.25, strokeDash=[5, 4])
    return line


def _forecast(base: alt.Chart, dark: bool) -> list[alt.Chart]:
    """Draw the fan with an edge that stands out from paper and shades, and the likely way through it."""
    colours = palette(dark)
    fan = _of(base, "fan").mark_area(
        color=colours.ink, fillOpacity=0.16 if dark else 0.09, stroke=colours.axis, strokeWidth=1, strokeOpacity=1
    )
    line = _of(base, "forecast").mark_line(color=colours.ink, strokeWidth=2, strokeDash=[3, 4])
    return [fan.encode(y2="value_end:Q"), line]


def _actual(base: alt.Chart, steps: bool, dark: bool) -> list[alt.Chart]:
    colours = palette(dark)
    drawn = _of(base, "actual")
    tooltip = [
        alt.Tooltip("day_text:N", title="As of"),
        alt.Tooltip("value_text:N", title="Value"),
        alt.Tooltip("confidence:N", title="Confidence"),
        alt.Tooltip("sentence:N", title="Note"),
    ]
    line = drawn.mark_line(color=colours.ink, strokeWidth=3, interpolate="step-after" if steps else "linear")
    dots = drawn.mark_point(filled=True, color=colours.ink, size=70, opacity=1, stroke=colours.paper, strokeWidth=1.5)
    # A finger or a shaky pointer needs a target larger than the dot.
    touch = drawn.mark_point(filled=True, size=600, opacity=0).encode(tooltip=tooltip)
    return [line, dots, touch]


def _labels(base: alt.Chart, dark: bool) -> list[alt.Chart]:
    """Draw the words twice: a halo of paper under the ink keeps them legible across lines."""
    colours = palette(dark)
    shades = [colours.ink, colours.muted, colours.ink]
    words = _of(base, "label").encode(text="text:N")
    placed: dict[str, Any] = {
        "align": {"expr": "datum.align"},
        "baseline": {"expr": "datum.vertical"},
        "dx": {"expr": "datum.align == 'left' ? 5 : datum.align == 'right' ? -5 : 0"},
        "dy": {"expr": "(datum.vertical == 'bottom' ? -1 : 1) * (datum.tone == 'latest' ? 9 : 4)"},
        "fontWeight": {"expr": "datum.tone == 'muted' ? 400 : 600"},
        "fontSize": FONT_SIZE,
    }
    halo = words.mark_text(**placed, stroke=colours.paper, strokeWidth=4, strokeJoin="round")
    ink = words.mark_text(**placed).encode(
        color=alt.Color("tone:N", scale=alt.Scale(domain=list(TONES), range=shades), legend=None)
    )
    return [halo, ink]
