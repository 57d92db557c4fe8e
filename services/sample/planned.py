"""What planning left behind: how objectives were published, what was learnt and decided, and ideas for later."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from domain.vocabulary import DecisionState
from models import (
    BacklogItem,
    Decision,
    KeyResult,
    KeyResultClosing,
    Lesson,
    Objective,
    ObjectiveClosing,
    Person,
    Publication,
    Record,
)
from services.bulk import Values, creation, event
from services.conversation import as_it_stands, snapshot_of
from services.figures import with_figures
from services.quarters import working_moment
from services.sample.company import Plan
from services.sample.figures import figures_at
from services.sample.files import Row
from services.sample.flags import as_it_was
from services.snapshots import as_json

Tables = Mapping[Any, list[Any]]
WHO_AND_WHEN: Mapping[type[Record], tuple[str, str]] = {
    KeyResultClosing: ("person_id", "at"),
    ObjectiveClosing: ("person_id", "at"),
    Publication: ("person_id", "at"),
    Lesson: ("author_id", "at"),
    Decision: ("proposed_by_id", "proposed_at"),
    BacklogItem: ("author_id", "at"),
}


def publications(plan: Plan, tables: Tables) -> Iterator[Publication]:
    """Return who published each objective, and what it held then where that differs from today."""
    changed: dict[int, list[Row]] = defaultdict(list)
    for row in plan.rest("publication_snapshots"):
        record: KeyResult = tables[KeyResult][plan.keys["key_results"].of(row, "key_result") - 1]
        changed[record.objective_id].append(row)
    for number, row in enumerate(plan.rest("publications"), 1):
        objective: Objective = tables[Objective][plan.keys["objectives"].of(row, "objective") - 1]
        start = plan.first_day(plan.rows["objectives"][objective.key - 1])
        now = [as_it_stands(each) for each in tables[KeyResult] if each.objective_id == objective.key]
        then = list(as_it_was(plan, now, changed[objective.key]))
        yield row.build(
            Publication,
            id=number,
            objective_id=objective.key,
            person_id=plan.keys["people"].of(row, "person"),
            at=_at(plan, row, start, number),
            snapshot=as_json(snapshot_of(objective.title, then)),
            missing=[row["missing"]] if row["missing"] else [],
            **row.filled("reason"),
        )


def lessons(plan: Plan, tables: Tables) -> Iterator[Lesson]:
    """Return what the teams learnt, in the order of the file."""
    for number, row in enumerate(plan.rest("lessons"), 1):
        author: Person = tables[Person][plan.keys["people"].of(row, "author") - 1]
        yield row.build(
            Lesson,
            id=number,
            cycle_id=plan.keys["cycles"].of(row, "cycle"),
            team_id=plan.keys["teams"].of(row, "team"),
            author_id=author.key,
            author_name=author.name,
            at=_at(plan, row, plan.first_day(row), number),
            session_id=_session(plan, row),
            **row.filled("kind", "text"),
        )


def decisions(plan: Plan, tables: Tables) -> Iterator[Decision]:
    """Return the decisions with the objective at that moment; who changed a target raised its key result's version."""
    for number, row in enumerate(plan.rest("decisions"), 1):
        key_result, objective = _subject(plan, tables, row)
        if key_result is not None and row["target_before"]:
            key_result.version += 1
        held = [as_it_stands(each) for each in tables[KeyResult] if objective and each.objective_id == objective.key]
        proposed_at = _at(plan, row, plan.first_day(row), number)
        found = figures_at(plan, tables, objective, proposed_at.date()) if objective else {}
        snapshot = with_figures(as_json(snapshot_of(objective.title, held)), found) if objective else {}
        decided = {}
        if row["state"] != DecisionState.PROPOSED:
            decider = plan.keys["people"].of(row, "decided_by")
            decided = {"decided_by_id": decider, "decided_at": proposed_at + timedelta(days=row.whole("decided_after"))}
        yield row.build(
            Decision,
            id=number,
            team_id=plan.keys["teams"].of(row, "team"),
            objective_id=objective.key if objective else None,
            key_result_id=key_result.key if key_result else None,
            proposed_by_id=plan.keys["people"].of(row, "proposed_by"),
            proposed_at=proposed_at,
            snapshot=snapshot,
            session_id=_session(plan, row),
            **row.filled("kind", "state", "title", "reason"),
            **decided,
        )


def backlog(plan: Plan) -> Iterator[BacklogItem]:
    """Return the ideas for later cycles."""
    for number, row in enumerate(plan.rest("backlog"), 1):
        yield row.build(
            BacklogItem,
            id=number,
            team_id=plan.keys["teams"].of(row, "team"),
            author_id=plan.keys["people"].of(row, "author"),
            at=working_moment(plan.first_day(row) + timedelta(days=row.whole("day")), number),
            **row.filled("title", "note"),
        )


def first_targets(plan: Plan) -> Mapping[int, float]:
    """Return the targets that key results had before a decision was proposed by changing them, by key result."""
    changed = (row for row in plan.rest("decisions") if row["target_before"])
    return {plan.keys["key_results"].of(row, "key_result"): _target(row) for row in changed}


def planned_trail(plan: Plan, tables: Tables) -> Iterator[Values]:
    """Return what the history of changes tells of all this, still without ids."""
    for table, (who, when) in WHO_AND_WHEN.items():
        for record in tables[table]:
            yield creation(table, record.model_dump(mode="json"), getattr(record, who), getattr(record, when))
    for closing in tables[KeyResultClosing]:
        score = {"field": "score", "after": str(tables[KeyResult][closing.key_result_id - 1].score)}
        yield event("changed", KeyResult, closing.key_result_id, closing.person_id, closing.at, **score)
    before = first_targets(plan)
    for made in tables[Decision]:
        if made.key_result_id in before:
            changed: KeyResult = tables[KeyResult][made.key_result_id - 1]
            texts = {"before": str(before[changed.key]), "after": str(changed.target)}
            for action, told in (("accounted for", {"after": made.reason}), ("changed", texts)):
                yield event(
                    action, KeyResult, changed.key, made.proposed_by_id, made.proposed_at, field="target", **told
                )


def _at(plan: Plan, row: Row, first_day: date, number: int) -> datetime:
    """Return when something was written: at its minute of a planning session, or at some time of its day."""
    if row["session"]:
        return plan.in_session(row)
    return working_moment(first_day + timedelta(days=row.whole("day")), number)


def _session(plan: Plan, row: Row) -> int | None:
    return plan.keys["sessions"].of(row, "session") if row["session"] else None


def _subject(plan: Plan, tables: Tables, row: Row) -> tuple[KeyResult | None, Objective | None]:
    if row["key_result"]:
        key_result: KeyResult = tables[KeyResult][plan.keys["key_results"].of(row, "key_result") - 1]
        return key_result, tables[Objective][key_result.objective_id - 1]
    return None, tables[Objective][plan.keys["objectives"].of(row, "objective") - 1] if row["objective"] else None


def _target(row: Row) -> float:
    return float(row.whole("target_before"))
