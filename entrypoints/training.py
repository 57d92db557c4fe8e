"""Training the classifier: from the labelled corpus to the weights in domain/classification/model.tsv."""

import csv
import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy

from domain.classification import model as stored
from domain.classification.classifier import FURTHEST
from domain.classification.model import Model
from domain.vocabulary import Label
from entrypoints.fitting import HeldOut, Statement, Task
from services.errors import Refusal

HOME = stored.MODEL_FILE.parent
CORPUS = HOME / "corpus"
_CODE = ("features", "frames", "numbers", "reading", "rules", "signals", "text")
_LEFT_UNCLEAR = 0.095  # share of held-out statements that is left to a person
_PATTERN = "pattern"
_PARTS = 4  # sources are held out a quarter of them at a time, fields of work an eighth
_FIELD_PARTS = 8
_SAME_WRITER = {"fr_c": "de_c", "pt_c": "es_c"}  # these share their topics, so they are held out together


class CannotTrain(Refusal):
    """The corpus or the tools for training are not there."""


@dataclass(frozen=True)
class Trained:
    """A model, the scale of its weights, and how its like did on each source that they had not seen."""

    model: Model
    scale: float
    held_out: list[HeldOut]


def statements(folder: Path = CORPUS) -> list[Statement]:
    """All statements of a folder's CSV files, in the files' alphabetical order; raises CannotTrain without any."""
    found = [statement for path in sorted(folder.glob("*.csv")) for statement in _of_file(path)]
    if len({statement.source for statement in found}) < 2:
        raise CannotTrain(f"Training needs at least two CSV files with labelled statements in {folder}.")
    return found


def _of_file(path: Path) -> Iterator[Statement]:
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            outcome = row["label"] == Label.OUTCOME
            yield Statement(
                row["text"],
                outcome,
                row["difficulty"] == "hard",
                row["language"],
                path.stem,
                row["domain"],
                row["note"] == _PATTERN,
            )


def fingerprint(folder: Path = CORPUS) -> str:
    """A short hash of all that decides the weights: the corpus, the word lists, the rules and this module."""
    code = [HOME / f"{name}.py" for name in _CODE]
    files = [
        *sorted(folder.glob("*.csv")),
        *code,
        *sorted((HOME / "lexicon").glob("*.py")),
        Path(__file__),
        Path(__file__).with_name("fitting.py"),
    ]
    digest = hashlib.sha256()
    for path in files:
        digest.update(path.name.encode() + b"\0" + path.read_bytes().replace(b"\r\n", b"\n"))
    return digest.hexdigest()[:16]


def train(corpus: Sequence[Statement], identity: str) -> Trained:
    """Fit the weights to a corpus, and their scale to statements whose whole source was held out."""
    task = Task.of(corpus)
    raw = task.held_out(parts_of(corpus))
    scale = _scale(raw)
    held_out = _scaled(raw, scale)
    weights = task.named(task.fit(range(len(corpus))), scale)
    return Trained(Model(weights, _band(held_out), identity), scale, held_out)


def without_their_domain(corpus: Sequence[Statement], scale: float) -> list[HeldOut]:
    """How weights do on each field of work, from sales to hospitals, that was left out of every source."""
    parts = _parts([statement.domain for statement in corpus], _FIELD_PARTS)
    return _scaled(Task.of(corpus).held_out(parts), scale)


def parts_of(corpus: Sequence[Statement]) -> list[str]:
    """The part that each statement's source is held out with."""
    return _parts([_SAME_WRITER.get(statement.source, statement.source) for statement in corpus], _PARTS)


def _parts(groups: Sequence[str], number: int) -> list[str]:
    """The part that each statement is held out with: whole groups, dealt out in alphabetical order."""
    dealt = {name: str(place % number) for place, name in enumerate(sorted(set(groups)))}
    return [dealt[name] for name in groups]


def _scaled(raw: Sequence[HeldOut], scale: float) -> list[HeldOut]:
    return [HeldOut(row.statement, max(-FURTHEST, min(FURTHEST, scale * row.log_odds))) for row in raw]


def _scale(raw: Sequence[HeldOut]) -> float:
    """The factor that makes the probabilities of held-out statements likeliest."""
    signed = numpy.array([row.log_odds if row.statement.outcome else -row.log_odds for row in raw])
    candidates = [step / 50 for step in range(10, 101)]
    losses = [numpy.logaddexp(0, -numpy.clip(scale * signed, -FURTHEST, FURTHEST)).sum() for scale in candidates]
    return candidates[int(numpy.argmin(losses))]


def _band(held_out: Sequence[HeldOut]) -> float:
    """How close to even a statement stays unclear, so that the named share of held-out ones does."""
    ordered = sorted(abs(row.log_odds) for row in held_out)
    return round(ordered[int(len(ordered) * _LEFT_UNCLEAR)], 3)
