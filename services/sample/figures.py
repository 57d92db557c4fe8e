"""The numbers of the company's key results on a day in the past, as its decisions keep them."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from domain.linked_values import merged
from domain.measurement import Reading
from domain.policy import Policy
from models import CheckIn, KeyResult, MetricPoint, Milestone, Objective
from services.figures import Figures, figures
from services.reporting.key_results import measurement_of, schedule_of
from services.reporting.readings import link_of
from services.sample.company import Plan

Tables = Mapping[Any, list[Any]]


def figures_at(plan: Plan, tables: Tables, objective: Objective, day: date) -> Mapping[int, Figures]:
    """Return the numbers of an objective's key results on a day, by key result, by the default policy."""
    held = [record for record in tables[KeyResult] if record.objective_id == objective.key]
    return {record.key: _figures(plan, tables, record, day) for record in held}


def _figures(plan: Plan, tables: Tables, record: KeyResult, day: date) -> Figures:
    weight = sum(step.weight for step in tables[Milestone] if step.key_result_id == record.key)
    then = record.model_copy(update=_target_on(plan, record, day))
    return figures(measurement_of(then, weight), _readings(tables, record), schedule_of(record), day, Policy())


def _target_on(plan: Plan, record: KeyResult, day: date) -> Mapping[str, float]:
    """Return the target that a decision was proposed to change, where that was not before the day."""
    for row in plan.rest("decisions"):
        if row["target_before"] and plan.keys["key_results"].of(row, "key_result") == record.key:
            changed = (day - plan.first_day(row)).days >= row.whole("day") + 1
            return {} if changed else {"target": float(row.whole("target_before"))}
    return {}


def _readings(tables: Tables, record: KeyResult) -> tuple[Reading, ...]:
    said = _live(tables[CheckIn], lambda each: each.key_result_id == record.key)
    recorded = tuple(Reading(each.as_of, each.value, each.confidence) for each in said)
    link = link_of(record)
    if link is None:
        return recorded
    measured = _live(tables[MetricPoint], lambda each: each.metric_id == link.metric_id)
    return merged(recorded, [Reading(each.as_of, each.value) for each in measured], link.first, link.last)


def _live(records: Iterable[Any], meant: Callable[[Any], bool]) -> list[Any]:
    """Return the meant entries that were not corrected, in the order of the days that they are true for."""
    found = [each for each in records if meant(each)]
    corrected = {each.supersedes_id for each in found}
    return sorted((each for each in found if each.key not in corrected), key=lambda each: each.as_of)
