"""The label of an imported key result: a suggestion, by the classifier or by the file itself."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from domain.classification import Reason, Suggestion, classify
from domain.vocabulary import Control, Indicator, Label, LabelSource
from services.bulk import Values
from services.exchange.okrrows import OkrRow

WORD_OF_THE_FILE = 1.0  # log odds: a word in a spreadsheet counts for something and proves nothing
EVEN = 0.5


@dataclass(frozen=True, slots=True)
class Labelled:
    """The label's columns in the key result, and the event that goes with them, still without id and moment."""

    values: Values
    event: Values


def label_of_row(key_result: Mapping[str, Any], row: OkrRow) -> Labelled:
    """The suggested label of a key result as it will be stored: the file's own word where the row has one."""
    read = ("title", "measure", "unit", "baseline", "target")
    suggestion = classify(*(key_result[name] for name in read))
    if row.label in (Label.OUTCOME, Label.OUTPUT):
        suggestion = _as_the_file_says(suggestion, row.label)
    values = {
        "label": suggestion.label,
        "label_source": LabelSource.SUGGESTED,
        "label_probability": suggestion.probability,
        "indicator": suggestion.indicator,
        "control": suggestion.control,
    }
    event = {
        "key_result_id": key_result["id"],
        "label": suggestion.label,
        "source": LabelSource.SUGGESTED,
        "probability": suggestion.probability,
        "text": key_result["title"],
        "reason": "",
        "reasons": [_plain(reason) for reason in suggestion.reasons],
        "answers": _plain(suggestion.answers),
        "person_id": None,
    }
    return Labelled(values, event)


def _plain(part: object) -> Values:
    """A flat dataclass as a dictionary; `dataclasses.asdict` copies deeply and takes ten times as long."""
    return dict(vars(part))


def _as_the_file_says(suggestion: Suggestion, label: Label) -> Suggestion:
    """The suggestion with the file's label; where the classifier says otherwise, how sure it is stays open."""
    outcome = label == Label.OUTCOME
    weight = WORD_OF_THE_FILE if outcome else -WORD_OF_THE_FILE
    reasons = (Reason(0, 0, f"The imported file calls it an {label}", weight), *suggestion.reasons)
    if suggestion.label == label:
        return replace(suggestion, reasons=reasons)
    control = Control.INFLUENCED if outcome else Control.CONTROLLABLE
    return replace(
        suggestion, label=label, probability=EVEN, reasons=reasons, indicator=Indicator.LEADING, control=control
    )
