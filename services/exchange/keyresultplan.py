"""What an import does with key results: create one, change what differs, record the value that the file tells."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from domain.vocabulary import Label, LabelSource
from services.exchange.fields import Field
from services.exchange.figures import (
    column_of,
    given_values,
    kept_values,
    merged_text,
    problems_of,
    texts_beside,
    with_whole,
)
from services.exchange.ledger import Ledger
from services.exchange.objectiveplan import ObjectivePlanner
from services.exchange.okrrows import OkrRow
from services.exchange.places import Places
from services.exchange.report import RowAction
from services.exchange.steps import KeyResultStep, ObjectiveStep, Stored
from services.exchange.telling import Told, check_in_for
from services.exchange.workplan import Initiatives
from services.key_results import READ_BY_CLASSIFIER

LABELS_ARE_SUGGESTIONS = "Labels in the file are stored as suggestions until a person confirms them."
DECIDED = (Label.OUTCOME, Label.OUTPUT)


class KeyResultPlanner:
    """Plans key results one row at a time; `told` and the initiatives' links are those of the rows at hand."""

    def __init__(self, places: Places, ledger: Ledger, objectives: ObjectivePlanner, today: date) -> None:
        self._places, self._ledger, self._objectives, self._today = places, ledger, objectives, today
        self._label_noted = False
        self.told: Mapping[int, list[Told]] = {}
        self.initiatives = Initiatives()
        self.steps: list[KeyResultStep] = []

    def plan(self, step: ObjectiveStep, row: OkrRow, stored: Stored | None) -> bool:
        """Settle a row of a key result, new or stored; tell whether it is accepted.

        Raises `RefusedRow` where it belongs nowhere or may not be written.
        """
        target = row.target if row.target is not None or stored is None else stored["target"]
        row, note = with_whole(row, target)
        if note:
            self._ledger.note(row, Field.CURRENT_VALUE, note)
        if row.current_date and row.current_date > self._today and row.current_value is not None:
            message = f"{row.current_date} is still to come; the value counts for an earlier day."
            self._ledger.note(row, Field.CURRENT_DATE, message)
        values = given_values(row)
        due_on = values.get("due_on") or step.cycle.ends_on
        if problems := problems_of(values, step.cycle.starts_on, due_on):
            self._ledger.refuse_values(row, problems)
            return False
        if stored is not None:
            return self._compare(step, row, stored)
        self._create(step, row, {**values, "due_on": due_on})
        return True

    def _create(self, step: ObjectiveStep, row: OkrRow, values: dict[str, Any]) -> None:
        if step.barrier is not None:
            raise step.barrier
        owner, column = self._objectives.owner_of_key_result(row)
        self._objectives.need(step)
        self._places.join(owner, step.team, row, column)
        values["source"] = merged_text("", row.source, texts_beside(row))
        self._note_label(row)
        planned = KeyResultStep(row, step, owner, values)
        self._tell(planned, told=())
        self._keep(planned)
        self._ledger.created["key_results"] += 1
        self._ledger.settle(row, RowAction.CREATED)

    def _compare(self, step: ObjectiveStep, row: OkrRow, stored: Stored) -> bool:
        values = self._differences(row, stored)
        if values.keys() - {"owner_id", "source"}:
            merged = {**stored, **values}
            if problems := problems_of(merged, merged["starts_on"], merged["due_on"]):
                self._ledger.refuse_values(row, problems)
                return False
        owner = values.get("owner_id")
        planned = KeyResultStep(row, step, owner or self._places.known.actor, values, stored, key=stored["id"])
        planned.relabel = _relabels(row, values, stored)
        self._tell(planned, self.told.get(stored["id"], ()))
        if _writes(planned) and step.barrier is not None:
            raise step.barrier
        said = self._objectives.change(step)
        if not _writes(planned):
            action = RowAction.CHANGED if said else RowAction.UNCHANGED
            self._ledger.settle(row, action, Field.OBJECTIVE if said else None, said)
            return True
        if owner is not None:
            self._places.join(owner, step.team, row, Field.OWNER)
        self._ledger.changed["key_results"] += bool(values or planned.relabel)
        self._keep(planned)
        self._ledger.settle(row, RowAction.CHANGED, _first_column(planned), _in_words(planned, said))
        return True

    def _differences(self, row: OkrRow, stored: Stored) -> dict[str, Any]:
        values = kept_values(given_values(row), stored)
        source = merged_text(stored["source"], row.source, texts_beside(row))
        if source != stored["source"]:
            values["source"] = source
        if row.owner and not self._places.is_person(row.owner, stored["owner_id"]):
            values["owner_id"] = self._places.person(row.owner, Field.OWNER)
        return values

    def _tell(self, planned: KeyResultStep, told: Sequence[Told]) -> None:
        row, step = planned.row, planned.objective
        planned.check_in = check_in_for(row, step.cycle.ends_on, self._today, told)
        planned.initiative = self.initiatives.to_link(row, step.team, planned.owner, planned.key)

    def _keep(self, planned: KeyResultStep) -> None:
        self.steps.append(planned)
        self._ledger.created["check_ins"] += planned.check_in is not None
        if planned.initiative is not None:
            planned.initiative.wanted = True

    def _note_label(self, row: OkrRow) -> None:
        if row.label is not None and not self._label_noted:
            self._label_noted = True
            self._ledger.note(row, Field.LABEL, LABELS_ARE_SUGGESTIONS)


def _relabels(row: OkrRow, values: Mapping[str, Any], stored: Stored) -> bool:
    """Whether the label is suggested anew; one that a person gave stays."""
    if stored["label_source"] != LabelSource.SUGGESTED:
        return False
    says_otherwise = row.label in DECIDED and row.label != stored["label"]
    return says_otherwise or bool(READ_BY_CLASSIFIER & values.keys())


def _writes(planned: KeyResultStep) -> bool:
    return bool(planned.values or planned.relabel or planned.check_in or planned.initiative)


def _first_column(planned: KeyResultStep) -> Field:
    if planned.values:
        return _column(next(iter(planned.values)))
    if planned.relabel:
        return Field.LABEL
    return Field.CURRENT_VALUE if planned.check_in is not None else Field.INITIATIVE


def _column(name: str) -> Field:
    return {"owner_id": Field.OWNER, "source": Field.SOURCE}.get(name) or column_of(name)


def _in_words(planned: KeyResultStep, said: str) -> str:
    stored = planned.stored or {}
    parts = [said] if said else []
    for name, value in planned.values.items():
        if name == "owner_id":
            parts.append(f"Owner: {value.name}.")
        elif name == "source":
            parts.append("Source: new text.")
        else:
            parts.append(f"{_name(name)}: {_said(stored[name])} → {_said(value)}.")
    if planned.relabel and planned.row.label in DECIDED and planned.row.label != stored["label"]:
        parts.append(f"Suggested label: {planned.row.label}.")
    if planned.check_in is not None:
        parts.append(f"Check-in: {planned.check_in.value:g} on {planned.check_in.as_of}.")
    if planned.initiative is not None:
        parts.append(f"Initiative: “{planned.initiative.title[:60]}”.")
    return " ".join(parts)


def _name(field: str) -> str:
    return field.removesuffix("_on").replace("_", " ").capitalize()


def _said(value: object) -> str:
    if value is None or value == "":
        return "empty"
    return f"{value:g}" if isinstance(value, float) else str(value).replace("_", " ")
