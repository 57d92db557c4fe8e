"""What the trained weights look at beside the rules: words, their pieces, and how the statement is built."""

import math
from collections.abc import Iterator
from typing import NamedTuple

from domain.classification.frames import frame_names, word_classes
from domain.classification.numbers import Hit
from domain.classification.reading import Reading, Word
from domain.classification.text import word_set

PATTERN = -1  # stands for no single word: the way the statement is put
_MOST_WORDS = 60
_LONGEST_WORD = 30
_PIECES = (3, 4, 5)
_SILENT = word_set(". ; =")
_PLAIN = word_set("^ $ x of the to in and a")
_BARE = frozenset({"no_number", "before", "percent", "limit"})
_LITTLE = 0.2  # where no rule but those about figures fires, words alone count for less


class Feature(NamedTuple):
    """A named quantity found in a statement, and the index of the word it belongs to (or PATTERN)."""

    name: str
    value: float
    word: int


def features(reading: Reading, hits: list[Hit]) -> Iterator[Feature]:
    """All that the model can weigh in a statement, the signals of the rules not among it.

    Names start with their kind: w word, b pair of words, f first word, c piece of a word, p and q pattern.
    """
    kept = [(index, word) for index, word in enumerate(reading.words[:_MOST_WORDS]) if word.text not in _SILENT]
    if not kept:
        return
    trust = 1.0 if any(fired.rule not in _BARE for fired in hits) else _LITTLE
    for name, value, index in _all(reading, hits, kept):
        yield Feature(name, trust * value, index)


def _all(reading: Reading, hits: list[Hit], kept: list[tuple[int, Word]]) -> Iterator[Feature]:
    yield from _word_features(kept)
    yield from _pieces(kept)
    yield from _class_features(kept)
    place = PATTERN if reading.lead is None else reading.lead
    for name in frame_names(reading, hits):
        yield Feature(name, 1.0, place)


def signal_values(hits: list[Hit]) -> dict[str, float]:
    """Each fired rule with its strongest factor."""
    values: dict[str, float] = {}
    for fired in hits:
        values[fired.rule] = max(values.get(fired.rule, 0.0), fired.factor)
    return values


def _plain(word: Word) -> str:
    return "0" if word.is_number else word.text


def _word_features(kept: list[tuple[int, Word]]) -> Iterator[Feature]:
    seen: set[str] = set()
    previous = "^"
    for index, word in kept:
        for part in _plain(word).split():
            for name in (f"w:{part}", f"b:{previous} {part}"):
                if name not in seen:
                    seen.add(name)
                    yield Feature(name, 1.0, index)
            previous = part
    yield Feature(f"b:{previous} $", 1.0, kept[-1][0])


def _pieces(kept: list[tuple[int, Word]]) -> Iterator[Feature]:
    """Runs of letters within words, which also catch inflected, compound and misspelt words."""
    found: dict[str, int] = {}
    for index, word in kept:
        for part in word.text.split():
            if len(part) > _PIECES[0] and not word.is_number:
                padded = f"<{part[:_LONGEST_WORD]}>"
                for size in _PIECES:
                    for start in range(len(padded) - size + 1):
                        found.setdefault(padded[start : start + size], index)
    share = 1 / math.sqrt(len(found) or 1)
    for piece, index in found.items():
        yield Feature(f"c:{piece}", share, index)


def _class_features(kept: list[tuple[int, Word]]) -> Iterator[Feature]:
    """Which kinds of words stand there, which follow each other, and which come first."""
    classes = ["^", *word_classes([word for _, word in kept]), "$"]
    seen: set[str] = set()
    for at, first in enumerate(classes):
        run = classes[at : at + 3]
        names = [first, " ".join(run[:2]), " ".join(run)] if len(run) == 3 else [first, " ".join(run)]
        if len(run) == 3:
            names.append(f"{run[0]} _ {run[2]}")
        telling = next((at + step for step, name in enumerate(run) if name not in _PLAIN), at)
        index = kept[min(max(telling - 1, 0), len(kept) - 1)][0]
        for name in names:
            if name not in seen:
                seen.add(name)
                yield Feature(f"p:{name}", 1.0, index)
    for tag in kept[0][1].tags:
        yield Feature(f"p:^{tag}", 1.0, kept[0][0])
