"""Which tags a word or phrase carries, in the language that the statement seems to be written in."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from domain.classification.lexicon import (
    english_nouns,
    english_results,
    english_verbs,
    french_words,
    german_words,
    markers,
    people,
    portuguese_words,
    quality,
    results,
    results_verbs,
    spanish_words,
    things,
    verbs,
)
from domain.classification.lexicon.english import noun_forms, participles, verb_forms
from domain.classification.lexicon.function_words import FUNCTION_WORDS
from domain.classification.lexicon.inflection import inflected, plural
from domain.classification.text import fold

Tags = frozenset[str]
NO_TAGS: Tags = frozenset()
LANGUAGES = ("en", "de", "es", "fr", "pt")
_VERBS = {**verbs.TABLES, **results_verbs.TABLES}
VERB_TAGS = frozenset(_VERBS)
_TABLES = {**_VERBS, **results.TABLES, **quality.TABLES, **things.TABLES, **people.TABLES, **markers.TABLES}
_MORE = {
    "en": {**english_verbs.WORDS, **english_nouns.WORDS, **english_results.WORDS},
    "de": german_words.WORDS,
    "es": spanish_words.WORDS,
    "fr": french_words.WORDS,
    "pt": portuguese_words.WORDS,
}
_SHORTEST_STEM = 3
_GERMAN_ENDINGS = ("", "n", "en", "s", "es", "e")


@dataclass
class Lexicon:
    """The words of one language: whole words, word beginnings, word endings, and phrases by first word."""

    words: dict[str, set[str]] = field(default_factory=dict)
    beginnings: dict[str, set[str]] = field(default_factory=dict)
    endings: dict[str, set[str]] = field(default_factory=dict)
    phrases: dict[str, list[tuple[tuple[str, ...], set[str]]]] = field(default_factory=dict)
    known: dict[str, Tags] = field(default_factory=dict)

    def tags(self, word: str) -> Tags:
        """The tags of one folded word; whole words win over endings, endings over beginnings."""
        if word not in self.known:
            if len(self.known) > 20_000:  # texts of strangers must not fill the memory
                self.known.clear()
            self.known[word] = frozenset(self.words.get(word) or self._by_part(word) or NO_TAGS)
        return self.known[word]

    def phrase_at(self, words: Sequence[str], index: int) -> tuple[int, Tags]:
        """The longest phrase that starts at index: its length in words and its tags; (0, none) without one."""
        best: tuple[int, Tags] = (0, NO_TAGS)
        for phrase, tags in self.phrases.get(words[index], ()):
            if len(phrase) > best[0] and tuple(words[index : index + len(phrase)]) == phrase:
                best = (len(phrase), frozenset(tags))
        return best

    def add(self, term: str, tag: str) -> None:
        """File a term under a tag; a star at its end or beginning leaves that side open."""
        if term.endswith("*"):
            self.beginnings.setdefault(term[:-1], set()).add(tag)
        elif term.startswith("*"):
            self.endings.setdefault(term[1:], set()).add(tag)
        elif " " in term:
            parts = tuple(term.split())
            _merge(self.phrases.setdefault(parts[0], []), parts, tag)
        else:
            self.words.setdefault(term, set()).add(tag)

    def _by_part(self, word: str) -> set[str] | None:
        for start in range(min(len(word), 40)):
            if word[start:] in self.endings:
                return self.endings[word[start:]]
        for end in range(min(len(word), 40), _SHORTEST_STEM - 1, -1):
            if word[:end] in self.beginnings:
                return self.beginnings[word[:end]]
        return None


def _merge(phrases: list[tuple[tuple[str, ...], set[str]]], parts: tuple[str, ...], tag: str) -> None:
    for known, tags in phrases:
        if known == parts:
            tags.add(tag)
            return
    phrases.append((parts, {tag}))


def _spellings(term: str) -> set[str]:
    umlauts = term.translate({ord("ä"): "ae", ord("ö"): "oe", ord("ü"): "ue"})
    return {fold(term), fold(umlauts)}


def _terms(tag: str, language: str) -> Iterator[tuple[str, str]]:
    for raw in _raw_terms(tag, language):
        for term in _spellings(raw):
            if language == "de" and term.startswith("*"):
                yield from ((term + ending, tag) for ending in _GERMAN_ENDINGS)
            elif language != "en":
                yield term, tag
            elif tag in VERB_TAGS:
                yield from ((form, tag) for form in verb_forms(term))
                yield from ((form, f"{tag}_done") for form in participles(term))
            else:
                yield from ((form, tag) for form in noun_forms(term))


def _raw_terms(tag: str, language: str) -> list[str]:
    """The terms listed under a tag, first by topic, then for the many fields of work."""
    listed = f"{_TABLES[tag].get(language, '')},{_MORE[language].get(tag, '')}"
    return [term for raw in listed.split(",") if (term := " ".join(raw.split()))]


def _derived(tag: str, language: str) -> Iterator[tuple[str, str]]:
    """Forms by rule of the verbs and nouns of a language other than English."""
    for raw in _raw_terms(tag, language):
        if tag in VERB_TAGS:
            for form, done in inflected(raw, language):
                yield from ((term, f"{tag}_done" if done else tag) for term in _spellings(form))
        elif language != "de" and "*" not in raw:
            yield fold(plural(raw, language)), tag


@cache
def lexicon(language: str) -> Lexicon:
    """The word lists of one language, read once; English is filed under the others for their loan words."""
    result = Lexicon()
    for tag in _TABLES:
        for term, filed_under in _terms(tag, language):
            result.add(term, filed_under)
    if language != "en":
        _add_derived(result, language)
    return result


def _add_derived(result: Lexicon, language: str) -> None:
    """File what follows by rule, unless somebody listed the word."""
    listed = set(result.words)
    for tag in _TABLES:
        for term, filed_under in _derived(tag, language):
            if term not in listed:
                result.add(term, filed_under)


def spot_language(words: Sequence[str]) -> str:
    """Guess which of the five languages a statement is in; English when in doubt."""
    english = lexicon("en")
    scores = {language: 2.0 * sum(word in FUNCTION_WORDS[language] for word in words) for language in LANGUAGES}
    for index, word in enumerate(words):
        if word in english.words:
            scores["en"] += 1
            continue
        for language in LANGUAGES[1:]:
            other = lexicon(language)
            scores[language] += 1.1 if word in other.words else 0.9 if other.tags(word) else 0
            scores[language] += other.phrase_at(words, index)[0]
    best = max(LANGUAGES, key=lambda language: scores[language])
    return best if scores[best] > 0 else "en"
