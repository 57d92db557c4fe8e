"""Which way a statement says that its number should go, and whether it promises growth or speed."""

import re
from functools import lru_cache

from domain.classification.text import fold, word_set
from domain.vocabulary import Measure

RISE, FALL, STAY = "rise", "fall", "stay"

_MAX_CHARACTERS = 2000
_WORD = re.compile(r"[^\W\d_]+")
_RISE = (
    "increas* rais* grow grows growth boost* doubl* tripl* maximi* lift expand steiger* erhoh* wachs* verdopp* "
    "aument* increment* duplic* crecer augment* accroit* croitre cresc* dobrar elevar"
)
_FALL = (
    "reduc* redui* reduz* decreas* cut lower lowers shorten* halv* minimi* eliminat* shrink drop slash senk* verring* "
    "verkurz* halbier* disminu* rebaj* recort* bajar diminu* baisser raccourc* baixar encurt*"
)
_STAY_FIRST = "keep maintain hold stay sustain mantener mantenir maintenir maintien garder manter conserv* halte*"
_STAY_ANYWHERE = "halten beibehalten mantener maintenir manter"
_MEASURES = {
    RISE: frozenset({Measure.INCREASE}),
    FALL: frozenset({Measure.DECREASE}),
    STAY: frozenset({Measure.STAY_AT_LEAST, Measure.STAY_AT_MOST, Measure.STAY_BETWEEN}),
}
_GROWTH = (
    "growth revenue* sales wachstum umsatz* crecimiento ingresos ventas croissance chiffre ventes crescimento receita "
    "vendas arr mrr"
)
_VOLUME = (
    "signup* leads pipeline bookings volume users customers orders visits traffic downloads throughput neukunden "
    "bestellungen nutzer kunden usuarios clientes pedidos utilisateurs clients commandes inscriptions cadastros"
)
_SPEED = (
    "fast* speed quick* velocity time days hours minutes latency cycle turnaround schnell* *zeit *dauer tage stunden "
    "rapid* velocidad tiempo plazo dias horas vite vitesse delai temps jours heures tempo prazo"
)
_OFTEN = word_set("deployment deployments deploys releases frequency deploymentfrequenz despliegues")
_TIME_UNITS = word_set("milliseconds seconds minutes hours days weeks months ms s min h d")


def direction_in(title: str) -> str:
    """The way that the words point: rise, fall or stay; empty where they do not say or contradict each other.

    A first word that points decides alone: "Raise the share of people who reduce waste" rises.
    """
    said = _words(title)
    if not said:
        return ""
    if _any_of(said[:1], _STAY_FIRST):
        return STAY
    ways = _ways(said[:1]) or _ways(said)
    return ways.pop() if len(ways) == 1 else ""


def agrees(way: str, measure: Measure) -> bool:
    """Whether a measure goes the way that the words point."""
    return measure in _MEASURES[way]


def promises_growth(title: str, unit: str, measure: Measure | None) -> bool:
    """Whether the statement wants more sales or more volume, which can be bought at the cost of quality."""
    said = _words(title)
    if not _wanted(said, RISE, measure == Measure.INCREASE, measure):
        return False
    is_share = "%" in unit or "%" in title
    return _any_of(said, _GROWTH) or (not is_share and _any_of(said, _VOLUME))


def promises_speed(title: str, unit: str, measure: Measure | None) -> bool:
    """Whether the statement wants something done in less time, or more often."""
    said = _words(title)
    if _wanted(said, RISE, measure == Measure.INCREASE, measure):
        return bool(_OFTEN.intersection(said))
    names_time = _any_of(said, _SPEED) or fold(unit.strip()) in _TIME_UNITS
    return names_time and _wanted(said, FALL, measure == Measure.DECREASE, measure)


def _wanted(said: list[str], way: str, measured: bool, measure: Measure | None) -> bool:
    return measured or (measure is None and way in _ways(said))


def _ways(said: list[str]) -> set[str]:
    tables = {RISE: _RISE, FALL: _FALL, STAY: _STAY_ANYWHERE}
    return {way for way, table in tables.items() if _any_of(said, table)}


def _any_of(said: list[str], table: str) -> bool:
    whole, starts, ends = _parsed(table)
    return any(word in whole or word.startswith(starts) or word.endswith(ends) for word in said)


@lru_cache(maxsize=32)
def _parsed(table: str) -> tuple[frozenset[str], tuple[str, ...], tuple[str, ...]]:
    entries = table.split()
    starts = tuple(entry[:-1] for entry in entries if entry.endswith("*"))
    ends = tuple(entry[1:] for entry in entries if entry.startswith("*"))
    return frozenset(entries), starts, ends


def _words(title: str) -> list[str]:
    return _WORD.findall(fold(title[:_MAX_CHARACTERS]))
