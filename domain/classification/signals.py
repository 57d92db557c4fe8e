"""The signals in a statement: which verb on which object, who acts, what is measured."""

from collections.abc import Iterator
from itertools import zip_longest

from domain.classification.numbers import Hit, has_figure, hit, number_hits
from domain.classification.reading import RESULT_TAGS, Reading, Word, has_participle_ending, is_modifier
from domain.classification.text import word_set

_REACH = 5  # how many words may stand between who acts and what they do
_FAR = 10
_NONE = word_set(
    "no zero 0 nobody kein keine keinen null cero ningun ninguna sin ni aucun aucune sans nenhum nenhuma sem none not "
    "nil"
)
_DONE = ("make_done", "act_done", "win_done", "choose_done", "change_done")
_BY = word_set("by von vom durch par por pelo pela pelos pelas")
_GERMAN_BY = ("von", "vom", "durch")
_OURS = word_set(
    "our us ours unser unsere unserem unseren unserer uns eigene eigenen notre nos nous nuestro nuestra nuestros "
    "nuestras nosotros nosso nossa nossos nossas nos"
)
_FELT = ("business", "behaviour", "sentiment", "service", "process", "change_done", "change")


def text_hits(reading: Reading) -> Iterator[Hit]:
    """All signals in the words of a statement, in no particular order."""
    if not reading.words:
        return
    telling = [*_telling(reading)]
    yield from telling
    yield from number_hits(reading)
    if telling and not has_figure(reading.words):
        yield Hit("no_number", 0, 0)


def _telling(reading: Reading) -> Iterator[Hit]:
    actors = list(_actors(reading))
    yield from _verb(reading, actors)
    yield from actors
    yield from _purpose(reading)
    measured = list(_metrics(reading))
    yield from measured
    yield from _things(reading, bool(measured) or bool(actors))
    yield from _markers(reading)
    yield from _doers(reading)


def _verb(reading: Reading, actors: list[Hit]) -> Iterator[Hit]:
    if reading.lead is not None and reading.kind != "none":
        yield hit(reading.kind, reading.words[reading.lead])
        return
    if actors:
        return
    for index, word in enumerate(reading.words[1:], start=1):
        if _in_time(reading.words[index + 1 : index + 4]):
            continue
        if word.is_a("make_done", "act_done", "state") or _is_going_on(reading.words, index):
            yield hit("state", word)
            return
        if word.is_a(*_FELT):
            return
        if word.is_a("change_done", "change"):
            yield hit("change", word, factor=0.7)
            return


def _in_time(ahead: tuple[Word, ...]) -> bool:
    """“answered within two hours” is about speed, not about being done."""
    return any(word.text in ("within", "under", "less", "innerhalb", "binnen", "<") for word in ahead)


def _is_going_on(words: tuple[Word, ...], index: int) -> bool:
    return words[index].is_a("make", "act") and words[index - 1].text in ("is", "are", "be")


def _actors(reading: Reading) -> Iterator[Hit]:
    """People followed closely by what they do; work on people does not count."""
    if reading.is_work:
        return
    words = reading.words
    for index, word in enumerate(words):
        if not word.is_a("others", "staff") or is_modifier(words, index):
            continue
        ahead = words[index + 1 : index + 1 + _REACH]
        if word.is_a("staff") and (taught := next((w for w in ahead if w.is_a("trained")), None)):
            yield hit("trained", word, taught)
            return
        act = next((w for w in ahead if w.is_a("choose", "choose_done")), None)
        if act is not None:
            yield hit("staff_do" if word.is_a("staff") and not word.is_a("others") else "people_do", word, act)
            return


def _purpose(reading: Reading) -> Iterator[Hit]:
    words = reading.purpose
    if not words:
        return
    result = next((word for word in words[2:] if word.is_a(*RESULT_TAGS)), None)
    if result is None and any(word.is_a("win") for word in words[1:3]):
        result = next((word for word in words[2:] if word.is_a("others")), None)
    if result is None and words[1:] and any(word.is_a("change") for word in words[1:3]):
        result = next((word for word in words if word.is_number), None)
    if result is not None and has_figure(words):
        yield hit("measured_purpose", words[0], result)


