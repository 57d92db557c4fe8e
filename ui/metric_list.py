"""The list of metrics: what each is at, its course, where it comes from and who looks at it."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from charts.metric import MetricPoint, sparkline
from domain.formatting import count, day, relative_day, value_with_unit
from services.reporting.metrics import MetricRow
from ui import navigation
from ui.clock import today
from ui.markup import person_chip

MOST = 200


def metrics_in_a_sentence(rows: Sequence[MetricRow]) -> str:
    """Answer how many numbers are measured, and how many of them somebody looks at."""
    if not rows:
        return "No number is measured by itself yet: people record every value."
    used = sum(row.key_results > 0 for row in rows)
    looked = "no key result looks at any" if not used else f"key results look at {used} of them"
    return f"{count(len(rows), 'metric')}; {looked}."


def show(rows: Sequence[MetricRow]) -> None:
    """Draw one line for each metric, its name linked."""
    for row in rows[:MOST]:
        with st.container(horizontal=True, key=f"row-metric-{row.key}", gap="small", vertical_alignment="center"):
            navigation.link("metric", row.name, id=row.key)
            st.html(_line(row))
    if len(rows) > MOST:
        st.caption(f"The first {MOST} of {count(len(rows), 'metric')} by name.")


def _line(row: MetricRow) -> str:
    spark = sparkline([MetricPoint(reading.as_of, reading.value) for reading in row.recent])
    looks = count(row.key_results, "key result") if row.key_results else "no key result"
    source = f" · {escape(row.source)}" if row.source else ""
    note = f'<span class="ob-note">{escape(row.team)}{source} · {looks}</span>'
    return f'<div class="ob-line">{_latest(row)}{spark}{note}{person_chip(row.owner)}</div>'


def _latest(row: MetricRow) -> str:
    if row.latest is None:
        return '<span class="ob-note">no value yet</span>'
    when = f'<span class="ob-note" title="{day(row.latest.as_of, today())}">{relative_day(row.latest.as_of, today())}'
    return f"<strong>{escape(value_with_unit(row.latest.value, row.unit))}</strong>{when}</span>"
