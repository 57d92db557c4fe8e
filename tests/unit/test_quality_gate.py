"""What the quality gate names before an objective is published."""

from dataclasses import replace

import pytest

from domain.quality_gate import Gap, GateKeyResult, GateObjective, missing
from domain.vocabulary import Exemption, Indicator, Label, ObjectiveKind

GOOD = GateKeyResult(
    key=1,
    title="Trial teams that cook a third week",
    owner_is_active=True,
    needs="",
    source="Weekly export of the kitchen log",
    label=Label.OUTCOME,
    indicator=Indicator.LEADING,
    exemption=Exemption.NONE,
)
COMPLETE = GateObjective(True, ObjectiveKind.STANDARD, "No: three weeks make a habit.", "", (GOOD,))


def gaps(objective: GateObjective) -> list[Gap]:
    return [each.gap for each in missing(objective)]


def test_a_complete_objective_lacks_nothing() -> None:
    assert missing(COMPLETE) == ()


@pytest.mark.parametrize(
    ("change", "gap"),
    [
        ({"owner_is_active": False}, Gap.OWNER),
        ({"sufficiency": "  "}, Gap.SUFFICIENCY),
        ({"kind": ObjectiveKind.CRITICAL_BET}, Gap.NARRATIVE),
        ({"key_results": ()}, Gap.NO_KEY_RESULTS),
        ({"key_results": (GOOD,) * 6}, Gap.TOO_MANY_KEY_RESULTS),
    ],
)
def test_what_the_objective_lacks_is_named(change: dict, gap: Gap) -> None:
    assert gaps(replace(COMPLETE, **change)) == [gap]


@pytest.mark.parametrize(
    ("change", "gap"),
    [
        ({"owner_is_active": False}, Gap.OWNER),
        ({"needs": "Needs a baseline"}, Gap.NUMBERS),
        ({"source": " "}, Gap.SOURCE),
        ({"label": Label.OUTPUT}, Gap.NO_OUTCOME),
        ({"label": Label.UNCLEAR}, Gap.NO_OUTCOME),
        ({"exemption": Exemption.GUARDRAIL}, Gap.NO_OUTCOME),
        ({"indicator": Indicator.LAGGING}, Gap.NO_LEADING),
        ({"indicator": None}, Gap.NO_LEADING),
    ],
)
def test_what_a_key_result_lacks_is_named(change: dict, gap: Gap) -> None:
    assert gaps(replace(COMPLETE, key_results=(replace(GOOD, **change),))) == [gap]


def test_a_critical_bet_with_its_narrative_lacks_nothing() -> None:
    bet = replace(COMPLETE, kind=ObjectiveKind.CRITICAL_BET, narrative="https://wiki.example/bet")
    assert missing(bet) == ()


def test_five_key_results_are_not_too_many() -> None:
    assert gaps(replace(COMPLETE, key_results=(GOOD,) * 5)) == []


def test_a_sentence_names_the_key_result_and_what_it_needs() -> None:
    (found,) = missing(replace(COMPLETE, key_results=(replace(GOOD, needs="Needs a baseline"),)))
    assert found.sentence == "“Trial teams that cook a third week”: needs a baseline."
    assert found.key_result_id == 1
