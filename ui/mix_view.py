"""The outcome mix in pictures: bars that open what they stand for, and the trend over cycles."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import islice, takewhile
from typing import Protocol

import streamlit as st

from charts.chart import PICK
from charts.mix import MixRow, mix_bars
from charts.trend import ShareSeries, share_trend
from domain.formatting import count
from domain.outcome_mix import OutcomeMix, combined_share, is_output_heavy
from domain.vocabulary import CycleState
from services.reporting.mix_history import MixesByCycle, past_mixes
from services.reporting.outcome_mix import MixReport, branches
from services.reporting.people import CycleRow, TeamRow, list_cycles, list_teams
from ui import chart_view, navigation, style
from ui.database import look_up_goals, policy
from ui.selection import Selection

MOST_BARS = 12
MOST_LINES = 6
CYCLES_IN_TREND = 5
BRANCH, TEAM, PERSON, OBJECTIVE = "Branch", "Team", "Person", "Objective"
NOUNS = {
    BRANCH: ("branch", "branches"),
    TEAM: ("team", "teams"),
    PERSON: ("person", "people"),
    OBJECTIVE: ("objective", "objectives"),
}
OPENED = "_opened_from_the_mix"
# The same numbers make the same picture, whoever looks.
_bars_chart, _trend_chart = lru_cache(maxsize=128)(mix_bars), lru_cache(maxsize=128)(share_trend)


class Compared(Protocol):
    """What a bar can stand for."""

    @property
    def key(self) -> int:
        """Return the id."""

    @property
    def name(self) -> str:
        """Return what stands above the bar."""

    @property
    def mix(self) -> OutcomeMix:
        """Return what the bar shows."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar of the picture, what it stands for, and where a click on it leads."""

    key: int
    name: str
    mix: OutcomeMix
    note: str = ""


def picture(report: MixReport, chosen: Selection) -> None:
    """Draw the mix by branch, team, person or objective; the choice lives in the address, a click opens a bar."""
    _follow()
    by = st.segmented_control("Mix by", list(NOUNS), default=TEAM, required=True, key="by", bind="query-params")
    if by in (BRANCH, TEAM) and len(report.teams) < 2:
        by = OBJECTIVE  # a single bar compares with nothing
    found = _found(by or TEAM, report, chosen)
    bars = [_bar(row) for row in found[:MOST_BARS]]
    rows, noun, thresholds = [_row(bar) for bar in bars], NOUNS[by or TEAM], policy().mix_thresholds
    # They come heaviest first, so that of thousands only the heavy ones are looked at.
    heavy = sum(1 for _ in takewhile(lambda row: is_output_heavy(row.mix, thresholds), found))
    empty = sum(1 for _ in takewhile(lambda row: not row.mix.counted, reversed(found)))
    of, limit = (heavy, len(found) - empty), thresholds.output_heavy_above
    chart = _bars_chart(tuple(rows), threshold=limit, heavy=of, noun=noun, dark=style.is_dark())
    key = f"mix-{by}-{chosen.team.key if chosen.team else 0}"
    click = partial(note_click, key, by or TEAM)
    chart_view.draw(chart, key, on_click=click)
    if len(found) > MOST_BARS:
        st.caption(
            f"The {MOST_BARS} heaviest of {count(len(found), *noun)}. Pick a team or another view to see others."
        )
    opened = st.expander(f"Open one of these {noun[1]}", key="open-mix", on_change="rerun")
    if opened.open:
        with opened, st.container(horizontal=True, key="row-open-mix"):
            for bar in bars:
                _link(by or TEAM, bar, chosen)


