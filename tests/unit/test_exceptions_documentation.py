"""The page about exceptions prints the rules as the program does, and its examples come out as they are written."""

from pathlib import Path

import pytest

from domain.attention import ExceptionKind, rule_in_words
from domain.attention_rules import Work
from domain.formatting import NBSP
from domain.policy import Policy
from tests.unit.test_attention import FALLING, HUNDRED, found, on
from ui.exceptions import KINDS

TEXT = (Path(__file__).resolve().parents[2] / "docs" / "exceptions.md").read_text(encoding="utf-8")
EXAMPLES = {
    "blindsided": found(HUNDRED, (35, 39), (42, 12)),
    "divergence": found(HUNDRED, (42, 10, 9)),
    "worse": found(FALLING, (35, 33), (42, 33.8)),
    "back": found(HUNDRED, (28, 62), (35, 50), (42, 45)),
    "confidence": found(HUNDRED, (28, 31, 8), (35, 38, 6), (42, 46, 4)),
    "work": found(HUNDRED, (9, 40), (44, 42), done=(Work("New map", on(10)),)),
    "never": found(HUNDRED),
    "stale": found(HUNDRED, (26, 50)),
}


@pytest.mark.parametrize("kind", ExceptionKind)
def test_every_rule_is_written_as_the_program_prints_it(kind: ExceptionKind) -> None:
    assert f"| {KINDS[kind][1]} | {rule_in_words(kind, Policy()).replace(NBSP, ' ')} |" in TEXT


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_example_is_said_as_it_is_written(name: str) -> None:
    (finding,) = EXAMPLES[name]
    assert f"| {KINDS[finding.kind][1]} |" in TEXT
    assert f" | {finding.sentence.replace(NBSP, ' ')} |" in TEXT
