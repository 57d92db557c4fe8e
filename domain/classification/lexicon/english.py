"""English inflection by rule: enough for verbs and nouns of the word lists."""

from domain.classification.text import word_set

_IRREGULAR = {
    "build": ("built",), "rebuild": ("rebuilt",), "write": ("written", "wrote"), "rewrite": ("rewritten", "rewrote"),
    "run": ("ran", "run"), "hold": ("held",), "meet": ("met",), "speak": ("spoken", "spoke"), "teach": ("taught",),
    "send": ("sent",), "spend": ("spent",), "give": ("given", "gave"), "make": ("made",), "do": ("done", "did"),
    "get": ("got", "gotten"), "win": ("won",), "sell": ("sold",), "find": ("found",), "grow": ("grown", "grew"),
    "rise": ("risen", "rose"), "fall": ("fallen", "fell"), "cut": ("cut",), "put": ("put",), "set": ("set",),
    "read": ("read",), "buy": ("bought",), "bring": ("brought",), "keep": ("kept",), "have": ("had", "has"),
    "be": ("is", "are", "was", "were", "been"), "become": ("became",), "see": ("seen", "saw"), "pay": ("paid",),
    "choose": ("chosen", "chose"), "feel": ("felt",), "say": ("said",), "drive": ("driven", "drove"),
    "lose": ("lost",), "hit": ("hit",), "understand": ("understood",), "take": ("taken", "took"), "stand": ("stood",),
    "split": ("split",), "show": ("shown",), "lead": ("led",), "go": ("gone", "went"), "come": ("came",),
    "begin": ("begun", "began"), "ride": ("ridden",), "quit": ("quit",), "leave": ("left",), "wire": ("wired",),
    "spin": ("spun",), "lay": ("laid",), "hand": ("handed",), "undertake": ("undertaken", "undertook"),
}  # fmt: skip
_DOUBLING = word_set(
    "ship cut get put run set win hit plan map tag scan log drop trim pin blog patch split submit refer equip dm "
    "scrap begin spin quit let stop chat"
)
_VOWELS = "aeiou"
_UNCOUNTED_ENDINGS = ("s", "x", "sh", "ch")


def _third_person(verb: str) -> str:
    if verb.endswith("y") and verb[-2:-1] not in _VOWELS:
        return verb[:-1] + "ies"
    return verb + ("es" if verb.endswith((*_UNCOUNTED_ENDINGS, "o", "z")) else "s")


def _stem(verb: str) -> str:
    if verb in _DOUBLING:
        return verb + verb[-1]
    return verb[:-1] if verb.endswith("e") and not verb.endswith("ee") else verb


def _past(verb: str) -> tuple[str, ...]:
    if verb in _IRREGULAR:
        return _IRREGULAR[verb]
    if verb.endswith("y") and verb[-2:-1] not in _VOWELS:
        return (verb[:-1] + "ied",)
    return (_stem(verb) + "ed",)


def _inflect(term: str, forms: tuple[str, ...]) -> set[str]:
    tail = term.partition(" ")[2]
    return {f"{form} {tail}".strip() for form in forms}


def verb_forms(term: str) -> set[str]:
    """Base, third person and -ing form of a verb or of a phrase that starts with one."""
    verb = term.partition(" ")[0]
    return _inflect(term, (verb, _third_person(verb), _stem(verb) + "ing")) if verb else set()


def participles(term: str) -> set[str]:
    """Past forms of a verb or of a phrase that starts with one, those spelled like the base left out."""
    verb = term.partition(" ")[0]
    return _inflect(term, tuple(form for form in _past(verb) if form != verb)) if verb else set()


def noun_forms(term: str) -> set[str]:
    """Singular and plural of a noun or of a phrase that ends with one."""
    if not term or term.endswith("s"):
        return {term}
    return {term, _third_person(term)}
