"""What the chart of one key result is drawn from, and the sentences that stand around it."""

from dataclasses import dataclass
from datetime import date

from domain.forecast import Forecast, chance_label
from domain.formatting import day as written
from domain.formatting import number, points
from domain.vocabulary import Measure

LONGEST_UNIT = 14  # letters; a longer one would run out of the chart on a phone
MOST_TOLD = 6  # remarks that the text for a reader without the picture tells
STAY = (Measure.STAY_AT_LEAST, Measure.STAY_AT_MOST, Measure.STAY_BETWEEN)


@dataclass(frozen=True)
class CheckInPoint:
    """One check-in that counts: the day its value is true for, the value, the owner's confidence and sentence.

    A value that nobody recorded names the metric that it is `measured_by`.
    """

    day: date
    value: float
    confidence: int | None = None
    sentence: str = ""
    measured_by: str = ""


@dataclass(frozen=True)
class Remark:
    """What happened on a day, in a few words."""

    day: date
    text: str


@dataclass(frozen=True)
class Outlook:
    """A forecast as it is drawn: from a check-in to a value on the due date, between low and high, and the chance."""

    origin: CheckInPoint
    day: date
    low: float
    value: float
    high: float
    chance: str


@dataclass(frozen=True)
class KeyResultSeries:
    """A key result as plain values, check-ins and remarks oldest first.

    `plan` holds dated values between start and due that the expected path goes through. `low` and `high` are the
    inclusive limits of a stay measure. `progress` and `expected` are shares (0.62), `held` is (held, due so far) and
    `forecast` is drawn where it has a value, all four as the domain has computed them: nothing is recomputed here.
    A milestone counts its done share in `unit`.
    """

    measure: Measure
    unit: str
    start: date
    due: date
    today: date
    baseline: float | None = None
    target: float | None = None
    stretch: float | None = None
    low: float | None = None
    high: float | None = None
    check_ins: tuple[CheckInPoint, ...] = ()
    plan: tuple[tuple[date, float], ...] = ()
    progress: float | None = None
    expected: float | None = None
    held: tuple[int, int] | None = None
    forecast: Forecast | None = None
    remarks: tuple[Remark, ...] = ()

    @property
    def falling(self) -> bool:
        """Tell whether lower is better."""
        return self.baseline is not None and self.target is not None and self.target < self.baseline

    @property
    def latest(self) -> CheckInPoint | None:
        """Return the newest check-in, or None before the first."""
        return self.check_ins[-1] if self.check_ins else None

    @property
    def last_day(self) -> date:
        """Return the right edge of the chart: the due date, or a later check-in or remark."""
        return max([self.due, *self._days()])

    @property
    def first_day(self) -> date:
        """Return the left edge of the chart: the start, or an earlier check-in or remark."""
        return min([self.start, *self._days()])

    def _days(self) -> list[date]:
        return [point.day for point in self.check_ins] + [remark.day for remark in self.remarks]

    @property
    def outlook(self) -> Outlook | None:
        """Return what the fan is drawn from, or None without a forecast or a value that it starts at."""
        known = [point for point in self.check_ins if point.day <= self.today]
        rounded = self.forecast.rounded if self.forecast else None
        if self.forecast is None or rounded is None or not known or known[-1].day >= self.forecast.due_on:
            return None
        return Outlook(known[-1], self.forecast.due_on, *rounded, chance_label(self.forecast))

    def remarks_by_day(self) -> dict[date, list[str]]:
        """Return the remarks of each day that has any, numbered from 1 as they stand below the chart."""
        found: dict[date, list[str]] = {}
        for place, remark in enumerate(self.remarks, 1):
            found.setdefault(remark.day, []).append(f"{place} {remark.text}")
        return found

    def expected_path(self) -> tuple[tuple[date, float], ...]:
        """Return the dated values that the expected line joins; empty where progress is not expected to move."""
        if self.measure in STAY or self.baseline is None or self.target is None:
            return ()
        return ((self.start, self.baseline), *self.plan, (self.due, self.target))


def message(series: KeyResultSeries) -> str:
    """Say in one line where the key result stands: "62 of 80 %, 9 points behind"."""
    if series.latest is None:
        return f"No check-in yet{_goal(series)}"
    if series.measure in STAY:
        return _stay_message(series, series.latest.value)
    if series.target is None:
        return f"{number(series.latest.value, series.unit)} at the last check-in, no target yet"
    return f"{_standing(series, series.latest.value, series.target)}{_gap(series)}"


