"""What else the words suggest: subtype, leading or lagging, who controls it, and whether it is exempt from the mix."""

from domain.classification.numbers import Hit
from domain.classification.questions import FourAnswers
from domain.classification.reading import Reading
from domain.classification.text import word_set
from domain.vocabulary import Control, Exemption, Indicator, Label, Measure

_LAGGING = frozenset({"business_result", "sentiment"})
_OUTPUT_PRIORITY = ("learning", "milestone", "coverage", "activity", "deliverable")
_CAPACITY = word_set("hire recruit staff einstellen rekrutieren contratar recruter embaucher")
_COMPLIANCE = word_set("iso soc gdpr dsgvo hipaa pci fedramp sox rgpd lgpd kritis")
_AUDITED = word_set("compliance regulatory audit zertifizierung auditoria certification certificacion")
_STAY = (Measure.STAY_AT_LEAST, Measure.STAY_AT_MOST, Measure.STAY_BETWEEN)


def subtype(label: Label, reading: Reading, hits: list[Hit], subtypes: list[str]) -> str:
    """Name the kind of outcome or output; subtypes come strongest first and belong to the label's side."""
    if label == Label.UNCLEAR:
        return "unclear"
    if label == Label.OUTCOME:
        return next(iter(subtypes), "behaviour")
    if any(word.text in _CAPACITY for word in reading.words):
        return "capacity"
    if any(fired.rule == "own" for fired in hits):
        return "coverage"
    return next((name for name in _OUTPUT_PRIORITY if name in subtypes), "deliverable")


def indicator(label: Label, kind: str) -> Indicator:
    """Tell whether the number moves early or is the result itself."""
    lagging = label == Label.OUTCOME and kind in _LAGGING
    return Indicator.LAGGING if lagging else Indicator.LEADING


def control(label: Label, kind: str) -> Control:
    """Tell how directly the team moves the number."""
    if label == Label.OUTPUT:
        return Control.CONTROLLABLE
    return Control.LAGGING_RESULT if kind == "business_result" else Control.INFLUENCED


def exemption(reading: Reading, measure: Measure | None, hits: list[Hit]) -> Exemption:
    """Hint at why the key result might not count in the outcome mix; a person decides."""
    words = {part for word in reading.words for part in word.text.split()}
    if words & _COMPLIANCE or (words & _AUDITED and any(fired.rule == "milestone" for fired in hits)):
        return Exemption.COMPLIANCE
    learns = any(word.is_a("learn") for word in reading.words)
    if measure == Measure.BASELINE or (learns and words & {"baseline", "ausgangswert", "linea", "reference", "linha"}):
        return Exemption.BASELINE
    if learns and reading.kind in ("act", "make"):
        return Exemption.LEARNING
    held = reading.lead is not None and reading.words[reading.lead].text in ("stay", "remain")
    return Exemption.GUARDRAIL if measure in _STAY or held else Exemption.NONE


def proposed_answers(label: Label, kind: str, leans_to_outcome: bool) -> FourAnswers:
    """Propose answers to the four questions that agree with the label; None where the words do not say."""
    if label == Label.OUTCOME:
        return FourAnswers(backlog=False, others_move_it=True, worthless_success=False, substitution=True)
    if label == Label.OUTPUT:
        finishable = kind not in ("coverage", "milestone")
        return FourAnswers(finishable, others_move_it=False, worthless_success=True, substitution=False)
    return FourAnswers(backlog=False) if leans_to_outcome else FourAnswers()