def _metrics(reading: Reading) -> Iterator[Hit]:
    """What is measured: the first full, the second half; beside a task it is only mentioned."""
    own = next((word for word in reading.main if word.is_a("own")), None)
    found = list(_first_of_each(reading.main))
    if reading.is_work:
        if found:
            yield hit("mentioned", found[0][1])
        return
    if own is not None and not any(pair[1].start < own.start for pair in found):
        yield hit("own", own)
        return
    for rank, (tag, word) in enumerate(found[:2]):
        yield hit(tag, word, factor=1.0 if rank == 0 else 0.5)
    head = next((word for word in reading.main if word.is_a("head")), None)
    if head is not None:
        yield hit("head", head)


def _first_of_each(words: tuple[Word, ...]) -> Iterator[tuple[str, Word]]:
    seen: set[str] = set()
    for word, following in zip_longest(words, words[1:]):
        tag = next((tag for tag in RESULT_TAGS if word.is_a(tag)), None)
        qualifies = following is not None and following.is_a("deliverable", "activity", "staff", "trained")
        if tag is not None and tag not in seen and not qualifies:
            seen.add(tag)
            yield tag, word


def _things(reading: Reading, measured: bool) -> Iterator[Hit]:
    """Deliverables, activities and milestones; beside a metric they only say where it is measured."""
    main = reading.main
    people = next((i for i, word in enumerate(main) if word.is_a("others") and not is_modifier(main, i)), None)
    if people is not None and not measured and not reading.is_work and _nothing_made(main[:people]):
        yield hit("people", main[people])
        return
    for tag in ("milestone", "activity", "deliverable", "learn"):
        word = next((word for word in reading.main if word.is_a(tag)), None)
        if word is None or (measured and not reading.is_work):
            continue
        yield hit(tag, word, factor=_thing_factor(reading, tag))
        return


def _markers(reading: Reading) -> Iterator[Hit]:
    """Who decides, what the number was before, bad things that are to end, and counts of our own things."""
    for tag in ("voluntary", "by_us"):
        word = next((word for word in reading.words if word.is_a(tag)), None)
        if word is not None:
            yield hit(tag, word)
    before = next((word for word in reading.words if word.is_a("before")), None)
    if before is not None and has_figure(reading.words):
        yield hit("before", before)
    for index, word in enumerate(reading.words[:2]):
        bad = next((w for w in reading.words[index + 1 : index + 5] if w.is_a("trouble")), None)
        if word.text in _NONE and bad is not None:
            yield hit("none_left", word, bad)
            break
    yield from _stock(reading)


def _stock(reading: Reading) -> Iterator[Hit]:
    """The first telling noun is a thing of our own, and a number of it is to change or be reached."""
    if reading.is_work or reading.kind == "win":
        return
    for word in reading.main[:_FAR]:
        if word.is_a("stock") and not word.is_a(*RESULT_TAGS):
            yield hit("stock", word)
            return
        if word.is_a("others", "staff", *RESULT_TAGS):
            return


def _doers(reading: Reading) -> Iterator[Hit]:
    """“shared by readers” against “shared by our team”: who does it stands after by, von, par, por."""
    words = reading.words
    for index, word in enumerate(words[:-1]):
        if index == 0 or word.text not in _BY or not _is_passive(words, index):
            continue
        ahead = words[index + 1 : index + 7]
        if word.text in ("par", "por") and ahead[0].is_a("others", "staff") and ahead[0].text[-1] != "s":
            continue  # “por cliente” is: per customer
        if any(near.text in _OURS for near in ahead[:3]):
            yield hit("by_us", word, ahead[min(1, len(ahead) - 1)])
            return
        people = next((near for near in ahead if near.is_a("others")), None)
        if people is not None:
            yield hit("by_others", word, people)
            return


def _is_passive(words: tuple[Word, ...], index: int) -> bool:
    """Whether something is done by whoever stands after index: a participle is before it or, in German, behind."""
    behind = words[index + 1 : index + 10] if words[index].text in _GERMAN_BY else ()
    around = (*words[max(0, index - 3) : index], *behind)
    return any(word.is_a(*_DONE) or has_participle_ending(word.text) for word in around)


def _nothing_made(words: tuple[Word, ...]) -> bool:
    return not any(word.is_a("deliverable", "activity", "milestone") for word in words)


def _thing_factor(reading: Reading, tag: str) -> float:
    """Beside a verb of making the thing adds little; beside “improve”, without a metric, it says it all."""
    if tag not in ("deliverable", "activity"):
        return 1.0
    return 0.5 if reading.is_work else 1.6 if reading.kind == "change" else 1.0
