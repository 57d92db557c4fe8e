"""Adding values to a metric: one for a day, or two columns pasted from a spreadsheet."""

import streamlit as st

from domain.formatting import count
from services import metrics
from services.errors import InvalidInput
from services.exchange.points import pasted_points, read_points
from services.metrics import PointsReceipt
from services.reporting.metrics import MetricRow
from ui import actions, forms, navigation
from ui.clock import today

MOST_SHOWN = 20


def form(metric: MetricRow) -> None:
    """Draw both ways in: a value for a day first, then the paste."""
    _one(metric)
    _many(metric)


def receipt_in_words(receipt: PointsReceipt) -> str:
    """Return what was stored: "3 values stored, 1 of them replaces an earlier one; 2 were there already."."""
    written = receipt.stored + receipt.superseding
    parts = [f"{count(written, 'value')} stored"] if written else []
    if receipt.superseding:
        parts[0] += f", {receipt.superseding} of them in place of an earlier one"
    if receipt.unchanged:
        parts.append(f"{count(receipt.unchanged, 'value')} there already")
    return f"{'; '.join(parts) or 'Nothing stored'}."


def _one(metric: MetricRow) -> None:
    form = f"metric-value-{metric.key}"
    unit = f" ({navigation.plain(metric.unit)})" if metric.unit else ""
    with st.form(form, enter_to_submit=True):
        with st.container(horizontal=True, vertical_alignment="bottom"):
            st.number_input(f"Value{unit}", value=None, step=None, format="%.10g", key=f"{form}:value", width=180)
            st.date_input("True on", today(), max_value=today(), key=f"{form}:as_of", format="YYYY-MM-DD", width=150)
        for field in ("value", "as_of"):
            actions.show_field_error(form, field)
        st.form_submit_button("Add value", type="primary", on_click=_add, args=(form, metric))
        actions.show_refusal(form)


def _add(form: str, metric: MetricRow) -> None:
    value, as_of = forms.value(form, "value"), forms.value(form, "as_of")
    if value is None or as_of is None:
        message = "Enter the value as a number, for example 62 or 3.4."
        field = "value"
        if value is not None:
            field, message = "as_of", "Choose the day for which the value is true."
        actions.refuse(form, InvalidInput([forms.problem(field, message)]))
        return
    receipt = actions.act(form, metrics.record_points, metric.key, ((as_of, value),), today())
    if receipt is not None:
        forms.clear(form)
        actions.flash(receipt_in_words(receipt))


def _many(metric: MetricRow) -> None:
    form = f"metric-paste-{metric.key}"
    hint = "2026-11-02\t41\n2026-11-09\t44"
    with st.expander("Paste many values", expanded=bool(st.session_state.get(f"{form}:paste"))):
        st.text_area("Two columns: day and value", key=f"{form}:paste", placeholder=hint, height=160)
        for line in st.session_state.get(f"{form}:refused", ())[:MOST_SHOWN]:
            st.error(navigation.plain(line))
        actions.show_refusal(form)
        actions.show_field_error(form, "as_of")
        st.button("Add these values", key=f"add-{form}", on_click=_paste, args=(form, metric))
        st.caption("A later value for a day takes the place of the earlier one, and both stay in the history.")


def _paste(form: str, metric: MetricRow) -> None:
    """Store what can be stored; the lines that cannot stay in the field, each with its reason."""
    text = forms.value(form, "paste") or ""
    found = read_points(pasted_points(text), today())
    points = tuple((row.as_of, row.value) for row in found.rows)
    receipt = actions.act(form, metrics.record_points, metric.key, points, today()) if points else PointsReceipt()
    if receipt is None:
        return
    lines = text.splitlines()
    kept = [(lines[refused.line - 1], refused.message) for refused in found.refused]
    st.session_state[f"{form}:paste"] = "\n".join(line for line, _ in kept)
    st.session_state[f"{form}:refused"] = [f"Line {place}: {why}" for place, (_, why) in enumerate(kept, start=1)]
    refused = f" {count(len(kept), 'line')} refused: see why below the field." if kept else ""
    actions.flash(f"{receipt_in_words(receipt)}{refused}")
