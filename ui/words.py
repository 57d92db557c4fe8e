"""Sentences with numbers, as the pages say them."""

from datetime import date

from domain.formatting import count, day, number, percent, relative_day, value_with_unit
from domain.roll_up import status_chips
from domain.vocabulary import (
    Commitment,
    Concern,
    Control,
    CycleState,
    Exemption,
    Indicator,
    InitiativeState,
    Measure,
    ObjectiveKind,
    ObjectiveState,
    Verdict,
)
from services.reporting.key_results import KeyResultRow
from services.reporting.label_queue import LabelQueue
from services.reporting.my_week import MyWeek
from services.reporting.objectives import ObjectivePage
from services.reporting.outcome_mix import MixReport
from services.reporting.people import CycleRow

MEASURES = {
    Measure.INCREASE: "Increase to a target",
    Measure.DECREASE: "Decrease to a target",
    Measure.STAY_AT_LEAST: "Stay at or above a limit",
    Measure.STAY_AT_MOST: "Stay at or below a limit",
    Measure.STAY_BETWEEN: "Stay between two limits",
    Measure.MILESTONE: "Reach milestones",
    Measure.BASELINE: "Find out the number first",
}
SIGNS = {Measure.STAY_AT_LEAST: "≥", Measure.STAY_AT_MOST: "≤"}
EXEMPTIONS = {
    Exemption.NONE: "Counts in the mix",
    Exemption.COMPLIANCE: "Exempt: compliance",
    Exemption.BASELINE: "Exempt: finds a baseline",
    Exemption.LEARNING: "Exempt: learning",
    Exemption.GUARDRAIL: "Exempt: guardrail",
}
INDICATORS = {Indicator.LEADING: "Leading", Indicator.LAGGING: "Lagging"}
CONTROLS = {
    Control.CONTROLLABLE: "Driver",
    Control.INFLUENCED: "Influenced",
    Control.LAGGING_RESULT: "Business result",
}
STATES = {
    ObjectiveState.DRAFT: "Draft",
    ObjectiveState.IN_REVIEW: "In review",
    ObjectiveState.PUBLISHED: "Published",
    ObjectiveState.CLOSED: "Closed",
}
COMMITMENTS = {Commitment.COMMITTED: "Committed", Commitment.ASPIRATIONAL: "Aspirational"}
KINDS = {ObjectiveKind.STANDARD: "Standard", ObjectiveKind.CRITICAL_BET: "Critical bet"}
CYCLE_STATES = {
    CycleState.PLANNING: "in planning",
    CycleState.ACTIVE: "active",
    CycleState.CLOSING: "closing",
    CycleState.CLOSED: "closed",
}
VERDICTS = {Verdict.KEEP: "Keep", Verdict.MODIFY: "Modify", Verdict.ABANDON: "Abandon"}
INITIATIVE_STATES = {
    InitiativeState.IDEA: "Idea",
    InitiativeState.PLANNED: "Planned",
    InitiativeState.DOING: "Under way",
    InitiativeState.DONE: "Done",
    InitiativeState.DROPPED: "Dropped",
}


def week_in_a_sentence(week: MyWeek) -> str:
    """Answer what needs this person now."""
    if not week.own:
        return "You own no key result in an active cycle."
    if not week.due:
        return f"No check-in waits for you: your {_up_to_date(week)}."
    waiting = f"{len(week.due)} of {count(len(week.own), 'key result')} {_need(len(week.due))} you this week"
    stale = f", {week.stale} {'is' if week.stale == 1 else 'are'} stale" if week.stale else ""
    return f"{waiting}{stale}."


def check_ins_in_a_sentence(week: MyWeek) -> str:
    """Answer how many check-ins wait for this person, and how long the oldest one has been waiting."""
    if not week.own:
        return "You own no key result in an active cycle."
    if not week.due:
        return f"Nothing waits: your {_up_to_date(week)}."
    waiting = f"{count(len(week.due), 'key result')} {'waits' if len(week.due) == 1 else 'wait'} for a check-in"
    return f"{waiting}; the first is {overdue(week.due[0].days_overdue)}. A row that you leave empty is not recorded."


def _up_to_date(week: MyWeek) -> str:
    return f"{count(len(week.own), 'key result')} {'is' if len(week.own) == 1 else 'are'} up to date"


