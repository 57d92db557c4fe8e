"""What an objective lacks before it is published; the gate warns, and a person may go on with a reason."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from domain.formatting import count
from domain.vocabulary import Exemption, Indicator, Label, ObjectiveKind

MOST_KEY_RESULTS = 5


class Gap(StrEnum):
    """What can be missing."""

    OWNER = "owner"
    NO_KEY_RESULTS = "no_key_results"
    TOO_MANY_KEY_RESULTS = "too_many_key_results"
    NUMBERS = "numbers"
    SOURCE = "source"
    NO_OUTCOME = "no_outcome"
    NO_LEADING = "no_leading"
    SUFFICIENCY = "sufficiency"
    NARRATIVE = "narrative"


@dataclass(frozen=True, slots=True)
class GateKeyResult:
    """A key result as the gate sees it; `needs` says which numbers are missing, in words."""

    key: int
    title: str
    owner_is_active: bool
    needs: str
    source: str
    label: Label
    indicator: Indicator | None
    exemption: Exemption


@dataclass(frozen=True, slots=True)
class GateObjective:
    """An objective as the gate sees it, with its live key results."""

    owner_is_active: bool
    kind: ObjectiveKind
    sufficiency: str
    narrative: str
    key_results: Sequence[GateKeyResult]


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing that is missing, in a sentence; `key_result_id` is None where it concerns the objective."""

    gap: Gap
    sentence: str
    key_result_id: int | None = None


def missing(objective: GateObjective) -> tuple[Missing, ...]:
    """Everything that is missing, the objective's own first."""
    return (*_of_objective(objective), *_of_set(objective.key_results), *_of_each(objective.key_results))


def _of_objective(objective: GateObjective) -> Iterator[Missing]:
    if not objective.owner_is_active:
        yield Missing(Gap.OWNER, "Its owner is not active any more. Name one person who answers for it.")
    if not objective.sufficiency.strip():
        question = "Could it be missed although every key result is reached? Answer that, and say what then is missing."
        yield Missing(Gap.SUFFICIENCY, question)
    if objective.kind == ObjectiveKind.CRITICAL_BET and not objective.narrative.strip():
        yield Missing(Gap.NARRATIVE, "A critical bet needs its narrative from the customer's side. Link or write it.")


def _of_set(rows: Sequence[GateKeyResult]) -> Iterator[Missing]:
    if not rows:
        yield Missing(Gap.NO_KEY_RESULTS, "It has no key result. Say who will do what differently, and by how much.")
        return
    if len(rows) > MOST_KEY_RESULTS:
        held = f"It has {count(len(rows), 'key result')}, more than {MOST_KEY_RESULTS}."
        yield Missing(Gap.TOO_MANY_KEY_RESULTS, f"{held} Keep those that tell whether it is reached.")
    outcomes = [row for row in rows if row.label == Label.OUTCOME and row.exemption == Exemption.NONE]
    if not outcomes:
        yield Missing(Gap.NO_OUTCOME, "None of its key results is an outcome. Say what will change for people outside.")
    if not any(row.indicator == Indicator.LEADING for row in rows):
        tells = "None of its key results is leading: you would learn too late whether it works."
        yield Missing(Gap.NO_LEADING, f"{tells} Add a number that moves early.")


def _of_each(rows: Sequence[GateKeyResult]) -> Iterator[Missing]:
    for row in rows:
        if not row.owner_is_active:
            yield Missing(Gap.OWNER, f"“{row.title}” has no active owner.", row.key)
        if row.needs:
            yield Missing(Gap.NUMBERS, f"“{row.title}”: {row.needs[0].lower()}{row.needs[1:]}.", row.key)
        if not row.source.strip():
            yield Missing(Gap.SOURCE, f"“{row.title}” does not say where its numbers come from.", row.key)
