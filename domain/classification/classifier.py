"""From a key result's words and numbers to a suggested label with its reasons."""

import math
from collections.abc import Iterator

from domain.classification import attributes
from domain.classification.numbers import Hit
from domain.classification.reading import read
from domain.classification.rules import RULES
from domain.classification.signals import text_hits
from domain.classification.suggestion import Reason, Suggestion
from domain.classification.text import fold, word_set
from domain.vocabulary import Label, Measure

UNCLEAR_WITHIN = 0.6  # log odds; closer to even than 65 : 35 is left to a person
SCALE = 1.0  # turns the sum of weights into log odds that match how often the label is right
FURTHEST = 5.0  # log odds; words alone never make it surer than 99.3 %

_MEASURES = {
    Measure.MILESTONE: "measure_milestone",
    Measure.BASELINE: "measure_baseline",
    Measure.DECREASE: "measure_decrease",
    Measure.STAY_AT_LEAST: "measure_stay",
    Measure.STAY_AT_MOST: "measure_stay",
    Measure.STAY_BETWEEN: "measure_stay",
}
_RESULT_UNITS = word_set(
    "€ $ £ eur usd gbp chf brl r$ k€ m€ ms s sec seconds minutes min hours h days weeks nps csat points stars"
)
_THING_UNITS = word_set(
    "feature features post posts article articles interview interviews workshop workshops meeting meetings release "
    "releases test tests document documents hire hires training trainings call calls commits services service"
)


def classify(
    text: str,
    measure: Measure | None = None,
    unit: str = "",
    baseline: float | None = None,
    target: float | None = None,
) -> Suggestion:
    """Suggest whether a key result is an outcome or an output, and say why.

    Any text is accepted; only its first 2,000 characters are read. The label is a suggestion for a person to confirm.
    """
    reading = read(text)
    hits = [*text_hits(reading), *_context_hits(measure, unit, baseline, target)] if reading.words else []
    reasons = _reasons(text, hits)
    log_odds = max(-FURTHEST, min(FURTHEST, SCALE * sum(reason.weight for reason in reasons)))
    label = _label(log_odds)
    kind = attributes.subtype(label, reading, hits, _subtypes(hits, log_odds))
    return Suggestion(
        label=label,
        probability=1 / (1 + math.exp(-abs(log_odds))),
        reasons=reasons,
        subtype=kind,
        indicator=attributes.indicator(label, kind),
        control=attributes.control(label, kind),
        exemption=attributes.exemption(reading, measure, hits),
        answers=attributes.proposed_answers(label, kind, log_odds > 0),
    )


def _label(log_odds: float) -> Label:
    if abs(log_odds) < UNCLEAR_WITHIN:
        return Label.UNCLEAR
    return Label.OUTCOME if log_odds > 0 else Label.OUTPUT


def _context_hits(measure: Measure | None, unit: str, baseline: float | None, target: float | None) -> Iterator[Hit]:
    """Signals from the fields beside the text; they concern no span."""
    if measure in _MEASURES:
        yield Hit(_MEASURES[measure], 0, 0)
    plain_unit = fold(unit.strip())
    if plain_unit in _RESULT_UNITS:
        yield Hit("unit_result", 0, 0)
    elif plain_unit in _THING_UNITS:
        yield Hit("unit_thing", 0, 0)
    if baseline is not None and target is not None and baseline != 0 and measure != Measure.MILESTONE:
        yield Hit("span", 0, 0)


def _weight(fired: Hit) -> float:
    return RULES[fired.rule].weight * fired.factor


def _reasons(text: str, hits: list[Hit]) -> tuple[Reason, ...]:
    """One reason a rule, its strongest hit, the weightiest first; rules without weight stay silent."""
    strongest: dict[str, Hit] = {}
    for fired in hits:
        if fired.rule not in strongest or abs(_weight(fired)) > abs(_weight(strongest[fired.rule])):
            strongest[fired.rule] = fired
    chosen = [_reason(text, fired) for fired in strongest.values() if _weight(fired) != 0]
    return tuple(sorted(chosen, key=lambda reason: (-abs(reason.weight), reason.start)))


def _reason(text: str, fired: Hit) -> Reason:
    words = RULES[fired.rule].words.replace("{}", " ".join(text[fired.start : fired.end].split()))
    return Reason(fired.start, fired.end, words, round(_weight(fired), 3))


def _subtypes(hits: list[Hit], log_odds: float) -> list[str]:
    """The subtypes hinted at by the winning side, strongest first."""
    agreeing = [fired for fired in hits if _weight(fired) * log_odds > 0 and RULES[fired.rule].subtype]
    return [RULES[fired.rule].subtype for fired in sorted(agreeing, key=lambda fired: -abs(_weight(fired)))]
