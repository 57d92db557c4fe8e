"""The build of a statement in a few coarse names: what kind of verb, thing and figure."""

from collections.abc import Iterator, Sequence

from domain.classification.numbers import Hit
from domain.classification.reading import Reading, Word, has_participle_ending
from domain.classification.text import fold, word_set

_SMALL_WORDS = {
    "of": "of von vom der des de do da dos das du del d",
    "per": "per pro par por je a",
    "from": "from von desde",
    "to": "to auf zu zum bis para à até hasta jusqu",
    "in": "in im en em dans ins am on at no na nos nas au aux al",
    "by": "by avant antes before until vor",
    "and": "and und y et e or oder ou o",
    "the": "the an die das den dem ein eine einen el la los las un una le les une os as um uma",
    "our": "our unser unsere unserer unseren nuestro nuestra nuestros notre nos nosso nossa nossos we us wir nous",
    "all": "all every each alle jede jeder jedes allen todos todas cada tous toutes chaque both both",
    "with": "with mit con avec com",
    "for": "for für pour",
    "who": "who that which que qui quem",
    "than": "than als dass",
    "less": "less fewer weniger menos moins under unter below bajo sous abaixo max maximum höchstens máximo < ≤ <=",
    "more": "more mehr mas mais plus over above über min mindestens least mínimo > ≥ >=",
    "no": "no zero kein keine keinen ningún ninguna sin cero aucun aucune sans zéro nenhum nenhuma sem null nobody "
    "niemand nadie personne ninguém",
    "is": "is are be was were ist sind werden wird es son está están est sont é são está estão",
    "->": "-> => →",
}
_SMALL = {fold(word): name for name, words in _SMALL_WORDS.items() for word in words.split()}
_OBJECTS = (
    *("own", "trained", "milestone", "business", "sentiment", "behaviour", "service", "process", "trouble"),
    *("others", "staff", "stock", "activity", "deliverable", "learn"),
)
_QUALIFIERS = ("trouble", "others", "staff", "stock", "activity", "deliverable", "learn")
_CLASSES = (
    *("own", "voluntary", "by_us", *_OBJECTS[1:12]),
    *("make", "make_done", "act", "act_done", "win", "win_done", "change", "change_done", "choose", "choose_done"),
    *("reach", "state", "activity", "deliverable", "learn", "head"),
)
_COUNTS = word_set(
    "number count zahl anzahl anteil share proportion proporcion numero cantidad nombre part quantidade parcela "
    "percentage porcentaje"
) | {
    "number of",
    "share of",
    "count of",
    "nombre de",
    "numero de",
    "cantidad de",
    "quantidade de",
    "part de",
    "part des",
}
_WORK = ("make", "act", "win", "make_done", "act_done", "win_done", "change", "reach")
_NEAR = 3  # how many words may stand between people and what they do
_FAR = 10


def word_class(word: Word) -> str:
    """The coarse kind of a word, the same in every language; x for a word that the lists do not know."""
    if word.is_number:
        return "#"
    if small := _SMALL.get(word.text):
        return small
    known = next((name for name in _CLASSES if name in word.tags), None)
    return known or (word.text if len(word.text) == 1 else "done" if has_participle_ending(word.text) else "x")


def word_classes(words: Sequence[Word]) -> list[str]:
    """The kinds of some words in a row; soon after people, a verb is what they do."""
    classes = []
    since = _FAR
    for word in words:
        kind = word_class(word)
        if since < _NEAR and kind in _WORK and word.is_a("choose", "choose_done"):
            kind = "choose"
        since = 0 if kind in ("others", "staff") else since + 1
        classes.append(kind)
    return classes


def frame_names(reading: Reading, hits: list[Hit]) -> Iterator[str]:
    """Names for verb, object, figure and purpose, and for each two and three of them together."""
    verb = f"v={reading.kind}"
    thing = f"o={_object(reading.main)}"
    figure = f"n={_figure(hits)}"
    aim = f"a={_aim(reading, hits)}"
    yield from (f"q:{part}" for part in (verb, thing, figure, aim))
    yield from (f"q:{verb} {thing}", f"q:{verb} {figure}", f"q:{thing} {figure}", f"q:{verb} {aim}")
    yield from (f"q:{verb} {thing} {figure}", f"q:{verb} {thing} {aim}", f"q:{verb} {figure} {aim}")
    kinds = _kinds(reading.main)
    yield f"q:o={kinds[0]} {kinds[1]}"
    for name in set(_counted(reading.words)):
        yield from (f"q:{name}", f"q:{name} {verb}", f"q:{name} {aim}")


def _object(words: tuple[Word, ...]) -> str:
    """The kind of the first telling noun."""
    return _kinds(words)[0]


def _kinds(words: tuple[Word, ...]) -> list[str]:
    """The kinds of the first telling nouns, at least two entries; “beta” in “beta sign-ups” only qualifies."""
    kinds = [next((name for name in _OBJECTS if name in word.tags), "") for word in words[:_FAR]]
    heads = [
        kind
        for index, kind in enumerate(kinds)
        if kind and not (kind in _QUALIFIERS and any(kinds[index + 1 : index + 2]) and words[index].text[-1] != "s")
    ]
    return [*heads[:2], "none", "none"]


def _counted(words: tuple[Word, ...]) -> Iterator[str]:
    """What numbers, shares and counts are of, and what stands around “per”."""
    for index, word in enumerate(words):
        ahead = words[index + 1 : index + 6]
        if word.is_number and not (ahead and ahead[0].text == "%"):
            yield f"count={_kinds(ahead)[0]}"
        elif word.text == "%":
            yield f"share={_kinds(ahead)[0]}"
        elif word.text in _COUNTS:
            yield f"number of={_kinds(ahead)[0]}"
        elif _SMALL.get(word.text) == "per" and index > 0:
            yield f"per={_kinds(words[max(0, index - 3) : index])[0]} {_kinds(ahead[:3])[0]}"
        elif _SMALL.get(word.text) == "no":
            yield f"no={_kinds(ahead)[0]}"


def _figure(hits: list[Hit]) -> str:
    rules = {fired.rule for fired in hits}
    for name in ("from_to", "whole", "limit", "percent", "money", "duration", "no_number"):
        if name in rules:
            return name
    return "number"


def _aim(reading: Reading, hits: list[Hit]) -> str:
    if any(fired.rule == "measured_purpose" for fired in hits):
        return "measured"
    if not reading.purpose:
        return "none"
    return "figures" if any(word.is_number for word in reading.purpose) else "vague"
