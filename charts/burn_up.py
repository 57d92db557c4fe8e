"""The milestones of a key result: how much of the weight is done, against all of it and the days that were planned."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from itertools import accumulate
from math import fsum
from typing import Any

import altair as alt
import pandas as pd

from charts.chart import ChartSpec
from charts.heard import quiet
from charts.theme import DATE_FORMAT, FONT_SIZE, TIME_TICKS, palette, vega_config
from domain.formatting import count, number
from domain.formatting import day as written

HEIGHT = 230
COLUMNS = ("kind", "day", "day_end", "weight", "weight_end", "text", "tip", "align", "baseline", "shape")
DONE, OPEN, LATE = "●", "○", "■"
Row = dict[str, Any]


@dataclass(frozen=True)
class Step:
    """A milestone with its weight (above 0), the day that it is due, and the day that it was done."""

    title: str
    weight: float
    due: date | None = None
    done: date | None = None

    def is_done(self, today: date) -> bool:
        """Tell whether it is done by a day."""
        return self.done is not None and self.done <= today

    def is_late(self, today: date) -> bool:
        """Tell whether it should be done by a day and is not."""
        return self.due is not None and self.due < today and not self.is_done(today)


def burn_up(steps: Sequence[Step], start: date, due: date, today: date, *, dark: bool = False) -> ChartSpec:
    """Return the done weight as a stair up to today, against the planned stair and the line of all weight."""
    title = _title(steps, today)
    return ChartSpec(
        spec=_template(dark),
        data=_frame(steps, start, due, today),
        alt=f"{title}. " + " ".join(f"{_tip(step, today)}." for step in steps[:12]),
        title=title,
        subtitle="Weight of the milestones done, by day; dashed: as planned",
        table=lambda: _table(steps, today),
    )


def _title(steps: Sequence[Step], today: date) -> str:
    if not steps:
        return "No milestone yet"
    done, late = [step for step in steps if step.is_done(today)], sum(step.is_late(today) for step in steps)
    weight = f"{number(_weight(done))} of {number(_weight(steps))} weight"
    overdue = f", {late} overdue" if late else ""
    return f"{len(done)} of {count(len(steps), 'milestone')} done, {weight}{overdue}"


def _weight(steps: Sequence[Step]) -> float:
    return fsum(step.weight for step in steps)


def _tip(step: Step, today: date) -> str:
    planned = f", due {written(step.due, today)}" if step.due else ""
    if step.done is not None and step.is_done(today):
        return f"{step.title}: weight {number(step.weight)}{planned}, done {written(step.done, today)}"
    state = "overdue" if step.is_late(today) else "open"
    return f"{step.title}: weight {number(step.weight)}{planned}, {state}"


def _frame(steps: Sequence[Step], start: date, due: date, today: date) -> pd.DataFrame:
    days = [day for step in steps for day in (step.due, step.done) if day is not None]
    first, last = min([start, *days]), max([due, *days])
    rows = [*_ground(steps, first, last, today), *_planned(steps, first, last), *_done(steps, first, last, today)]
    frame = pd.DataFrame(rows, columns=list(COLUMNS))
    for column in ("day", "day_end"):
        frame[column] = pd.to_datetime(frame[column])
    return frame.astype({"weight": "float64", "weight_end": "float64"})


def _ground(steps: Sequence[Step], first: date, last: date, today: date) -> Iterator[Row]:
    whole = _weight(steps) or 1.0
    span = {"day": first, "day_end": last}
    yield {"kind": "frame", **span, "weight": 0.0, "weight_end": 1.22 * whole}
    yield {"kind": "all", **span, "weight": whole}
    yield _label(first, whole, f"All {number(whole)}", "left", "bottom")
    if first <= today <= last:
        yield {"kind": "today", "day": today, "weight": 0.0, "weight_end": 1.1 * whole}
        yield {**_label(today, 1.1 * whole, "Today", "center", "bottom"), "kind": "quiet"}


def _planned(steps: Sequence[Step], first: date, last: date) -> Iterator[Row]:
    dated = sorted((step.due, step.weight) for step in steps if step.due is not None)
    for day, weight in _stairs(dated, first, last):
        yield {"kind": "planned", "day": day, "weight": weight}


def _stairs(dated: Sequence[tuple[date, float]], first: date, last: date) -> list[tuple[date, float]]:
    """Return the corners of a stair that rises by each weight on its day; nothing when there is no day."""
    if not dated:
        return []
    sums = list(accumulate(weight for _, weight in dated))
    return [(first, 0.0), *zip((day for day, _ in dated), sums, strict=True), (last, sums[-1])]


def _done(steps: Sequence[Step], first: date, last: date, today: date) -> Iterator[Row]:
    done = sorted((step for step in steps if step.is_done(today)), key=lambda step: step.done or today)
    end = max(first, min(today, last))
    corners = _stairs([(step.done or today, step.weight) for step in done], first, end) or [(first, 0.0), (end, 0.0)]
    for day, weight in corners:
        yield {"kind": "done", "day": day, "weight": weight}
    yield from _marks(steps, done, last, today)
    side = "right" if (end - first).days > 0.6 * max(1, (last - first).days) else "left"
    if 0 < corners[-1][1] < _weight(steps):
        yield _label(end, corners[-1][1], f"{number(corners[-1][1])} done", side, "bottom")


def _marks(steps: Sequence[Step], done: Sequence[Step], last: date, today: date) -> Iterator[Row]:
    """Mark each milestone where the done weight reached it, and an open one where it was planned or at the end."""
    reached = 0.0
    for step in done:
        reached += step.weight
        yield {"kind": "mark", "day": step.done, "weight": reached, "shape": DONE, "tip": _tip(step, today)}
    waiting = sorted(
        (step for step in steps if not step.is_done(today)), key=lambda step: step.due or last + timedelta(1)
    )
    for step in waiting:
        reached += step.weight
        shape = LATE if step.is_late(today) else OPEN
        place = {"day": step.due or last, "weight": reached, "shape": shape}
        yield {"kind": "mark", **place, "tip": _tip(step, today)}


def _label(day: date, weight: float, text: str, align: str, baseline: str) -> Row:
    return {"kind": "label", "day": day, "weight": weight, "text": text, "align": align, "baseline": baseline}


def _table(steps: Sequence[Step], today: date) -> pd.DataFrame:
    lines = [(step.title, step.weight, step.due, step.done, "yes" if step.is_late(today) else "no") for step in steps]
    return pd.DataFrame(lines, columns=["Milestone", "Weight", "Due", "Done", "Overdue"])


@lru_cache(maxsize=2)
def _template(dark: bool) -> dict[str, Any]:
    base, colours = alt.Chart(alt.NamedData(name="source")), palette(dark)
    time = alt.Axis(format=DATE_FORMAT, tickCount=TIME_TICKS, labelOverlap=True)
    base = base.encode(
        x=alt.X("day:T", axis=time, scale=alt.Scale(nice=False)),
        y=alt.Y("weight:Q", axis=alt.Axis(tickCount=4), scale=alt.Scale(nice=False)),
    )

    def of(kind: str) -> alt.Chart:
        chosen: alt.Chart = base.transform_filter(f"datum.kind === '{kind}'")
        return chosen

    words: dict[str, Any] = {
        "align": {"expr": "datum.align"},
        "baseline": {"expr": "datum.baseline"},
        "dx": {"expr": "datum.align === 'left' ? 4 : datum.align === 'right' ? -6 : 0"},
        "dy": -5,
        "fontSize": FONT_SIZE,
    }
    shade = {"expr": f"datum.shape === '{LATE}' ? '{colours.at_risk}' : '{colours.ink}'"}
    marks = of("mark").encode(text="shape:N")
    layers = [
        of("frame").mark_rect(opacity=0).encode(x2="day_end:T", y2="weight_end:Q"),
        of("today").mark_rule(color=colours.axis, strokeWidth=1).encode(y2="weight_end:Q"),
        of("all").mark_rule(color=colours.ink, strokeWidth=1.25).encode(x2="day_end:T"),
        of("planned").mark_line(color=colours.muted, strokeWidth=1.5, strokeDash=[5, 4], interpolate="step-after"),
        of("done").mark_line(color=colours.ink, strokeWidth=3, interpolate="step-after"),
        marks.mark_text(baseline="middle", fontSize=16, stroke=colours.paper, strokeWidth=4),
        marks.mark_text(baseline="middle", fontSize=16, color=shade),
        of("mark").mark_point(filled=True, size=500, opacity=0).encode(tooltip=alt.Tooltip("tip:N")),
        of("label").mark_text(**words, stroke=colours.paper, strokeWidth=4, strokeJoin="round").encode(text="text:N"),
        of("label").mark_text(**words, color=colours.ink, fontWeight=600).encode(text="text:N"),
        of("quiet").mark_text(**words, color=colours.muted).encode(text="text:N"),
    ]
    spec: dict[str, Any] = alt.layer(*layers).properties(width="container", height=HEIGHT).to_dict()
    return {**quiet(spec), "config": vega_config(dark)}
