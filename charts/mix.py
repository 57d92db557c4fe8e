"""Outcome, unclear and output weight side by side, one row for each team or objective."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Any

import altair as alt
import pandas as pd

from charts.chart import PICK, ChartSpec
from charts.heard import quiet
from charts.theme import FONT_SIZE, LABEL_SHAPES, palette, vega_config
from domain.formatting import number, percent
from domain.vocabulary import Label

ROW_HEIGHT = 58
# Outcome starts at the left edge and output ends at the right one: both can be compared down the page.
ORDER = (Label.OUTCOME, Label.UNCLEAR, Label.OUTPUT)
# Only the browser knows how wide a bar is.
FITTING = (
    "datum.share * width > 120 ? datum.part + ' ' + datum.percent"
    " : datum.share * width > 56 ? datum.shape + ' ' + datum.percent : ''"
)
COLUMNS = ("row", "key", "part", "start", "end", "middle", "share", "percent", "shape", "fill", "note", "tip")


@dataclass(frozen=True)
class MixRow:
    """The weight of key results by label under one name; exempt weight stands apart and is in no share.

    `key` is what a click on the row gives back.
    """

    name: str
    outcome: float
    output: float
    unclear: float = 0.0
    exempt: float = 0.0
    key: str = ""

    @property
    def counted(self) -> float:
        """Return the weight that counts in the shares: everything but the exempt."""
        return self.outcome + self.output + self.unclear

    def share(self, label: Label) -> float | None:
        """Return a label's share of the counted weight, or None where nothing counts."""
        weight = {Label.OUTCOME: self.outcome, Label.OUTPUT: self.output, Label.UNCLEAR: self.unclear}[label]
        return weight / self.counted if self.counted else None


def mix_bars(
    rows: Iterable[MixRow],
    *,
    threshold: float = 0.5,
    most: int | None = None,
    heavy: tuple[int, int] | None = None,
    noun: tuple[str, str] = ("team", "teams"),
    dark: bool = False,
) -> ChartSpec:
    """Return 100 % bars of the counted weight, heaviest output first; the height grows with the number of bars.

    A row in which nothing counts comes last, as a gap. `threshold` is the output share above which a row is called
    output-heavy in the title, which speaks of all rows; no more than `most` of them are drawn. Where `rows` are
    the first of many, `heavy` says how many of all are output-heavy, and of how many in which anything counts.
    `noun` is what a row stands for, one and many of it.
    """
    ordered = sorted(rows, key=lambda row: (not row.counted, -(row.share(Label.OUTPUT) or 0.0), -row.output))
    title, drawn = _title(ordered, heavy or _heavy(ordered, threshold), threshold, noun), ordered[:most]
    return ChartSpec(
        spec={**_template(dark), "height": max(1, len(drawn)) * ROW_HEIGHT},
        data=_frame(drawn),
        alt=f"{title}. " + " ".join(f"{row.name}: {_summary(row)}." for row in drawn[:12]),
        title=title,
        subtitle="Share of weight by label, heaviest output first; exempt key results do not count",
        table=partial(_table, drawn, noun[0]),
    )


def _heavy(rows: list[MixRow], threshold: float) -> tuple[int, int]:
    return sum((row.share(Label.OUTPUT) or 0.0) > threshold for row in rows), sum(row.counted > 0 for row in rows)


def _title(rows: list[MixRow], of: tuple[int, int], threshold: float, noun: tuple[str, str]) -> str:
    heavy, counted = of
    if not rows:
        return "No key results to compare yet"
    if not counted:
        return "No key result counts in the mix yet"
    if heavy == 0:
        return f"No {noun[0]} carries more than {percent(threshold)} of its weight in output"
    carry = "carries" if heavy == 1 else "carry"
    return f"{heavy} of {counted} {noun[counted != 1]} {carry} more than {percent(threshold)} of the weight in output"


def _summary(row: MixRow) -> str:
    parts = [f"{percent(share)} {label}" for label in ORDER if (share := row.share(label))]
    return ", ".join(parts) if parts else "nothing that counts"


def _note(row: MixRow) -> str:
    if not row.counted:
        return f"weight {number(row.exempt)}, all exempt" if row.exempt else "no key results"
    return f"weight {number(row.counted)}" + (f" + {number(row.exempt)} exempt" if row.exempt else "")


def _frame(rows: list[MixRow]) -> pd.DataFrame:
    parts = [{**part, "key": row.key} for place, row in enumerate(rows) for part in _parts(place, row)]
    return pd.DataFrame(parts, columns=list(COLUMNS)).astype({"share": "float64", "middle": "float64"})


