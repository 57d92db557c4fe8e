"""The company's flags: who asked what about which objective, what was answered, and how it read at that time."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, TypeVar

from domain.vocabulary import Concern, FlagMove, Label
from models import KeyResult, Objective, Person
from services.conversation import Conversation, Said, as_it_stands, snapshot_of
from services.permissions import Actor
from services.quarters import working_moment
from services.sample.company import Plan
from services.sample.files import Keys, Row, keys_of
from services.snapshots import SnapshotKeyResult

BETWEEN_MOVES = timedelta(minutes=25)
Word = TypeVar("Word", bound=StrEnum)


def conversations(plan: Plan, tables: dict[Any, list[Any]]) -> list[Conversation]:
    """Return the flags with their conversations, in the order of their file."""
    rows = plan.rest("flags")
    keys = keys_of("flag", rows)
    said, before = _by_flag(plan, keys, "flag_events"), _by_flag(plan, keys, "flag_snapshots")
    return [_conversation(plan, tables, row, key, (said[key], before[key])) for key, row in enumerate(rows, 1)]


def _by_flag(plan: Plan, keys: Keys, name: str) -> dict[int, list[Row]]:
    found: dict[int, list[Row]] = defaultdict(list)
    for row in plan.rest(name):
        found[keys.of(row, "flag")].append(row)
    return found


def _conversation(
    plan: Plan, tables: dict[Any, list[Any]], row: Row, key: int, told: tuple[list[Row], list[Row]]
) -> Conversation:
    objective: Objective = tables[Objective][plan.keys["objectives"].of(row, "objective") - 1]
    key_result: KeyResult | None = None
    if row["key_result"]:
        key_result = tables[KeyResult][plan.keys["key_results"].of(row, "key_result") - 1]
    start = plan.first_day(plan.rows["objectives"][objective.key - 1])
    now = [as_it_stands(record) for record in tables[KeyResult] if record.objective_id == objective.key]
    return Conversation(
        key=key,
        kind=_word(row, "kind", Concern),
        objective_id=objective.key,
        key_result_id=key_result.key if key_result else None,
        due_on=start + timedelta(days=row.whole("due_day")) if row["due_day"] else None,
        before=snapshot_of(objective.title, list(as_it_was(plan, now, told[1]))),
        after=snapshot_of(objective.title, now),
        said=[
            _said(plan, tables[Person], each, working_moment(start, key) + place * BETWEEN_MOVES)
            for place, each in enumerate(told[0])
        ],
        owners=frozenset({objective.owner_id, key_result.owner_id if key_result else objective.owner_id}),
        subject=(key_result or objective).title,
    )


def _said(plan: Plan, people: list[Person], row: Row, first_day: datetime) -> Said:
    person = people[plan.keys["people"].of(row, "person") - 1]
    at = first_day + timedelta(days=row.whole("day"))
    return Said(_word(row, "move", FlagMove), Actor(person.key, person.name), at, row["text"])


def _word(row: Row, column: str, vocabulary: type[Word]) -> Word:
    try:
        return vocabulary(row[column])
    except ValueError:
        raise row.problem(column, f"“{row[column]}” is not one of {', '.join(vocabulary)}.") from None


def as_it_was(plan: Plan, now: list[SnapshotKeyResult], changed: list[Row]) -> Iterator[SnapshotKeyResult]:
    """Return key results as they were, from how they are and the rows that name what was different."""
    rows = {plan.keys["key_results"].of(row, "key_result"): row for row in changed}
    for kept in now:
        row = rows.get(kept.key)
        yield (
            kept
            if row is None
            else replace(
                kept,
                title=row["title"] or kept.title,
                label=_word(row, "label", Label) if row["label"] else kept.label,
                weight=float(row.whole("weight")) if row["weight"] else kept.weight,
                dropped=row["dropped"] == "true" if row["dropped"] else kept.dropped,
            )
        )
