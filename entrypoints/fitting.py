"""Fitting the classifier's weights: logistic regression that stays near the rules' own weights."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy
from scipy import sparse  # type: ignore[import-untyped]
from scipy.optimize import minimize  # type: ignore[import-untyped]

from domain.classification.features import features, signal_values
from domain.classification.reading import read
from domain.classification.rules import RULES
from domain.classification.signals import text_hits

_STIFFNESS = {"r": 1.0, "w": 2.0, "b": 6.0, "p": 10.0, "q": 6.0, "c": 0.25}  # how hard it is to move a weight, by kind
_TRUST_IN_RULES = 0.6  # trained weights of rules start from this share of the weight set by hand
_RULES_KEEP = 0.2  # and none falls below this share of it
_HARD_COUNTS = 0.8  # a statement that is meant to mislead weighs less than a clear one, as there are fewer in real life
_SEEN_BEFORE = 2  # what only one statement of the corpus has tells nothing about the next one
_SMALLEST = 0.012  # log odds; lighter features are left out of the model
Bounds = list[tuple[float | None, float | None]]


@dataclass(frozen=True)
class Statement:
    """One labelled statement and the file that it comes from; practice rows train the weights and measure nothing."""

    text: str
    outcome: bool
    hard: bool
    language: str
    source: str
    domain: str
    practice: bool


@dataclass(frozen=True)
class HeldOut:
    """A statement with the log odds it gets from a model that has not seen its source."""

    statement: Statement
    log_odds: float

    @property
    def right(self) -> bool:
        """Whether it leans to the true side."""
        return (self.log_odds > 0) == self.statement.outcome


def described(text: str) -> dict[str, float]:
    """The features of a statement by name, the signals of the rules among them."""
    reading = read(text)
    hits = list(text_hits(reading))
    found = {f"r:{rule}": value for rule, value in signal_values(hits).items()}
    for name, value, _ in features(reading, hits):
        found[name] = found.get(name, 0.0) + value
    return found


@dataclass(frozen=True)
class Task:
    """Feature names, the matrix of statements by features, and the statements' sides and how much each counts."""

    corpus: Sequence[Statement]
    names: list[str]
    matrix: Any
    sides: Any
    counts: Any

    @classmethod
    def of(cls, corpus: Sequence[Statement]) -> "Task":
        """The task of telling a corpus's statements apart."""
        rows = [described(statement.text) for statement in corpus]
        often = Counter(name for row in rows for name in row)
        names = sorted(name for name, times in often.items() if times >= _SEEN_BEFORE or name[0] == "r")
        column = {name: index for index, name in enumerate(names)}
        rows = [{name: value for name, value in row.items() if name in column} for row in rows]
        ends = numpy.cumsum([0, *(len(row) for row in rows)])
        # Sets come in another order in each process, and sums of fractions depend on the order.
        ordered = [sorted((column[name], value) for name, value in row.items()) for row in rows]
        places = [place for row in ordered for place, _ in row]
        values = [value for row in ordered for _, value in row]
        matrix = sparse.csr_matrix((values, places, ends), shape=(len(rows), len(names)))
        sides = numpy.array([1.0 if statement.outcome else -1.0 for statement in corpus])
        counts = numpy.array([_HARD_COUNTS if statement.hard else 1.0 for statement in corpus])
        return cls(corpus, names, matrix, sides, counts)

    def fit(self, chosen: Sequence[int]) -> Any:
        """Logistic regression on some of the statements: weights stay near the rules', and on their side of zero."""
        rows = list(chosen)
        start, stiffness, bounds = self._rules()
        loss = _Loss(self.matrix[rows], self.sides[rows], self.counts[rows], start, stiffness)
        options = {"maxiter": 120, "maxcor": 8, "ftol": 1e-7}
        return minimize(loss, start, jac=True, method="L-BFGS-B", bounds=bounds, options=options).x

    def held_out(self, groups: Sequence[str]) -> list[HeldOut]:
        """Each group of statements, measured by weights that were fitted without it; practice rows are not measured."""
        measured = [not statement.practice for statement in self.corpus]
        found = []
        for group in sorted({name for name, real in zip(groups, measured, strict=True) if real}):
            inside = [index for index, name in enumerate(groups) if name != group or not measured[index]]
            outside = [index for index, name in enumerate(groups) if name == group and measured[index]]
            scores = self.scores(outside, self.fit(inside))
            found += [HeldOut(self.corpus[index], score) for index, score in zip(outside, scores, strict=True)]
        return found

    def scores(self, chosen: Sequence[int], weights: Any) -> list[float]:
        """The log odds of some of the statements."""
        return [float(value) for value in self.matrix[list(chosen)] @ weights]

    def named(self, weights: Any, scale: float) -> dict[str, float]:
        """The weights worth keeping, by name; those of rules are all kept."""
        scaled = ((name, scale * float(weight)) for name, weight in zip(self.names, weights, strict=True))
        return {name: float(f"{value:.3g}") for name, value in scaled if abs(value) >= _SMALLEST or name[0] == "r"}

    def _rules(self) -> tuple[Any, Any, Bounds]:
        """Where the weights start, how hard they are to move, and the bounds of those that belong to rules."""
        start = numpy.zeros(len(self.names))
        bounds: Bounds = [(None, None)] * len(self.names)
        for index, name in enumerate(self.names):
            if name[0] == "r":
                by_hand = RULES[name[2:]].weight
                start[index] = _TRUST_IN_RULES * by_hand
                bounds[index] = (_RULES_KEEP * by_hand, None) if by_hand > 0 else (None, _RULES_KEEP * by_hand)
        return start, numpy.array([_STIFFNESS[name[0]] for name in self.names]), bounds


@dataclass(frozen=True)
class _Loss:
    """The penalised negative log likelihood with its gradient."""

    matrix: Any
    sides: Any
    counts: Any
    start: Any
    stiffness: Any

    def __call__(self, weights: Any) -> tuple[float, Any]:
        margins = self.sides * (self.matrix @ weights)
        away = weights - self.start
        value = (self.counts * numpy.logaddexp(0, -margins)).sum() + 0.5 * (self.stiffness * away * away).sum()
        slope = -(self.matrix.T @ (self.counts * self.sides / (1 + numpy.exp(margins)))) + self.stiffness * away
        return float(value), slope
