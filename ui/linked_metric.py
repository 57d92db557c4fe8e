"""A key result whose value comes from a metric: source and rule, where people and the metric differ, its values."""

from html import escape

import streamlit as st

from domain.formatting import count, day, value_with_unit
from domain.linked_values import (
    counts_between,
    difference_in_words,
    differences,
    rule_in_words,
    unit_warning,
)
from domain.measurement import Reading
from services.reporting.key_result import KeyResultDetail
from services.reporting.metrics import LinkedMetric
from ui import metric_view, navigation
from ui.clock import today
from ui.navigation import plain

MOST = 13  # a quarter of weekly ones


def section(detail: KeyResultDetail) -> None:
    """Draw where the value comes from and by which rule, each day with two values, and the metric's own values."""
    metric = detail.metric
    if metric is None:
        return
    row = detail.key_result
    st.subheader("Value from a metric", anchor=False)
    with st.container(horizontal=True, key="row-linked-metric", gap="small", vertical_alignment="center"):
        navigation.link("metric", metric.name, id=metric.key)
        st.html(f'<span class="ob-note">{escape(metric.source or "source not named yet")}</span>')
    st.markdown(plain(f"{_now(detail, metric)} The rule: {rule_in_words(row.schedule, today())}"))
    if warning := unit_warning(row.measurement.unit, metric.unit):
        st.warning(plain(warning))
    for sentence in _differing(detail, metric):
        st.info(plain(sentence))
    _values(metric)


def _now(detail: KeyResultDetail, metric: LinkedMetric) -> str:
    row = detail.key_result
    if row.latest is None:
        return f"No value yet: {metric.name} has none since the start, and nobody recorded one."
    value = value_with_unit(row.latest.value, row.measurement.unit)
    who = "the metric says so" if row.latest.from_metric else f"recorded by {_author(detail, row.latest)}"
    return f"{value} on {day(row.latest.as_of, today())}: {who}."


def _author(detail: KeyResultDetail, reading: Reading) -> str:
    """Return who recorded the check-in that counts for a day, which is the last one of it."""
    return next(entry.author for entry in detail.check_ins if entry.counts and entry.as_of == reading.as_of)


def _differing(detail: KeyResultDetail, metric: LinkedMetric) -> list[str]:
    row = detail.key_result
    recorded = [reading for reading in row.readings if not reading.from_metric]
    found = differences(recorded, metric.values, *counts_between(row.schedule))
    authors = {entry.as_of: entry.author for entry in reversed(detail.check_ins) if entry.counts}
    unit = row.measurement.unit
    return [difference_in_words(one, authors[one.as_of], unit, today()) for one in reversed(found)]


def _values(metric: LinkedMetric) -> None:
    points = metric.points[:MOST]
    if not points:
        return
    with st.expander(f"What the metric says ({len(metric.points)})"):
        for point in points:
            with st.container(horizontal=True, key=f"row-entry-metric-{point.key}", gap="small"):
                st.html(metric_view.point_line(point, metric.unit))
        if len(metric.points) > len(points):
            rest = count(len(metric.points) - len(points), "earlier value")
            st.caption(f"{rest} on the page of the metric.")
