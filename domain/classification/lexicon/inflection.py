"""German, Spanish, French and Portuguese verb forms by rule: what people do, and what is done."""

from collections.abc import Iterator

from domain.classification.lexicon.function_words import NOT_PARTICIPLES

_SEPARABLE = (
    *("zusammen", "herunter", "zurück", "hinzu", "bereit", "fertig", "weiter", "heraus", "hinaus", "herein", "vorbei"),
    *("ab", "an", "auf", "aus", "bei", "dar", "ein", "fest", "fort", "frei", "her", "hin", "hoch", "los", "mit"),
    *("nach", "um", "vor", "weg", "wieder", "zu"),
)
_INSEPARABLE = ("be", "emp", "ent", "er", "ge", "miss", "ver", "zer", "über", "unter", "durch", "hinter", "wider")
_SPANISH = {"ar": ("ad", "a an e en ando amos"), "er": ("id", "e en a an iendo"), "ir": ("id", "e en a an iendo imos")}
_PORTUGUESE = {
    "ar": ("ad", "a am e em ando amos"),
    "er": ("id", "e em a am endo emos"),
    "ir": ("id", "e em a am indo imos"),
}
_ENDINGS = {"es": _SPANISH, "pt": _PORTUGUESE}


def inflected(verb: str, language: str) -> Iterator[tuple[str, bool]]:
    """Forms of a verb or of a phrase that starts with one, and whether each says that something is done.

    Nothing comes of a word that does not look like an infinitive.
    """
    head, _, tail = verb.partition(" ")
    forms = {"de": _german, "fr": _french}.get(language)
    pairs = forms(head) if forms else _iberian(head, _ENDINGS.get(language, {}))
    for form, done in pairs:
        if form not in NOT_PARTICIPLES:
            yield f"{form} {tail}".strip(), done


def _iberian(verb: str, endings: dict[str, tuple[str, str]]) -> Iterator[tuple[str, bool]]:
    if len(verb) < 5 or verb[-2:] not in endings:
        return
    stem, (done, present) = verb[:-2], endings[verb[-2:]]
    yield from ((f"{stem}{done}{ending}", True) for ending in ("o", "a", "os", "as"))
    for ending in present.split():
        yield _spelled(stem, verb[-2:], ending) + ending, False


def _spelled(stem: str, kind: str, ending: str) -> str:
    """“publicar” gives “publique”, “pagar” gives “pague”, “cruzar” gives “cruce”."""
    if kind == "ar" and ending[0] == "e":
        for last, instead in (("c", "qu"), ("g", "gu"), ("z", "c"), ("ç", "c")):
            if stem.endswith(last):
                return stem[:-1] + instead
    return stem


def _french(verb: str) -> Iterator[tuple[str, bool]]:
    if len(verb) < 5 or verb[-2:] not in ("er", "ir"):
        return
    stem = verb[:-2]
    done, present = ("é", ("ent", "ons", "ant")) if verb[-2:] == "er" else ("i", ("it", "issent", "issons", "issant"))
    yield from ((f"{stem}{done}{ending}", True) for ending in ("", "e", "s", "es"))
    soft = stem + "e" if stem.endswith("g") else stem
    yield from (((soft if ending[0] in "ao" else stem) + ending, False) for ending in present)


def _german(verb: str) -> Iterator[tuple[str, bool]]:
    if len(verb) < 5 or not verb.endswith("n"):
        return
    stem = verb[:-2] if verb.endswith("en") else verb[:-1]
    prefix = next((start for start in _SEPARABLE if stem.startswith(start) and len(stem) > len(start) + 2), "")
    inner = stem[len(prefix) :]
    bound = (inner.startswith(_INSEPARABLE) and len(inner) > len("verb")) or inner.endswith("ier")
    extra = "e" if inner.endswith(("t", "d", "ffn", "chn")) else ""
    done = f"{prefix}{'' if bound else 'ge'}{inner}{extra}t"
    yield from ((done + ending, True) for ending in ("", "e", "en", "er", "es"))
    yield f"{stem}{extra}t", False
    if prefix:
        yield f"{prefix}zu{inner}en", False


def plural(noun: str, language: str) -> str:
    """The regular plural of a Spanish, French or Portuguese noun; the noun itself where it looks like one already."""
    if (noun.endswith(("s", "x", "z")) and language != "es") or noun.endswith("s") or " " in noun or len(noun) < 4:
        return noun
    for ending, instead in _PLURALS.get(language, ()):
        if noun.endswith(ending):
            return noun[: len(noun) - len(ending)] + instead
    return noun


_PLURALS = {
    "es": (("z", "ces"), ("ión", "iones"), *((vowel, vowel + "s") for vowel in "aeiouéá"), ("", "es")),
    "fr": (("eau", "eaux"), ("al", "aux"), ("", "s")),
    "pt": (("ção", "ções"), ("são", "sões"), ("m", "ns"), ("al", "ais"), ("el", "eis"), ("r", "res"), ("", "s")),
}
