"""What a row says about a key result or an objective, as the values to store, and what cannot be right about them."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from domain.measurement import Measurement, Schedule
from domain.validation import FieldProblem, check_measurement, check_schedule, check_weight
from domain.vocabulary import Measure
from services.check_ins import LONGEST_NOTE
from services.exchange.fields import Field
from services.exchange.okrrows import OkrRow

PLAIN = ("measure", "unit", "baseline", "target", "low", "high", "stretch", "weight", "cadence_days", "score")
NUMBERS = ("measure", "unit", "baseline", "target", "low", "high", "stretch")
COLUMNS = {"due_on": Field.DUE_DATE, "cadence_days": Field.CADENCE, "starts_on": Field.CYCLE_START}
DEFAULT_WEIGHT, DEFAULT_CADENCE = 1.0, 7
HUNDRED = 100.0


def given_values(row: OkrRow) -> dict[str, Any]:
    """The columns of a key result for which the row has a value; an empty cell says nothing."""
    values = {name: value for name in PLAIN if (value := getattr(row, name)) not in (None, "")}
    if row.due_date is not None:
        values["due_on"] = row.due_date
    return values


def kept_values(given: dict[str, Any], stored: Mapping[str, Any]) -> dict[str, Any]:
    """The given values that differ from a stored key result's.

    A row without any number reads as a milestone; that says nothing against numbers that somebody added since.
    """
    if given.get("measure") == Measure.MILESTONE and not any(name in given for name in ("baseline", "target")):
        has_numbers = stored["baseline"] is not None or stored["target"] is not None or stored["low"] is not None
        if has_numbers and stored["measure"] != Measure.MILESTONE:
            given = {name: value for name, value in given.items() if name != "measure"}
    return {name: value for name, value in given.items() if stored[name] != value}


def with_whole(row: OkrRow, target: float | None) -> tuple[OkrRow, str]:
    """A milestone row whose value has a whole to be a part of, or keeps it as text, with a note about either.

    Without a target the whole of a milestone is 1; a percentage is a part of 100.
    """
    value = row.current_value
    if row.measure != Measure.MILESTONE or target is not None or value is None or value <= 1:
        return row, ""
    if row.unit.startswith("%"):
        return replace(row, target=HUNDRED), "The milestone is done at 100 %."
    kept = f"Current value: {value:g}"
    note = "How much the whole milestone counts is not known, so the value is kept as text."
    return replace(row, current_value=None, kept=(*row.kept, kept)), note


def problems_of(values: Mapping[str, Any], starts_on: date, due_on: date) -> tuple[FieldProblem, ...]:
    """What cannot be right about the numbers and dates of a key result."""
    measurement = Measurement(
        values.get("measure"), values.get("unit") or "", *(values.get(name) for name in NUMBERS[2:])
    )
    schedule = Schedule(starts_on, due_on, values.get("cadence_days") or DEFAULT_CADENCE)
    weight = values.get("weight") or DEFAULT_WEIGHT
    return (*check_measurement(measurement), *check_weight(weight), *check_schedule(schedule))


def column_of(field: str) -> Field:
    """The column of a file that holds a key result's field."""
    return COLUMNS.get(field) or Field(field)


def texts_beside(row: OkrRow) -> list[str]:
    """The texts of a row that no field of its own can hold, each as a line that says where it stood."""
    lines = [_kept(text) for text in row.kept]
    if row.comment and (row.current_value is None or len(row.comment) > LONGEST_NOTE):
        lines.append(f"Comment in the file: {row.comment}")
    if row.confidence is not None and row.current_value is None:
        lines.append(f"Confidence in the file: {row.confidence}")
    return lines


def merged_text(stored: str, cell: str, beside: list[str]) -> str:
    """A stored text that holds everything that a row says: unchanged if it does already, never erased."""
    wanted = [line for line in (cell, *beside) if line]
    if all(line in stored for line in wanted):
        return stored
    if cell and cell not in stored:
        return "\n".join(wanted)
    return "\n".join([stored, *(line for line in wanted if line not in stored)]).lstrip("\n")


def _kept(text: str) -> str:
    column, _, said = text.partition(": ")
    return f"{column} in the file: {said}"