def overdue(days: int) -> str:
    """Say how late a check-in is."""
    return "due today" if days == 0 else f"{count(days, 'day')} overdue"


def aim(row: KeyResultRow) -> str:
    """Say where a key result stands and where it should be: "62 → 80 %"."""
    m = row.measurement
    # A unit that follows its number stands once, after the goal; one that leads, such as €, stands with both.
    unit = m.unit if value_with_unit(0, m.unit)[0] != "0" else ""
    now = _now(row, unit)
    if m.measure == Measure.MILESTONE:
        return f"{value_with_unit(row.latest.value if row.latest else 0, '')} of {value_with_unit(m.target, '')} done"
    if m.measure == Measure.STAY_BETWEEN and m.low is not None:
        return f"{now} in {value_with_unit(m.low, unit)} to {value_with_unit(m.high, m.unit)}"
    if m.measure == Measure.BASELINE or m.target is None:
        return value_with_unit(row.latest.value, m.unit) if row.latest else "no value yet"
    goal = number(m.target, m.unit, compact=_reads_apart(row))
    return f"{now} {SIGNS.get(m.measure or Measure.INCREASE, '→')} {goal}"


def _now(row: KeyResultRow, unit: str) -> str:
    return number(row.latest.value, unit, compact=_reads_apart(row)) if row.latest else "–"


def _reads_apart(row: KeyResultRow) -> bool:
    """Tell whether short numbers do, so that 99.995 on the way to 100 does not read as 100."""
    target, now = row.measurement.target, row.latest.value if row.latest else None
    return now == target or number(now) != number(target)


def last_said(row: KeyResultRow, today: date) -> str:
    """Say when the key result was last updated."""
    return f"updated {relative_day(row.latest.as_of, today)}" if row.latest else "never updated"


def share(value: float | None) -> str:
    """Say an outcome share."""
    return "nothing counts yet" if value is None else f"{percent(value)} outcome"


def span(starts_on: date, ends_on: date) -> str:
    """Say from when to when."""
    return f"{day(starts_on)} – {day(ends_on)}"


def _need(number: int) -> str:
    return "needs" if number == 1 else "need"


def objectives_in_a_sentence(page: ObjectivePage, cycle: CycleRow) -> str:
    """Answer how the objectives of a cycle stand."""
    dates = f"{cycle.name} is {CYCLE_STATES[cycle.state]}, {span(cycle.starts_on, cycle.ends_on)}"
    if not page.total:
        return f"No objective here yet. {dates}."
    found = status_chips(row.status for row in page.rows)
    shown = "" if page.total == len(page.rows) else f" (of the {len(page.rows)} shown)"
    return f"{count(page.total, 'objective')}: {found}{shown}. {dates}."


def mix_in_a_sentence(report: MixReport) -> str:
    """Answer how much of what is aimed at is outcome, and where to look first."""
    if report.total.share is None:
        return "No key result counts in the mix yet."
    without, heavy = (report.kinds.get(kind, 0) for kind in (Concern.NO_OUTCOME, Concern.OUTPUT_HEAVY))
    objectives = count(report.objective_count, "objective")
    where = f"None of {objectives} is output-heavy"
    if without or heavy:
        have, be = "has" if without == 1 else "have", "is" if heavy == 1 else "are"
        where = f"{without} of {objectives} {have} no outcome, {heavy} {be} output-heavy"
    waiting = f"; {count(report.unconfirmed, 'label')} nobody has confirmed yet" if report.unconfirmed else ""
    return f"{percent(report.total.share)} of the weight is outcome. {where}{waiting}."


def labels_in_a_sentence(queue: LabelQueue) -> str:
    """Answer how many labels wait for a person, and how much of the weight hangs on them."""
    if not queue.key_results:
        return "There is no key result here yet, so no label waits."
    if not queue.waiting:
        return (
            f"No label waits: somebody has confirmed {'it' if queue.key_results == 1 else f'all {queue.key_results}'}."
        )
    unclear = f"{queue.unclear} of them unclear" if queue.unclear else "none of them unclear"
    weight = f"{number(queue.waiting_weight)} of {number(queue.weight)} weight"
    return f"{count(queue.waiting, 'label')} {'waits' if queue.waiting == 1 else 'wait'}, {unclear}; together {weight}."
