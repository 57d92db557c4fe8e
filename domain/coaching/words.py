"""Words as the coach compares them: folded, cut to a stem, without the small words of five languages."""

import re
from functools import lru_cache

from domain.classification.text import fold, word_set

MAX_CHARACTERS = 2000  # a key result is a sentence; whatever follows is not read
_MAX_WORDS = 60
_SHORTEST_STEM = 3
_WORD = re.compile(r"[^\W\d_]+\d*|\d+[^\W\d_]+")
_ENDINGS = sorted(
    word_set("ungen iones ings ions ung ing ion oes ers ies ed er en es ao em s e n o a y"), key=len, reverse=True
)
_SMALL_WORDS = word_set(
    "the an and or of to in on at by for from with without per our we us all each every their its is are be as that "
    "who which than it this into within after before rate rates share number new more less least most net up so "
    "hold open start make set two three ten second achieve reach get ensure secure finalize finish currently current "
    "average available full complete completed total top first end quarter quarterly month monthly year yearly "
    "annual fiscal week weekly day days next team teams quartal monat jahr trimestre semestre mes mois annee ano ao "
    "der die das den dem des ein eine einen einer und oder von auf im mit fur bis zu zum zur pro alle unser unsere "
    "unseren unserer um bei als sich werden wird nach mehr weniger anzahl anteil rate quote "
    "el la los las un una unos unas de del al en con por para y o su sus que se nuestro nuestra nuestros mas menos "
    "tasa numero le les du et ou dans avec pour par sur notre nos leur leurs que qui au aux une plus moins taux nombre "
    "do da dos das no na nos nas em com por para e os as um uma nosso nossa nossos mais taxa numero "
    "increase reduce decrease raise improve cut lower erhohen steigern senken reduzieren verbessern verringern "
    "aumentar reducir mejorar augmenter reduire ameliorer reduzir melhorar diminuir disminuir baisser"
)


def words(text: str) -> dict[str, str]:
    """The words of a text that carry meaning, each with the way it was written: folded → original."""
    found: dict[str, str] = {}
    for match in _WORD.finditer(text[:MAX_CHARACTERS]):
        folded = fold(match.group())
        if len(folded) > 1 and folded not in _SMALL_WORDS:
            found.setdefault(folded, match.group())
            if len(found) == _MAX_WORDS:
                break
    return found


@lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """The beginning of a folded word that its inflected forms share: "hires" and "hiring" give the same."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            return word[: -len(ending)]
    return word


def stems(text: str) -> frozenset[str]:
    """The stems of the words of a text that carry meaning."""
    return frozenset(stem(word) for word in words(text))
