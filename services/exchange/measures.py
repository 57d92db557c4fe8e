"""Words for measures, labels and commitments in several languages, and the measure that bare numbers imply."""

import re
from functools import lru_cache

from domain.vocabulary import Commitment, Label, Measure
from services.exchange.dates import plain
from services.exchange.measurewords import BEGINNINGS

_UNDIRECTED = ("number", "numeric", "metric", "kpi", "percent", "currency")
_LABELS = {
    "outcome": Label.OUTCOME,
    "ergebnis": Label.OUTCOME,
    "wirkung": Label.OUTCOME,
    "output": Label.OUTPUT,
    "unclear": Label.UNCLEAR,
}
_COMMITTED = ("commit", "roofshot", "verbindlich", "compromet", "engag", "must")
_ASPIRATIONAL = ("aspir", "stretch", "moonshot", "ambiti", "ambici")
_FALLING = re.compile(
    r"\b(?:decreas|reduc|lower|cut|shrink|shorten|fewer|less|minimi[sz]|fall|drop|halve|senk|reduzier|verringer|halbier|disminu|diminu|baiss)\w*"
)
_DONE_WORDS = "done,yes,y,true,x,✓,✔,complete,completed,achieved,ja,erledigt,fertig,si,hecho,oui,fait,sim,feito"
_OPEN_WORDS = "no,n,false,open,not done,not started,nein,offen,non,nao,pendiente,pendente"


@lru_cache(maxsize=1024)
def measure_of(text: str) -> Measure | None:
    """The measure that a word or phrase names; None for a blank or unknown one."""
    words = " ".join(re.sub(r"[_\-]+", " ", plain(text)).replace("≥", ">").replace("≤", "<").split())
    if not words:
        return None
    if "≥" in text or ">" in text:
        return Measure.STAY_AT_LEAST
    if "≤" in text or "<" in text:
        return Measure.STAY_AT_MOST
    return next((measure for measure, starts in BEGINNINGS if words.startswith(starts)), None)


def is_undirected(text: str) -> bool:
    """Whether a measure word says "a number" without saying in which direction it should move."""
    return plain(text).strip().startswith(_UNDIRECTED)


def implied_measure(
    title: str, baseline: float | None, target: float | None, limits: tuple[float | None, float | None], comparator: str
) -> Measure | None:
    """The measure that the numbers of a key result imply; None without a target or limits."""
    if None not in limits:
        return Measure.STAY_BETWEEN
    if limits[0] is not None or (comparator in (">", ">=") and baseline is None):
        return Measure.STAY_AT_LEAST
    if limits[1] is not None or (comparator in ("<", "<=") and baseline is None):
        return Measure.STAY_AT_MOST
    if target is None:
        return None
    if baseline is None:
        return Measure.DECREASE if _FALLING.search(plain(title)) else Measure.INCREASE
    if baseline == target:
        return Measure.STAY_AT_LEAST
    return Measure.INCREASE if target > baseline else Measure.DECREASE


def label_of(text: str) -> Label | None:
    """The label that a word names; None for a blank or unknown one."""
    return _LABELS.get(plain(text).strip()) if text else None


def commitment_of(text: str) -> Commitment | None:
    """The commitment that a word names; None for a blank or unknown one."""
    word = plain(text).strip() if text else ""
    if word.startswith(_COMMITTED):
        return Commitment.COMMITTED
    return Commitment.ASPIRATIONAL if word.startswith(_ASPIRATIONAL) else None


def done_of(text: str) -> bool | None:
    """Whether a word says that a milestone is reached; None where it says neither."""
    word = plain(text).strip()
    if word in _DONE_WORDS.split(","):
        return True
    return False if word in _OPEN_WORDS.split(",") else None
