"""The plain way to tell outcome from output, to compare with: TF-IDF of words and letters under logistic regression."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise
from statistics import fmean
from typing import Any

import numpy
from scipy import sparse
from scipy.optimize import minimize

from domain.vocabulary import Label
from entrypoints import training

_WORD = re.compile(r"\w\w+")
_LETTERS = range(2, 6)
_STIFFNESS = 0.1  # one tenth, as is usual for short texts


def _terms(text: str) -> Counter[str]:
    words = _WORD.findall(text.lower())
    found = Counter(words)
    found.update(" ".join(pair) for pair in pairwise(words))
    for word in words:
        padded = f" {word} "
        found.update(f"#{padded[start : start + size]}" for size in _LETTERS for start in range(len(padded) - size + 1))
    return found


class TfIdf:
    """A TF-IDF logistic regression fitted to labelled texts."""

    def __init__(self, texts: Sequence[str], outcomes: Sequence[bool]) -> None:
        """Fit to the texts, of which ``outcomes`` tells the true side."""
        often = Counter(term for text in texts for term in _terms(text))
        self._column = {term: place for place, term in enumerate(sorted(often))}
        within = Counter(term for text in texts for term in set(_terms(text)))
        rarity = [1 + numpy.log((1 + len(texts)) / (1 + within[term])) for term in self._column]
        self._rarity = numpy.array(rarity)
        matrix, sides = self._matrix(texts), numpy.where(outcomes, 1.0, -1.0)

        def loss(weights: Any) -> tuple[float, Any]:
            margins = sides * (matrix @ weights)
            pull = -sides / (1 + numpy.exp(numpy.clip(margins, -30, 30)))
            value = numpy.logaddexp(0, -margins).sum() + 0.5 * _STIFFNESS * weights @ weights
            return float(value), matrix.T @ pull + _STIFFNESS * weights

        start = numpy.zeros(len(self._column))
        self._weights = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 60}).x

    def log_odds(self, texts: Sequence[str]) -> list[float]:
        """The log odds of texts, positive for outcome."""
        return [float(value) for value in self._matrix(texts) @ self._weights]

    def _matrix(self, texts: Sequence[str]) -> Any:
        rows, columns, values = [], [], []
        for row, text in enumerate(texts):
            for term, times in _terms(text).items():
                if (place := self._column.get(term)) is not None:
                    rows.append(row)
                    columns.append(place)
                    values.append((1 + numpy.log(times)) * self._rarity[place])
        matrix = sparse.csr_matrix((values, (rows, columns)), shape=(len(texts), len(self._column)))
        lengths = numpy.sqrt(numpy.asarray(matrix.multiply(matrix).sum(1)).ravel())
        return sparse.diags(1 / numpy.where(lengths > 0, lengths, 1)) @ matrix


def plain_model(corpus: Sequence[training.Statement]) -> list[float]:
    """The log odds of a TF-IDF model for each statement, fitted without the part that its source belongs to."""
    parts = training.parts_of(corpus)
    told = [0.0] * len(corpus)
    for part in sorted(set(parts)):
        inside = [row for row, of in zip(corpus, parts, strict=True) if of != part or row.practice]
        outside = [index for index, of in enumerate(parts) if of == part]
        model = TfIdf([row.text for row in inside], [row.outcome for row in inside])
        for index, log_odds in zip(outside, model.log_odds([corpus[index].text for index in outside]), strict=True):
            told[index] = log_odds
    return told


def compared(
    corpus: Sequence[training.Statement], held_out: Sequence[training.HeldOut], elsewhere: Sequence[Mapping[str, str]]
) -> list[str]:
    """How often each model is right about the same statements, as a Markdown table."""
    ours = {row.statement.text: row.log_odds for row in held_out}
    models = {"TF-IDF, same parts held out": dict(zip((row.text for row in corpus), plain_model(corpus), strict=True))}
    if elsewhere:
        there = TfIdf([row["text"] for row in elsewhere], [row["truth"] == Label.OUTCOME for row in elsewhere])
        texts = [row.text for row in corpus]
        name = f"TF-IDF fitted to the {len(elsewhere)} statements from elsewhere"
        models[name] = dict(zip(texts, there.log_odds(texts), strict=True))
    models["this classifier, same parts held out"] = ours
    lines = [f"| statements | number | {' | '.join(models)} |", "|---|---|" + "---|" * len(models)]
    for name, hard, english in (
        ("clear, English", False, True),
        ("clear, other languages", False, False),
        ("hard, English", True, True),
        ("hard, other languages", True, False),
    ):
        asked = [
            r.statement for r in held_out if r.statement.hard == hard and (r.statement.language == "en") == english
        ]
        right = (fmean((said[row.text] > 0) == row.outcome for row in asked) for said in models.values())
        lines.append(f"| {name} | {len(asked)} | {' | '.join(f'{value:.1%}' for value in right)} |")
    return lines
