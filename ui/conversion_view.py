"""What a conversion would change: the key results of an objective before and after, with the mix of both."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

import streamlit as st

from domain.classification import classify
from domain.outcome_mix import MixItem, outcome_mix
from domain.vocabulary import Exemption, Label, LabelSource, Measure
from services.reporting.key_results import KeyResultRow
from ui import coaching, forms
from ui.cards import mix
from ui.markup import label_chip

LONGEST = 90


@dataclass(frozen=True, slots=True)
class Line:
    """A key result, or the work below one, as it stands in a preview."""

    title: str
    label: Label = Label.UNCLEAR
    source: LabelSource = LabelSource.SUGGESTED
    probability: float | None = None
    weight: float = 1.0
    exemption: Exemption = Exemption.NONE
    key: int = 0
    is_work: bool = False
    is_new: bool = False


def line_of(row: KeyResultRow) -> Line:
    """Return a stored key result as it stands in a preview."""
    chance = row.label_probability
    return Line(row.title, row.label, row.label_source, chance, row.weight, row.exemption, row.key)


def suggested_line(title: str, weight: float, measure: Measure | None, unit: str, *numbers: float | None) -> Line:
    """Return a key result that nobody has stored yet, with the label that its words suggest."""
    found = classify(title, measure, unit, *numbers)
    return Line(title, found.label, probability=found.probability, weight=weight, is_new=True)


def new_line(form: str, weight: float = 1.0) -> Line:
    """Return the key result that stands in a form; it weighs what is typed there, if that is a weight."""
    typed = forms.value(form, "weight")
    numbers = (forms.value(form, name) for name in ("baseline", "target"))
    measure, unit = forms.value(form, "measure"), forms.value(form, "unit") or ""
    return suggested_line(
        forms.value(form, "title") or "", typed if typed and typed > 0 else weight, measure, unit, *numbers
    )


def work_line(title: str) -> Line:
    """Return an initiative as it stands in a preview, below the key result before it."""
    return Line(title, is_work=True, is_new=True)


def preview(before: Sequence[Line], after: Sequence[Line]) -> None:
    """Draw both sides, one below the other, each with its mix; what is new stands out."""
    for heading, lines in (("Now", before), ("Then", after)):
        items = [
            MixItem(line.weight, line.label, line.exemption, None, line.key, line.title) for line in _counted(lines)
        ]
        listed = "".join(_drawn(line) for line in lines)
        st.html(f'<p class="ob-chart-title">{heading}</p>{mix(outcome_mix(items))}<ul class="ob-preview">{listed}</ul>')
    st.html('<p class="ob-note">Labels of new texts are suggestions; a person confirms them.</p>')


def coach(form: str, title: str, unit: str) -> None:
    """Draw measures and patterns that fit a text; a pattern's button writes it into the form."""
    coaching.way_to_an_outcome(title, unit, form=form)


def _counted(lines: Sequence[Line]) -> list[Line]:
    return [line for line in lines if line.title and not line.is_work]


def _drawn(line: Line) -> str:
    title = line.title if len(line.title) <= LONGEST else line.title[:LONGEST].rsplit(" ", 1)[0] + " …"
    words = f"<strong>{escape(title)}</strong>" if line.is_new else escape(title)
    if not line.title:
        return '<li class="ob-note">A key result that is not written yet</li>'
    if line.is_work:
        return f'<li class="ob-work"><span class="ob-note">Initiative</span> {words}</li>'
    return f"<li>{label_chip(line.label, line.source, line.probability, brief=True)} {words}</li>"
