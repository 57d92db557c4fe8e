"""The key results of an objective side by side, each on its way, under its title and its status."""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from charts.chart import ChartSpec
from charts.small_multiples import Panel, PanelPoint, message, small_multiples, whole
from domain.expected import expected_progress
from domain.formatting import count, value_with_unit
from domain.measurement import STAY_MEASURES, path_ends
from domain.progress import progress
from domain.vocabulary import Measure
from services.reporting.key_results import KeyResultRow
from ui import chart_view, links, style
from ui.clock import today
from ui.markup import chart_heading, status_chip

MOST_PANELS = 6
IN_A_ROW = 3
# The same numbers make the same pictures, whoever looks.
_charts, _whole = lru_cache(maxsize=64)(small_multiples), lru_cache(maxsize=64)(whole)


def section(key_results: Sequence[KeyResultRow]) -> None:
    """Draw up to six key results as small charts on the same days and one scale, once one of them has a value."""
    shown = key_results[:MOST_PANELS]
    if not any(row.readings for row in shown):
        return
    panels = tuple(panel_of(row) for row in shown)
    st.subheader("Progress of each key result")
    start = min(row.schedule.starts_on for row in shown)
    due = max(row.schedule.due_on for row in shown)
    charts = _charts(panels, start, due, today(), dark=style.is_dark())
    _heading(_whole(panels, start, due, today(), dark=style.is_dark()))
    for first in range(0, len(shown), IN_A_ROW):
        group = list(zip(shown, panels, charts, strict=True))[first : first + IN_A_ROW]
        for column, (row, panel, chart) in zip(_row(), group, strict=False):
            with column:
                _panel(row, panel, chart)
    if len(key_results) > len(shown):
        st.caption(f"The first {MOST_PANELS} of {count(len(key_results), 'key result')}; all are in the list above.")


def _row() -> Sequence[DeltaGenerator]:
    """Return the places of a row; a title of two lines grows upwards, so that the charts stand level."""
    return st.columns(IN_A_ROW, gap="medium", vertical_alignment="bottom")


def _heading(picture: ChartSpec) -> None:
    with st.container(horizontal=True, key="panels-head", wrap=False):
        st.html(chart_heading(picture.title, picture.subtitle), width="stretch")
        chart_view.downloads(picture, "panels")


def panel_of(row: KeyResultRow) -> Panel:
    """Return what a panel draws: progress at each check-in by the rule of today's, and the expected path."""
    return _panel_of(row, today())


@lru_cache(maxsize=256)  # a check-in changes one of them, and many screens show the others
def _panel_of(row: KeyResultRow, today: date) -> Panel:
    m, schedule = row.measurement, row.schedule
    by_day = {reading.as_of: reading for reading in row.readings if reading.as_of <= today}
    shares = ((reading, progress(m, row.readings, schedule, day).value) for day, reading in by_day.items())
    points = tuple(
        PanelPoint(reading.as_of, share, value_with_unit(reading.value, m.unit))
        for reading, share in shares
        if share is not None
    )
    days = sorted({schedule.starts_on, *(day for day, _ in schedule.plan_points), schedule.due_on})
    path = tuple((day, expected_progress(schedule, day, m)) for day in days) if path_ends(m) else ()
    return Panel(
        title=row.title,
        status=row.standing.status,
        points=points,
        expected=path,
        expected_now=row.expected(today),
        stale=row.standing.stale,
        held=m.measure in STAY_MEASURES,
        steps=m.measure == Measure.MILESTONE,
    )


def _panel(row: KeyResultRow, panel: Panel, chart: ChartSpec) -> None:
    with st.container(key=f"panel-{row.key}", gap="xsmall"):
        title = links.anchor("key_result", row.title, id=row.key)
        chip = status_chip(row.standing.status, row.standing.stale)
        st.html(f'{title}<div class="ob-line">{chip}<span class="ob-note">{message(panel)}</span></div>')
        st.vega_lite_chart(
            chart_view.numbers(chart), chart.spec, theme=None, width="stretch", alt=chart.alt, key=f"way-{row.key}"
        )
