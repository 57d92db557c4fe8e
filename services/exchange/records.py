"""From planned steps to the rows that are stored."""

from functools import cache
from typing import Any

from domain.vocabulary import CycleState, ObjectiveState
from models import CheckIn, KeyResult, Objective, Record
from services.bulk import Values
from services.exchange.labelling import Labelled, label_of_row
from services.exchange.matching import PersonRef
from services.exchange.steps import KeyResultStep, ObjectiveStep


@cache
def _blank(table: type[Record]) -> Values:
    return table().model_dump()


def row_of(table: type[Record], **values: Any) -> Values:
    """A table's row with its defaults; building models for tens of thousands of rows would take minutes."""
    return {**_blank(table), **values}


def objective_row(step: ObjectiveStep) -> Values:
    """A new objective: a draft while its cycle is in planning, else published."""
    given = {} if step.commitment is None else {"commitment": step.commitment}
    return row_of(
        Objective,
        id=step.key,
        title=step.title,
        description=step.description,
        state=ObjectiveState.DRAFT if step.cycle.state == CycleState.PLANNING else ObjectiveState.PUBLISHED,
        team_id=step.team.key,
        cycle_id=step.cycle.key,
        owner_id=step.owner.key if step.owner else None,
        **given,
    )


def key_result_row(step: KeyResultStep) -> tuple[Values, Labelled]:
    """A new key result with its suggested label, and the event that tells of the label."""
    row = row_of(
        KeyResult,
        id=step.key,
        objective_id=step.objective.key,
        owner_id=step.owner.key,
        title=step.row.key_result,
        starts_on=step.objective.cycle.starts_on,
        **step.values,
    )
    labelled = label_of_row(row, step.row)
    return {**row, **labelled.values}, labelled


def changed_values(step: KeyResultStep) -> tuple[Values, Labelled | None]:
    """The values that change in a stored key result, and its new suggested label if it gets one."""
    stored, values = step.stored or {}, {name: plain(value) for name, value in step.values.items()}
    if not step.relabel:
        return values, None
    labelled = label_of_row({**stored, **values}, step.row)
    return {**values, **{name: value for name, value in labelled.values.items() if stored[name] != value}}, labelled


def check_in_row(step: KeyResultStep, **known: Any) -> Values:
    """The check-in that a step tells."""
    told = step.check_in
    if told is None:
        raise ValueError(f"Row {step.row.number} tells no value.")
    said = {"value": told.value, "as_of": told.as_of, "confidence": told.confidence, "note": told.note}
    return row_of(CheckIn, key_result_id=step.key, supersedes_id=told.supersedes_id, **said, **known)


def plain(value: Any) -> Any:
    """A value as a column stores it: a person by id."""
    return value.key if isinstance(value, PersonRef) else value