def value_range(series: KeyResultSeries) -> tuple[float, float]:
    """Return the lowest and the highest value on the axis: all that is drawn, with room for labels."""
    values = [value for _, value in series.expected_path()] + [point.value for point in series.check_ins]
    marks = (series.baseline, series.target, series.stretch, series.low, series.high)
    values += [series.outlook.low, series.outlook.high] if series.outlook else []
    values += [mark for mark in marks if mark is not None] or ([] if values else [0.0])
    low, high = min(values), max(values)
    room = 0.12 * (high - low) or 0.1 * abs(high) or 1.0
    return (max(0.0, low - room) if low >= 0 else low - room), high + room


def limits(series: KeyResultSeries) -> str:
    """Name the limits of a stay measure in words: "between 3 and 5 h"; empty without limits."""
    if series.low is not None and series.high is not None:
        return f"between {number(series.low)} and {number(series.high, series.unit)}"
    if series.low is not None:
        return f"at least {number(series.low, series.unit)}"
    return "" if series.high is None else f"at most {number(series.high, series.unit)}"


def alternative_text(series: KeyResultSeries, title: str, subtitle: str) -> str:
    """State the message, the measure and the extent of the data for a reader who cannot see the chart."""
    measured = sum(bool(point.measured_by) for point in series.check_ins)
    count = len(series.check_ins) - measured
    measured_too = f", {measured} from the metric" if measured else ""
    told = f"{count} check-in{'' if count == 1 else 's'}"
    span = f"{written(series.start, series.today)} to {written(series.due, series.today)}"
    return f"{title}{_outlook(series)}. {subtitle}. {told}{measured_too}, {span}.{_said(series)}"


def tag(series: KeyResultSeries, value: float | None) -> str:
    """Return a value as it stands inside the chart; a long unit stands in the subtitle alone."""
    return number(value, series.unit if len(series.unit) <= LONGEST_UNIT else "")


def _said(series: KeyResultSeries) -> str:
    """Read out the remarks, or the first of many."""
    told = [f"{written(remark.day, series.today)}: {remark.text}" for remark in series.remarks[:MOST_TOLD]]
    more = len(series.remarks) - len(told)
    return f" Remarks: {'; '.join(told)}{f'; and {more} more' if more else ''}." if told else ""


def _outlook(series: KeyResultSeries) -> str:
    """Name the forecast without its unit, which the message and the subtitle name."""
    found = series.outlook
    return f", forecast {number(found.value)}, {found.chance}" if found else ""


def _goal(series: KeyResultSeries) -> str:
    if series.measure in STAY:
        return f"; the aim is {limits(series)}" if limits(series) else ""
    return "" if series.target is None else f"; the target is {number(series.target, series.unit)}"


def _standing(series: KeyResultSeries, value: float, target: float) -> str:
    # Two numbers that differ must not read the same: 99.995 is not yet 100.
    short = value == target or number(value) != number(target)
    goal = number(target, series.unit, compact=short)
    if series.falling:
        return f"{number(value, series.unit, compact=short)}, target {goal}"
    # A unit that leads its number, such as €, stands with both.
    unit = series.unit if number(0, series.unit)[0] != "0" else ""
    return f"{number(value, unit, compact=short)} of {goal}"


def _gap(series: KeyResultSeries) -> str:
    if series.progress is None:
        return ""
    if series.progress < 0:
        return ", worse than the baseline"
    if series.progress >= 1:
        return ", target reached"
    return "" if series.expected is None else _distance(series.progress - series.expected)


def _distance(gap: float) -> str:
    size = points(abs(gap))
    if size == points(0.0):
        return ", as expected"
    return f", {size} {'ahead' if gap > 0 else 'behind'}"


def _stay_message(series: KeyResultSeries, value: float) -> str:
    below = series.low is not None and value < series.low
    above = series.high is not None and value > series.high
    place = "below the limit" if below else "above the limit" if above else "within the limits"
    held = "" if series.held is None else f"; held in {series.held[0]} of {series.held[1]} check-ins due"
    return f"{number(value, series.unit)}, {place}{held}"
