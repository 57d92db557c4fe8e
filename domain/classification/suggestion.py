"""What the classifier says about a key result: a label to confirm, with its reasons."""

from dataclasses import dataclass

from domain.classification.questions import FourAnswers
from domain.vocabulary import Control, Exemption, Indicator, Label


@dataclass(frozen=True)
class Reason:
    """One signal that moved the label: its span in the text, the rule in plain words, its weight.

    The weight is in log odds; positive speaks for outcome, negative for output.
    Start and end are both 0 when the signal is about measure, unit or numbers rather than the text.
    """

    start: int
    end: int
    rule: str
    weight: float


@dataclass(frozen=True)
class Suggestion:
    """A suggested label for a person to confirm; it never counts as confirmed by itself.

    `probability` (0.5 to 1) is the chance that the label is right; for UNCLEAR, that of the likelier side.
    """

    label: Label
    probability: float
    reasons: tuple[Reason, ...]
    subtype: str
    indicator: Indicator
    control: Control
    exemption: Exemption
    answers: FourAnswers

    @property
    def words(self) -> str:
        """The suggestion as a short phrase."""
        return in_words(self)


def in_words(suggestion: Suggestion) -> str:
    """Say the suggestion in a few words, such as “Probably an output (87 %)”."""
    return label_in_words(suggestion.label, suggestion.probability)


def label_in_words(label: Label, probability: float) -> str:
    """Say a suggested label, and how likely it is from 0.5 to 1, in a few words."""
    if label == Label.UNCLEAR:
        return "Unclear: the words do not settle it"
    how_sure = "Almost certainly" if probability >= 0.95 else "Probably"
    if probability < 0.75:
        how_sure = "Perhaps"
    return f"{how_sure} an {label.value} ({round(probability * 100)} %)"