def _table(rows: list[MixRow], noun: str) -> pd.DataFrame:
    weights = [(row.name, row.outcome, row.unclear, row.output, row.exempt, row.share(Label.OUTCOME)) for row in rows]
    names = ("Outcome weight", "Unclear weight", "Output weight", "Exempt weight", "Outcome share")
    return pd.DataFrame(weights, columns=[noun.capitalize(), *names]).astype({"Outcome share": "float64"})


def _parts(place: int, row: MixRow) -> Iterator[dict[str, Any]]:
    yield {"row": place, "part": "name", "start": 0.0, "end": 1.0, "fill": row.name, "note": _note(row)}
    if not row.counted:
        yield {"row": place, "part": "gap", "start": 0.0, "end": 1.0, "tip": f"{row.name}: {_summary(row)}"}
    start = 0.0
    for label in ORDER:
        share = row.share(label)
        if not share:
            continue
        yield {
            "row": place,
            "part": str(label),
            "start": start,
            "end": start + share,
            "middle": start + share / 2,
            "share": share,
            "percent": percent(share),
            "shape": LABEL_SHAPES[label],
            "tip": f"{row.name}: {_summary(row)}",
        }
        start += share


@lru_cache(maxsize=2)
def _template(dark: bool) -> dict[str, Any]:
    base = alt.Chart(alt.NamedData(name="source")).encode(
        y=alt.Y("row:O", axis=None, scale=alt.Scale(paddingInner=0.0, paddingOuter=0.0))
    )
    layers = [*_bars(base, dark), *_words(base, dark), *_names(base, dark)]
    spec: dict[str, Any] = alt.layer(*layers).resolve_scale(color="independent").properties(width="container").to_dict()
    clicked = {"name": PICK, "select": {"type": "point", "fields": ["key"], "toggle": False}, "views": ["bars"]}
    return {**quiet(spec), "params": [clicked], "config": vega_config(dark)}


def _x(field: str) -> alt.X:
    return alt.X(f"{field}:Q", axis=None, scale=alt.Scale(domain=[0, 1], nice=False), stack=None)


def _bars(base: alt.Chart, dark: bool) -> list[alt.Chart]:
    colours = palette(dark)
    fills = alt.Scale(domain=list(ORDER), range=[colours.outcome, colours.unclear_fill, colours.output])
    rows = base.encode(x=_x("start"), x2="end:Q", tooltip=alt.Tooltip("tip:N"))
    bars = (
        rows.transform_filter("isValid(datum.share)")
        .mark_bar(height=26, yOffset=11, stroke=colours.paper, strokeWidth=1, cursor="pointer")
        .encode(color=alt.Color("part:N", scale=fills, legend=None))
        .properties(name="bars")
    )
    hollow = rows.transform_filter("datum.part === 'unclear' || datum.part === 'gap'").mark_bar(
        height=24, yOffset=11, filled=False, stroke=colours.unclear, strokeWidth=1.25, strokeDash=[3, 2]
    )
    return [bars, hollow]


def _words(base: alt.Chart, dark: bool) -> list[alt.Chart]:
    """Write the word and the percentage where the bar is wide enough, else shape and percentage, else nothing."""
    colours = palette(dark)
    inks = alt.Scale(domain=list(ORDER), range=[colours.on_outcome, colours.unclear_text, colours.on_output])
    words = (
        base.transform_filter("isValid(datum.share)")
        .transform_calculate(words=FITTING)
        .mark_text(baseline="middle", dy=11, fontWeight=600)
        .encode(x=_x("middle"), text="words:N", color=alt.Color("part:N", scale=inks, legend=None))
    )
    return [words]


def _names(base: alt.Chart, dark: bool) -> list[alt.Chart]:
    """Write the row's name above its bar at the left and its weight at the right, so that long names fit a phone."""
    colours = palette(dark)
    heads = base.transform_filter("datum.part === 'name'")
    limit = {"expr": "width * 0.62"}
    name = heads.mark_text(align="left", dy=-14, fontWeight=600, color=colours.ink, limit=limit).encode(
        x=_x("start"), text="fill:N"
    )
    note_limit = {"expr": "width * 0.38"}
    note = heads.mark_text(align="right", dy=-14, color=colours.muted, fontSize=FONT_SIZE, limit=note_limit).encode(
        x=_x("end"), text="note:N"
    )
    return [name, note]
