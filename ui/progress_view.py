"""Progress by week: objectives against weeks, what owners believe against the numbers, and the sentence above both."""

from functools import lru_cache, partial

import streamlit as st

from charts.chart import PICK
from charts.confidence_status import ConfidenceDot, confidence_against_status
from charts.heat_map import HeatCell, HeatRow, HeatWeek, heat_map
from domain.formatting import count, day
from domain.roll_up import status_chips
from services.reporting.key_results import KeyResultRow
from services.reporting.progress_weeks import ObjectiveWeeks, ProgressWeeks
from ui import chart_view, navigation, style
from ui.clock import today

OPENED = "_opened_from_progress"
MOST_NAMED = 3
# The same numbers make the same picture, whoever looks.
_map, _dots = lru_cache(maxsize=128)(heat_map), lru_cache(maxsize=128)(confidence_against_status)


def in_a_sentence(report: ProgressWeeks) -> str:
    """Answer which objectives turned in the latest week, and how all of those shown stand."""
    if not report.begun:
        return f"{count(report.total, 'objective')}, and no week of this cycle has begun yet."
    rows = report.objectives
    turned = [row for row in rows if row.turned_at_risk]
    back = sum(row.recovered for row in rows)
    of = count(len(rows), "objective") if report.total == len(rows) else f"the {len(rows)} objectives furthest behind"
    when, now = ("this week", "Now") if _lasts(report) else ("in the last week", "At the end")
    came = f"{len(turned) or 'None'} of {of} turned at risk {when}{_names(turned)}"
    left = f" {back} {'is' if back == 1 else 'are'} at risk no more." if back else ""
    return f"{came}.{left} {now}: {status_chips(row.now.status for row in rows if row.now)}."


def weeks(report: ProgressWeeks) -> None:
    """Draw objectives against weeks; a click opens the objective, and so do the links below."""
    rows = tuple(_heat_row(row) for row in report.objectives)
    shown = tuple(HeatWeek(week.number, _closed(report, place)) for place, week in enumerate(report.weeks))
    chart = _map(rows, shown, total=report.total, dark=style.is_dark())
    chart_view.draw(chart, "heat-map", on_click=partial(_note_click, "heat-map", "objective"))
    if report.total > len(rows):
        st.caption(
            f"The {len(rows)} objectives with the key results furthest below their path, of"
            f" {count(report.total, 'objective')}. Pick a team to see others."
        )
    opened = st.expander("Open one of these objectives", key="open-progress", on_change="rerun")
    if opened.open:
        with opened:
            for row in report.objectives:
                navigation.link("objective", f"{row.title} ({row.team})", id=row.key)


def confidence(report: ProgressWeeks) -> None:
    """Draw what owners believe against the computed status, with links to those that disagree."""
    dots = tuple(_dot(row) for row in report.key_results)
    chart = _dots(dots, dark=style.is_dark())
    chart_view.draw(chart, "confidence-status", on_click=partial(_note_click, "confidence-status", "key_result"))
    for row in report.key_results:
        if row.divergence:
            navigation.link("key_result", row.title, id=row.key, help=row.divergence)


def follow() -> None:
    """Leave for what was clicked in one of the charts."""
    opened = st.session_state.pop(OPENED, None)
    if opened:
        navigation.go(opened[0], id=opened[1])


def _note_click(chart: str, address: str) -> None:
    picked = st.session_state[chart]["selection"].get(PICK) or []
    if picked:
        st.session_state[OPENED] = (address, int(picked[0]["key"]))


def _lasts(report: ProgressWeeks) -> bool:
    return report.weeks[report.begun - 1].sunday >= today()


def _names(turned: list[ObjectiveWeeks]) -> str:
    if not turned:
        return ""
    named = [f"“{navigation.plain(row.title)}”" for row in turned[:MOST_NAMED]]
    more = len(turned) - len(named)
    return f": {', '.join(named)}{f' and {more} more' if more else ''}"


def _closed(report: ProgressWeeks, place: int) -> str:
    week = report.weeks[place]
    latest = place == report.begun - 1 and _lasts(report)
    return f"as of {day(week.closes_on(today()) if latest else week.sunday, today())}"


def _heat_row(row: ObjectiveWeeks) -> HeatRow:
    cells = tuple(HeatCell(cell.status, cell.stale, cell.progress.value, cell.progress.text) for cell in row.cells)
    return HeatRow(row.title, row.team, cells, str(row.key))


def _dot(row: KeyResultRow) -> ConfidenceDot:
    said, expected, value = row.last_check_in, row.expected(today()), row.progress.value
    gap = None if expected is None or value is None else value - expected
    return ConfidenceDot(row.title, row.standing.status, said.confidence if said else None, gap, str(row.key))
