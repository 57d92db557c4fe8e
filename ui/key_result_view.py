"""How a key result stands: the sentence, the chart, and the arithmetic behind each number."""

from collections.abc import Iterator
from functools import lru_cache
from html import escape
from operator import attrgetter

import streamlit as st

from charts.burn_up import Step, burn_up
from charts.key_result import key_result_chart
from charts.series import CheckInPoint, KeyResultSeries, Remark
from domain.explained import expected_in_words, needed_in_words, rule_in_words
from domain.forecast import METHOD, Forecast, forecast, forecast_in_words
from domain.formatting import count, day, relative_day, value_with_unit
from domain.measurement import limits
from domain.pace import pace, pace_in_words
from domain.progress import held_of_due
from domain.status import is_finished, next_check_in_due
from domain.vocabulary import CycleState, Measure
from services.reporting.key_result import KeyResultDetail
from services.reporting.key_results import KeyResultRow
from ui import chart_view, style
from ui.clock import today
from ui.markup import label_chip, person_chip, status_chip
from ui.navigation import plain
from ui.words import EXEMPTIONS, MEASURES, last_said, span

Line = tuple[str, str, str]  # what it is, how it comes about, and a note
OPEN = (CycleState.ACTIVE, CycleState.CLOSING)
_chart = lru_cache(maxsize=64)(key_result_chart)  # the same numbers make the same picture, whoever looks


def lead(row: KeyResultRow, *, became_work: bool = False) -> None:
    """Draw the sentence with numbers, and the chips; what became work is taken back in by undoing that."""
    st.markdown(plain(row.standing.why))
    chips = [
        label_chip(row.label, row.label_source, row.label_probability),
        status_chip(row.standing.status, row.standing.stale),
        person_chip(row.owner),
        f'<span class="ob-note">{escape(last_said(row, today()))} · {span(row.schedule.starts_on, row.schedule.due_on)}'
        f" · weight {value_with_unit(row.weight, '')}</span>",
    ]
    st.html(f'<div class="ob-line">{"".join(chips)}</div>')
    if row.dropped:
        way_back = "" if became_work else " Edit it to take it back in."
        st.info(f"This key result was dropped: it counts nowhere.{way_back}")


def chart(detail: KeyResultDetail) -> None:
    """Draw the dated values with the expected line, the target and what else there is to compare with."""
    row = detail.key_result
    if row.measurement.measure is None and not row.readings:
        st.info("Nothing to draw yet: decide how this is measured, and from which baseline to which target.")
        return
    chart_view.draw(_chart(series_of(detail), "Value by day", dark=style.is_dark()), f"chart-{row.key}")


def steps(detail: KeyResultDetail) -> None:
    """Draw how much of the milestones' weight is done, for a key result that has milestones."""
    row = detail.key_result
    if row.measurement.measure != Measure.MILESTONE or not detail.milestones:
        return
    found = [Step(step.title, step.weight, step.due_on, step.done_on) for step in detail.milestones]
    picture = burn_up(found, row.schedule.starts_on, row.schedule.due_on, today(), dark=style.is_dark())
    chart_view.draw(picture, f"burn-up-{row.key}")


def series_of(detail: KeyResultDetail) -> KeyResultSeries:
    """Return what the chart draws."""
    row, m = detail.key_result, detail.key_result.measurement
    low, high = limits(m)
    return KeyResultSeries(
        measure=m.measure or Measure.INCREASE,
        unit=m.unit,
        start=row.schedule.starts_on,
        due=row.schedule.due_on,
        today=today(),
        baseline=m.baseline,
        target=m.target,
        stretch=m.stretch,
        low=low,
        high=high,
        check_ins=tuple(sorted((*_recorded(detail), *_measured(detail)), key=attrgetter("day"))),
        plan=row.schedule.plan_points,
        progress=row.progress.value,
        expected=row.expected(today()),
        held=held_of_due(m, row.readings, row.schedule, today()),
        forecast=forecast_of(row),
        remarks=tuple(Remark(entry.on_day, entry.text) for entry in detail.annotations),
    )


def _recorded(detail: KeyResultDetail) -> Iterator[CheckInPoint]:
    for entry in sorted((entry for entry in detail.check_ins if entry.counts), key=lambda entry: entry.key):
        if entry.value is not None:
            yield CheckInPoint(entry.as_of, entry.value, entry.confidence, entry.note)


def _measured(detail: KeyResultDetail) -> Iterator[CheckInPoint]:
    for reading in detail.key_result.readings:
        if reading.from_metric and detail.metric:
            yield CheckInPoint(reading.as_of, reading.value, measured_by=detail.metric.name)


def forecast_of(row: KeyResultRow) -> Forecast | None:
    """Return what the due date may bring, or None where nothing is open any more or a forecast is not meant to be."""
    if row.dropped or row.cycle_state not in OPEN or is_finished(row.measurement, row.readings, today()):
        return None
    found = _forecast(row.measurement, row.readings, row.schedule, today())
    return found if found.rounded or found.needs else None


# The page runs with each click, its numbers seldom change.
_forecast = lru_cache(maxsize=256)(forecast)


def _rhythm(row: KeyResultRow) -> str:
    every = f"every {count(row.schedule.cadence_days, 'day')}"
    latest = row.last_check_in.as_of if row.last_check_in else None
    if row.cycle_state == CycleState.CLOSED or (latest is not None and latest >= row.schedule.due_on):
        return f"{every}; none is due any more"
    due = next_check_in_due(latest, row.schedule)
    verb = "was" if due < today() else "is"
    return f"{every}; the next {verb} due {day(due, today())}, {relative_day(due, today())}"


def arithmetic(row: KeyResultRow) -> None:
    """Draw the formula with its inputs beside the percentage, the rule beside the status, the pace and the forecast."""
    lines = [*_standing_lines(row), *_outlook_lines(row)]
    lines += [("Check-ins", _rhythm(row), ""), ("In the mix", EXEMPTIONS[row.exemption], "")]
    rows = "".join(
        f"<tr><td>{escape(name)}</td><td>{escape(text)}{_note(note)}</td></tr>" for name, text, note in lines
    )
    st.html(f'<table class="ob-rows ob-arithmetic"><tbody>{rows}</tbody></table>')


def _standing_lines(row: KeyResultRow) -> Iterator[Line]:
    m = row.measurement
    yield "Measure", MEASURES[m.measure] if m.measure else "Not decided yet", ""
    if row.progress.value is None:
        yield "Progress", row.progress.note, ""
    else:
        yield "Progress", f"{row.progress.formula} = {row.progress.substituted}", ""
    if expected := expected_in_words(m, row.schedule, today()):
        yield "Expected today", expected, ""
    yield "Status", rule_in_words(row.standing.rule), ""


def _outlook_lines(row: KeyResultRow) -> Iterator[Line]:
    m = row.measurement
    if needed := needed_in_words(m, row.readings, row.schedule, today()):
        yield "Needed pace", needed, ""
    found = pace(m, row.readings, row.schedule, today())
    if found.needed is not None:
        yield "Pace", pace_in_words(found, m.unit), ""
    if outlook := forecast_of(row):
        yield "Forecast", forecast_in_words(outlook, m.unit, today(), m.measure), _how(outlook)


def _how(found: Forecast) -> str:
    if found.value is None:
        return ""
    aside = f", {count(found.set_aside, 'stray one')} set aside" if found.set_aside else ""
    return f"From {count(found.values, 'dated value')}{aside}. {METHOD}"


def _note(text: str) -> str:
    return f'<br><span class="ob-note">{escape(text)}</span>' if text else ""
