"""What became of a team's goals between two moments."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.goal_changes import Change, Fate, aim_in_words, compare_goals


def key_result(key: int, **changes: Any) -> dict[str, Any]:
    numbers = {"measure": "increase", "unit": "%", "baseline": 20.0, "target": 40.0, "low": None, "high": None}
    words = {"title": "Paid carts", "label": "outcome", "exemption": "none", "weight": 1.0}
    return {"key": key, **words, **numbers, **changes}


def objective(key: int, *rows: dict[str, Any], **changes: Any) -> dict[str, Any]:
    words = {"title": "Paying is easy", "commitment": "aspirational", "kind": "standard", "state": "draft"}
    return {"key": key, **words, "sufficiency": "", "key_results": list(rows), **changes}


def test_what_is_the_same_is_told_as_it_was() -> None:
    goals = [objective(1, key_result(7))]
    (found,) = compare_goals(goals, goals)
    assert (found.fate, found.changes, [row.fate for row in found.key_results]) == (Fate.KEPT, (), [Fate.KEPT])


def test_a_new_objective_comes_with_its_new_key_results() -> None:
    (found,) = compare_goals([], [objective(1, key_result(7))])
    assert (found.fate, found.key_results[0].fate, found.key_results[0].aim) == (
        Fate.NEW,
        Fate.NEW,
        "from 20 to 40\xa0%",
    )


def test_an_objective_that_is_gone_stands_at_the_end() -> None:
    found = compare_goals([objective(1, key_result(7)), objective(2)], [objective(2)])
    assert [(row.key, row.fate) for row in found] == [(2, Fate.KEPT), (1, Fate.GONE)]
    assert found[1].key_results[0].fate == Fate.GONE


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"title": "Carts paid for"}, Change("Text", "Paid carts", "Carts paid for")),
        ({"target": 45.0}, Change("Aim", "increase from 20 to 40\xa0%", "increase from 20 to 45\xa0%")),
        ({"label": "output"}, Change("Label", "outcome", "output")),
        ({"exemption": "guardrail"}, Change("Label", "outcome", "outcome, exempt: guardrail")),
        ({"weight": 2.0}, Change("Weight", "1", "2")),
        ({"measure": "stay_at_least"}, Change("Aim", "increase from 20 to 40\xa0%", "at least 40\xa0%")),
    ],
)
def test_each_change_of_a_key_result_tells_the_old_and_the_new(changes: dict[str, Any], told: Change) -> None:
    (found,) = compare_goals([objective(1, key_result(7))], [objective(1, key_result(7, **changes))])
    assert (found.fate, found.key_results[0].changes) == (Fate.CHANGED, (told,))


def test_a_key_result_that_moved_is_told_once_with_both_objectives() -> None:
    before = [objective(1, key_result(7)), objective(2, title="Rides are safe")]
    after = [objective(1), objective(2, key_result(7), title="Rides are safe")]
    found = compare_goals(before, after)
    assert found[0].key_results == ()
    assert found[1].key_results[0].changes == (Change("Objective", "Paying is easy", "Rides are safe"),)


def test_a_dropped_key_result_stays_with_its_objective() -> None:
    (found,) = compare_goals([objective(1, key_result(7))], [objective(1)])
    assert (found.fate, [(row.key, row.fate) for row in found.key_results]) == (Fate.CHANGED, [(7, Fate.GONE)])


def test_a_published_objective_tells_its_state() -> None:
    (found,) = compare_goals([objective(1)], [objective(1, state="published")])
    assert found.changes == (Change("State", "draft", "published"),)
    assert found.facts == "aspirational, published"


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"measure": "stay_at_most", "target": 3.0, "unit": "days"}, "at most 3\xa0days"),
        ({"measure": "stay_between", "low": 10.0, "high": 16.0, "unit": "weeks"}, "between 10 and 16\xa0weeks"),
        ({"measure": "milestone"}, "milestones"),
        ({"measure": "baseline"}, "find out the number"),
        ({"measure": None, "baseline": None, "target": None}, "no baseline and no target yet"),
        ({"baseline": None}, "from – to 40\xa0%"),
    ],
)
def test_the_aim_is_said_by_the_measure(changes: dict[str, Any], said: str) -> None:
    assert aim_in_words(key_result(7, **changes)) == said


keys = st.lists(st.integers(1, 9), unique=True)


@given(keys, keys)
def test_every_objective_is_told_exactly_once(before: list[int], after: list[int]) -> None:
    found = compare_goals([objective(key) for key in before], [objective(key) for key in after])
    assert sorted(row.key for row in found) == sorted({*before, *after})
