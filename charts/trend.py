"""The outcome share of each team from cycle to cycle, as small multiples on one scale."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Any

import altair as alt
import pandas as pd

from charts.chart import ChartSpec
from charts.heard import quiet
from charts.theme import SMALL_FONT_SIZE, palette, vega_config
from domain.formatting import count, percent

ROW_HEIGHT = 104
PLOT_SHARE = 0.52  # of a row's height; the rest holds its name
COLUMNS = ("team", "cycle", "level", "floor", "kind", "text", "tip")


@dataclass(frozen=True)
class ShareSeries:
    """One team's outcome share in each cycle, 0 to 1; None where the cycle has no key result that counts.

    `is_whole` marks the line that all others are branches of.
    """

    team: str
    shares: tuple[float | None, ...]
    is_whole: bool = False


def share_trend(cycles: Sequence[str], teams: Sequence[ShareSeries], *, dark: bool = False) -> ChartSpec:
    """Return one row for each team, in the given order, with cycles from left to right and 0 to 100 % upwards.

    Every `shares` is as long as `cycles`; a missing share is a gap in the line.
    """
    title = _title(teams)
    return ChartSpec(
        spec={**_template(dark), "height": max(1, len(teams)) * ROW_HEIGHT},
        data=_frame(cycles, teams),
        alt=f"{title}. " + " ".join(f"{team.team}: {_summary(cycles, team)}." for team in teams[:12]),
        title=title,
        subtitle=f"Outcome share of the weight that counts, by cycle; the dotted line is {percent(0.5)}",
        table=partial(_table, tuple(cycles), tuple(teams)),
    )


def _change(team: ShareSeries) -> float | None:
    known = [share for share in team.shares if share is not None]
    return round(known[-1] - known[0], 2) if len(known) > 1 else None


def _title(teams: Sequence[ShareSeries]) -> str:
    whole = next((told for team in teams if team.is_whole and (told := _moved(team))), "")
    noun = ("branch", "branches") if whole else ("team", "teams")
    changes = [change for team in teams if not team.is_whole and (change := _change(team)) is not None]
    rose = f"rose in {sum(change > 0 for change in changes)} of {count(len(changes), *noun)}" if changes else ""
    if not (whole or rose):
        return "The outcome share needs two cycles to show a trend"
    return f"The outcome share {'; it '.join(part for part in (whole, rose) if part)}"


def _moved(team: ShareSeries) -> str:
    """Say how far a share moved: "rose from 61 % to 79 %"; empty with less than two cycles."""
    known = [share for share in team.shares if share is not None]
    first, last = (percent(known[0]), percent(known[-1])) if len(known) > 1 else ("", "")
    if first == last:
        return f"stayed at {last}" if last else ""
    return f"{'rose' if known[-1] > known[0] else 'fell'} from {first} to {last}"


def _summary(cycles: Sequence[str], team: ShareSeries) -> str:
    known = [f"{cycle} {percent(share)}" for cycle, share in zip(cycles, team.shares, strict=True) if share is not None]
    return ", ".join(known) if known else "no data"


def _frame(cycles: Sequence[str], teams: Sequence[ShareSeries]) -> pd.DataFrame:
    rows = [row for place, team in enumerate(reversed(teams)) for row in _rows(cycles, team, float(place))]
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype({"level": "float64", "floor": "float64"})


def _table(cycles: Sequence[str], teams: Sequence[ShareSeries]) -> pd.DataFrame:
    rows = [(team.team, cycle, share) for team in teams for cycle, share in zip(cycles, team.shares, strict=True)]
    return pd.DataFrame(rows, columns=["Team", "Cycle", "Outcome share"]).astype({"Outcome share": "float64"})


def _rows(cycles: Sequence[str], team: ShareSeries, floor: float) -> Iterator[dict[str, Any]]:
    base = {"team": team.team, "floor": floor}
    yield {**base, "kind": "name", "level": floor + 0.82, "text": _name(team)}
    yield {**base, "kind": "half", "level": floor + PLOT_SHARE / 2}
    for cycle, share in zip(cycles, team.shares, strict=True):
        drawn = {"level": None} if share is None else {"level": floor + PLOT_SHARE * share, "text": percent(share)}
        tip = f"{team.team}, {cycle}: {'no data' if share is None else percent(share)}"
        yield {**base, **drawn, "kind": "share", "cycle": cycle, "tip": tip}


def _name(team: ShareSeries) -> str:
    return team.team if any(share is not None for share in team.shares) else f"{team.team} (no data)"


@lru_cache(maxsize=2)
def _template(dark: bool) -> dict[str, Any]:
    base = alt.Chart(alt.NamedData(name="source"))
    layers = [*_frames(base, dark), *_lines(base, dark)]
    spec: dict[str, Any] = alt.layer(*layers).properties(width="container").to_dict()
    return {**quiet(spec), "config": vega_config(dark)}


def _y(field: str) -> alt.Y:
    return alt.Y(f"{field}:Q", axis=None, scale=alt.Scale(zero=True, nice=False), stack=None)


def _frames(base: alt.Chart, dark: bool) -> list[alt.Chart]:
    colours = palette(dark)
    heads = base.transform_filter("datum.kind === 'name'")
    floor = heads.mark_rule(color=colours.axis, strokeWidth=1).encode(y=_y("floor"))
    half = base.transform_filter("datum.kind === 'half'").mark_rule(
        color=colours.axis, strokeWidth=1, strokeDash=[1, 3]
    )
    name = heads.mark_text(align="left", baseline="bottom", fontWeight=600, color=colours.ink, limit={"expr": "width"})
    return [floor, half.encode(y=_y("level")), name.encode(x=alt.value(0), y=_y("level"), text="text:N")]


def _lines(base: alt.Chart, dark: bool) -> list[alt.Chart]:
    colours = palette(dark)
    axis = alt.Axis(title=None, labelAngle=0, labelOverlap=True, domain=False, orient="bottom")
    x = alt.X("cycle:O", sort=None, axis=axis, scale=alt.Scale(padding=0.35))
    shares = base.transform_filter("datum.kind === 'share'").encode(x=x, y=_y("level"), detail="team:N")
    area = shares.mark_area(color=colours.outcome, opacity=0.14).encode(y2="floor:Q")
    line = shares.mark_line(color=colours.outcome, strokeWidth=2.5)
    dots = shares.mark_point(filled=True, size=55, opacity=1, color=colours.outcome).encode(
        tooltip=alt.Tooltip("tip:N")
    )
    words: dict[str, Any] = {"baseline": "bottom", "dy": -7, "fontSize": SMALL_FONT_SIZE, "fontWeight": 600}
    halo = shares.mark_text(**words, stroke=colours.paper, strokeWidth=4, strokeJoin="round").encode(text="text:N")
    return [area, line, dots, halo, shares.mark_text(**words, color=colours.ink).encode(text="text:N")]
