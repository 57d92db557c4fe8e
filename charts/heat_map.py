"""Objectives by week: each cell how an objective stood when the week closed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from charts.chart import ChartSpec
from charts.heat_map_template import CELL_BOTTOM, CELL_TOP, HEAD, ROW_HEIGHT, template
from charts.theme import STATUS_SHAPES
from domain.formatting import count, percent
from domain.roll_up import status_words
from domain.vocabulary import Status

COLUMNS = (
    *("kind", "key", "status", "shape", "percent", "text", "note", "brief", "tip", "stale", "weeks"),
    *("start", "middle", "end", "top", "centre", "bottom"),
)
SHOWN_FIRST = (Status.AT_RISK, Status.BEHIND, Status.ON_TRACK, Status.TOO_EARLY, Status.NO_DATA)
LEGEND = " ".join(f"{STATUS_SHAPES[status]}\N{NO-BREAK SPACE}{status_words(status)}" for status in SHOWN_FIRST)
LEGEND += "; hatched: stale"
Row = dict[str, Any]


@dataclass(frozen=True)
class HeatCell:
    """How an objective stood when a week closed: status, whether only on old check-ins, progress (0.62) and words."""

    status: Status
    stale: bool
    progress: float | None
    measured: str = ""


@dataclass(frozen=True)
class HeatRow:
    """An objective and a cell for each week that has begun; `key` is what a click on it gives back."""

    name: str
    team: str
    cells: tuple[HeatCell, ...]
    key: str = ""


@dataclass(frozen=True)
class HeatWeek:
    """A week's ISO number and the day that it is judged by, in words."""

    number: int
    closed: str


def heat_map(rows: Sequence[HeatRow], weeks: Sequence[HeatWeek], *, total: int = 0, dark: bool = False) -> ChartSpec:
    """Return a row of cells for each objective, in the given order, one cell for each week that has begun.

    Each row is as long as it has cells, the axis as long as there are weeks: those to come stay empty. `total` says
    how many objectives there are in all, where `rows` are the worst of them.
    """
    title = _title(rows, total)
    return ChartSpec(
        spec={**template(dark), "height": round((max(1, len(rows)) + HEAD) * ROW_HEIGHT)},
        data=_frame(rows, weeks),
        alt=f"{title}. " + " ".join(f"{row.name}: {_summary(row)}." for row in rows[:12]),
        title=title,
        subtitle=f"Status when each ISO week closed, worst first: {LEGEND}",
        table=lambda: _table(rows, weeks),
    )


def _title(rows: Sequence[HeatRow], total: int) -> str:
    known = [row.cells[-1].status for row in rows if row.cells]
    if not known:
        return "No week of this cycle has begun yet" if rows else "No objective to show yet"
    worst = sum(status == Status.AT_RISK for status in known)
    shown = f"{len(known)} shown" if total > len(rows) else count(len(known), "objective")
    return f"{worst} of {shown} {'is' if worst == 1 else 'are'} at risk{_than_before(rows, worst)}"


def _than_before(rows: Sequence[HeatRow], worst: int) -> str:
    before = [row.cells[-2].status for row in rows if len(row.cells) > 1]
    if not before:
        return ""
    change = worst - sum(status == Status.AT_RISK for status in before)
    if change == 0:
        return ", as many as a week before"
    return f", {abs(change)} {'more' if change > 0 else 'fewer'} than a week before"


def _summary(row: HeatRow) -> str:
    if not row.cells:
        return "no week yet"
    runs: list[tuple[str, int]] = []
    for cell in row.cells:
        word = _words(cell)
        runs = [*runs[:-1], (word, runs[-1][1] + 1)] if runs and runs[-1][0] == word else [*runs, (word, 1)]
    return ", then ".join(f"{count(weeks, 'week')} {word}" for word, weeks in runs)


def _words(cell: HeatCell) -> str:
    return f"{status_words(cell.status)}{' (stale)' if cell.stale else ''}"


def _frame(rows: Sequence[HeatRow], weeks: Sequence[HeatWeek]) -> pd.DataFrame:
    found: list[Row] = [{"kind": "frame", "start": 0, "end": max(1, len(weeks)), "top": 0, "bottom": HEAD + len(rows)}]
    found += [_head(place, week) for place, week in enumerate(weeks)]
    for place, row in enumerate(rows):
        found += _row(HEAD + place, row, weeks)
    frame = pd.DataFrame(found, columns=list(COLUMNS)).assign(weeks=max(1, len(weeks)))
    numbers = ("start", "middle", "end", "top", "centre", "bottom")
    return frame.astype(dict.fromkeys(numbers, "float64"))


def _head(place: int, week: HeatWeek) -> Row:
    return {"kind": "week", "start": place, "middle": place + 0.5, "top": HEAD, "text": f"W{week.number}"}


def _row(top: float, row: HeatRow, weeks: Sequence[HeatWeek]) -> Iterator[Row]:
    note, brief = _standing(row.cells[-1]) if row.cells else ("no week yet", "")
    place = {"key": row.key, "top": top, "start": 0, "end": len(weeks)}
    yield {"kind": "name", **place, "text": row.name, "note": note, "brief": brief}
    for number, (cell, week) in enumerate(zip(row.cells, weeks, strict=False)):
        yield {
            **{"kind": "cell", "key": row.key, "status": cell.status.value, "stale": cell.stale},
            **{"shape": STATUS_SHAPES[cell.status], "percent": "" if cell.progress is None else percent(cell.progress)},
            "tip": f"{row.name} ({row.team}), week {week.number}, {week.closed}: {_said(cell)}",
            **{"start": number + 0.03, "middle": number + 0.5, "end": number + 0.97},
            **{"top": top + CELL_TOP, "centre": top + (CELL_TOP + CELL_BOTTOM) / 2, "bottom": top + CELL_BOTTOM},
        }


def _standing(cell: HeatCell) -> tuple[str, str]:
    """Return how an objective stands with the word, and without it where there is no room."""
    shape = STATUS_SHAPES[cell.status]
    return f"{shape} {_now(cell)}", shape if cell.progress is None else f"{shape} {percent(cell.progress)}"


def _now(cell: HeatCell) -> str:
    return _words(cell) + ("" if cell.progress is None else f", {percent(cell.progress)}")


def _said(cell: HeatCell) -> str:
    return ", ".join(part for part in (_now(cell), cell.measured) if part)


def _table(rows: Sequence[HeatRow], weeks: Sequence[HeatWeek]) -> pd.DataFrame:
    names = ("Objective", "Team", "Week", "Day", "Status", "Stale", "Progress in %", "Measured")
    lines = [
        (
            *(row.name, row.team, week.number, week.closed, status_words(cell.status), "yes" if cell.stale else "no"),
            *(None if cell.progress is None else round(100 * cell.progress, 1), cell.measured),
        )
        for row in rows
        for week, cell in zip(weeks, row.cells, strict=False)
    ]
    return pd.DataFrame(lines, columns=list(names))
