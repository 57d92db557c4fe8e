"""How the closed cycles ended: scores as their numbers give them or as a person said, and what became of objectives."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from datetime import date, timedelta
from typing import Any

from domain.closing import (
    ClosingRule,
    Ending,
    check_ending,
    closing_rule,
    computed_score,
    ending_as_computed,
    final_score,
)
from domain.measurement import Reading
from domain.progress import progress
from domain.vocabulary import CycleState
from models import CheckIn, Cycle, KeyResult, KeyResultClosing, Milestone, Objective, ObjectiveClosing
from services.conversation import as_it_stands, snapshot_of
from services.quarters import working_moment
from services.reporting.key_results import measurement_of, schedule_of
from services.sample.company import Plan
from services.sample.files import Row
from services.snapshots import as_json

SCORED_AFTER, JUDGED_AFTER = timedelta(days=3), timedelta(days=5)  # the last day of the cycle
Tables = Mapping[Any, list[Any]]


def key_result_closings(plan: Plan, tables: Tables) -> Iterator[KeyResultClosing]:
    """Return how each key result of a closed cycle ended, and set its score.

    Raises InvalidInput where the numbers alone do not say it and the file does not either.
    """
    said = {plan.keys["key_results"].of(row, "key_result"): row for row in plan.rest("key_result_closings")}
    readings, weights = _readings(tables), _milestone_weights(tables)
    for number, (record, objective, cycle) in enumerate(_closed(tables), 1):
        rule = closing_rule(objective.commitment, record.exemption, record.measure)
        measured = measurement_of(record, weights.get(record.key))
        found = progress(measured, readings[record.key], schedule_of(record), plan.today)
        computed, row = computed_score(rule, found), said.get(record.key)
        ending = ending_as_computed(rule, found) if row is None else _said(row, record, rule, computed)
        if ending is None:
            row = plan.rows["key_results"][record.key - 1]
            raise row.problem("key", "Its numbers alone do not score it, and key_result_closings.csv says nothing.")
        record.score, record.version = final_score(rule, computed, ending), record.version + 1
        values = {**asdict(ending), "computed": computed, "person_id": record.owner_id}
        at = working_moment(_day(plan, objective, cycle, SCORED_AFTER), record.key)
        yield KeyResultClosing(id=number, key_result_id=record.key, at=at, **values)


def objective_closings(plan: Plan, tables: Tables) -> Iterator[ObjectiveClosing]:
    """Return what became of the objectives, each in its owner's words, with what it held then."""
    for number, row in enumerate(plan.rest("objective_closings"), 1):
        objective: Objective = tables[Objective][plan.keys["objectives"].of(row, "objective") - 1]
        cycle: Cycle = tables[Cycle][objective.cycle_id - 1]
        held = [as_it_stands(record) for record in tables[KeyResult] if record.objective_id == objective.key]
        yield row.build(
            ObjectiveClosing,
            id=number,
            objective_id=objective.key,
            snapshot=as_json(snapshot_of(objective.title, held)),
            person_id=objective.owner_id,
            at=working_moment(_day(plan, objective, cycle, JUDGED_AFTER), objective.key),
            **row.filled("verdict", "note"),
        )


def _day(plan: Plan, objective: Objective, cycle: Cycle, after: timedelta) -> date:
    """Return when an objective was scored or judged: the day before its team looked back on the cycle in a session."""
    looked_back = plan.looked_back_at(objective.team_id, cycle.key)
    return looked_back - timedelta(days=1) if looked_back else cycle.ends_on + after


def _closed(tables: Tables) -> Iterator[tuple[KeyResult, Objective, Cycle]]:
    for record in tables[KeyResult]:
        objective = tables[Objective][record.objective_id - 1]
        cycle = tables[Cycle][objective.cycle_id - 1]
        if cycle.state == CycleState.CLOSED and not record.dropped:
            yield record, objective, cycle


def _said(row: Row, record: KeyResult, rule: ClosingRule, computed: float) -> Ending:
    ids = {"key_result_id": record.key, "person_id": record.owner_id}
    given = row.build(KeyResultClosing, **ids, **row.filled("met", "adjustment", "reason", "post_mortem", "learnt"))
    ending = Ending(given.met, given.adjustment, given.reason, given.post_mortem, given.learnt)
    for problem in check_ending(rule, computed, ending):
        raise row.problem(problem.field, problem.message)
    return ending


def _readings(tables: Tables) -> Mapping[int, list[Reading]]:
    found: dict[int, list[Reading]] = defaultdict(list)
    corrected = {check_in.supersedes_id for check_in in tables[CheckIn]}
    for check_in in sorted(tables[CheckIn], key=lambda each: each.as_of):
        if check_in.key not in corrected:
            found[check_in.key_result_id].append(Reading(check_in.as_of, check_in.value, check_in.confidence))
    return found


def _milestone_weights(tables: Tables) -> Mapping[int, float]:
    weights: dict[int, float] = defaultdict(float)
    for step in tables[Milestone]:
        weights[step.key_result_id] += step.weight
    return weights
