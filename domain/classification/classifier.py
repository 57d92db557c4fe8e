"""From a key result's words and numbers to a suggested label with its reasons."""

import math
from collections.abc import Iterator
from dataclasses import replace

from domain.classification import attributes
from domain.classification.model import trained_model
from domain.classification.numbers import Hit
from domain.classification.reading import read
from domain.classification.reasons import reasons, weight
from domain.classification.rules import RULES
from domain.classification.signals import text_hits
from domain.classification.suggestion import Reason, Suggestion
from domain.classification.text import MAX_CHARACTERS, fold, word_set
from domain.vocabulary import Label, Measure

FURTHEST = 5.0  # log odds; words alone never make it surer than 99.3 %

_MEASURES = {
    Measure.MILESTONE: "measure_milestone",
    Measure.BASELINE: "measure_baseline",
    Measure.DECREASE: "measure_decrease",
    Measure.STAY_AT_LEAST: "measure_stay",
    Measure.STAY_AT_MOST: "measure_stay",
    Measure.STAY_BETWEEN: "measure_stay",
}
_NO_FIGURES = (Measure.MILESTONE, Measure.BASELINE)
_LIMITS = {Measure.STAY_AT_LEAST: "≥", Measure.STAY_AT_MOST: "≤"}
_ROOM = 120  # characters kept free for figures and unit
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
    model = trained_model()
    full = _with_figures(text, measure, unit, baseline, target)
    reading = read(full)
    hits = list(text_hits(reading))
    context = list(_context_hits(measure, unit, baseline, target)) if reading.words else []
    told = tuple(_within(text, reason) for reason in reasons(full, reading, hits, context, model.weights))
    log_odds = max(-FURTHEST, min(FURTHEST, sum(reason.weight for reason in told)))
    label = _label(log_odds, model.unclear_within)
    kind = attributes.subtype(label, reading, hits, _subtypes([*hits, *context], log_odds))
    return Suggestion(
        label=label,
        probability=1 / (1 + math.exp(-abs(log_odds))),
        reasons=told,
        subtype=kind,
        indicator=attributes.indicator(label, kind),
        control=attributes.control(label, kind),
        exemption=attributes.exemption(reading, measure, hits),
        answers=attributes.proposed_answers(label, kind, log_odds > 0),
    )


def _with_figures(text: str, measure: Measure | None, unit: str, baseline: float | None, target: float | None) -> str:
    """The text, followed by the figures of the fields beside it unless it says them itself or names work."""
    if target is None or measure in _NO_FIGURES or not text.strip() or _says(text, target) or read(text).is_work:
        return text
    held = _LIMITS.get(measure) if measure else None
    figures = f"{held} {target:g}" if held else f"{target:g}" if baseline is None else f"{baseline:g} → {target:g}"
    return f"{text[: MAX_CHARACTERS - _ROOM]} {figures} {unit[: _ROOM // 2]}"


def _says(text: str, figure: float) -> bool:
    """Whether a figure stands in the text, however its thousands and decimals are marked."""
    return f"{figure:.10g}".replace(".", "") in text.replace(".", "").replace(",", "")


def _within(text: str, reason: Reason) -> Reason:
    """The reason with its span in the text; a reason about figures beside the text has none."""
    return reason if reason.end <= len(text) else replace(reason, start=0, end=0)


def _label(log_odds: float, unclear_within: float) -> Label:
    if abs(log_odds) < unclear_within or log_odds == 0:
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


def _subtypes(hits: list[Hit], log_odds: float) -> list[str]:
    """The subtypes hinted at by the winning side, strongest first."""
    agreeing = [(weight(fired, {}), RULES[fired.rule].subtype) for fired in hits]
    agreeing = [(value, kind) for value, kind in agreeing if value * log_odds > 0 and kind]
    return [kind for _, kind in sorted(agreeing, key=lambda pair: -abs(pair[0]))]
