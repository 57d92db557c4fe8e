"""The page about the coach says what the coach does."""

from pathlib import Path

import pytest

from domain.coaching import QUESTION, ChecklistFacts, checklist, domains, find_metric, library, rewrites

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "coach.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("pattern", rewrites("Launch the portal", find_metric("time_to_hire")))
def test_the_example_patterns_are_those_of_the_program(pattern):
    assert f"- `{pattern}`" in PAGE


@pytest.mark.parametrize("key", [check.key for check in checklist(ChecklistFacts(""))])
def test_every_point_of_the_checklist_is_explained(key):
    assert f"| `{key}` |" in PAGE


def test_the_question_and_the_size_of_the_library_are_right():
    assert QUESTION in PAGE
    assert f"{len(domains())} fields" in PAGE
    assert 240 < len(library()) < 250
