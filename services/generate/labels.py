"""The label of a generated key result: the classifier's suggestion, and for most a person's word on it."""

from collections.abc import Iterator
from dataclasses import asdict
from datetime import date, timedelta
from functools import lru_cache
from random import Random
from typing import Any

from domain.classification import Suggestion, classify
from domain.vocabulary import Label, LabelSource, Measure
from services.bulk import Values
from services.generate.patterns import Pattern
from services.generate.texts import OVERRIDES_TO_OUTCOME, OVERRIDES_TO_OUTPUT
from services.quarters import working_moment

DECIDED = 0.65  # the share of labels that a person has confirmed or overridden
DAYS_BEFORE = 10  # the suggestion is made when the key result is written
KINDS_REMEMBERED = 20_000
ANSWERS = {
    Label.OUTCOME: {"backlog": False, "others_move_it": True, "worthless_success": False, "substitution": True},
    Label.OUTPUT: {"backlog": True, "others_move_it": False, "worthless_success": True, "substitution": False},
}


@lru_cache(maxsize=KINDS_REMEMBERED)
def suggested(title: str, measure: Measure, unit: str, baseline: float | None, target: float | None) -> Suggestion:
    """Return what the classifier says about a kind of key result; the same words are read once."""
    return classify(title, measure, unit, baseline, target)


def label_of(chance: Random, pattern: Pattern, suggestion: Suggestion) -> Values:
    """Return the label columns of a key result: what a person decided, or what was suggested."""
    probability = suggestion.probability
    if chance.random() >= DECIDED:
        said = {"label": suggestion.label, "label_source": LabelSource.SUGGESTED}
        return {**said, "label_probability": probability, **_axes(suggestion), "exemption": pattern.exemption}
    confirms = suggestion.label in (pattern.label, Label.UNCLEAR)
    said = {"label": pattern.label, "label_source": LabelSource.CONFIRMED if confirms else LabelSource.OVERRIDDEN}
    return {**said, "label_probability": probability, **_axes(pattern), "exemption": pattern.exemption}


def _axes(source: Pattern | Suggestion) -> Values:
    return {"indicator": source.indicator, "control": source.control}


def label_events(chance: Random, key_result: Values, suggestion: Suggestion, lead: int) -> Iterator[Values]:
    """Return the label's history, without ids: the suggestion, then the lead's word where there is one."""
    starts_on: date = key_result["starts_on"]
    moment = working_moment(starts_on - timedelta(days=DAYS_BEFORE), key_result["id"])
    about: dict[str, Any] = {"key_result_id": key_result["id"], "text": key_result["title"]}
    yield {
        **about,
        "label": suggestion.label,
        "source": LabelSource.SUGGESTED,
        "probability": suggestion.probability,
        "reason": "",
        "reasons": [asdict(reason) for reason in suggestion.reasons],
        "answers": asdict(suggestion.answers),
        "person_id": None,
        "at": moment,
    }
    if key_result["label_source"] != LabelSource.SUGGESTED:
        yield {**about, **_verdict(chance, key_result, lead), "at": moment + timedelta(days=DAYS_BEFORE)}


def _verdict(chance: Random, key_result: Values, lead: int) -> Values:
    label, source = key_result["label"], key_result["label_source"]
    reasons = OVERRIDES_TO_OUTCOME if label == Label.OUTCOME else OVERRIDES_TO_OUTPUT
    reason = chance.choice(reasons) if source == LabelSource.OVERRIDDEN else ""
    said = {"label": label, "source": source, "probability": None, "reason": reason}
    return {**said, "reasons": [], "answers": ANSWERS[label], "person_id": lead}
