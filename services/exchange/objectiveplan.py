"""What an import does with objectives: find, create or change the one that a group of rows names."""

from collections.abc import Iterator
from typing import Any

from domain.formatting import count
from domain.vocabulary import CycleState
from services.exchange.fields import Field
from services.exchange.figures import merged_text, texts_beside
from services.exchange.filldown import RefusedRow
from services.exchange.ledger import Ledger
from services.exchange.matching import Known, PersonRef, fold
from services.exchange.okrrows import OkrRow
from services.exchange.places import Places
from services.exchange.report import RowAction
from services.exchange.steps import ObjectiveStep

SAID_ONCE = {
    "objective_owner": Field.OBJECTIVE_OWNER,
    "objective_description": Field.OBJECTIVE_DESCRIPTION,
    "commitment": Field.COMMITMENT,
}


class ObjectivePlanner:
    """Plans objectives; the first row that needs a new or changed one carries it in its line."""

    def __init__(self, known: Known, places: Places, ledger: Ledger) -> None:
        self._known, self._places, self._ledger = known, places, ledger
        self._ownerless: list[OkrRow] = []
        self.steps: list[ObjectiveStep] = []

    def prepare(self, step: ObjectiveStep) -> None:
        """Gather what a group's rows say about their objective, and whether it may be written at all."""
        said = {name: self._first(step, name) for name in SAID_ONCE}
        step.barrier = self._barrier(step)
        step.commitment = said["commitment"]
        description = said["objective_description"] or ""
        stored = step.stored["description"] if step.stored else ""
        step.description = merged_text(stored, description, list(_beside(step)))
        if step.stored is not None:
            step.changes = self._changes(step, said["objective_owner"] or "")

    def plan(self, step: ObjectiveStep, row: OkrRow) -> None:
        """Settle a row that names only an objective."""
        if step.stored is None:
            action = RowAction.SKIPPED if step.wanted else RowAction.CREATED
            message = f"The same objective as in row {step.rows[0].number}." if step.wanted else ""
            self.need(step)
            self._ledger.settle(row, action, Field.OBJECTIVE if message else None, message)
            return
        said = self.change(step)
        self._ledger.settle(
            row, RowAction.CHANGED if said else RowAction.UNCHANGED, Field.OBJECTIVE if said else None, said
        )

    def need(self, step: ObjectiveStep) -> None:
        """Have the objective there; raises `RefusedRow` where it may not be written."""
        if step.barrier is not None:
            raise step.barrier
        if step.stored is not None or step.wanted:
            return
        step.owner, column = self._owner(step)
        self._places.join(step.owner, step.team, step.rows[0], column)
        step.team.want()
        step.cycle.wanted = step.wanted = True
        self.steps.append(step)
        self._ledger.created["objectives"] += 1

    def change(self, step: ObjectiveStep) -> str:
        """Have the objective's changes written, once; what changes in words, empty when nothing does."""
        if not step.changes or step.wanted:
            return ""
        if step.barrier is not None:
            raise step.barrier
        owner = step.changes.get("owner_id")
        if isinstance(owner, PersonRef):
            self._places.join(owner, step.team, step.rows[0], Field.OBJECTIVE_OWNER)
        step.wanted = True
        self.steps.append(step)
        self._ledger.changed["objectives"] += 1
        return f"Objective: new {' and '.join(name.removesuffix('_id') for name in step.changes)}."

    def owner_of_key_result(self, row: OkrRow) -> tuple[PersonRef, Field]:
        """Who owns a new key result: whom the row names, else the objective's owner in the file, else who imports."""
        if row.owner:
            return self._places.person(row.owner, Field.OWNER), Field.OWNER
        if row.objective_owner:
            return self._places.person(row.objective_owner, Field.OBJECTIVE_OWNER), Field.OBJECTIVE_OWNER
        self._ownerless.append(row)
        return self._known.actor, Field.OWNER

    def tell_of_missing_owners(self) -> None:
        """Note once how many rows name no owner, and who owns them now."""
        if self._ownerless:
            rows = count(len(self._ownerless), "row names no owner", "rows name no owner")
            owns = f"{self._known.actor.name} owns them until somebody else is chosen."
            self._ledger.note(self._ownerless[0], Field.OWNER, f"{rows}: {owns}")

    def _first(self, step: ObjectiveStep, name: str) -> Any:
        first = next((row for row in step.rows if getattr(row, name)), None)
        if first is None:
            return None
        value = getattr(first, name)
        for row in step.rows:
            if (other := getattr(row, name)) and fold(other) != fold(value):
                self._ledger.note(row, SAID_ONCE[name], f"Row {first.number} says “{value[:60]}”, and that is used.")
        return value

    def _barrier(self, step: ObjectiveStep) -> RefusedRow | None:
        if not self._known.may_write(step.team):
            return RefusedRow(Field.TEAM, f"You are not a member of “{step.team.name}”. Ask a lead to add you.")
        if step.cycle.state == CycleState.CLOSED:
            return RefusedRow(Field.CYCLE, f"The cycle “{step.cycle.name}” is closed and read-only.")
        return None

    def _changes(self, step: ObjectiveStep, owner: str) -> dict[str, Any]:
        stored = step.stored or {}
        changes: dict[str, Any] = {}
        if step.description != stored["description"]:
            changes["description"] = step.description
        if step.commitment not in (None, stored["commitment"]):
            changes["commitment"] = step.commitment
        if owner and not self._places.is_person(owner, stored["owner_id"]):
            try:
                changes["owner_id"] = self._places.person(owner, Field.OBJECTIVE_OWNER)
            except RefusedRow as refusal:
                step.barrier = step.barrier or refusal
                changes["owner_id"] = owner
        return changes

    def _owner(self, step: ObjectiveStep) -> tuple[PersonRef, Field]:
        """The owner that the file gives, else that of the first key result, else whoever imports."""
        named = next((row.objective_owner for row in step.rows if row.objective_owner), "")
        if named:
            return self._places.person(named, Field.OBJECTIVE_OWNER), Field.OBJECTIVE_OWNER
        row = next((row for row in step.rows if row.owner), None)
        if row is None:
            if not any(row.key_result for row in step.rows):
                self._ownerless.append(step.rows[0])
            return self._known.actor, Field.OBJECTIVE_OWNER
        return self._places.person(row.owner, Field.OWNER), Field.OWNER


def _beside(step: ObjectiveStep) -> Iterator[str]:
    """The texts of rows that name only the objective; other rows keep theirs with their key result."""
    for row in step.rows:
        if not row.key_result:
            if row.source:
                yield f"Source: {row.source}"
            yield from texts_beside(row)
