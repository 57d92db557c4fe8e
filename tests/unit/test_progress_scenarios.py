"""The hand-worked scenarios in tests/scenarios give the same numbers by program."""

import csv
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from domain.expected import expected_progress
from domain.measurement import Measurement, Reading, Schedule
from domain.mix_hints import hints
from domain.outcome_mix import MixItem, counted_items, outcome_mix
from domain.pace import pace
from domain.progress import progress
from domain.roll_up import WeightedProgress, objective_progress, status_chips, worst_status
from domain.status import standing
from domain.vocabulary import Exemption, Indicator, Label, Measure, Status, StatusPreset

SCENARIOS = Path(__file__).resolve().parents[1] / "scenarios"
KEY_RESULTS = {path.stem: json.loads(path.read_text("utf-8")) for path in (SCENARIOS / "progress").glob("*.json")}
OBJECTIVES = json.loads((SCENARIOS / "objectives" / "expected.json").read_text("utf-8"))
DAYS = [
    pytest.param(scenario, expected, id=f"{name} on {expected['on']} by {expected.get('preset', 'gap')}")
    for name, scenario in sorted(KEY_RESULTS.items())
    for expected in scenario["expected"]
]


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def read_key_result(scenario: dict[str, Any]) -> tuple[Measurement, list[Reading], Schedule]:
    raw = scenario["measurement"]
    dates = scenario["schedule"]
    points = tuple((date.fromisoformat(day), value) for day, value in dates["plan_points"])
    schedule = Schedule(
        date.fromisoformat(dates["starts_on"]), date.fromisoformat(dates["due_on"]), dates["cadence_days"], points
    )
    measurement = Measurement(**raw | {"measure": raw["measure"] and Measure(raw["measure"])})
    return measurement, [Reading(date.fromisoformat(day), value) for day, value in scenario["check_ins"]], schedule


def computed(scenario: dict[str, Any], on: date, preset: StatusPreset) -> dict[str, Any]:
    measurement, readings, schedule = read_key_result(scenario)
    share = progress(measurement, readings, schedule, on)
    verdict = standing(measurement, readings, schedule, on, preset)
    return {
        "progress": share.value,
        "regression": share.regression,
        "note": share.note,
        "substituted": plain(share.substituted),
        "expected": expected_progress(schedule, on, measurement),
        "status": verdict.status,
        "stale": verdict.stale,
        "pace": pace(measurement, readings, schedule, on).text,
    }


@pytest.mark.parametrize(("scenario", "expected"), DAYS)
def test_a_key_result_stands_as_worked_by_hand(scenario: dict[str, Any], expected: dict[str, Any]) -> None:
    found = computed(scenario, date.fromisoformat(expected["on"]), StatusPreset(expected.get("preset", "gap")))
    for name in expected.keys() - {"on", "preset"}:
        wanted = expected[name]
        exact = isinstance(wanted, str | bool) or wanted is None
        assert found[name] == (wanted if exact else pytest.approx(wanted, abs=1e-6)), name


def read_objective(name: str) -> list[dict[str, str]]:
    with (SCENARIOS / "objectives" / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def as_mix_item(key: int, row: dict[str, str]) -> MixItem:
    indicator = Indicator(row["indicator"]) if row["indicator"] else None
    return MixItem(float(row["weight"]), Label(row["label"]), Exemption(row["exemption"]), indicator, key, row["title"])


@pytest.mark.parametrize("name", sorted(OBJECTIVES))
def test_an_objective_rolls_up_as_worked_by_hand(name: str) -> None:
    rows, expected = read_objective(name), OBJECTIVES[name]
    weighted = [
        WeightedProgress(float(row["weight"]), float(row["progress"]) if row["progress"] else None) for row in rows
    ]
    rolled = objective_progress(weighted)
    assert (rolled.value, rolled.text) == (pytest.approx(expected["progress"]), expected["measured"])


@pytest.mark.parametrize("name", sorted(OBJECTIVES))
def test_an_objective_shows_its_worst_counted_key_result(name: str) -> None:
    rows, expected = read_objective(name), OBJECTIVES[name]
    counted = {item.key for item in counted_items([as_mix_item(key, row) for key, row in enumerate(rows)])}
    statuses = [Status(row["status"]) for key, row in enumerate(rows) if key in counted]
    assert (worst_status(statuses), status_chips(statuses)) == (expected["worst"], expected["chips"])


@pytest.mark.parametrize("name", sorted(OBJECTIVES))
def test_an_objective_has_the_mix_worked_by_hand(name: str) -> None:
    rows, expected = read_objective(name), OBJECTIVES[name]
    items = [as_mix_item(key, row) for key, row in enumerate(rows)]
    mix = outcome_mix(items)
    assert (mix.share, mix.exempt_count) == (expected["share"], expected["exempt"])
    assert [hint.kind for hint in hints(mix, items)] == expected["hints"]
