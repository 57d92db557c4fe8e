"""One row of numbers and what it amounts to: its progress, or why there is none and what to do about that."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from domain.formatting import NBSP, percent, told_apart
from domain.measurement import STAY_MEASURES, Measurement, Reading, Schedule, is_held
from domain.progress import Progress, progress
from domain.status import standing
from domain.validation import check_measurement, check_value
from domain.vocabulary import Measure
from services.exchange.cells import line_of, says_nothing
from services.exchange.dates import plain
from services.exchange.errors import UnreadableCell
from services.exchange.measures import done_of, measure_of
from services.exchange.neutral import restore
from services.exchange.numbers import ParsedNumber, detect_decimal_style, parse_number
from services.exchange.styles import DecimalStyle

MEASURE, CURRENT = "measure", "current"
NUMBERS = ("baseline", "target", CURRENT, "low", "high")
NO_DATA = "no data"

_READ: dict[Measure, tuple[str, ...]] = {
    Measure.INCREASE: ("baseline", "target", CURRENT),
    Measure.DECREASE: ("baseline", "target", CURRENT),
    Measure.STAY_AT_LEAST: ("target", CURRENT),
    Measure.STAY_AT_MOST: ("target", CURRENT),
    Measure.STAY_BETWEEN: ("low", "high", CURRENT),
    Measure.MILESTONE: ("target", CURRENT),
    Measure.BASELINE: (CURRENT,),
}
_LIMIT_COLUMN = {Measure.STAY_AT_LEAST: "low", Measure.STAY_AT_MOST: "high"}
_MEASURES = {measure.value: measure for measure in Measure}
_CHOICE = f"Write one of: {', '.join(_MEASURES)}."
_DAY = date(2000, 1, 1)  # a single value is the check-in of the only day, whichever that is
_ONE_DAY = Schedule(_DAY, _DAY)

Row = Mapping[str, str]
Numbers = Mapping[str, ParsedNumber]


@dataclass(frozen=True, slots=True)
class Answer:
    """Progress as a raw fraction (None: there is none), the same as people read it, and what there is to say."""

    progress: float | None
    display: str
    message: str


class _Impossible(ValueError):
    """A row that has no progress; the text says why and what to do."""


def answer(row: Row, style: DecimalStyle) -> Answer:
    """Return what a row's measure, baseline, target, current, low and high amount to.

    What the row itself proves about its decimal mark comes before `style`, which is that of the file.
    """
    own = proven_comma(row)
    notes: list[str] = []
    try:
        found = _computed(row, style if own is None else DecimalStyle(own, settled=True), notes)
    except _Impossible as reason:
        found = Answer(None, "", str(reason))
    message = " ".join(part for part in (*notes, found.message) if part)
    # A file is searched and compared, so its blanks are ordinary ones.
    return Answer(found.progress, found.display.replace(NBSP, " "), message.replace(NBSP, " "))


def proven_comma(row: Row) -> bool | None:
    """Return whether the numbers of a row prove a decimal comma (True) or point (False), else None."""
    return detect_decimal_style(restore(row.get(name, "")) for name in NUMBERS)


def _computed(row: Row, style: DecimalStyle, notes: list[str]) -> Answer:
    measure = _measure(_cell(row, MEASURE))
    numbers = _numbers(row, measure, style, notes)
    m = _measurement(measure, numbers)
    problems = check_measurement(m, require_numbers=True)
    if problems:
        raise _Impossible(" ".join(problem.message for problem in problems))
    current = _current(m, row, numbers)
    if current is None:
        return Answer(None, NO_DATA, "No check-in yet. Fill in “current” as soon as there is a value.")
    found = progress(m, [Reading(_DAY, current)], _ONE_DAY, _DAY)
    if found.value is None:
        raise _Impossible(f"{found.note}. Check the numbers and their units.")
    return Answer(found.value, percent(found.value), _remark(m, current, found))


def _remark(m: Measurement, current: float, found: Progress) -> str:
    if found.regression and m.baseline is not None:
        now, before = told_apart(current, [m.baseline], m.unit, compact=False)
        return f"Regression: {now} is worse than the baseline {before}."
    if m.measure in STAY_MEASURES and not is_held(m, current):
        return standing(m, [Reading(_DAY, current)], _ONE_DAY, _DAY).why
    if m.measure == Measure.MILESTONE and found.value is not None and found.value > 1:
        return "More is done than there is to do. Check the target, which is the weight of all milestones."
    return ""


def _measure(text: str) -> Measure:
    found = _MEASURES.get(re.sub(r"[\s_-]+", "_", text.casefold()))
    if found is not None:
        return found
    if says_nothing(text):
        raise _Impossible(f"The measure is missing. {_CHOICE}")
    meant = measure_of(text)
    hint = f" Did you mean “{meant.value}”?" if meant else ""
    raise _Impossible(f"“{text[:60]}” is not a measure.{hint} {_CHOICE}")


def _numbers(row: Row, measure: Measure, style: DecimalStyle, notes: list[str]) -> Numbers:
    """The numbers that the measure reads, without those that are not there; what it does not read may be anything."""
    problems, found = [], {}
    for name in _columns(row, measure):
        try:
            parsed = parse_number(_cell(row, name), decimal_comma=style.comma)
        except UnreadableCell as error:
            problems.append(f"{_title(name)}: {_with_remedy(str(error))}")
            continue
        if parsed is not None:
            found[name] = parsed
            if parsed.ambiguous and not style.settled:
                notes.append(f"{_title(name)}: “{_cell(row, name)[:60]}” was read as {parsed.value:,.12g}.")
    if problems:
        raise _Impossible(" ".join(problems))
    return found


def _columns(row: Row, measure: Measure) -> tuple[str, ...]:
    limit = _LIMIT_COLUMN.get(measure)
    if limit and says_nothing(_cell(row, "target")):
        return limit, CURRENT
    if measure == Measure.MILESTONE and done_of(_cell(row, CURRENT)) is not None:
        return ("target",)
    return _READ[measure]


def _with_remedy(reason: str) -> str:
    return reason if "Write" in reason else f"{reason} Write digits, for example 42 or 3.5."


def _measurement(measure: Measure, numbers: Numbers) -> Measurement:
    values = {name: parsed.value for name, parsed in numbers.items() if name != CURRENT}
    limit = _LIMIT_COLUMN.get(measure)
    if limit in values:
        values["target"] = values.pop(limit)
    given = (values.get(name) for name in ("baseline", "target", "low", "high"))
    return Measurement(measure, _unit(measure, numbers), *given)


def _unit(measure: Measure, numbers: Numbers) -> str:
    """The unit that stands beside a number; raises where the numbers of a row have different ones."""
    units = {name: parsed.unit_hint for name, parsed in numbers.items() if parsed.unit_hint}
    shares = measure == Measure.MILESTONE and "%" in units.values()
    if not shares and len({plain(unit).strip(" .").removesuffix("s") for unit in units.values()}) > 1:
        shown = ", ".join(f"{name} in “{unit[:30]}”" for name, unit in units.items())
        raise _Impossible(f"The numbers have different units: {shown}. Write all of them in one unit.")
    return next(iter(units.values()), "")


def _current(m: Measurement, row: Row, numbers: Numbers) -> float | None:
    if m.measure == Measure.MILESTONE:
        return _done_weight(m, row, numbers)
    current = numbers.get(CURRENT)
    if current is None:
        return None
    problems = check_value(current.value)
    if problems:
        raise _Impossible(problems[0].message)
    return current.value


def _done_weight(m: Measurement, row: Row, numbers: Numbers) -> float | None:
    """The weight of the milestones that are done, also told by a word such as "done" or as a percentage."""
    whole = 1.0 if m.target is None else m.target
    done, current = done_of(_cell(row, CURRENT)), numbers.get(CURRENT)
    if done is not None:
        return whole * done
    if current is None:
        return None
    if current.value < 0:
        raise _Impossible(
            "Current: less than nothing cannot be done. Write the weight of the milestones that are done."
        )
    if current.unit_hint == "%" and not ("target" in numbers and numbers["target"].unit_hint == "%"):
        return whole * current.value / 100
    if m.target is None and current.value > 1:
        raise _Impossible("The target is missing. Write the weight of all milestones there.")
    return current.value


def _cell(row: Row, name: str) -> str:
    return line_of(restore(row.get(name, "").strip()))


def _title(name: str) -> str:
    return name.capitalize()
