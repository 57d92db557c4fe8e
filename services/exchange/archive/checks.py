"""What a record of an archive must obey, by the rules that hold for entering it."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from domain.closing import LARGEST_ADJUSTMENT
from domain.measurement import Measurement, Schedule
from domain.validation import (
    FieldProblem,
    check_confidence,
    check_measurement,
    check_schedule,
    check_value,
    check_weight,
)
from domain.vocabulary import ConversionKind, Measure
from services.exchange.archive.schema import Kind, RecordType
from services.exchange.archive.shapes import SPLIT_PUTS_BACK
from services.exchange.archive.stored import table_of

Values = Mapping[str, Any]


def problems_of(kind: RecordType, values: Values, today: date) -> Iterator[FieldProblem]:
    """Yield what is wrong with a record that is to be written."""
    yield from _too_long(kind, values)
    check = _CHECKS.get(kind.name)
    if check is not None:
        yield from check(values, today)


def _too_long(kind: RecordType, values: Values) -> Iterator[FieldProblem]:
    for column in kind.columns:
        longest = getattr(table_of(kind).columns[column.stores].type, "length", None) if column.stores else None
        if column.kind == Kind.TEXT and longest and len(values[column.stores] or "") > longest:
            yield FieldProblem(column.stores, f"The text is longer than {longest} characters.")


def _cycle(values: Values, _today: date) -> Iterator[FieldProblem]:
    if values["ends_on"] < values["starts_on"]:
        yield FieldProblem("ends_on", "The cycle ends before it starts.")


def _key_result(values: Values, _today: date) -> Iterator[FieldProblem]:
    measure = None if values["measure"] is None else Measure(values["measure"])
    numbers = (values[name] for name in ("baseline", "target", "low", "high", "stretch"))
    yield from check_measurement(Measurement(measure, values["unit"], *numbers))
    points = tuple((date.fromisoformat(day), float(value)) for day, value in values["plan_points"])
    yield from check_schedule(Schedule(values["starts_on"], values["due_on"], values["cadence_days"], points))
    yield from check_weight(values["weight"])
    if measure == Measure.MILESTONE and values["metric_id"] is not None:
        yield FieldProblem("metric_id", "Milestones are ticked off by people and look at no metric.")


def _milestone(values: Values, _today: date) -> Iterator[FieldProblem]:
    yield from check_weight(values["weight"])


def _check_in(values: Values, today: date) -> Iterator[FieldProblem]:
    yield from check_confidence(values["confidence"])
    if values["value"] is not None:
        yield from check_value(values["value"])
    elif values["supersedes_id"] is None:
        yield FieldProblem("value", "A check-in without a value must supersede one.")
    if values["as_of"] > today + timedelta(days=1):  # tomorrow is today already further east
        yield FieldProblem("as_of", "A check-in tells what is true already, and this day is still to come.")


def _metric_point(values: Values, today: date) -> Iterator[FieldProblem]:
    if values["value"] is not None:
        yield from check_value(values["value"])
    elif values["supersedes_id"] is None:
        yield FieldProblem("value", "A metric point without a value must supersede one.")
    if values["as_of"] > today + timedelta(days=1):  # tomorrow is today already further east
        yield FieldProblem("as_of", "A metric point tells what is true already, and this day is still to come.")


def _conversion(values: Values, _today: date) -> Iterator[FieldProblem]:
    kind, puts_back = ConversionKind(values["kind"]), values["before"]
    ends = {name for name in ("from_key_result_id", "initiative_id") if values[name] is not None}
    if ends != _ENDS[kind]:
        yield FieldProblem("kind", f"What was {kind.value} has other ends than these.")
    whole = {
        ConversionKind.DEMOTED: "dropped" in puts_back.get("key_result", {}),
        ConversionKind.PROMOTED: "state" in puts_back.get("initiative", {}),
        ConversionKind.SPLIT: SPLIT_PUTS_BACK(puts_back),
    }
    if not whole[kind]:
        yield FieldProblem("before", f"An undo of what was {kind.value} needs more than this.")


def _key_result_closing(values: Values, _today: date) -> Iterator[FieldProblem]:
    if not abs(values["adjustment"]) <= LARGEST_ADJUSTMENT + 1e-9:
        yield FieldProblem("adjustment", f"A score moves by at most {LARGEST_ADJUSTMENT} either way.")


_ENDS = {
    ConversionKind.DEMOTED: {"from_key_result_id", "initiative_id"},
    ConversionKind.PROMOTED: {"initiative_id"},
    ConversionKind.SPLIT: {"from_key_result_id"},
}
_CHECKS: Mapping[str, Callable[[Values, date], Iterator[FieldProblem]]] = {
    "cycles": _cycle,
    "key_results": _key_result,
    "milestones": _milestone,
    "check_ins": _check_in,
    "metric_points": _metric_point,
    "conversions": _conversion,
    "key_result_closings": _key_result_closing,
}
