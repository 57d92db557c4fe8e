"""What owners believe against what the numbers say: one mark for each key result."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import altair as alt
import pandas as pd

from charts.chart import PICK, ChartSpec
from charts.heard import quiet
from charts.theme import SMALL_FONT_SIZE, STATUS_SHAPES, Palette, palette, vega_config
from domain.formatting import count, points
from domain.roll_up import status_words
from domain.status import CONFIDENT, DOUBTFUL, is_divergent
from domain.vocabulary import Status

HEIGHT = 400
ORDER = (Status.AT_RISK, Status.BEHIND, Status.ON_TRACK, Status.TOO_EARLY)
BOTTOM, TOP = -1.4, 12.4  # confidence runs from 0 to 10; words stand above and below
HEAD, UPPER, LOWER = 11.9, 11.0, -0.9
APART, WIDEST = 0.1, 0.84  # of a column: between two marks of the same confidence, and from the first to the last
COLUMNS = (
    *("kind", "key", "status", "shape", "text", "tip", "align", "divergent"),
    *("x", "x_end", "confidence", "confidence_end"),
)
Row = dict[str, Any]


@dataclass(frozen=True)
class ConfidenceDot:
    """A key result: computed status, the owner's confidence (0 to 10), progress above expected (−0.2), and its key."""

    title: str
    status: Status
    confidence: int | None
    gap: float | None = None
    key: str = ""

    @property
    def drawn(self) -> bool:
        """Tell whether it has both a status to compare with and a confidence."""
        return self.confidence is not None and self.status in ORDER

    @property
    def divergent(self) -> bool:
        """Tell whether the owner and the numbers disagree."""
        return is_divergent(self.confidence, self.status) is not None


def confidence_against_status(dots: Sequence[ConfidenceDot], *, dark: bool = False) -> ChartSpec:
    """Return the marks by computed status and confidence, those that disagree named; equal ones stand side by side.

    A key result without a confidence, or without a status, is counted in the subtitle and not drawn.
    """
    drawn = [dot for dot in dots if dot.drawn]
    title, missing = _title(drawn), len(dots) - len(drawn)
    left = f"; {missing} without a confidence or a status" if missing else ""
    return ChartSpec(
        spec=_template(dark),
        data=_frame(drawn),
        alt=f"{title}. {_named(drawn)}".strip(),
        title=title,
        subtitle=f"Owner's confidence, 0 to 10, by computed status; each mark is a key result{left}",
        table=lambda: _table(dots),
    )


def _title(drawn: Sequence[ConfidenceDot]) -> str:
    if not drawn:
        return "No key result has both a confidence and a status yet"
    divergent = [dot for dot in drawn if dot.divergent]
    of = count(len(drawn), "key result")
    if not divergent:
        return f"Owners and numbers agree on {'it' if len(drawn) == 1 else f'all {of}'}"
    return f"Owners and numbers disagree on {len(divergent)} of {of}"


def _named(drawn: Sequence[ConfidenceDot]) -> str:
    return " ".join(f"{_tip(dot)}." for dot in drawn if dot.divergent)


def _tip(dot: ConfidenceDot) -> str:
    gap = "" if dot.gap is None else f", {points(abs(dot.gap))} {'above' if dot.gap >= 0 else 'below'} expected"
    return f"{dot.title}: confidence {dot.confidence} of 10, {status_words(dot.status)}{gap}"


def _columns(drawn: Sequence[ConfidenceDot]) -> tuple[Status, ...]:
    early = any(dot.status == Status.TOO_EARLY for dot in drawn)
    return ORDER if early else ORDER[:-1]


def _frame(drawn: Sequence[ConfidenceDot]) -> pd.DataFrame:
    columns = _columns(drawn)
    width = len(columns)
    rows: list[Row] = [{"kind": "frame", "x": 0, "x_end": width, "confidence": BOTTOM, "confidence_end": TOP}]
    rows += [*_zones(), *_heads(columns, drawn), *_quadrants()]
    bins: dict[tuple[Status, int], list[ConfidenceDot]] = defaultdict(list)
    for dot in drawn:
        bins[dot.status, dot.confidence or 0].append(dot)
    for (status, confidence), found in bins.items():
        ordered = sorted(found, key=lambda dot: (0.0 if dot.gap is None else dot.gap, dot.key))
        rows += _marks(columns.index(status), confidence, ordered)
    frame = pd.DataFrame(rows, columns=list(COLUMNS))
    return frame.astype(dict.fromkeys(("x", "x_end", "confidence", "confidence_end"), "float64"))


def _zones() -> Iterator[Row]:
    for status, low, high in (
        (Status.AT_RISK, CONFIDENT - 0.5, 10.5),
        (Status.ON_TRACK, -0.5, DOUBTFUL + 0.5),
    ):
        x = ORDER.index(status)
        span = {"x": x, "x_end": x + 1, "confidence": low, "confidence_end": high}
        yield {"kind": "zone", "status": status.value, **span}


def _heads(columns: Sequence[Status], drawn: Sequence[ConfidenceDot]) -> Iterator[Row]:
    for place, status in enumerate(columns):
        number = sum(dot.status == status for dot in drawn)
        text = f"{STATUS_SHAPES[status]} {status_words(status)} {number}"
        yield {"kind": "head", "x": place + 0.5, "confidence": HEAD, "text": text, "status": status.value}
        if place:
            yield {"kind": "divide", "x": place, "confidence": -0.5, "confidence_end": 10.5}


def _quadrants() -> Iterator[Row]:
    on_track = ORDER.index(Status.ON_TRACK) + 1
    for words, side, height in (
        ("Confident, but at risk", "left", UPPER),
        ("Doubtful and at risk", "left", LOWER),
        ("Confident and on track", "right", UPPER),
        ("Doubtful, but on track", "right", LOWER),
    ):
        x = 0.03 if side == "left" else on_track - 0.03
        yield {"kind": "words", "text": words, "align": side, "x": x, "confidence": height}


