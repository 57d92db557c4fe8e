"""How a statement is built: its words with tags, the verb that leads it, and where purpose and means begin."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from domain.classification.lexicon import NO_TAGS, Lexicon, lexicon, spot_language
from domain.classification.lexicon.function_words import NOT_PARTICIPLES
from domain.classification.text import NUMBER_WORDS, Token, tokenize, word_set

RESULT_TAGS = ("business", "behaviour", "sentiment", "service", "process", "trouble")
_LEADING = frozenset({"make", "act", "change", "reach", "win"})
_LEADING_DONE = frozenset({"make_done", "act_done", "change_done", "win_done"})
_LATE = frozenset({"make", "act", "change", "win", "make_done", "act_done", "change_done", "win_done"})
_SOMEBODY_ELSE = frozenset({"others", "business", "behaviour", "sentiment"})
_MAY_BE_NOUN = word_set(
    "meeting post demo test release survey interview call contact visit training report design order feature process "
    "support label record host plan map email review launch offer patch stage build draft start file update "
    "program code study share spend pilot print log practice drive lift return sync coach blog message"
)
_SHORT_WORD = 4  # letters
_PARTICIPLE_ENDINGS = ("ed", "iert", "ado", "ada", "ados", "adas", "ido", "ida", "idos", "idas", "ee", "ees")
_ENDS = frozenset(".;:=")
_NUMBERING = re.compile(r"o?krs?\d*")
_NOT_A_NOUN = word_set(
    "who that which to in on at by of for with from and or per via through is are was were have has had do does "
    "did can will would should as than not within before after about over under during across this each every year "
    "month week using , . : ; % > < = -> during their our its directly weekly daily monthly"
)


@dataclass(frozen=True)
class Word:
    """A word or phrase, folded, with its span in the original text and its tags."""

    text: str
    start: int
    end: int
    tags: frozenset[str]

    def is_a(self, *tags: str) -> bool:
        """Whether it carries one of the tags."""
        return not self.tags.isdisjoint(tags)

    @property
    def is_number(self) -> bool:
        """Whether it starts with a digit or is a number word."""
        return self.text[0].isdigit() or self.text in NUMBER_WORDS


@dataclass(frozen=True)
class Reading:
    """A statement taken apart. `lead` is the index of the leading verb, or None; `kind` says what it promises."""

    words: tuple[Word, ...]
    language: str
    lead: int | None
    kind: str
    main_end: int
    means_at: int

    @property
    def main(self) -> tuple[Word, ...]:
        """The words that say what is promised: after the leading verb, before purpose and means."""
        start = 0 if self.lead is None or self._lead_is_late else self.lead + 1
        return self.words[start : min(self.main_end, self.means_at)]

    @property
    def purpose(self) -> tuple[Word, ...]:
        """The words after “to”, “so that”, “and” and the like."""
        return self.words[self.main_end :]

    @property
    def is_work(self) -> bool:
        """Whether the leading verb names something the team does."""
        return self.kind in ("make", "act", "state")

    @property
    def _lead_is_late(self) -> bool:
        return self.lead is not None and self.lead > 0 and self.lead >= min(self.main_end, self.means_at) - 1


def read(text: str) -> Reading:
    """Take a statement apart; never fails, whatever the text."""
    tokens = _without_numbering(tokenize(text))
    while tokens and tokens[-1].word in _ENDS:
        tokens.pop()
    language = spot_language([token.word for token in tokens])
    words = _tagged(tokens, language)
    lead = _lead(words, language)
    kind = _kind(words, lead)
    main_end = _purpose_start(words, lead) if kind in ("make", "act") else len(words)
    return Reading(words, language, lead, kind, main_end, _means_start(words, lead))


def _without_numbering(tokens: list[Token]) -> list[Token]:
    """Leave out a label such as “KR:”, “KR2” or “KR 1.2:” before the statement."""
    if not tokens or not _NUMBERING.fullmatch(tokens[0].word):
        return tokens
    end = 2 if len(tokens) > 1 and tokens[1].is_number else 1
    if len(tokens) > end and tokens[end].word == ":":
        return tokens[end + 1 :]
    return tokens if tokens[0].word.isalpha() else tokens[1:]


def _tagged(tokens: Sequence[Token], language: str) -> tuple[Word, ...]:
    plain = [token.word for token in tokens]
    books = [lexicon(language)] if language == "en" else [lexicon(language), lexicon("en")]
    words: list[Word] = []
    index = 0
    while index < len(tokens):
        length, tags = _look_up(books, plain, index)
        last = tokens[index + length - 1]
        words.append(Word(" ".join(plain[index : index + length]), tokens[index].start, last.end, tags))
        index += length
    return tuple(words)


def _look_up(books: Sequence[Lexicon], plain: Sequence[str], index: int) -> tuple[int, frozenset[str]]:
    """How many words the entry at index takes up, and its tags."""
    for book in books:
        length, tags = book.phrase_at(plain, index)
        if length:
            return length, tags
    return 1, next((found for book in books if (found := book.tags(plain[index]))), NO_TAGS)


def has_participle_ending(word: str) -> bool:
    """Whether an unknown word looks like a past participle in one of the five languages."""
    if len(word) <= _SHORT_WORD or word in NOT_PARTICIPLES:
        return False
    return word.endswith(_PARTICIPLE_ENDINGS) or (word[:2] == "ge" and word[-1] == "t")


def is_modifier(words: tuple[Word, ...], index: int) -> bool:
    """Whether a singular noun only qualifies the noun after it, as in “customer portal”."""
    if index + 1 >= len(words) or words[index].text.endswith(("s", "people", "n")):
        return False
    following = words[index + 1]
    return not (
        following.is_number or following.text in _NOT_A_NOUN or following.is_a("choose", "choose_done", "change_done")
    )


def _lead(words: tuple[Word, ...], language: str) -> int | None:
    first = _first_verb(words, 0)
    if first is None:
        heading = next((i for i, word in enumerate(words[:6]) if word.text == ":"), None)
        first = _first_verb(words, heading + 1) if heading is not None else None
    if first is not None and words[first].is_a("reach"):
        first = _work_to_ensure(words, first)
    if language != "en" and (first is None or words[first].is_a("reach")):
        if first is not None and any(word.is_a("deliverable", "milestone") for word in words[first + 1 : first + 3]):
            return first
        late = [i for i, word in enumerate(words) if word.is_a(*_LATE) and i != first]
        return late[-1] if late else first
    return first


def _work_to_ensure(words: tuple[Word, ...], first: int) -> int:
    """“Ensure we publish …” is led by “publish”."""
    for index in range(first + 1, min(first + 4, len(words))):
        word = words[index]
        if word.is_a("make", "act") and not word.is_a("win", "reach", "deliverable", "activity") and index > first + 1:
            return index if words[index - 1].text in ("we", "to", "regularly", "that", "team", "members") else first
    return first


def _first_verb(words: tuple[Word, ...], start: int) -> int | None:
    for index in range(start, min(start + 14, len(words))):
        word = words[index]
        if index and _follows_a_count(words[index - 1], word):
            return None
        if not word.tags.isdisjoint(_LEADING | _LEADING_DONE):
            return None if _is_noun_here(words, index) else index
        if not (word.is_a("opener") or word.is_number or len(word.text) == 1 or word.text.endswith("ly")):
            return None
    return None


def _follows_a_count(before: Word, word: Word) -> bool:
    """“80 % of …” and “200 views” count something; the word is no verb."""
    counted = before.is_number or before.text in ("%", "k", "+")
    return counted and (
        word.text == "of" or (word.text.endswith("s") and word.is_a("behaviour", "activity", "deliverable"))
    )


def _is_noun_here(words: tuple[Word, ...], index: int) -> bool:
    following = words[index + 1] if index + 1 < len(words) else None
    if following is None or words[index].text not in _MAY_BE_NOUN:
        return False
    return following.is_a("head", *RESULT_TAGS) or following.text in ("to", "event")


def _kind(words: tuple[Word, ...], lead: int | None) -> str:
    if lead is None:
        return "none"
    word, ahead = words[lead], words[lead + 1 : lead + 9]
    if word.is_a("win") and not word.is_a("change") and any(after.is_a("own") for after in ahead[:7]):
        return "make"
    if word.is_a("win", "win_done") and _others_decide(ahead, word.is_a("make")):
        return "win"
    if word.is_a("win") and not word.is_a("reach") and any(after.is_a("trouble") for after in ahead[:7]):
        return "make"
    for kind in ("change", "make", "act", "reach", "win"):
        if word.is_a(kind, f"{kind}_done"):
            return kind
    return "none"


def _others_decide(ahead: tuple[Word, ...], can_mean_make: bool) -> bool:
    """Whether the first telling noun is people or a result, and not a thing that we make."""
    if can_mean_make and any(word.is_a("deliverable", "activity") for word in ahead[:4]):
        return False
    for index, word in enumerate(ahead):
        if not word.tags.isdisjoint(_SOMEBODY_ELSE) and not is_modifier(ahead, index):
            return not (index + 1 < len(ahead) and ahead[index + 1].is_a("deliverable", "activity"))
        if word.is_a("deliverable", "activity", "milestone"):
            return False
    return False


def _purpose_start(words: tuple[Word, ...], lead: int | None) -> int:
    for index in range((lead or 0) + 2, len(words)):
        if words[index].is_a("purpose") and _promises(words[index].text, words[index + 1 : index + 5]):
            return index
    return len(words)


def _promises(connector: str, ahead: tuple[Word, ...]) -> bool:
    if connector in ("to", "and", "y", "et", "e"):
        return any(word.is_a("change", "reach", "win", "change_done") for word in ahead[:2])
    return any(word.is_a("change", "reach", "win", "head", "change_done") or word.is_number for word in ahead)


def _means_start(words: tuple[Word, ...], lead: int | None) -> int:
    for index in range((lead if lead is not None else 0) + 2, len(words) - 1):
        if words[index].is_a("means") and not _is_amount_or_date(words, index):
            return index
    return len(words)


def _is_amount_or_date(words: tuple[Word, ...], index: int) -> bool:
    following = words[index + 1]
    return words[index].text == "by" and not following.text.endswith("ing")
