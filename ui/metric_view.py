"""One metric: the sentence, the chart, and every value with how it came in and what replaced it."""

from html import escape

import streamlit as st

from charts.metric import MetricPoint, metric_chart
from domain.formatting import count, day, relative_day, value_with_unit
from domain.vocabulary import PointOrigin
from services import metrics
from services.reporting.metrics import MetricDetail, MetricRow, PointRow
from ui import actions, chart_view, style
from ui.clock import moment, today
from ui.markup import person_chip
from ui.navigation import plain

ORIGINS = {PointOrigin.TYPED: "typed", PointOrigin.FILE: "from a file"}


def lead(metric: MetricRow) -> None:
    """Draw the sentence with the latest value, what is counted, and whose metric it is."""
    if metric.latest is None:
        st.markdown("No value yet: add the first one, or paste two columns from a spreadsheet.")
    else:
        value = value_with_unit(metric.latest.value, metric.unit)
        when = f"{day(metric.latest.as_of, today())}, {relative_day(metric.latest.as_of, today())}"
        looks = f"{count(metric.key_results, 'key result')} look{'s' if metric.key_results == 1 else ''} at it"
        st.markdown(plain(f"{value} on {when}. {looks if metric.key_results else 'No key result looks at it yet'}."))
    if metric.definition:
        st.markdown(plain(metric.definition))
    source = metric.source or "source not named yet"
    note = f'<span class="ob-note">{escape(metric.team)} · {escape(source)}</span>'
    st.html(f'<div class="ob-line">{person_chip(metric.owner)}{note}</div>')


def chart(detail: MetricDetail) -> None:
    """Draw the values that count."""
    if detail.values:
        points = [MetricPoint(reading.as_of, reading.value) for reading in detail.values]
        name, unit = detail.metric.name, detail.metric.unit
        drawn = metric_chart(name, unit, points, today(), dark=style.is_dark())
        chart_view.draw(drawn, f"metric-{detail.metric.key}")


def history(detail: MetricDetail, may_write: bool) -> None:
    """Draw the values, latest day first, with what replaced or withdrew them, and undo for those that count."""
    st.subheader("Values", anchor=False)
    if not detail.points:
        st.html('<p class="ob-note">None yet. The first one starts the line in the chart.</p>')
    for point in detail.points:
        with st.container(horizontal=True, key=f"row-entry-{point.key}", gap="small", vertical_alignment="center"):
            st.html(point_line(point, detail.metric.unit))
            if may_write and point.counts:
                label = "Withdraw"
                st.button(label, key=f"withdraw-{point.key}", type="tertiary", on_click=_withdraw, args=(point.key,))
        actions.show_refusal(f"withdraw-{point.key}")
    if detail.points_in_all > len(detail.points):
        rest = count(detail.points_in_all - len(detail.points), "earlier entry", "earlier entries")
        st.caption(f"{rest} not shown. The chart has all values, and so has an export.")


def point_line(point: PointRow, unit: str) -> str:
    """Return one entry: its day, its value, struck out where another one counts, and how it came in."""
    value = "withdrawn" if point.value is None else escape(value_with_unit(point.value, unit))
    said = f"<strong>{value}</strong>" if point.superseded_by is None else f"<s>{value}</s> replaced"
    by = f"{ORIGINS[point.origin]}, {point.author}, {moment(point.entered_at)}"
    head = f"<span>{escape(day(point.as_of, today()))}</span><span>{said}</span><span>{escape(by)}</span>"
    return f'<div class="ob-entry">{head}</div>'


def _withdraw(point_id: int) -> None:
    form = f"withdraw-{point_id}"
    if actions.act(form, metrics.withdraw_point, point_id, request_key=form):
        actions.flash("Withdrawn. The value stays in the history.")
