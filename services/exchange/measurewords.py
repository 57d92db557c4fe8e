"""The beginnings of plain (lower-case, accent-free) words that name a measure, in five languages."""

from domain.vocabulary import Measure


def _phrases(text: str) -> tuple[str, ...]:
    return tuple(phrase.strip() for phrase in text.split(","))


# Tried in this order: "maintain between" must not stop at "maintain", nor "minimum" at "minimise".
BEGINNINGS: tuple[tuple[Measure, tuple[str, ...]], ...] = (
    (
        Measure.STAY_BETWEEN,
        _phrases("stay between, keep between, between, range, within, zwischen, entre, bereich, rango, mantener entre"),
    ),
    (
        Measure.STAY_AT_LEAST,
        _phrases(
            """stay at least, at least, stay above, above, keep above, maintain, minimum, not below, no less,
            floor,
            mindestens, halten, al menos, mantener, manter, pelo menos, au moins, maintenir"""
        ),
    ),
    (
        Measure.STAY_AT_MOST,
        _phrases(
            """stay at most, at most, stay below, below, stay under, under, keep below, maximum, not above, no more,
            cap,
            hochstens, maximal, como maximo, no maximo, au plus"""
        ),
    ),
    (
        Measure.DECREASE,
        _phrases(
            """decrease, reduc, lower, cut, fall, drop, shrink, down, minimi, senk, reduz, redui, verringer, abnehm,
            disminu, dimin, baiss"""
        ),
    ),
    (
        Measure.MILESTONE,
        _phrases(
            """milestone, meilenstein, binary, boolean, yes, ja/nein, ja nein, true, done, deliver, task, hito,
            marco,
            jalon, si/no, si no, sim/nao, sim nao, oui/non, oui non, 0/1, complete, pass"""
        ),
    ),
    (
        Measure.BASELINE,
        _phrases("baseline, find out, establish, ausgangswert, ermitteln, linea base, linha de base"),
    ),
    (
        Measure.INCREASE,
        _phrases(
            """increas, raise, grow, improve, gain, up, more, maximi, number, numeric, metric, kpi, percent,
            currency,
            steiger, erhoh, zunahme, wachs, aument, increment, crec, cresc, augment, hausse, accroi"""
        ),
    ),
)
