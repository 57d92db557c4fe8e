"""Small pieces of HTML for `st.html`: every text that comes in is escaped, every shape comes with a word."""

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

from charts.theme import LABEL_SHAPES, STATUS_SHAPES
from domain.formatting import percent
from domain.roll_up import status_words
from domain.vocabulary import Label, LabelSource, Status

STATUS_WORDS = {status: (STATUS_SHAPES[status], status_words(status)) for status in Status}
SOURCE_WORDS = {
    LabelSource.SUGGESTED: "suggested",
    LabelSource.CONFIRMED: "confirmed",
    LabelSource.OVERRIDDEN: "set by a person",
}
# The bar shows this much beyond 0 and 100 %; the words beside it always say the true number.
LOWEST, HIGHEST = -0.25, 1.5


@dataclass(frozen=True)
class Highlight:
    """A stretch of text, `start` to `end` as in a slice, that speaks for a label, and why."""

    start: int
    end: int
    reason: str
    label: Label = Label.UNCLEAR


def status_chip(status: Status, stale: bool = False, number: int | None = None) -> str:
    """Return a status as shape, word and colour, after how many stand so; a stale one is hatched and says so."""
    shape, word = STATUS_WORDS[status]
    words = f"{word} · stale" if stale else word if number is None else f"{number} {word}"
    kind = f"ob-chip ob-status-{status.value}{' ob-stale' if stale else ''}"
    return f'<span class="{kind}">{_shape(shape)}<span class="ob-word">{words}</span></span>'


def label_chip(label: Label, source: LabelSource, probability: float | None = None, *, brief: bool = False) -> str:
    """Return a label as shape, word and who stands behind it; a suggestion adds its probability, 0 to 1.

    A brief chip names nobody: a person's verdict is the plain word, a suggestion has a broken frame and its chance.
    """
    suggested = source == LabelSource.SUGGESTED
    chance = f" {percent(probability)}" if suggested and probability is not None else ""
    behind = f"{SOURCE_WORDS[source]}{chance}"
    kind = f"ob-chip ob-label-{label.value}{' ob-suggested' if suggested else ''}"
    word = f'<span class="ob-word">{label.value}</span>'
    small = chance.strip() if brief else behind
    return f'<span class="{kind}" title="{behind}">{_shape(LABEL_SHAPES[label])}{word}<small>{small}</small></span>'


def progress_bar(value: float | None, expected: float | None = None) -> str:
    """Return progress as a bar with the expected tick and the true percentage in words; None is a gap, "no data".

    Both are shares, 0.62 for 62 %. The bar grows beyond its 100 % mark and below its zero mark.
    """
    if value is None:
        return _progress("no data", '<span class="ob-track ob-gap"></span>', "no data")
    low, high = max(LOWEST, min(0.0, value)), min(HIGHEST, max(1.0, value))
    tick = (
        "" if expected is None else _mark("ob-expected", _place(expected, low, high), f"expected {percent(expected)}")
    )
    ends = _ends(low, high)
    words = percent(value) if expected is None else f"{percent(value)}, expected {percent(expected)}"
    return _progress(words, f'<span class="ob-track">{_fill(value, low, high)}{ends}{tick}</span>', percent(value))


def mix_bar(outcome: float, output: float, unclear: float = 0.0) -> str:
    """Return the weights by label as one bar with a line of words; without weight it says that nothing counts."""
    weights = ((Label.OUTCOME, outcome), (Label.UNCLEAR, unclear), (Label.OUTPUT, output))
    total = outcome + output + unclear
    if total <= 0:
        words = '<span class="ob-mix-words">nothing counts in the mix</span>'
        return f'<span class="ob-mix"><span class="ob-track ob-gap"></span>{words}</span>'
    shares = [(label, weight / total) for label, weight in weights if weight > 0]
    parts = "".join(f'<span class="ob-part-{label.value}" style="width:{share:.2%}"></span>' for label, share in shares)
    words = " · ".join(f"{_shape(LABEL_SHAPES[label])}{percent(share)} {label.value}" for label, share in shares)
    said = ", ".join(f"{percent(share)} {label.value}" for label, share in shares)
    bar = f'<span class="ob-track" role="img" aria-label="{said}">{parts}</span>'
    return f'<span class="ob-mix">{bar}<span class="ob-mix-words">{words}</span></span>'


def person_chip(name: str) -> str:
    """Return a person's name behind their initials."""
    return f'<span class="ob-person">{_initials(name)}{escape(name)}</span>'


def person_badge(name: str, note: str) -> str:
    """Return a person's initials alone, with the name and a note on hover and for a reader who cannot see them."""
    said = escape(f"{name}, {note}")
    return f'<span class="ob-person" role="img" title="{said}" aria-label="{said}">{_initials(name)}</span>'


def _initials(name: str) -> str:
    words = name.split()
    initials = "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper()
    return f'<span class="ob-initials" aria-hidden="true">{escape(initials)}</span>'


def highlighted(text: str, spans: Iterable[Highlight]) -> str:
    """Return the text with the stretches that speak for a label marked, the reason on hover.

    Stretches outside the text are cut, and where two overlap the earlier one keeps the ground.
    """
    pieces: list[str] = []
    position = 0
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        start, end = max(span.start, position), min(span.end, len(text))
        if start >= end:
            continue
        pieces += [escape(text[position:start]), _marked(text[start:end], span)]
        position = end
    return f'<span class="ob-text">{"".join(pieces)}{escape(text[position:])}</span>'


def chart_heading(title: str, subtitle: str) -> str:
    """Return a chart's message over its measure and unit."""
    return f'<p class="ob-chart-title">{escape(title)}</p><p class="ob-chart-subtitle">{escape(subtitle)}</p>'


def _marked(text: str, span: Highlight) -> str:
    return f'<mark class="ob-mark-{span.label.value}" title="{escape(span.reason)}">{escape(text)}</mark>'


def _shape(shape: str) -> str:
    return f'<span class="ob-shape" aria-hidden="true">{shape}</span>'


def _progress(said: str, bar: str, words: str) -> str:
    return (
        f'<span class="ob-progress"><span role="img" aria-label="progress: {said}">{bar}</span>'
        f'<span class="ob-number">{words}</span></span>'
    )


def _place(value: float, low: float, high: float) -> float:
    return 100 * (min(max(value, low), high) - low) / (high - low)


def _fill(value: float, low: float, high: float) -> str:
    start, end = sorted((_place(0.0, low, high), _place(value, low, high)))
    kind = "ob-fill ob-worse" if value < 0 else "ob-fill"
    return f'<span class="{kind}" style="left:{start:.2f}%;width:{end - start:.2f}%"></span>'


def _ends(low: float, high: float) -> str:
    zero = _mark("ob-end", _place(0.0, low, high), "baseline") if low < 0 else ""
    return zero + (_mark("ob-end", _place(1.0, low, high), "target") if high > 1 else "")


def _mark(kind: str, place: float, title: str) -> str:
    return f'<span class="{kind}" style="left:{place:.2f}%" title="{escape(title)}"></span>'