def trend(report: MixReport, chosen: Selection, cycles: Sequence[CycleRow], past: MixesByCycle) -> None:
    """Draw the outcome share of the picked branch and of those right below it over the last cycles."""
    teams = look_up_goals(list_teams)
    now = {team.key: team.mix for team in report.teams}
    by_cycle = [now if cycle == chosen.cycle else past.get(cycle.key, {}) for cycle in cycles]
    lines = (
        ShareSeries(
            name, tuple(combined_share(mixes[key] for key in keys if key in mixes) for mixes in by_cycle), place == 0
        )
        for place, (name, keys) in enumerate(_lines(teams, chosen.team))
    )
    known = islice((line for line in lines if any(share is not None for share in line.shares)), MOST_LINES)
    chart = _trend_chart(tuple(cycle.name for cycle in cycles), tuple(known), dark=style.is_dark())
    chart_view.draw(chart, "share-trend")


def cycles_until(chosen: Selection) -> tuple[CycleRow, ...]:
    """Return the picked cycle and those before it that are no longer in planning, oldest first."""
    cycle = chosen.cycle
    if cycle is None:
        return ()
    earlier = [
        other
        for other in look_up_goals(list_cycles)
        if other == cycle or (other.state != CycleState.PLANNING and other.starts_on < cycle.starts_on)
    ]
    return tuple(reversed(earlier[:CYCLES_IN_TREND]))


def past_of(chosen: Selection, cycles: Sequence[CycleRow]) -> MixesByCycle:
    """Return the mixes of the picked teams, or of all, in the cycles before the picked one."""
    if chosen.cycle is None:
        return {}
    earlier = tuple(cycle.key for cycle in cycles if cycle != chosen.cycle)
    return look_up_goals(past_mixes, earlier, chosen.team_ids, chosen.cycle.key)


def _found(by: str, report: MixReport, chosen: Selection) -> Sequence[Compared]:
    if by == BRANCH:
        return branches(report, look_up_goals(list_teams), chosen.team.key if chosen.team else None)
    if by == PERSON:
        return report.people
    return report.bare_objectives if by == OBJECTIVE else report.teams


def _bar(row: Compared) -> Bar:
    return Bar(row.key, row.name, row.mix, ", without the teams below" if getattr(row, "alone", False) else "")


def _row(bar: Bar) -> MixRow:
    mix, key = bar.mix, f"{bar.key}:{bar.name}"
    return MixRow(
        f"{bar.name}{bar.note}", mix.outcome_weight, mix.output_weight, mix.unclear_weight, mix.exempt_weight, key
    )


def note_click(chart: str, by: str) -> None:
    """Open what was clicked: a team in the picker above at once, a person or an objective on its page."""
    picked = st.session_state[chart]["selection"].get(PICK) or []
    if not picked:
        return
    key, _, name = str(picked[0]["key"]).partition(":")
    if by in (BRANCH, TEAM):
        st.session_state["team"] = name
    else:
        st.session_state[OPENED] = (by, int(key), name)


def _follow() -> None:
    opened = st.session_state.pop(OPENED, None)
    if opened is None:
        return
    by, key, name = opened
    if by == PERSON:
        navigation.go("objectives", owner=name)
    navigation.go("objective", id=key)


def _link(by: str, bar: Bar, chosen: Selection) -> None:
    cycle = chosen.cycle.name if chosen.cycle else None
    if by == PERSON:
        navigation.link("objectives", bar.name, owner=bar.name, cycle=cycle)
    elif by == OBJECTIVE:
        navigation.link("objective", bar.name, id=bar.key)
    else:
        navigation.link("outcome_mix", bar.name, team=bar.name, cycle=cycle, by=by)


def _lines(teams: Sequence[TeamRow], picked: TeamRow | None) -> list[tuple[str, tuple[int, ...]]]:
    """Return the name and the teams of each line: the picked branch, or all, and the branches right below."""
    top = [team for team in teams if team.parent_id == (picked.key if picked else None)]
    if picked is None and len(top) == 1:
        return _lines(teams, top[0])
    whole = ("All teams", tuple(team.key for team in teams)) if picked is None else (_named(picked), picked.branch)
    return [whole, *((_named(team), team.branch) for team in top)]


def _named(team: TeamRow) -> str:
    below = len(team.branch) - 1
    return f"{team.name} with {count(below, 'team')} below" if below else team.name