def _marks(column: int, confidence: int, ordered: Sequence[ConfidenceDot]) -> Iterator[Row]:
    """Set equal marks side by side, closer where they are many, the one furthest below expected first."""
    apart = min(APART, WIDEST / max(1, len(ordered) - 1))
    places = [column + 0.5 + apart * (place - (len(ordered) - 1) / 2) for place in range(len(ordered))]
    for x, dot in zip(places, ordered, strict=True):
        yield {
            **{"kind": "dot", "key": dot.key, "status": dot.status.value, "shape": STATUS_SHAPES[dot.status]},
            **{"x": x, "confidence": confidence, "tip": _tip(dot), "divergent": dot.divergent},
        }
    if ordered[0].divergent:
        more = f" and {len(ordered) - 1} more" if len(ordered) > 1 else ""
        left = column == 0
        yield {
            **{"kind": "label", "align": "left" if left else "right", "text": f"{ordered[0].title}{more}"},
            **{"x": column + (0.03 if left else 0.97), "confidence": confidence},
        }


def _table(dots: Sequence[ConfidenceDot]) -> pd.DataFrame:
    names = ("Key result", "Status", "Confidence", "Progress above expected in points", "Owner and numbers disagree")
    lines = [
        (
            *(dot.title, status_words(dot.status), dot.confidence),
            *(None if dot.gap is None else round(100 * dot.gap, 1), "yes" if dot.divergent else "no"),
        )
        for dot in dots
    ]
    return pd.DataFrame(lines, columns=list(names))


@lru_cache(maxsize=2)
def _template(dark: bool) -> dict[str, Any]:
    base, colours = alt.Chart(alt.NamedData(name="source")), palette(dark)
    layers = [*_grounds(base, colours), *_dots(base, colours), *_words(base, colours)]
    chart = alt.layer(*layers).resolve_scale(color="independent").properties(width="container", height=HEIGHT)
    spec: dict[str, Any] = chart.to_dict()
    clicked = {"name": PICK, "select": {"type": "point", "fields": ["key"], "toggle": False}, "views": ["dots"]}
    return {**quiet(spec), "params": [clicked], "config": vega_config(dark)}


def _x() -> alt.X:
    return alt.X("x:Q", axis=None, scale=alt.Scale(nice=False, zero=False))


def _y() -> alt.Y:
    axis = alt.Axis(values=[0, DOUBTFUL, 5, CONFIDENT, 10])
    return alt.Y("confidence:Q", axis=axis, scale=alt.Scale(nice=False, zero=False))


def _kind(base: alt.Chart, kind: str) -> alt.Chart:
    chosen: alt.Chart = base.transform_filter(f"datum.kind === '{kind}'").encode(x=_x(), y=_y())
    return chosen


def _by_status(colours: Palette) -> alt.Scale:
    return alt.Scale(domain=list(ORDER), range=[colours.status(status) for status in ORDER])


def _grounds(base: alt.Chart, colours: Palette) -> list[alt.Chart]:
    frame = _kind(base, "frame").mark_rect(opacity=0).encode(x2="x_end:Q", y2="confidence_end:Q")
    zones = _kind(base, "zone").mark_rect(fillOpacity=0.1, strokeDash=[4, 3], strokeWidth=1)
    coloured = {
        "fill": alt.Fill("status:N", scale=_by_status(colours), legend=None),
        "stroke": alt.Stroke("status:N", scale=_by_status(colours), legend=None),
    }
    divides = _kind(base, "divide").mark_rule(color=colours.axis, strokeWidth=1, strokeDash=[1, 3])
    return [frame, zones.encode(x2="x_end:Q", y2="confidence_end:Q", **coloured), divides.encode(y2="confidence_end:Q")]


def _dots(base: alt.Chart, colours: Palette) -> list[alt.Chart]:
    """Draw the shape of the status, larger where owner and numbers disagree, and a target for a finger over it."""
    dots, tip = _kind(base, "dot"), alt.Tooltip("tip:N")
    shade = alt.Color("status:N", scale=_by_status(colours), legend=None)
    size = {"expr": "datum.divergent ? 23 : 17"}
    halo = dots.mark_text(baseline="middle", fontSize=size, stroke=colours.paper, strokeWidth=3).encode(text="shape:N")
    shapes = dots.mark_text(baseline="middle", fontSize=size).encode(text="shape:N", color=shade)
    touch = dots.mark_point(filled=True, size=420, opacity=0, cursor="pointer").encode(tooltip=tip)
    return [halo, shapes, touch.properties(name="dots")]


def _words(base: alt.Chart, colours: Palette) -> list[alt.Chart]:
    heads = _kind(base, "head").mark_text(baseline="middle", fontWeight=600, fontSize=SMALL_FONT_SIZE)
    heads = heads.encode(text="text:N", color=alt.Color("status:N", scale=_by_status(colours), legend=None))
    side: dict[str, Any] = {"align": {"expr": "datum.align"}, "fontSize": SMALL_FONT_SIZE}
    quadrants = _kind(base, "words").mark_text(**side, baseline="middle", color=colours.muted).encode(text="text:N")
    named = _kind(base, "label").encode(text="text:N")
    placed: dict[str, Any] = {
        **side,
        "baseline": "bottom",
        "dy": -9,
        "limit": {"expr": "width * 0.6"},
        "fontWeight": 600,
    }
    halo = named.mark_text(**placed, stroke=colours.paper, strokeWidth=4, strokeJoin="round")
    return [heads, quadrants, halo, named.mark_text(**placed, color=colours.ink)]
