"""Text as the classifier reads it: lower case, no accents, cut into tokens that remember where they stood."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

MAX_CHARACTERS = 2000  # a key result is a sentence; whatever follows is not read

_TOKEN = re.compile(r"->|=>|<=|>=|\d[\d.,]*|[^\W\d_][^\W_]*|[%€$£¥<>≤≥→=;:.]")


_SIGN_WORDS = {"percent": "%", "pct": "%", "prozent": "%", "procent": "%"}


@dataclass(frozen=True)
class Token:
    """One word, number or sign with its span in the original text."""

    word: str
    start: int
    end: int

    @property
    def is_number(self) -> bool:
        """Whether it starts with a digit."""
        return self.word[0].isdigit()


def word_set(words: str) -> frozenset[str]:
    """The words of a blank-separated list."""
    return frozenset(words.split())


NUMBER_WORDS = word_set(
    "two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty fifty hundred thousand "
    "dozen zwei drei vier funf fuenf sieben acht neun zehn elf zwolf zwanzig hundert dos tres cuatro cinco seis siete "
    "ocho nueve diez doce quince veinte cien mil deux trois quatre cinq huit neuf dix douze quinze vingt cent mille "
    "dois duas quatro sete oito nove dez doze vinte cem"
)


@lru_cache(maxsize=4096)
def _fold_character(character: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", character).casefold() if not unicodedata.combining(c))


def fold(text: str) -> str:
    """Give the text in lower case and without accents; its length may differ from the original's."""
    return text.lower() if text.isascii() else "".join(map(_fold_character, text))


def tokenize(text: str) -> list[Token]:
    """Cut a text into folded tokens with spans in the original text."""
    text = text[:MAX_CHARACTERS]
    if text.isascii():
        return [Token(_plain(m.group()), m.start(), m.end()) for m in _TOKEN.finditer(text.lower())]
    pieces = [_fold_character(character) for character in text]
    origin = [index for index, piece in enumerate(pieces) for _ in piece]
    folded = "".join(pieces)
    return [Token(_plain(m.group()), origin[m.start()], origin[m.end() - 1] + 1) for m in _TOKEN.finditer(folded)]


def _plain(word: str) -> str:
    return _SIGN_WORDS.get(word, word)
