"""Whether a statement joins two results that deserve a key result each."""

import re
from itertools import pairwise

from domain.classification.text import fold, word_set

_MAX_CHARACTERS = 2000
_JOINED = re.compile(
    r"\s(?:and|und|sowie|y|e|et|as well as|asi como|assim como|ainsi que|&)\s|;\s",
)
_WORD = re.compile(r"[^\W\d_]+")
_FIGURE = re.compile(r"(?<![^\W_])(?!20\d\d\b)\d[\d.,]*")
_BETWEEN = re.compile(r"\b(?:between|zwischen|entre)\b[^;]{0,12}$")
_FILLERS = word_set("also then thereby to zu dabei a de d tambien luego aussi ainsi tambem the")

_PRONOUNS = word_set("it them")  # "write a talk and deliver it" is one thing

_PROMISES = word_set(
    "increase increases reduce reduces raise raises cut cuts lower improve improves grow decrease boost double halve "
    "keep maintain shorten launch ship deliver release build create implement migrate complete publish write define "
    "develop introduce establish hire train run conduct open automate deploy redesign reach achieve win retain "
    "roll get make bring ensure save "
    "aumentar reducir mejorar disminuir duplicar mantener lanzar entregar construir crear implementar migrar completar "
    "publicar escribir definir desarrollar contratar formar abrir automatizar alcanzar lograr conseguir bajar subir "
    "augmenter reduire ameliorer diminuer doubler maintenir lancer livrer construire creer deployer migrer terminer "
    "publier ecrire definir developper recruter former ouvrir automatiser atteindre obtenir baisser "
    "reduzir melhorar diminuir dobrar manter lancar entregar construir criar implementar migrar concluir publicar "
    "escrever desenvolver contratar treinar abrir automatizar alcancar conquistar elevar"
)
_LAST_WORDS = word_set(  # German promises stand at the end
    "steigern erhohen verbessern senken reduzieren verringern verkurzen halbieren verdoppeln halten erreichen "
    "einfuhren entwickeln bauen liefern migrieren abschliessen veroffentlichen schreiben definieren erstellen "
    "umsetzen starten einstellen schulen automatisieren gewinnen eroffnen ausrollen durchfuhren aufbauen "
    "gesteigert erhoht gesenkt reduziert halbiert erreicht eingefuhrt entwickelt gebaut migriert abgeschlossen "
    "veroffentlicht erstellt umgesetzt gestartet eingestellt geschult automatisiert gewonnen eroffnet aufgebaut"
)


def is_compound(text: str) -> bool:
    """Whether "and", "und", "y", "et", "e" or a semicolon joins two promises, each with its verb or its figure.

    Joined things ("sales and support"), two verbs for one thing ("design and build"), and ranges
    ("between 3 and 5") are one promise.
    """
    plain = fold(" ".join(text[:_MAX_CHARACTERS].split()))
    joints = [(match.start(), match.end()) for match in _JOINED.finditer(plain)]
    if not joints:
        return False
    edges = [(0, 0), *joints, (len(plain), len(plain))]
    pieces = [plain[before[1] : after[0]].strip() for before, after in pairwise(edges)]
    return any(_two_promises(left, right) for left, right in pairwise(pieces))


def halves(text: str) -> tuple[str, str] | None:
    """Give the two promises that a statement joins, each as a sentence of its own, or None where it makes one.

    The words stay as they were written: a verb or a date that both share is for a person to repeat.
    """
    plain = " ".join(text[:_MAX_CHARACTERS].split())
    for joint in re.finditer(_JOINED.pattern, plain, re.IGNORECASE):
        left, right = plain[: joint.start()].rstrip(" ,;"), plain[joint.end() :].lstrip(" ,;")
        if _two_promises(fold(left), fold(right)):
            return left, right[:1].upper() + right[1:]
    return None


def _two_promises(left: str, right: str) -> bool:
    words, following = _WORD.findall(left), _WORD.findall(right)
    if not words or len(following) < 2 or _BETWEEN.search(left):
        return False
    return _verb_on_both_sides(words, following) or _figure_on_both_sides(left, right)


def _verb_on_both_sides(left: list[str], right: list[str]) -> bool:
    if left[-1] in _LAST_WORDS:
        return len(left) > 1 and right[-1] in _LAST_WORDS
    verb, *rest = [word for word in right if word not in _FILLERS] or [""]
    joins_another = verb in _PROMISES and bool(rest) and rest[0] not in _PRONOUNS
    return joins_another and left[-1] not in _PROMISES and _promises(left)


def _promises(words: list[str]) -> bool:
    return any(word in _PROMISES for word in words[:2])


def _figure_on_both_sides(left: str, right: str) -> bool:
    enumerated = right[:1].isdigit()
    return not enumerated and bool(_FIGURE.search(left)) and bool(_FIGURE.search(right))
