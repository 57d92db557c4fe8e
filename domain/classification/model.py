"""The trained weights: a text file beside this module, one feature a line."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

MODEL_FILE = Path(__file__).with_name("model.tsv")


@dataclass(frozen=True)
class Model:
    """Weights by feature name in log odds (positive speaks for outcome), and how close to even is left to a person.

    `unclear_within` is in log odds; `fingerprint` identifies the corpus and the code they were trained with.
    """

    weights: Mapping[str, float]
    unclear_within: float
    fingerprint: str

    def as_text(self) -> str:
        """The file's content: a line of settings, then each feature with its weight, in alphabetical order."""
        settings = {"fingerprint": self.fingerprint, "unclear_within": self.unclear_within}
        lines = (f"{name}\t{weight:.3g}" for name, weight in sorted(self.weights.items()))
        return "\n".join([json.dumps(settings, sort_keys=True), *lines]) + "\n"


def parse(text: str) -> Model:
    """Read what `as_text` wrote; raises ValueError for anything else."""
    head, _, body = text.partition("\n")
    settings = json.loads(head)
    pairs = (line.rsplit("\t", 1) for line in body.splitlines())
    weights = {name: float(weight) for name, weight in pairs}
    return Model(weights, float(settings["unclear_within"]), str(settings["fingerprint"]))


@cache
def trained_model() -> Model:
    """The model that comes with the program, read once; raises OSError when its file is missing."""
    return parse(MODEL_FILE.read_text(encoding="utf-8"))
